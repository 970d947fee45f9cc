"""The files that the register names, inspected in the folder of the dossier and held against the register."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from impd.checking.filed import FiledFile, FileFault
from impd.dossier import ClinicalTrialApplication
from impd.dossier.document_register import RegisteredDocument
from impd.submission.expectation import expectation_findings, first_pages
from impd.submission.inspecting import inspect_files
from impd.submission.inspection import FileInspection
from impd.submission.naming import name_of_other_trial
from impd.submission.package_file import file_below
from impd.submission.stated import Expected, dates_in

_NUMBERED = re.compile(r"\d+(?:\.\d+)*")
_NOT_THERE = FiledFile(absent="no file of that name lies in the folder of the dossier")


def filed_files(application: ClinicalTrialApplication, dossier: Path) -> Mapping[str, FiledFile] | None:
    """Each file that the register names, by the id of its document.

    None where there is neither a folder of documents nor any of these files: the dossier states facts only.
    """
    named = {one.id: one for one in application.documents if one.file}
    places = {name: file_below(dossier, one.file or "") for name, one in named.items()}
    found = sorted({place for place in places.values() if place is not None})
    if not found and not (dossier / "documents").is_dir():
        return None
    inspected = {Path(one.path): one for one in inspect_files(found)}
    number = application.trial.eu_ct_number or ""
    return {
        name: filed(inspected[place], expected_of(named[name], number)) if place in inspected else _NOT_THERE
        for name, place in places.items()
    }


def expected_of(document: RegisteredDocument, number: str) -> Expected:
    """What the text of a document must state, as far as the register states it in a form that can be looked for."""
    version = document.version or ""
    day = None
    with suppress(ValueError):  # a month or a year alone
        day = datetime.date.fromisoformat(str(document.date or ""))
    return Expected(version if _NUMBERED.fullmatch(version) else "", day, number)


def filed(inspection: FileInspection, expected: Expected) -> FiledFile:
    """A file as the checks see it: what was seen in it, and what it states otherwise than the register."""
    text = "" if inspection.searchable is False else first_pages(inspection.text_sample)
    stated = {"version": expected.version, "date": expected.date, "eu_ct_number": expected.eu_ct_number}
    return FiledFile(
        opens=inspection.opens,
        incomplete=bool(inspection.unread or inspection.stop),
        has_text=bool(text.strip()),
        sha256=inspection.sha256 if inspection.bytes else "",
        pages=inspection.pages,
        page_sizes=inspection.page_sizes,
        tagged=inspection.tagged,
        compared=tuple(name for name, value in stated.items() if value) if text.strip() else (),
        faults=(*_faults(inspection), *_differences(inspection, expected, text)),
    )


def _faults(inspection: FileInspection) -> Iterator[FileFault]:
    for one in inspection.findings:
        page = f" (page {one.page})" if one.page and "page" not in one.message else ""
        yield FileFault(one.code, f"{one.message}{page}")


def _differences(inspection: FileInspection, expected: Expected, text: str) -> Iterator[FileFault]:
    """What the text states otherwise. That no date was found is told apart from another date; a scan states nothing."""
    if not inspection.opens or not text.strip():
        return
    if expected.date is not None and not dates_in(text):
        expected = Expected(expected.version, None, expected.eu_ct_number)
        yield FileFault("date_not_stated", "The first pages state no date")
    yield from (FileFault(one.code, one.message) for one in expectation_findings(inspection, expected))
    named = name_of_other_trial(Path(inspection.path).stem, expected)
    yield from (FileFault(one.code, one.message) for one in named)
