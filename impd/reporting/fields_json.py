"""The field sheet as JSON, for other programs, and as a few lines for the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from impd.gaps.field_sheet import FieldEntry, FieldSheet, FieldState
from impd.reporting.json_report import as_bytes

FORMAT, FORMAT_VERSION = "impd-field-sheet", "1.0"
_PLACED = (FieldState.STATED, FieldState.BY_HAND)


def fields_json(sheet: FieldSheet) -> bytes:
    """The whole sheet, UTF-8, the same bytes for the same sheet."""
    return as_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "tool": {"name": "impd", "version": sheet.tool_version},
            "dossier": asdict(sheet.dossier),
            "list_of_fields": {"version": sheet.form_version, "basis": asdict(sheet.form_basis)},
            "counts": {state.value: sheet.counts()[state] for state in FieldState},
            "parts": [
                {
                    "id": part.id,
                    "title": part.title,
                    "sections": [
                        {"id": one.id, "title": one.title, "fields": [_field(entry) for entry in one.entries]}
                        for one in part.sections
                    ],
                }
                for part in sheet.parts
            ],
            "not_asked": [{"id": one, "reason": reason} for one, reason in sheet.not_asked],
        }
    )


def _field(entry: FieldEntry) -> dict[str, Any]:
    """A field; what is empty is left out, but for its values."""
    plain = {**asdict(entry), "state": entry.state.value, "missing": entry.missing}
    return {name: value for name, value in plain.items() if value or name in ("values", "missing")}


def fields_lines(sheet: FieldSheet) -> list[str]:
    """How far each part is, and every field for which something is missing, one a line."""
    lines = []
    for part in sheet.parts:
        counts = part.counts()
        asked = sum(counts.values()) - counts[FieldState.NOT_ASKED] - counts[FieldState.EMPTY]
        ready = sum(counts[state] for state in _PLACED)
        lines.append(f"{part.title}: {ready} of {asked} fields ready")
        lines += [_line(section.title, one) for section in part.sections for one in section.entries if one.missing]
    return lines


def _line(section: str, entry: FieldEntry) -> str:
    name = f"{section}: {', '.join(filter(None, (entry.label, entry.about, entry.language)))}"
    if entry.fault:
        return f"  {entry.id} {name}: {entry.fault}: {entry.path}"
    what = "missing" if entry.state is FieldState.GAP else f"cannot tell, {entry.why}"
    return f"  {entry.id} {name}: {what}: {entry.path}"
