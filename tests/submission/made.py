"""PDF and Word files made for the tests: ordinary ones, and ones that mean harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
A4 = (0, 0, 595, 842)
SENTENCE = "The drug product is a dispersion for infusion. "


def pdf_of(path: Path, *texts: str, picture: bool = False, title: str = "") -> Path:
    """A PDF with a page for each text; with ``picture``, a picture fills each page behind it."""
    with pikepdf.new() as pdf:
        for text in texts:
            add_page(pdf, text, picture)
        if title:
            pdf.docinfo["/Title"] = title
        pdf.save(path)
    return path


def add_page(pdf: pikepdf.Pdf, text: str, picture: bool = False) -> pikepdf.Dictionary:
    """A page with text in lines of Helvetica, and a picture behind it."""
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    resources = Dictionary(Font=Dictionary(F=font))
    content = b""
    if picture:
        image = pdf.make_stream(bytes(16), Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
        image.ColorSpace = Name.DeviceGray
        resources.XObject = Dictionary(I=image)
        content = b"q 595 0 0 842 0 0 cm /I Do Q\n"
    lines = [line[at : at + 90] for line in text.split("\n") for at in range(0, max(len(line), 1), 90)]
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
    content += f"BT /F 10 Tf 12 TL 40 800 Td\n{shown}ET".encode("cp1252") if text else b""
    page = Dictionary(Type=Name.Page, MediaBox=Array(A4), Resources=resources, Contents=pdf.make_stream(content))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def changed(path: Path, change: object) -> Path:
    """The PDF of one page with something done to it."""
    with pikepdf.new() as pdf:
        add_page(pdf, SENTENCE * 10)
        change(pdf)  # type: ignore[operator]
        pdf.save(path, fix_metadata_version=False)
    return path


def docx_of(path: Path, body: str = "", **parts: str | bytes) -> Path:
    """A Word file of a body and other parts by name, ``__`` for a slash and ``_`` before the ending for a stop."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    given = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    for name, content in parts.items():
        given[name.replace("__", "/").replace("_xml", ".xml").replace("_rels/", "_rels/").replace("_bin", ".bin")] = (
            content
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in given.items():
            archive.writestr(name, content)
    return path


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


@cache
def zeros(megabytes: int, times: int = 1) -> bytes:
    """So many megabytes of zeros, packed as often as that."""
    packer, piece = zlib.compressobj(9), bytes(1024 * 1024)
    data = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def raw_pdf(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF written by hand, with a right table of its objects."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (len(objects) + 1, root, trailer.replace(b"TABLE", b"%d" % table))
    )
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream as an object of a PDF written by hand."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
