"""The package of one Word file: what the text refers to outside itself, and the file's bytes."""

from __future__ import annotations

import io
import urllib.parse
import zipfile
from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from impd.writing.docx_reference import Styles

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SUFFIX = {"image/png": "png", "image/svg+xml": "svg"}


class Package:
    """Hands out relationship, list and drawing numbers in the order of asking: same document, same numbers."""

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self.word = word
        self.styles = styles
        self._images: dict[tuple[str, bytes], str] = {}
        self._last = 0

    def next_number(self) -> int:
        """A number for a bookmark or a drawing, unique in the document."""
        self._last += 1
        return self._last

    def image(self, media_type: str, data: bytes) -> str:
        """The relationship to an image, which is stored once however often it is shown."""
        known = self._images.get((media_type, data))
        if known is None:
            name = PackURI(f"/word/media/figure{len(self._images) + 1}.{_SUFFIX[media_type]}")
            part = Part(name, media_type, data, self.word.part.package)
            known = self._images[media_type, data] = self.word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return known

    def link(self, address: str) -> str:
        """The relationship to an address outside; what an address may not contain is percent-encoded."""
        quoted = urllib.parse.quote(address, safe="%/:=&?~#+!$,;'@()*[]")
        return self.word.part.relate_to(quoted, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def numbered_list(self) -> int:
        """The number of a new list that counts from 1."""
        numbering = self.word.part.numbering_part.element
        known = [int(number) for number in numbering.xpath("./w:num/@w:numId")]
        new = max(known, default=0) + 1
        xml = (
            f'<w:num {NAMESPACES} w:numId="{new}"><w:abstractNumId w:val="{self.styles.numbered_list}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        last = numbering.findall(qn("w:num"))[-1]
        last.addnext(parse_xml(xml))
        return new

    def header(self, content: str) -> str:
        """The relationship to a new page header that holds these paragraphs."""
        part, identifier = self.word.part.add_header_part()  # type: ignore[no-untyped-call] # python-docx leaves it untyped
        part._element = parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>")
        return str(identifier)

    def footer(self, content: str) -> str:
        """The relationship to a new page footer that holds these paragraphs."""
        part, identifier = self.word.part.add_footer_part()  # type: ignore[no-untyped-call] # as above
        part._element = parse_xml(f"<w:ftr {NAMESPACES}>{content}</w:ftr>")
        return str(identifier)

    def file(self, body: Iterable[str]) -> bytes:
        """The file with this text. Entry times are fixed, so the same document gives the same bytes."""
        text = io.BytesIO()
        text.write(f"{_DECLARATION}<w:document {NAMESPACES}><w:body>".encode())
        for piece in body:  # asks for images and links, so it runs before the parts are saved
            text.write(piece.encode())
        text.write(b"</w:body></w:document>")
        parts = io.BytesIO()
        self.word.save(parts)
        return _zipped(parts, self.word.part.partname.membername, text.getvalue())


def _zipped(parts: io.BytesIO, document_name: str, text: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(parts) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(entry, text if name == document_name else source.read(name), compresslevel=6)
    return result.getvalue()
