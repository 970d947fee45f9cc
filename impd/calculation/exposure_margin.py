"""Margins of exposure or dose between animals and man, and the starting dose each method proposes.

Nothing is assumed: a missing side, factor or unit, a range or a censored value gives the reason instead of a number.
A margin is printed with two significant digits below 100 and three from 100 on, halves rounded up (``0.80``, ``4.5``,
``15``, ``131``), but never as 1.0 when it is below 1. A dose is printed with three, trailing zeros left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from impd.calculation.body_surface_scaling import HumanEquivalentDose, human_equivalent_dose, scaling_table
from impd.calculation.unit_conversion import EXACT, ResolvedUnit, conversion_factor, resolved_unit
from impd.dossier.clinical.dose import DoseCandidate, ExposureMargin
from impd.dossier.number import print_number
from impd.dossier.quantity import Quantity, join_unit
from impd.dossier.vocabulary import DoseCandidateMethod, MarginBasis, ScalingSpecies

ANNEX_I = "Regulation (EU) No 536/2014, Annex I, 49"
FIRST_IN_HUMAN = "EMEA/CHMP/SWP/28367/07 Rev. 1"

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
_METHODS: dict[DoseCandidateMethod, str] = {
    "no_adverse_effect_level": FIRST_IN_HUMAN,
    "minimal_anticipated_biological_effect_level": FIRST_IN_HUMAN,
    "pharmacologically_active_dose": FIRST_IN_HUMAN,
    "severely_toxic_dose": "ICH S9",
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
_NOTE = re.compile(r"\{[^{}]*\}")


class CannotCalculate(ValueError):
    """Why there is no number, in words to print behind "cannot be calculated"."""


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


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """The starting dose of one candidate in ``unit``, for mass per kg also at 60 kg; or the reason why there is none.

    ``candidate`` is the id of its entry; ``steps`` is the calculation as printed.
    """

    candidate: str
    dose: Decimal | None = None
    unit: str = ""
    text: str = ""
    at_reference_weight: Decimal | None = None
    text_at_reference_weight: str = ""
    human_equivalent: HumanEquivalentDose | None = None
    convention: str = ""
    steps: str = ""
    reason: str = ""
    citation: str = ""


def exposure_margin(margin: ExposureMargin) -> MarginResult:
    """The animal dose or exposure divided by the human one, both in one unit (Annex I, 49), or why it has no number."""
    try:
        return _margin(margin)
    except CannotCalculate as reason:
        return MarginResult(reason=str(reason))


def starting_dose(candidate: DoseCandidate) -> CandidateResult:
    """The level dose, scaled to man where a species is named, divided by the stated safety factor; or why not."""
    try:
        return _candidate(candidate)
    except CannotCalculate as reason:
        return CandidateResult(candidate.id, reason=str(reason))


def lowest(candidates: Iterable[CandidateResult]) -> CandidateResult | None:
    """The lowest of the computed doses; None where there is none, or where two are not of the same kind of unit."""
    found: tuple[Decimal, CandidateResult] | None = None
    unit = ""
    for one in candidates:
        if one.dose is None:
            continue
        unit = unit or one.unit
        factor = conversion_factor(one.unit, unit)
        if factor is None:
            return None
        dose = EXACT.multiply(one.dose, factor)
        if found is None or dose < found[0]:
            found = dose, one
    return found[1] if found else None


def _margin(margin: ExposureMargin) -> MarginResult:
    if margin.basis is None:
        raise CannotCalculate("the basis of the margin is not stated")
    animal, animal_unit = _stated(margin.animal, "the animal value")
    human, human_unit = _stated(margin.human, "the human value")
    scaled = None
    if margin.basis == "human_equivalent_dose":
        scaled = _scaled(animal, animal_unit, margin)
    else:
        _refuse_unfit(margin.basis, animal_unit, margin.scaling_species)
    factor = conversion_factor(animal_unit, human_unit)
    if factor is None:
        raise CannotCalculate(
            f"the animal value is in {animal_unit}, the human value in {human_unit}, which is not of the same kind"
        )
    ratio = EXACT.divide(EXACT.multiply(scaled.value if scaled else animal, factor), human)
    return MarginResult(
        ratio=ratio,
        text=print_ratio(ratio),
        human_equivalent=scaled,
        convention=_convention(scaled) if scaled else _CONVENTIONS[margin.basis],
        conversion="" if factor == 1 else f"{animal_unit} to {human_unit}: × {print_dose(factor)}",
        citation=scaling_table().citation if scaled else ANNEX_I,
    )


def _refuse_unfit(basis: MarginBasis, unit: str, species: ScalingSpecies | None) -> None:
    """Raises CannotCalculate where the unit is none of the basis, or where Km is asked for a dose that is no mass."""
    resolved, fits = resolved_unit(unit), _FITS.get(basis)
    if resolved is None or (fits is not None and not fits(resolved)):
        raise CannotCalculate(f"{unit} is no unit for the basis {basis.replace('_', ' ')}")
    if species and basis.startswith("per_"):
        _refuse_km(unit)


def _candidate(candidate: DoseCandidate) -> CandidateResult:
    level, unit = _stated(candidate.level_dose, "the level dose")
    _refuse_exposure(unit)
    factor = _safety_factor(candidate)
    scaled = _scaled(level, unit, candidate) if candidate.scaling_species else None
    dose = EXACT.divide(scaled.value if scaled else level, factor)
    total = _at_reference_weight(dose, unit)
    cited = (_METHODS.get(candidate.method, "") if candidate.method else "", scaling_table().citation if scaled else "")
    return CandidateResult(
        candidate=candidate.id,
        dose=dose,
        unit=unit,
        text=_printed(dose, unit),
        at_reference_weight=total[0] if total else None,
        text_at_reference_weight=_printed(*total) if total else "",
        human_equivalent=scaled,
        convention=_convention(scaled) if scaled else _unscaled(unit),
        steps=_steps(level, unit, scaled, factor),
        citation="; ".join(filter(None, cited)),
    )


def _safety_factor(candidate: DoseCandidate) -> Decimal:
    factor = candidate.safety_factor
    if factor is None:
        raise CannotCalculate("the safety factor is not stated, and none is assumed; state 1 where none is applied")
    if factor < 1:
        raise CannotCalculate(f"the safety factor {factor} is below 1 and would raise the dose")
    return factor


def _steps(level: Decimal, unit: str, scaled: HumanEquivalentDose | None, factor: Decimal) -> str:
    """The calculation: ``15 mg/kg × 6/37 = 2.43 mg/kg; 2.43 mg/kg / 10 = 0.243 mg/kg``."""
    before = scaled.value if scaled else level
    scaling = f"{_printed(level, unit)} × {scaled.multiplier} = {_printed(before, unit)}; " if scaled else ""
    dose = EXACT.divide(before, factor)
    return f"{scaling}{_printed(before, unit)} / {factor:f} = {_printed(dose, unit)}"


def _stated(quantity: Quantity | None, name: str) -> tuple[Decimal, str]:
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


def _scaled(dose: Decimal, unit: str, stated: ExposureMargin | DoseCandidate) -> HumanEquivalentDose:
    """The dose scaled from the stated species and body weight. Raises CannotCalculate where Km does not apply."""
    if stated.scaling_species is None:
        raise CannotCalculate("the species to scale from is not stated")
    _refuse_km(unit)
    if stated.body_weight is None:
        return human_equivalent_dose(dose, stated.scaling_species)
    weight, weight_unit = _stated(stated.body_weight, "the body weight")
    factor = conversion_factor(weight_unit, "kg")
    if factor is None:
        raise CannotCalculate(f"the body weight is in {weight_unit}, which is no mass")
    return human_equivalent_dose(dose, stated.scaling_species, EXACT.multiply(weight, factor))


def _refuse_km(unit: str) -> None:
    if not _is_mass_per_body_weight(unit):
        raise CannotCalculate(f"scaling by Km is for doses in mass per body weight, not for {unit}")


def _is_mass_per_body_weight(unit: str) -> bool:
    """Whether a unit is mass per mass, or that per day; of what (``mg{protein}/kg``) is all one."""
    bare = _NOTE.sub("", unit)
    return any(conversion_factor(bare, dose) is not None for dose in ("mg/kg", "mg/kg/d"))


def _at_reference_weight(dose: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """The dose and unit for a human of the reference weight (60 kg), for mass per body weight only."""
    mass = unit.partition("/")[0]
    for per_time in ("", "/d"):
        factor = conversion_factor(unit, f"{mass}/kg{per_time}")
        if factor is not None and _is_mass_per_body_weight(unit):
            return EXACT.multiply(EXACT.multiply(dose, factor), scaling_table().human.weight), mass + per_time
    return None


def _unscaled(unit: str) -> str:
    resolved = resolved_unit(unit)
    return _CONVENTIONS["per_body_weight"] if resolved and _PER_MASS in resolved.below else "no body-surface scaling"


def _refuse_exposure(unit: str) -> None:
    resolved = resolved_unit(unit)
    if resolved and ("m", 3) in resolved.below and {("g", 1), ("mol", 1)} & resolved.above:
        raise CannotCalculate(f"the level dose is an exposure ({unit}): state the dose that gives it")


def _convention(scaled: HumanEquivalentDose) -> str:
    return f"human equivalent dose by {scaled.convention}"


def _printed(dose: Decimal, unit: str) -> str:
    return join_unit(print_dose(dose), unit)


def print_ratio(ratio: Decimal) -> str:
    """A margin as printed: two significant digits below 100, three from 100 on (``0.80``, ``15``, ``131``)."""
    rounded = _significant(ratio, 2 if ratio < 100 else 3, ROUND_HALF_UP)
    return _plain(_significant(ratio, 2, ROUND_DOWN) if ratio < 1 <= rounded else rounded)


def print_dose(dose: Decimal) -> str:
    """A dose as printed: three significant digits, halves up, without trailing zeros (``0.243``, ``4.5 × 10¹³``)."""
    return _plain(_significant(dose, 3, ROUND_HALF_UP).normalize(EXACT))


def _significant(value: Decimal, digits: int, rounding: str) -> Decimal:
    rounded = Context(digits, rounding, EXACT.Emin, EXACT.Emax).plus(value)
    return rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - digits + 1, EXACT), context=EXACT)


def _plain(value: Decimal) -> str:
    """Digits in full between a ten-thousandth and ten million, else as a power of ten."""
    if value == 0 or -4 <= value.adjusted() < 7:
        return f"{value:f}"
    digits = value.scaleb(-value.adjusted(), EXACT)
    return print_number(f"{digits:f}e{value.adjusted()}")
