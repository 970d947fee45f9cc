"""The field sheet as one HTML page that stands alone: copy a value, tick it off; the ticks stay in the browser."""

from __future__ import annotations

from typing import Any

from impd.gaps.field_sheet import FieldSheet, FieldState
from impd.reporting.html import rendered_page
from impd.reporting.html_parts import anchor

LABELS = {
    FieldState.STATED: "To enter",
    FieldState.GAP: "Missing",
    FieldState.CANNOT_TELL: "Cannot tell",
    FieldState.BY_HAND: "By hand",
    FieldState.EMPTY: "Optional",
    FieldState.NOT_ASKED: "Not asked",
}
"""How each state reads; the order is that of the summary."""
_BADGES = {
    FieldState.STATED: "calm",
    FieldState.GAP: "error",
    FieldState.CANNOT_TELL: "cannot-tell",
    FieldState.BY_HAND: "review",
    FieldState.EMPTY: "note",
    FieldState.NOT_ASKED: "note",
}


def fields_html(sheet: FieldSheet) -> bytes:
    """The page in UTF-8; the same sheet gives the same bytes. Raises TemplateFault if a file of it is damaged."""
    return rendered_page("field_sheet", _context(sheet))


def _context(sheet: FieldSheet) -> dict[str, Any]:
    counts = sheet.counts()
    return {
        "sheet": sheet,
        "sheet_id": sheet.dossier.eu_ct_number or sheet.dossier.trial or sheet.dossier.folder,
        "counts": [(state, label, counts[state]) for state, label in LABELS.items()],
        "states": LABELS,
        "badges": _BADGES,
        "lacking": {part.id: sum(one.missing for one in part.entries()) for part in sheet.parts},
        "anchors": {
            **{part.id: anchor("part", part.id) for part in sheet.parts},
            **{one.key: anchor("field", one.key) for one in sheet.entries()},
        },
    }
