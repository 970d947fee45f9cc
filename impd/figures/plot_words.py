"""Numbers, bounds and results of a plot as words, and whether an axis can show a value."""

from __future__ import annotations

from decimal import Decimal

from impd.dossier.number import parse_number, print_number
from impd.figures.grey_scale import plain_number
from impd.figures.plot_scale import measured
from impd.figures.sentences import one_line

SIDES = {"<": "arrow down: below the value shown", ">": "arrow up: above the value shown"}
"""What a legend says of censored results, by the side of their bound."""


def bound(censor: str) -> str:
    """The side on which a value lies of its bound: ``<``, ``>``, or neither."""
    return {"<": "<", "≤": "<", ">": ">", "≥": ">"}.get(censor.strip(), "")


def placeable(value: Decimal | None, logarithmic: bool) -> float | None:
    """The value where an axis can show it: a measurable number, above zero on a logarithmic one."""
    number = measured(value)
    return None if number is None or (logarithmic and number <= 0) else number


def number_text(value: Decimal) -> str:
    """The number as printed, with a true minus sign."""
    return plain_number(value).replace("-", "−") if value.is_finite() else str(value)


def with_unit(text: str, unit: str) -> str:
    """The printed number with its unit."""
    return " ".join(filter(None, (text, one_line(unit))))


def result_text(text: str, value: Decimal | None, censor: str) -> str:
    """A result as reported, or its number with the sign of its bound."""
    stated = one_line(text)
    if stated:
        return print_number(stated) if parse_number(stated) else stated
    return f"{bound(censor)} {number_text(value)}".strip() if value is not None else "no result"


def batches(count: int) -> str:
    """The number of batches in words: ``1 batch``, ``3 batches``."""
    return f"{count} {'batch' if count == 1 else 'batches'}"
