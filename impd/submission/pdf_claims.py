"""What a PDF claims to be, and its title, from its XMP metadata."""

from __future__ import annotations

import pikepdf
from lxml import etree

from impd.submission.safe_xml import read_xml
from impd.submission.stages import Seen

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LONGEST = 4 * 1024 * 1024


def read_claims(pdf: pikepdf.Pdf) -> Seen:
    """The claims, and the title under ``xmp_title``. Raises ValueError where the metadata cannot be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    data = bytes(stream.get_stream_buffer())
    if len(data) > _LONGEST:
        raise ValueError("they are longer than metadata can be")
    root = read_xml(data.strip(b"\0 \r\n\t"))
    level = _value(root, _PDFA + "part") + _value(root, _PDFA + "conformance").upper()
    title = root.find(f".//{_TITLE}")
    words = "" if title is None else "".join(map(str, title.itertext())).strip()
    return {"claims": {"pdfa": level, "pdfua": _value(root, _PDFUA + "part")}, "xmp_title": words[:1000]}


def _value(root: etree._Element, name: str) -> str:
    """A property, written as an element or as an attribute."""
    for element in root.iter():
        if element.tag == name:
            return (element.text or "").strip()[:20]
        if name in element.attrib:
            return str(element.attrib[name]).strip()[:20]
    return ""
