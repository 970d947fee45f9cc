"""From a dose to what is given: total dose, volume, containers and what is left in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from impd.calculation.amounts import Amount, above_and_below, amount, times
from impd.calculation.calculated_figure import CalculatedFigure, figure, or_the_reason, print_step, trimmed
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

WHOLE_CONTAINERS = "containers rounded up to whole ones, each with its stated volume"

_SIZES = {"kg": "the body weight", "m2": "the body surface or area", "cm2": "the area"}


@dataclass(frozen=True, slots=True)
class Containers:
    """How many containers hold a volume, and what is left in the last one."""

    count: CalculatedFigure
    residual: CalculatedFigure


@or_the_reason
def total_dose(dose: Quantity | None, size: Quantity | None = None) -> CalculatedFigure:
    """The dose for one subject: as stated, or per body weight or area multiplied by ``size``; or why not."""
    total, steps = _total(amount(dose, "the dose"), size)
    return (
        figure(total.number, total.unit, steps)
        if steps
        else CalculatedFigure(
            total.number, total.unit, str(total), str(total), "the dose as stated, which depends on no weight or area"
        )
    )


@or_the_reason
def dose_volume(
    dose: Quantity | None, concentration: Quantity | None, size: Quantity | None = None
) -> CalculatedFigure:
    """The volume in mL that holds the dose (times weight or area in ``size``) at a concentration; or why not.

    2e13 {vg}/kg at 70 kg and 1.0e13 {vg}/mL: 140 mL.
    """
    return _volume(amount(dose, "the dose"), amount(concentration, "the concentration"), size)


def containers(volume: Quantity | None, fill: Quantity | None) -> Containers:
    """The whole containers of the extractable volume ``fill`` that a volume takes, and the rest in mL; or why not."""
    try:
        needed, held = (
            _millilitres(amount(volume, "the volume")),
            _millilitres(amount(fill, "the volume of a container")),
        )
    except CannotCalculate as reason:
        none = CalculatedFigure(reason=str(reason))
        return Containers(none, none)
    return counted(needed, held)


def counted(needed: Amount, held: Amount) -> Containers:
    """The containers and the rest for two volumes in mL above zero."""
    quotient = trimmed(EXACT.divide(needed.number, held.number))
    count = quotient.to_integral_value(ROUND_CEILING)
    residual = EXACT.subtract(EXACT.multiply(count, held.number), needed.number)
    steps = f"{needed} / {held} = {_quotient(quotient)}, rounded up = {count:f}"
    left = figure(max(residual, Decimal(0)), "mL", f"{count:f} × {held} − {needed}")
    return Containers(CalculatedFigure(count, "1", f"{count:f}", steps, WHOLE_CONTAINERS), left)


def _quotient(quotient: Decimal) -> str:
    """The quotient as printed, or in words where printing would hide that it is no whole number."""
    whole = quotient.to_integral_value(ROUND_FLOOR)
    printed = print_step(quotient, "1")
    return f"more than {whole:f}" if printed == f"{whole:f}" and quotient != whole else printed


def volume_of(dose: Amount, concentration: Amount) -> Amount:
    """The volume in mL that holds an amount at a concentration. Raises CannotCalculate where the units do not fit."""
    above, below = above_and_below(concentration.unit, "the concentration")
    if conversion_factor(below, "mL") is None:
        raise CannotCalculate(f"the concentration is in {concentration.unit}, which is not per volume")
    volume = EXACT.divide(dose.in_unit(above, "the dose").number, concentration.number)
    return Amount(volume, below).in_unit("mL", "the volume")


def _volume(dose: Amount, concentration: Amount, size: Quantity | None) -> CalculatedFigure:
    total, steps = _total(dose, size)
    volume = volume_of(total, concentration)
    before = f"{steps} = {total}; " if steps else ""
    return figure(volume.number, "mL", f"{before}{total} / ({concentration})")


def _total(dose: Amount, size: Quantity | None) -> tuple[Amount, str]:
    """The dose of one subject with its steps, which are empty where the dose depends on no size."""
    if "/" not in dose.unit:
        return dose, ""
    _, below = above_and_below(dose.unit, "the dose")
    name = next((name for unit, name in _SIZES.items() if conversion_factor(below, unit) is not None), None)
    if name is None:
        raise CannotCalculate(f"the dose is in {dose.unit}, which is neither per body weight nor per area")
    total, used = times(dose, amount(size, name), "the dose", name)
    return total, f"{dose} × {used}"


def _millilitres(volume: Amount) -> Amount:
    return volume.in_unit("mL", "the volume")
