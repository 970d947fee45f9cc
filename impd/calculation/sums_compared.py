"""Amounts added up in one unit, and a calculated figure held against the stated one within a tolerance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.amounts import Amount
from impd.calculation.calculated_figure import CalculatedFigure, print_step
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

TOLERANCE = Decimal("0.01")
"""One per cent of the stated figure, by which sums and amounts may differ."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A calculated figure beside the stated one. ``agrees`` is None where one of the two is missing, for ``reason``.

    ``difference`` is calculated less stated, as a share of the stated one.
    """

    name: str
    calculated: CalculatedFigure
    stated: str = ""
    agrees: bool | None = None
    difference: Decimal | None = None
    convention: str = ""
    reason: str = ""


def compared(name: str, calculated: CalculatedFigure, stated: Quantity | None, tolerance: Decimal) -> Comparison:
    """The comparison with a stated quantity of the same kind of unit, within a tolerance such as 0.01."""
    said = str(stated) if stated is not None else ""
    try:
        if calculated.number is None:
            raise CannotCalculate(calculated.reason)
        if stated is None:
            raise CannotCalculate("nothing is stated to compare with")
        number = near(stated, "the stated figure").in_unit(calculated.unit, "the stated figure").number
    except CannotCalculate as reason:
        return Comparison(name, calculated, said, reason=str(reason))
    difference = EXACT.divide(EXACT.subtract(calculated.number, number), number)
    return Comparison(name, calculated, said, abs(difference) <= tolerance, difference, within(tolerance))


def within(tolerance: Decimal) -> str:
    """The tolerance in words."""
    return f"agrees within {print_step(tolerance * 100, '%')} of the stated figure"


def near(quantity: Quantity | None, name: str) -> Amount:
    """A stated number above zero, also one that is said to be about right. Raises CannotCalculate for anything else."""
    if quantity is None:
        raise CannotCalculate(f"{name} is not stated")
    number = quantity.number
    if number.high is not None or number.censor not in ("", "about") or number.low <= 0:
        raise CannotCalculate(f"{name} is not one number above zero ({quantity})")
    return Amount(number.low, quantity.unit)


def summed(named: Iterable[tuple[str, Quantity | None]], unit: str | None = None) -> CalculatedFigure:
    """The sum in ``unit``, or in the unit of the first; or why not, with all that do not fit."""
    given = list(named)
    try:
        amounts = [(name, near(quantity, f"the amount of {name}")) for name, quantity in given]
        if not amounts:
            raise CannotCalculate("no amounts are stated")
        target = unit or amounts[0][1].unit
        _refuse_other_kinds(amounts, target)
        converted = [one.in_unit(target, name) for name, one in amounts]
    except CannotCalculate as reason:
        return CalculatedFigure(reason=str(reason))
    total = Decimal(0)
    for number in sorted(one.number for one in converted):
        total = EXACT.add(total, number)
    text = print_step(total, target)
    steps = " + ".join(print_step(one.number, "1") for one in converted)
    return CalculatedFigure(total, target, text, f"{steps} = {text}")


def _refuse_other_kinds(amounts: list[tuple[str, Amount]], unit: str) -> None:
    others = [f"{name} in {one.unit}" for name, one in amounts if conversion_factor(one.unit, unit) is None]
    if others:
        raise CannotCalculate(f"not all amounts are of the kind of {unit}: {', '.join(others)}")
