"""A gap report as a file in any of its formats."""

from __future__ import annotations

from collections.abc import Callable

from impd.building.gap_document import gap_document
from impd.building.writers import write
from impd.errors import UsageFault
from impd.gaps import GapReport
from impd.reporting.formats import REPORTERS
from impd.reporting.html import html_report


def _written(form: str) -> Callable[[GapReport], bytes]:
    def report_of(report: GapReport) -> bytes:
        return write(gap_document(report), (form,), None, "pdf/a-2a")[0].data

    return report_of


_FORMATS: dict[str, Callable[[GapReport], bytes]] = {
    **REPORTERS,
    "html": html_report,
    "docx": _written("docx"),
    "pdf": _written("pdf"),
}


def report_bytes(report: GapReport, to: str) -> bytes:
    """The bytes of a report: html, docx, pdf, xlsx, json, sarif, junit or txt. Raises UsageFault for another format."""
    if to not in _FORMATS:
        raise UsageFault(f'there is no report format "{to}"', f"Use one of {', '.join(sorted(_FORMATS))}.")
    return _FORMATS[to](report)
