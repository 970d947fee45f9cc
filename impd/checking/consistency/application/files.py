"""The files of the register as an inspection saw them: there, open to everybody, clean, and as registered."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.filed import FiledFile
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument

MOST_PAGES = 150
"""Advice on dossiers, without reports that are attached."""
_MOST_TOLD = 3
_SAME_SIZE = 2
"""Millimetres by which pages of one size may differ."""
_FAULTS = {
    "file_opens": ("empty", "cannot_be_read", "too_large_to_read", "cannot_be_opened", "kind_differs", "no_file"),
    "file_is_read_whole": ("damaged", "part_cannot_be_read", "out_of_time", "out_of_memory", "reader_broke_down"),
    "file_is_of_a_kind_that_is_inspected": ("not_inspected",),
    "file_is_searchable": ("not_searchable", "word_is_picture", "text_unreadable"),
    "each_page_is_searchable": ("pages_not_searchable", "no_text"),
    "file_is_not_protected": ("password", "restricted"),
    "file_is_not_encrypted": ("encrypted",),
    "file_has_no_mark_left": ("draft_mark", "placeholder"),
    "file_has_no_comment": ("comments", "hidden_text"),
    "file_has_no_tracked_change": ("tracked_changes",),
    "file_stands_alone": ("script", "xfa_form", "form", "external_action", "attachment"),
    "file_is_of_usual_size": ("larger_than_usual",),
    "fonts_are_embedded": ("fonts_not_embedded",),
    "long_file_has_bookmarks": ("no_bookmarks",),
}  # fmt: skip
"""Check: the codes of faults that it looks for."""
_PRINTED = {
    "version_is_as_registered": ("version", ("version_differs",)),
    "version_is_written_as_registered": ("version", ("version_written_differently", "version_not_first")),
    "version_and_date_are_printed": ("version", ("version_not_stated", "date_not_stated")),
    "date_is_as_registered": ("date", ("date_differs",)),
    "number_is_of_this_trial": ("eu_ct_number", ("trial_number_differs", "name_of_other_trial")),
    "number_is_printed": ("eu_ct_number", ("trial_number_not_stated",)),
}  # fmt: skip
"""Check: what is held against the register, and the codes of faults that it looks for."""


def _has_no(subject: Subject, codes: tuple[str, ...]) -> Iterator[Observation]:
    """The inspection of the file found none of certain faults."""
    file, path = _file(subject), subject.at("file")
    why = _not_told(file)
    if found := _words(file, codes):
        yield falls_short(path, found)
    else:
        yield no_concern(path, why) if why else holds(path)


def _agrees(subject: Subject, part: str, codes: tuple[str, ...]) -> Iterator[Observation]:
    """The first pages of the file state what the register states."""
    file, path = _file(subject), subject.at("file")
    why = _not_told(file) or ("" if file.has_text else "its first pages have no text")
    if found := _words(file, codes):
        yield falls_short(path, found)
    elif why or part not in file.compared:
        yield no_concern(path, why or f"no {part.replace('_', ' ')} is registered that could be looked for")
    else:
        yield holds(path)


for _name, _codes in _FAULTS.items():
    check_of_table(_name, _has_no, _codes)
for _name, (_part, _codes) in _PRINTED.items():
    check_of_table(_name, _agrees, _part, _codes)


@check
def folder_of_documents_is_there(subject: Subject) -> Iterator[Observation]:
    """Files that the register names lie in the folder of the dossier."""
    named = [one.id for one in subject.application.documents if one.file]
    if not named or not subject.known.is_of_folder:
        why = "the dossier was not read from a folder" if named else "the register names no file"
        yield no_concern("documents", why)
    elif subject.known.files is None:
        yield falls_short("documents", len(named), "files in the folder of the dossier")
    else:
        yield holds("documents")


@check
def file_is_there(subject: Subject) -> Iterator[Observation]:
    """The file that the register names lies in the folder of the dossier."""
    document, path, absent = subject.entry(RegisteredDocument), subject.at("file"), _file(subject).absent
    yield falls_short(path, document.file, reason=absent) if absent else holds(path, document.file)


@check
def file_content_is_registered_once(subject: Subject) -> Iterator[Observation]:
    """No file of another name has the same content, to the last byte."""
    document, file, path = subject.entry(RegisteredDocument), _file(subject), subject.at("file")
    if not file.sha256:
        yield no_concern(path, file.absent or "it could not be read")
        return
    files = subject.known.files or {}
    others = [
        one.id for one in subject.application.documents
        if one.file != document.file and one.id in files and files[one.id].sha256 == file.sha256
    ]  # fmt: skip
    yield falls_short(path, document.file, ", ".join(others)) if others else holds(path, document.file)


@check
def file_is_concise(subject: Subject) -> Iterator[Observation]:
    """The file has no more pages than a reader is advised to be given."""
    pages, path = _file(subject).pages, subject.at("file")
    if pages is None:
        yield no_concern(path, "its pages cannot be counted")
    else:
        yield falls_short(path, pages, MOST_PAGES) if pages > MOST_PAGES else holds(path, pages)


@check
def pdf_is_tagged(subject: Subject) -> Iterator[Observation]:
    """The PDF is tagged, so that headings and tables are told to programs that read aloud."""
    tagged, path = _file(subject).tagged, subject.at("file")
    if tagged is None:
        yield no_concern(path, "whether it is tagged cannot be told")
    else:
        yield holds(path) if tagged else falls_short(path, "not tagged", "tagged")


@check
def pages_are_of_one_size(subject: Subject) -> Iterator[Observation]:
    """All pages of the PDF are of one size, upright or across."""
    sizes, path = sorted({(min(one), max(one)) for one in _file(subject).page_sizes}), subject.at("file")
    if not sizes:
        yield no_concern(path, "it has no pages of a fixed size")
        return
    alike = all(abs(one - other) <= _SAME_SIZE for size in sizes for one, other in zip(size, sizes[0], strict=True))
    found = ", ".join(f"{width} × {height} mm" for width, height in sizes[:_MOST_TOLD])
    yield holds(path, found) if alike else falls_short(path, found, "one size")


def _file(subject: Subject) -> FiledFile:
    """The file of a document; the rules apply only where the register names one and it was inspected."""
    return (subject.known.files or {})[subject.entry(RegisteredDocument).id]


def _not_told(file: FiledFile) -> str:
    """Why no fault is no proof; a rule of its own reports each of these."""
    if file.absent:
        return file.absent
    if file.opens is None:
        return "only PDF and Word files are inspected"
    if not file.opens:
        return "it does not open"
    return "a part of it could not be read" if file.incomplete else ""


def _words(file: FiledFile, codes: tuple[str, ...]) -> str:
    """The faults of these codes in words, the first few of them."""
    found = list(dict.fromkeys(one.message for one in file.faults if one.code in codes))
    more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
    return "; ".join(found[:_MOST_TOLD]) + more
