"""Margins of exposure or dose between animals and man.

Nothing is assumed: a missing side or unit, a range or a censored value gives the reason instead of a number.
A margin is printed with two significant digits below 100 and three from 100 on, halves rounded up (``0.80``, ``4.5``,
``15``, ``131``), but never as 1.0 when it is below 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.body_surface_scaling import HumanEquivalentDose, scaling_table
from impd.calculation.printed_figures import print_dose, print_ratio
from impd.calculation.stated_value import CannotCalculate, refuse_km, scaled, scaling_convention, stated
from impd.calculation.unit_conversion import EXACT, ResolvedUnit, conversion_factor, resolved_unit
from impd.dossier.clinical.dose import ExposureMargin
from impd.dossier.unit import print_unit
from impd.dossier.vocabulary import MarginBasis, ScalingSpecies

ANNEX_I = "Regulation (EU) No 536/2014, Annex I, 49"

_CONVENTIONS: dict[MarginBasis, str] = {
    "area_under_the_curve": "AUC ratio",
    "maximum_concentration": "Cmax ratio",
    "per_body_weight": "dose per body weight, no body-surface scaling",
    "per_eye": "dose per eye",
    "per_area": "dose per area",
    "per_organ": "dose per organ",
    "per_volume": "dose per volume",
    "per_subject": "dose per subject",
}
_PER_MASS = ("g", 1)
_TIMES = {"s", "mo"}
_FITS: dict[MarginBasis, Callable[[ResolvedUnit], bool]] = {
    "area_under_the_curve": lambda unit: any(base in _TIMES for base, _ in unit.above),
    "maximum_concentration": lambda unit: not any(base in _TIMES for base, _ in unit.above),
    "per_body_weight": lambda unit: _PER_MASS in unit.below,
    "per_eye": lambda unit: _PER_MASS not in unit.below,
    "per_area": lambda unit: ("m", 2) in unit.below,
    "per_volume": lambda unit: ("m", 3) in unit.below,
    "per_subject": lambda unit: _PER_MASS not in unit.below,
}


@dataclass(frozen=True, slots=True)
class MarginResult:
    """A margin as number and as printed, how it was calculated, and from which source; or the reason why not."""

    ratio: Decimal | None = None
    text: str = ""
    human_equivalent: HumanEquivalentDose | None = None
    convention: str = ""
    conversion: str = ""
    reason: str = ""
    citation: str = ""


def exposure_margin(margin: ExposureMargin) -> MarginResult:
    """The animal dose or exposure divided by the human one, both in one unit (Annex I, 49), or why it has no number."""
    try:
        return _margin(margin)
    except CannotCalculate as reason:
        return MarginResult(reason=str(reason))


def _margin(margin: ExposureMargin) -> MarginResult:
    if margin.basis is None:
        raise CannotCalculate("the basis of the margin is not stated")
    animal, animal_unit = stated(margin.animal, "the animal value")
    human, human_unit = stated(margin.human, "the human value")
    equivalent = None
    if margin.basis == "human_equivalent_dose":
        equivalent = scaled(animal, animal_unit, margin)
    else:
        _refuse_unfit(margin.basis, animal_unit, margin.scaling_species)
    factor = conversion_factor(animal_unit, human_unit)
    units = (print_unit(animal_unit), print_unit(human_unit))
    if factor is None:
        kinds = f"the animal value is in {units[0]}, the human value in {units[1]}"
        raise CannotCalculate(f"{kinds}, which is not of the same kind")
    ratio = EXACT.divide(EXACT.multiply(equivalent.value if equivalent else animal, factor), human)
    return MarginResult(
        ratio=ratio,
        text=print_ratio(ratio),
        human_equivalent=equivalent,
        convention=scaling_convention(equivalent) if equivalent else _CONVENTIONS[margin.basis],
        conversion="" if factor == 1 else f"{units[0]} to {units[1]}: × {print_dose(factor)}",
        citation=scaling_table().citation if equivalent else ANNEX_I,
    )


def _refuse_unfit(basis: MarginBasis, unit: str, species: ScalingSpecies | None) -> None:
    """Raises CannotCalculate where the unit is none of the basis, or where Km is asked for a dose that is no mass."""
    resolved, fits = resolved_unit(unit), _FITS.get(basis)
    if resolved is None or (fits is not None and not fits(resolved)):
        raise CannotCalculate(f"{print_unit(unit)} is no unit for the basis {basis.replace('_', ' ')}")
    if species and basis.startswith("per_"):
        refuse_km(unit)
