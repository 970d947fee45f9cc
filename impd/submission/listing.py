"""Inspections for the terminal and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from impd.submission.inspection import SEVERITIES, FileInspection
from impd.submission.wording import printable

_WORDS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "note": ("note", "notes")}


def json_text(inspections: Sequence[FileInspection]) -> str:
    """A list with an object for each file, in the order of the files."""
    return json.dumps([_plain(one) for one in inspections], indent=1, ensure_ascii=True) + "\n"


def _plain(inspection: FileInspection) -> dict[str, Any]:
    plain = asdict(inspection)
    plain["metadata"] = dict(inspection.metadata)
    return plain


def terminal_lines(inspections: Sequence[FileInspection], quiet: bool = False) -> Iterator[str]:
    """A line for each file with what it is, its findings below it, and a summary."""
    if not quiet:
        for one in inspections:
            yield f"{printable(one.path)}: {_summary(one)}"
            for found in one.findings:
                page = f"page {found.page}: " if found.page else ""
                yield f"  {found.severity}: {page}{found.message}. {found.remedy}".rstrip()
    yield f"{_number(len(inspections), 'file', 'files')}: {_counts(inspections)}"


def _summary(one: FileInspection) -> str:
    parts = [one.kind or "not read", f"{one.bytes:,} bytes"]
    if one.pages is not None:
        parts.append(_number(one.pages, "page", "pages"))
    if one.slot.slot:
        parts.append(f"seems to be {one.slot.slot.replace('_', ' ')} ({one.slot.confidence} confidence)")
    if not one.findings:
        parts.append("no finding")
    return ", ".join(parts)


def _counts(inspections: Sequence[FileInspection]) -> str:
    counts = {severity: sum(one.count(severity) for one in inspections) for severity in SEVERITIES}
    return ", ".join(_number(count, *_WORDS[severity]) for severity, count in counts.items())


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
