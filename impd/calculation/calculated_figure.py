"""A figure with its unit, how it was calculated step by step, and by which convention; or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import wraps
from typing import ParamSpec

from impd.calculation.printed_figures import print_with_unit
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import print_number
from impd.dossier.quantity import join_unit

Given = ParamSpec("Given")

_DIGITS_OF_A_STEP = 6


@dataclass(frozen=True, slots=True)
class CalculatedFigure:
    """A number in ``unit``, as printed, with the steps that a reader can follow with a calculator.

    ``bound`` is ``<`` or ``≤`` where the figure rests on a censored result or a limit: then no more than that. Without
    a number, ``reason`` says why it cannot be calculated.
    """

    number: Decimal | None = None
    unit: str = ""
    text: str = ""
    steps: str = ""
    convention: str = ""
    citation: str = ""
    reason: str = ""
    bound: str = ""


def figure(number: Decimal, unit: str, steps: str, convention: str = "", bound: str = "") -> CalculatedFigure:
    """A figure printed with three significant digits and its unit."""
    text = print_bounded(number, unit, bound)
    return CalculatedFigure(number, unit, text, f"{steps} = {text}", convention, bound=bound)


def detailed_figure(number: Decimal, unit: str, steps: str, convention: str = "") -> CalculatedFigure:
    """A figure printed with up to six significant digits, to stand beside a stated one."""
    text = print_step(number, unit)
    return CalculatedFigure(number, unit, text, f"{steps} = {text}", convention)


def print_bounded(number: Decimal, unit: str, bound: str) -> str:
    """A figure as printed, with the sign of its bound: ``< 14 ug`` as ``< 14 µg``."""
    return f"{bound} {_per(print_with_unit(number, unit))}".strip()


def print_step(number: Decimal, unit: str, bound: str = "") -> str:
    """A number within the steps of a calculation: up to six significant digits, halves up, with its unit."""
    rounded = trimmed(number, _DIGITS_OF_A_STEP).normalize(EXACT)
    plain = f"{rounded:f}" if not rounded or -4 <= rounded.adjusted() < 7 else f"{rounded:e}"
    return f"{bound} {_per(join_unit(print_number(plain), unit))}".strip()


def trimmed(number: Decimal, digits: int = 20) -> Decimal:
    """The number to so many significant digits, which takes off what divisions leave at the end of 28."""
    return Context(digits, ROUND_HALF_UP, EXACT.Emin, EXACT.Emax).plus(number)


def _per(printed: str) -> str:
    """``ng/× 10¹³ vg`` as ``ng per 10¹³ vg``."""
    return printed.replace("/× 10", " per 10")


def or_the_reason(calculate: Callable[Given, CalculatedFigure]) -> Callable[Given, CalculatedFigure]:
    """The calculation with CannotCalculate turned into a figure that carries the reason."""

    @wraps(calculate)
    def answered(*given: Given.args, **named: Given.kwargs) -> CalculatedFigure:
        try:
            return calculate(*given, **named)
        except CannotCalculate as reason:
            return CalculatedFigure(reason=str(reason))

    return answered
