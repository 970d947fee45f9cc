"""The formats of a gap report, by the name of the file it goes to."""

from __future__ import annotations

from collections.abc import Callable

from impd.errors import UsageFault
from impd.gaps.report import GapReport
from impd.reporting.json_report import json_report
from impd.reporting.junit import junit_report
from impd.reporting.sarif import sarif_report
from impd.reporting.terminal import text_report
from impd.reporting.xlsx import xlsx_report

REPORTERS: dict[str, Callable[[GapReport], bytes]] = {
    "json": json_report,
    "junit": junit_report,
    "sarif": sarif_report,
    "txt": text_report,
    "xlsx": xlsx_report,
}
"""The formats that are made of the report alone; html, docx and pdf need more."""

_ENDINGS = {
    ".html": "html",
    ".sarif.json": "sarif",  # before .json, of which it is a case
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".pdf": "pdf",
    ".txt": "txt",
}


def format_of(path: str) -> str:
    """The format a file name asks for: html, json, sarif, junit, xlsx, docx, pdf or txt. Raises UsageFault."""
    for ending, name in _ENDINGS.items():
        if path.lower().endswith(ending):
            return name
    raise UsageFault(f"{path}: no report is written in this format", f"End the name with {_listed()}.")


def _listed() -> str:
    *first, last = _ENDINGS
    return f"{', '.join(first)} or {last}"
