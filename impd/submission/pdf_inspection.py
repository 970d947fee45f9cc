"""A PDF read in parts: protection first, what takes long last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from impd.submission.limits import Bounds
from impd.submission.pdf_actions import read_actions
from impd.submission.pdf_claims import read_claims
from impd.submission.pdf_resources import read_resources
from impd.submission.pdf_structure import (
    read_annotations,
    read_attachments,
    read_catalog,
    read_form,
    read_outline,
    read_pages,
    read_protection,
)
from impd.submission.pdf_text import read_text
from impd.submission.stages import Seen, Stage, reason, run_stages

_MOST_PROBLEMS = 20


def inspect_pdf(path: Path, bounds: Bounds) -> Iterator[Seen]:
    """The parts of a PDF as they are read. One that needs a password ends there."""
    try:
        pdf = pikepdf.open(path)
    except pikepdf.PasswordError:
        yield {"opens": False, "encrypted": True, "restricted": True}
        return
    except pikepdf.PdfError as fault:
        yield {"opens": False, "unread": [f"the file: {_words(fault, path)}"]}
        return
    with pdf:
        yield {"opens": True, "repaired": _warnings(pdf, path)}
        yield from run_stages(_stages(pdf, path, bounds))
        yield {"repaired": _warnings(pdf, path)}


def _stages(pdf: pikepdf.Pdf, path: Path, bounds: Bounds) -> list[Stage]:
    return [
        ("the protection", lambda: read_protection(pdf)),
        ("the pages", lambda: read_pages(pdf)),
        ("the metadata", lambda: read_catalog(pdf)),
        ("the XMP metadata", lambda: read_claims(pdf)),
        ("the form", lambda: read_form(pdf)),
        ("the attachments", lambda: read_attachments(pdf)),
        ("the bookmarks", lambda: read_outline(pdf)),
        ("comments", lambda: read_annotations(pdf)),
        ("the text", lambda: read_text(path, bounds)),
        ("the fonts", lambda: read_resources(pdf)),
        ("scripts and links", lambda: read_actions(pdf)),
        ("the content", lambda: _read_all(pdf, path)),
    ]


def _read_all(pdf: pikepdf.Pdf, path: Path) -> Seen:
    """Decode every stream once: what is cut off or garbled shows."""
    return {"repaired": [_words(problem, path) for problem in pdf.check_pdf_syntax()[:_MOST_PROBLEMS]]}


def _warnings(pdf: pikepdf.Pdf, path: Path) -> list[str]:
    """What the reader had to mend since it was last asked."""
    return [_words(warning, path) for warning in pdf.get_warnings()[:_MOST_PROBLEMS]]


def _words(problem: object, path: Path) -> str:
    """A problem without the path that the library puts before it."""
    return reason(ValueError(str(problem).removeprefix(str(path)).lstrip(": ")))
