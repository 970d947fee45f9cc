"""The text of a PDF page by page, and which pages are no more than pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from impd.submission.left_marks import find_left_marks
from impd.submission.limits import Bounds
from impd.submission.stages import Seen

_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\ufffe\x00\x01\x03-\x08\x0e-\x1f]")
_SPACE = re.compile(r"\s+")
_MOST_TEXT = 30_000_000
_TYPED_PAGE = 1500
_MILLIMETRES = 25.4 / 72


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of one page, how many characters it has, and which share of it pictures cover (None: not looked at)."""

    text: str
    characters: int
    covered: float | None
    size: tuple[int, int]


def read_text(path: Path, bounds: Bounds) -> Seen:
    """Text, sizes of pages, scans, placeholders. Raises PdfiumError where the file cannot be read."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = list(_pages(document))
    finally:
        document.close()
    texts = [page.text for page in pages]
    total = sum(page.characters for page in pages)
    strange = sum(len(_UNREADABLE.findall(text)) for text in texts)
    marks = find_left_marks(texts, bounds.most_listed)
    return {
        "text_chars": total,
        "unreadable_text": strange * 2 > total > 0,
        "page_sizes": sorted({page.size for page in pages}),
        "left_marks": [[mark.code, mark.text, mark.is_draft, mark.page, mark.count] for mark in marks],
        "text_sample": sample(texts, bounds.text_sample),
        **_searchable(pages, bounds),
    }


def sample(texts: list[str], length: int) -> str:
    """The beginning of a text, with a form feed between its pages."""
    taken, room = [], length
    for text in texts:
        if room <= 0:
            break
        taken.append(text[:room])
        room -= len(text) + 1
    return "\f".join(taken)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[_Page]:
    kept = 0
    for index in range(len(document)):
        page = document[index]
        layer = page.get_textpage()
        text = layer.get_text_bounded().replace("\x02", "").replace("\r\n", "\n")
        characters = len(_SPACE.sub("", text))
        covered = _covered(page) if characters < _TYPED_PAGE else None
        width, height = page.get_size()
        layer.close()
        page.close()
        kept += len(text)
        size = round(width * _MILLIMETRES), round(height * _MILLIMETRES)
        yield _Page(text if kept < _MOST_TEXT else "", characters, covered, size)


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of a page that its pictures cover; a picture of any size counts as something."""
    width, height = page.get_size()
    share = 0.0
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=5):
        left, bottom, right, top = picture.get_bounds()
        across = min(right, width) - max(left, 0)
        upward = min(top, height) - max(bottom, 0)
        share += max(across * upward / (width * height), 0.0) if min(across, upward) > 0 else 0.0
        share = max(share, 0.001)
    return min(share, 1.0)


def _searchable(pages: list[_Page], bounds: Bounds) -> Seen:
    """Whether the text can be searched. A scan with a thin layer of text, or the same stamp on each page, stays one."""
    stamps = _stamps([page for page in pages if (page.covered or 0) >= bounds.picture_share])
    scans, with_content = [], 0
    for number, page in enumerate(pages, 1):
        with_content += bool(page.characters or page.covered)
        if page.covered and _is_scan(page, stamps, bounds):
            scans.append(number)
    searchable = len(scans) <= bounds.scanned_share * with_content if with_content else None
    return {"searchable": searchable, "not_searchable": scans}


def _is_scan(page: _Page, stamps: set[str], bounds: Bounds) -> bool:
    if not page.characters:
        return True
    own = sum(len(line) for line in _lines(page.text) if line not in stamps)
    return (page.covered or 0) >= bounds.picture_share and own < bounds.thin_text


def _lines(text: str) -> list[str]:
    """The lines without spaces and digits, so that numbered stamps are alike."""
    return [re.sub(r"[\s\d]+", "", line) for line in text.splitlines()]


def _stamps(pages: list[_Page]) -> set[str]:
    """The lines that stand on more than half of the pages that are pictures, from three such pages on."""
    if len(pages) < 3:
        return set()
    counts = Counter(line for page in pages for line in set(_lines(page.text)))
    return {line for line, count in counts.items() if 2 * count > len(pages)}
