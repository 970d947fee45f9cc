"""The text of a Word file and of a PDF file, each read back from its bytes, section by section.

White space and hyphens are left out: lines break elsewhere in each. So is what only pages have: headers, footers and
the repeated heads of tables; and the words inside drawings, which Word holds as pictures.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from lxml import etree
from pypdfium2 import raw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MILLIMETRE = 72 / 25.4
TOP, SIDE, BOTTOM = 26 * MILLIMETRE, 20 * MILLIMETRE, 23 * MILLIMETRE
_LEFT_OUT = re.compile(r"[\s\-\u00ad\u2010\u2011\u2022\x02\ufffe\u200b]+")


def bare(text: str) -> str:
    """A text without white space, hyphens and bullets."""
    return _LEFT_OUT.sub("", text)


def docx_sections(data: bytes) -> dict[str, str]:
    """The bare text of each section of a Word file, by its bare heading, in order."""
    found: dict[str, str] = {}
    heading = ""
    for paragraph, marker in _paragraphs(data):
        text = bare(marker + _words(paragraph))
        if _style(paragraph).startswith("Heading"):
            heading = text
            found[heading] = ""
        elif heading:
            found[heading] += text
    return found


def table_heads(data: bytes) -> set[str]:
    """The bare text of the head rows of each table of a Word file."""
    return {
        "".join(bare(_words(paragraph)) for row in rows for paragraph in row.iter(f"{W}p"))
        for table in _body(data).iter(f"{W}tbl")
        if (rows := [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None])
    }


def _body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _paragraphs(data: bytes) -> Iterator[tuple[etree._Element, str]]:
    """Each paragraph with the number it shows if it is an item of a numbered list."""
    numbers: dict[str, int] = {}
    for paragraph in _body(data).iter(f"{W}p"):
        numbering = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        marker = ""
        if numbering is not None and _style(paragraph) == "ListNumber":
            name = numbering.get(f"{W}val", "")
            numbers[name] = numbers.get(name, 0) + 1
            marker = f"{numbers[name]}."
        yield paragraph, marker


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _words(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def pdf_sections(data: bytes, headings: list[str], heads: set[str]) -> dict[str, str]:
    """The bare text of each section of a PDF file, by the bare headings that are expected in it, in order.

    A heading begins where the outline says; the deepest ones, which the outline leaves out, behind the one before.
    """
    pdf = pypdfium2.PdfDocument(data)
    try:
        outline = [_Mark(bare(mark.get_title()), *_destination(mark.get_dest())) for mark in pdf.get_toc()]
        first = next(mark.page for mark in outline if mark.title == headings[0])
        pages = [_page_signs(pdf[number], heads) for number in range(first, len(pdf))]
    finally:
        pdf.close()
    begins = [0, *itertools.accumulate(map(len, pages))]
    marked = {mark.title: mark for mark in outline if mark.page >= first}
    assert [title for title in marked if title in headings] == [title for title in headings if title in marked]
    stream = "".join(sign for page in pages for sign, _ in page)
    starts: list[int] = []
    for heading in headings:
        if mark := marked.get(heading):
            page = mark.page - first
            starts.append(begins[page] + _place(pages[page], mark))
        else:
            starts.append(stream.index(heading, starts[-1] + 1))
    bounds = zip(headings, starts, [*starts[1:], len(stream)], strict=True)
    return {heading: stream[start + len(heading) : end] for heading, start, end in bounds}


@dataclass(frozen=True)
class _Mark:
    """A line of the outline: heading, page and height on the page, from its foot."""

    title: str
    page: int
    top: float


def _destination(place: pypdfium2.PdfDest) -> tuple[int, float]:
    return place.get_index(), place.get_view()[1][1]


def _place(signs: list[tuple[str, float]], mark: _Mark) -> int:
    """Where a heading begins among the signs of its page; the same words higher up are a reference to it."""
    text = "".join(sign for sign, _ in signs)
    start = text.find(mark.title)
    while start >= 0 and signs[start][1] > mark.top:
        start = text.find(mark.title, start + 1)
    assert start >= 0, f"{mark.title} stands where the outline says"
    return start


def _page_signs(page: pypdfium2.PdfPage, heads: set[str]) -> list[tuple[str, float]]:
    """The signs between header and footer with their height, without drawings and a table head repeated at the top."""
    width, height = page.get_size()
    text = page.get_textpage()
    kept: list[tuple[str, float]] = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        x, y = (left + right) / 2, (bottom + top) / 2
        if BOTTOM < y < height - TOP and SIDE - 9 < x < width - SIDE + 9 and _is_running_text(text, index):
            kept += [(sign, y) for sign in bare(text.get_text_range(index, 1))]
    found = "".join(sign for sign, _ in kept)
    head = max((one for one in heads if found.startswith(one)), key=len, default="")
    return kept[len(head) :]


def _is_running_text(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a sign is tagged as text; the words of a drawing are tagged as its figure, or not at all."""
    part = raw.FPDFText_GetTextObject(text, index)
    return not part or any(_tag(raw.FPDFPageObj_GetMark(part, one)) == "Span" for one in range(_marks(part)))


def _marks(part: object) -> int:
    return max(raw.FPDFPageObj_CountMarks(part), 0)


def _tag(mark: object) -> str:
    length = ctypes.c_ulong()
    name = (ctypes.c_ushort * 32)()
    raw.FPDFPageObjMark_GetName(mark, name, 64, length)
    return bytes(name)[: length.value].decode("utf-16-le").rstrip("\0")
