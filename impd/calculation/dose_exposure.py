"""What one dose brings along: excipients such as DMSO, impurities and residues, per dose and per body weight."""

from __future__ import annotations

from impd.calculation.amounts import above_and_below, amount, content, times
from impd.calculation.calculated_figure import CalculatedFigure, figure, or_the_reason
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

_PER_WEIGHT = "per kilogram of body weight, for the stated weight"


@or_the_reason
def amount_per_dose(contained: Quantity | None, dose: Quantity | None) -> CalculatedFigure:
    """What a dose contains of an excipient, impurity or residue: its content times the dose; or why not.

    The content is per volume or dose unit or a share of mass (``ng/mL``, ``ng/10*13{vg}``, ``[ppm]``, ``%{w/w}``), the
    dose in that unit: volume, vector genomes, cells or mass; for repeated dosing the largest daily dose. A censored
    content or a limit gives an upper bound: at most 50 ng/mL in 140 mL are at most 7000 ng.
    """
    found, given = content(contained, "the content"), amount(dose, "the dose")
    total, used = times(found, given, "the content", "the dose")
    return figure(total.number, total.unit, f"{found} × {used}", bound=total.bound)


@or_the_reason
def exposure_per_kilogram(
    contained: Quantity | None, dose: Quantity | None, weight: Quantity | None
) -> CalculatedFigure:
    """What a dose contains per kilogram of body weight, in mg/kg for a mass; or why not.

    82.5 mg/mL DMSO in 20 mL for 70 kg: 23.6 mg/kg.
    """
    found, given = content(contained, "the content"), amount(dose, "the dose")
    body = amount(weight, "the body weight").in_unit("kg", "the body weight")
    total, used = times(found, given, "the content", "the dose")
    if conversion_factor(total.unit, "mg") is not None:
        total = total.in_unit("mg", "the amount")
    each = EXACT.divide(total.number, body.number)
    return figure(each, f"{total.unit}/kg", f"{found} × {used} = {total}; {total} / {body}", _PER_WEIGHT, total.bound)


@or_the_reason
def mass_concentration(share: Quantity | None, density: Quantity | None) -> CalculatedFigure:
    """A share by volume (``10 %{v/v}``) in mg/mL, by the stated density of what is dissolved; or why not."""
    part = content(share, "the share by volume")
    if part.unit != "%{v/v}":
        raise CannotCalculate(f"the share is in {part.unit}; a share by volume is stated in %{{v/v}}")
    dense = amount(density, "the density").in_unit("mg/mL", "the density")
    number = EXACT.multiply(part.number.scaleb(-2, EXACT), dense.number)
    return figure(number, "mg/mL", f"{part} × {dense}", bound=part.bound)


@or_the_reason
def allowed_content(ceiling: Quantity | None, dose: Quantity | None, per: str) -> CalculatedFigure:
    """The content per unit ``per`` (``mg``, ``mL``) at which a dose holds just the most that is allowed; or why not."""
    most, given = amount(ceiling, "the ceiling"), amount(dose, "the dose").in_unit(per, "the dose")
    if "/" in most.unit:
        above_and_below(most.unit, "the ceiling")
        raise CannotCalculate(f"the ceiling is in {most.unit}; state it for the whole dose")
    return figure(EXACT.divide(most.number, given.number), f"{most.unit}/{per}", f"{most} / {given}")
