"""What a PDF file says, read back with tools that did not write it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
import pypdfium2

from impd.document import Block, Document, Section, number
from impd.writing.pdf_file import PdfFile, write_pdf
from tests.writing.pdf_document import document, section


@cache
def sample(variant: str = "pdf/a-2a") -> PdfFile:
    """The document with every block."""
    return write_pdf(document(rows=90), variant)


def small(*parts: Block | Section, **changes: object) -> Document:
    """A document of one section that holds these blocks and sub-sections."""
    return number(Document("x", document(**changes).properties, (), (section("S", "Section", 1, *parts),)))  # type: ignore[arg-type]


def opened(file: PdfFile) -> pikepdf.Pdf:
    """The file as objects. It stays open: its objects die with it."""
    _OPEN.append(pikepdf.open(io.BytesIO(file.data)))
    return _OPEN[-1]


_OPEN: list[pikepdf.Pdf] = []


def texts(file: PdfFile) -> list[str]:
    """The text of each page, its line breaks as blanks."""
    pdf = pypdfium2.PdfDocument(file.data)
    try:
        return [_text(page) for page in pdf]
    finally:
        pdf.close()


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    words = text.get_text_bounded().split()
    text.close()
    page.close()
    return " ".join(words)


def bookmarks(parent: pikepdf.Object, level: int = 1) -> Iterator[tuple[int, str, bool]]:
    """Level, title, and whether what lies below is shown."""
    one = parent.get("/First")
    while one is not None:
        yield level, str(one.Title), one.get("/Count", 0) >= 0
        yield from bookmarks(one, level + 1)
        one = one.get("/Next")


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    """The names of all fonts in the file, without their subset tags."""
    named = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one)
    return {str(one.BaseFont).split("+")[-1].lstrip("/") for one in named}
