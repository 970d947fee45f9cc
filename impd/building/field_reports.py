"""A field sheet as a file in any of its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from impd.errors import UsageFault
from impd.gaps.field_sheet import FieldSheet
from impd.reporting.fields_html import fields_html
from impd.reporting.fields_json import fields_json
from impd.reporting.fields_xlsx import fields_xlsx

_ENDINGS: Mapping[str, Callable[[FieldSheet], bytes]] = {
    ".html": fields_html,
    ".xlsx": fields_xlsx,
    ".json": fields_json,
}


def sheet_bytes(sheet: FieldSheet, name: str) -> bytes:
    """The bytes of a field sheet in the format that a file name ends with. Raises UsageFault, TemplateFault."""
    for ending, made in _ENDINGS.items():
        if name.lower().endswith(ending):
            return made(sheet)
    raise UsageFault(f"{name}: no field sheet is written in this format", "End the name with .html, .xlsx or .json.")
