"""Files that the cases of rules name, as an inspection would have seen them, by the name in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from impd.checking.filed import FiledFile, FileFault
from impd.dossier import ClinicalTrialApplication
from impd.submission.wording import finding

A4 = ((210, 297),)
CLEAN = FiledFile(
    opens=True, has_text=True, sha256="a", pages=20, page_sizes=A4, tagged=True,
    compared=("version", "date", "eu_ct_number"),
)  # fmt: skip


def _with(*faults: FileFault, **seen: object) -> FiledFile:
    return replace(CLEAN, sha256="b", faults=faults, **seen)


def _fault(code: str, **values: object) -> FileFault:
    return FileFault(code, finding(code, **values).message)


OTHER_TRIAL = _fault("trial_number_differs", expected="2026-599901-00-00", found="2025-500001-10-00")
FILES = {
    "clean.pdf": CLEAN,
    "copy.pdf": CLEAN,
    "missing.pdf": FiledFile(absent="no file of that name lies in the folder of the dossier"),
    "broken.pdf": _with(_fault("cannot_be_opened", why="no end"), opens=False),
    "password.pdf": _with(_fault("password"), opens=False, has_text=False),
    "cut.pdf": _with(_fault("damaged", why="no end"), _fault("part_cannot_be_read", part="the text"), incomplete=True),
    "table.xlsx": _with(_fault("not_inspected"), opens=None, has_text=False, pages=None),
    "scan.pdf": _with(_fault("not_searchable", pages="pages 1 to 20"), has_text=False, compared=()),
    "few_scans.pdf": _with(_fault("pages_not_searchable", pages="page 3")),
    "locked.pdf": _with(_fault("restricted", denied="copying")),
    "encrypted.pdf": _with(_fault("encrypted")),
    "draft.docx": _with(
        _fault("draft_mark", text="DRAFT", times=""), _fault("comments", number=2), _fault("tracked_changes", number=3),
        pages=None, page_sizes=(), tagged=None,
    ),
    "large.pdf": _with(_fault("larger_than_usual", size="60.0", most="50")),
    "form.pdf": _with(_fault("form", number=4)),
    "unregistered.pdf": _with(compared=()),
    "other_version.pdf": _with(
        _fault("version_differs", expected="1.0", found="3.0"),
        _fault("date_differs", expected="2026-10-05", found="2026-01-01"),
    ),
    "written_otherwise.pdf": _with(_fault("version_written_differently", expected="1.0", found="1")),
    "unmarked.pdf": _with(
        _fault("version_not_stated", expected="1.0"), FileFault("date_not_stated", "The first pages state no date"),
        _fault("trial_number_not_stated", expected="2026-599901-00-00"),
    ),
    "other_trial.pdf": _with(OTHER_TRIAL),
    "across.pdf": _with(pages=150, page_sizes=(*A4, (297, 210), (211, 296))),
    "long.pdf": _with(
        _fault("no_bookmarks", pages=151), _fault("fonts_not_embedded", names="Helvetica"),
        pages=151, page_sizes=(*A4, (297, 420)), tagged=False,
    ),
}  # fmt: skip


def inspected(application: ClinicalTrialApplication) -> Mapping[str, FiledFile] | None:
    """The files that an application names and that stand here; None, as without a folder, where there is none."""
    named = {one.id: (one.file or "").removeprefix("documents/") for one in application.documents}
    return {name: FILES[file] for name, file in named.items() if file in FILES} or None
