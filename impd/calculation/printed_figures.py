"""Calculated figures as printed: ratios, doses."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import print_number
from impd.dossier.quantity import join_unit


def print_ratio(ratio: Decimal) -> str:
    """A margin as printed: two significant digits below 100, three from 100 on (``0.80``, ``15``, ``131``)."""
    rounded = _significant(ratio, 2 if ratio < 100 else 3, ROUND_HALF_UP)
    return _plain(_significant(ratio, 2, ROUND_DOWN) if ratio < 1 <= rounded else rounded)


def print_dose(dose: Decimal) -> str:
    """A dose as printed: three significant digits, halves up, without trailing zeros (``0.243``, ``4.5 × 10¹³``)."""
    return _plain(_significant(dose, 3, ROUND_HALF_UP).normalize(EXACT))


def print_with_unit(dose: Decimal, unit: str) -> str:
    """A dose as printed, with its unit."""
    return join_unit(print_dose(dose), unit)


def _significant(value: Decimal, digits: int, rounding: str) -> Decimal:
    rounded = Context(digits, rounding, EXACT.Emin, EXACT.Emax).plus(value)
    return rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - digits + 1, EXACT), context=EXACT)


def _plain(value: Decimal) -> str:
    """Digits in full between a ten-thousandth and ten million, else as a power of ten."""
    if value == 0 or -4 <= value.adjusted() < 7:
        return f"{value:f}"
    digits = value.scaleb(-value.adjusted(), EXACT)
    return print_number(f"{digits:f}e{value.adjusted()}")
