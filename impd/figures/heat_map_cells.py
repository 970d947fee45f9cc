"""What each cell of a heat map shows: its text, and the value that sets its grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from impd.figures.grey_scale import plain_number
from impd.figures.grid_layout import Cell
from impd.figures.sentences import unbroken_powers


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What was found in a tissue (``row``) in a group at a time (``column``); no ``value`` where only words are."""

    row: str
    column: str
    value: Decimal | None
    text: str


def printed(cell: HeatCell) -> str:
    """The text of a cell, its value where no text was stated; a number and its power of ten stay on one line."""
    text = unbroken_powers(cell.text)
    return text or (plain_number(cell.value) if cell.value is not None and cell.value.is_finite() else "")


def texts_of(cells: Sequence[HeatCell]) -> Mapping[Cell, str]:
    """The text of each combination, all of them where one was stated more than once."""
    texts: dict[Cell, list[str]] = {}
    for cell in cells:
        texts.setdefault((cell.row, cell.column), []).append(printed(cell))
    return {place: "; ".join(dict.fromkeys(filter(None, stated))) for place, stated in texts.items()}


def values_of(cells: Sequence[HeatCell]) -> Mapping[Cell, Decimal]:
    """The value of each combination that has a number, the highest where several were stated."""
    values: dict[Cell, Decimal] = {}
    for cell in cells:
        if cell.value is not None and cell.value.is_finite():
            place = (cell.row, cell.column)
            values[place] = max(cell.value, values.get(place, cell.value))
    return values
