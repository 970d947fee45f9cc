"""Stated amounts, contents and doses, ready to be multiplied and divided, with units that have to fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.calculated_figure import print_step
from impd.calculation.stated_value import CannotCalculate, stated
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

_UPPER_BOUNDS = {"<", "≤"}
_SHARES = {"%": 2, "%{w/w}": 2, "[ppth]": 3, "[ppm]": 6, "[ppb]": 9}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number above zero in a unit; ``bound`` is ``<`` or ``≤`` where no more than the number is known."""

    number: Decimal
    unit: str
    bound: str = ""

    def __str__(self) -> str:
        return print_step(self.number, self.unit, self.bound)

    def in_unit(self, unit: str, name: str) -> Amount:
        """The same amount in another unit. Raises CannotCalculate where that is of another kind."""
        factor = conversion_factor(self.unit, unit)
        if factor is None:
            raise CannotCalculate(f"{name} is in {self.unit}, which is no {unit}")
        return Amount(EXACT.multiply(self.number, factor), unit, self.bound)


def amount(quantity: Quantity | None, name: str) -> Amount:
    """The one plain number that is stated. Raises CannotCalculate for anything less plain."""
    return Amount(*stated(quantity, name))


def content(quantity: Quantity | None, name: str) -> Amount:
    """A stated number that may be an upper bound: a censored result (``<0.1 ng/mL``) or a limit (``<= 50 ng/mL``)."""
    if quantity is not None and quantity.number.high is None and quantity.number.censor in _UPPER_BOUNDS:
        plain = Quantity(value=f"{quantity.number.low:f}", unit=quantity.unit)
        return Amount(*stated(plain, name), quantity.number.censor)
    return Amount(*stated(quantity, name))


def above_and_below(unit: str, name: str) -> tuple[str, str]:
    """The two sides of a unit such as ``mg/mL``, ``{vg}/kg`` or ``ng/10*13{vg}``.

    Raises CannotCalculate for a unit of any other shape: ``mg/kg/d`` has two divisions, and UCUM reads
    ``ng/10*13.{vg}`` as a product with vg, where ``ng/10*13{vg}`` or ``ng/(10*13.{vg})`` is meant.
    """
    above, _, below = unit.partition("/")
    bare = below[1:-1] if below.startswith("(") and below.endswith(")") else below
    if not above or not bare or "/" in bare:
        raise CannotCalculate(f"{name} is in {unit}, which is not one unit per another")
    if bare == below and "." in below:
        raise CannotCalculate(f"{name} is in {unit}, where the dot multiplies. Write {above}/({below})")
    return above, bare


def times(per: Amount, of: Amount, name: str, of_name: str) -> tuple[Amount, Amount]:
    """A content or dose per unit multiplied by an amount of that unit: the product, and the amount as it was used.

    A share (``%``, ``[ppm]``) multiplied by a mass gives a mass. Raises CannotCalculate where the units do not fit.
    """
    if per.unit in _SHARES:
        if conversion_factor(of.unit, "g") is None:
            raise CannotCalculate(f"{name} is a share of a mass, and {of_name} is {of}, which is none")
        part = per.number.scaleb(-_SHARES[per.unit], EXACT)
        return Amount(EXACT.multiply(part, of.number), of.unit, per.bound), of
    above, below = above_and_below(per.unit, name)
    used = of.in_unit(below, of_name)
    return Amount(EXACT.multiply(per.number, used.number), above, per.bound), used
