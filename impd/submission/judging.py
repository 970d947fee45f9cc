"""What was seen in a file, judged: the findings of one inspection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from impd.submission.file_kind import DOCX, EMPTY, ENCRYPTED, NAMES, OTHER, PDF
from impd.submission.inspection import FileFinding, FileInspection
from impd.submission.limits import MEGABYTE, InspectionLimits, read_bounds
from impd.submission.wording import finding, page_list, several

_EMPTY_TITLES = {"untitled", "document1", "untitled document", "title", "microsoft word"}


def judge(inspection: FileInspection, limits: InspectionLimits) -> Iterator[FileFinding]:
    """All findings that follow from one file alone, the gravest subjects first."""
    yield from _size(inspection, limits)
    yield from _opening(inspection)
    if not inspection.opens:
        return
    yield from _protection(inspection)
    yield from _searching(inspection)
    yield from _reading(inspection)
    yield from _inside(inspection)
    yield from _left_in(inspection)
    yield from _claims(inspection)


def _size(inspection: FileInspection, limits: InspectionLimits) -> Iterator[FileFinding]:
    megabytes = inspection.bytes / MEGABYTE
    size, usual = f"{megabytes:.1f}", read_bounds().megabytes
    if limits.max_size is not None:
        if megabytes > limits.max_size:
            yield finding("too_large", size=size, most=f"{limits.max_size:g}")
    elif megabytes > usual:
        yield finding("larger_than_usual", size=size, most=f"{usual:g}")


def _opening(inspection: FileInspection) -> Iterator[FileFinding]:
    ending = PurePath(inspection.path).suffix.lower()
    promised = NAMES.get(ending)
    found = DOCX if inspection.kind == ENCRYPTED else inspection.kind
    if inspection.kind == EMPTY:
        yield finding("empty")
    elif promised and found and found != promised:
        yield finding("kind_differs", ending=ending)
    elif inspection.kind == OTHER:
        yield finding("not_inspected")
    elif inspection.kind in (PDF, DOCX) and NAMES.get(ending) != inspection.kind:
        yield finding("kind_differs", ending=ending or "nothing")
    if inspection.encrypted and not inspection.opens:
        yield finding("password")
    elif inspection.opens is False:
        why = inspection.unread[0].partition(": ")[2] if inspection.unread else "its content is no such file"
        yield finding("cannot_be_opened", why=why)


def _protection(inspection: FileInspection) -> Iterator[FileFinding]:
    if inspection.restricted:
        yield finding("restricted", denied=several(inspection.denied, 10))
    elif inspection.encrypted:
        yield finding("encrypted")
    for part in inspection.unread[:5]:
        yield finding("part_cannot_be_read", part=part)
    if inspection.repaired:
        yield finding("damaged", why=several(inspection.repaired, 3))


def _searching(inspection: FileInspection) -> Iterator[FileFinding]:
    pages = page_list(inspection.not_searchable)
    first = inspection.not_searchable[0] if inspection.not_searchable else 0
    if inspection.searchable is False:
        is_word = inspection.kind == DOCX
        yield finding("word_is_picture") if is_word else finding("not_searchable", first, pages=pages)
    elif first:
        yield finding("pages_not_searchable", first, pages=pages)
    elif inspection.searchable is None and inspection.text_chars == 0:
        yield finding("no_text")
    if inspection.unreadable_text:
        yield finding("text_unreadable")


def _reading(inspection: FileInspection) -> Iterator[FileFinding]:
    if inspection.fonts_not_embedded:
        yield finding("fonts_not_embedded", names=several(inspection.fonts_not_embedded))
    most = read_bounds().pages_without_bookmarks
    if inspection.pages and inspection.pages > most and inspection.bookmarks == 0:
        yield finding("no_bookmarks", pages=inspection.pages)
    if inspection.title and not inspection.title.isprintable():
        yield finding("title_unclean")
    elif inspection.title.strip().lower() in _EMPTY_TITLES:
        yield finding("title_says_nothing", title=inspection.title)


def _inside(inspection: FileInspection) -> Iterator[FileFinding]:
    named = {
        "script": inspection.scripts,
        "external_action": inspection.external_actions,
        "external_link": inspection.external_links,
        "attachment": inspection.attachments,
    }
    for code, names in named.items():
        if names:
            yield finding(code, names=several(names))
    if inspection.xfa:
        yield finding("xfa_form")
    elif inspection.forms:
        yield finding("form", number=inspection.forms)
    if inspection.signed:
        yield finding("signed")


def _left_in(inspection: FileInspection) -> Iterator[FileFinding]:
    for code in ("comments", "tracked_changes", "hidden_text"):
        number = getattr(inspection, code)
        if number:
            yield finding(code, number=number)
    for mark in inspection.left_marks:
        times = f", {mark.count} times" if mark.count > 1 else ""
        yield finding("draft_mark" if mark.is_draft else "placeholder", mark.page, text=mark.text, times=times)


def _claims(inspection: FileInspection) -> Iterator[FileFinding]:
    """What a claim excludes and the file has all the same; no more than a hint, as only a validator can tell."""
    pdfa, pdfua = inspection.claims.pdfa, inspection.claims.pdfua
    if pdfa:
        against = {
            "it is encrypted": inspection.encrypted,
            "fonts are not embedded": inspection.fonts_not_embedded,
            "it holds scripts": inspection.scripts,
            "files lie in it": inspection.attachments and pdfa.startswith("1"),
            "it is not tagged": pdfa.endswith("A") and not inspection.tagged,
        }
        for why, holds in against.items():
            if holds:
                yield finding("claim_contradicted", claim=f"PDF/A-{pdfa}", why=why)
    if pdfua and not inspection.tagged:
        yield finding("claim_contradicted", claim=f"PDF/UA-{pdfua}", why="it is not tagged")
