"""Stated quantities that a calculation can start from, and doses scaled from animals to man."""

from __future__ import annotations

import re
from decimal import Decimal

from impd.calculation.body_surface_scaling import HumanEquivalentDose, human_equivalent_dose
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.clinical.dose import DoseCandidate, ExposureMargin
from impd.dossier.quantity import Quantity
from impd.dossier.unit import print_unit

_NOTE = re.compile(r"\{[^{}]*\}")


class CannotCalculate(ValueError):
    """Why there is no number, in words to print behind "cannot be calculated"."""


def stated(quantity: Quantity | None, name: str) -> tuple[Decimal, str]:
    """The one positive number and its unit. Raises CannotCalculate for anything less plain."""
    if quantity is None:
        raise CannotCalculate(f"{name} is not stated")
    number = quantity.number
    if number.high is not None:
        raise CannotCalculate(f"{name} is a range ({quantity})")
    if number.censor:
        raise CannotCalculate(f"{name} is a limit or an estimate ({quantity})")
    if number.low <= 0:
        raise CannotCalculate(f"{name} is not above zero ({quantity})")
    if quantity.unit == "1":
        raise CannotCalculate(f"{name} has no unit ({quantity})")
    return number.low, quantity.unit


def scaled(dose: Decimal, unit: str, given: ExposureMargin | DoseCandidate) -> HumanEquivalentDose:
    """The dose scaled from the stated species and body weight. Raises CannotCalculate where Km does not apply."""
    if given.scaling_species is None:
        raise CannotCalculate("the species to scale from is not stated")
    refuse_km(unit)
    if given.body_weight is None:
        return human_equivalent_dose(dose, given.scaling_species)
    weight, weight_unit = stated(given.body_weight, "the body weight")
    factor = conversion_factor(weight_unit, "kg")
    if factor is None:
        raise CannotCalculate(f"the body weight is in {print_unit(weight_unit)}, which is no mass")
    return human_equivalent_dose(dose, given.scaling_species, EXACT.multiply(weight, factor))


def refuse_km(unit: str) -> None:
    """Raises CannotCalculate for a dose that is no mass per body weight."""
    if not is_mass_per_body_weight(unit):
        raise CannotCalculate(f"scaling by Km is for doses in mass per body weight, not for {print_unit(unit)}")


def is_mass_per_body_weight(unit: str) -> bool:
    """Whether a unit is mass per mass, or that per day; of what (``mg{protein}/kg``) is all one."""
    bare = _NOTE.sub("", unit)
    return any(conversion_factor(bare, dose) is not None for dose in ("mg/kg", "mg/kg/d"))


def scaling_convention(scaled: HumanEquivalentDose) -> str:
    """How a dose was scaled, in words."""
    return f"human equivalent dose by {scaled.convention}"
