"""The starting dose that each method proposes: a level dose, scaled to man, divided by the stated safety factor.

Nothing is assumed: a missing level, factor or unit, a range or a censored value gives the reason instead of a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.body_surface_scaling import HumanEquivalentDose, scaling_table
from impd.calculation.printed_figures import print_with_unit
from impd.calculation.stated_value import (
    CannotCalculate,
    is_mass_per_body_weight,
    scaled,
    scaling_convention,
    stated,
)
from impd.calculation.unit_conversion import EXACT, conversion_factor, resolved_unit
from impd.dossier.clinical.dose import DoseCandidate
from impd.dossier.unit import print_unit
from impd.dossier.vocabulary import DoseCandidateMethod

FIRST_IN_HUMAN = "EMEA/CHMP/SWP/28367/07 Rev. 1"
_METHODS: dict[DoseCandidateMethod, str] = {
    "no_adverse_effect_level": FIRST_IN_HUMAN,
    "minimal_anticipated_biological_effect_level": FIRST_IN_HUMAN,
    "pharmacologically_active_dose": FIRST_IN_HUMAN,
    "severely_toxic_dose": "ICH S9",
}
_PER_MASS = ("g", 1)


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


def _candidate(candidate: DoseCandidate) -> CandidateResult:
    level, unit = stated(candidate.level_dose, "the level dose")
    _refuse_exposure(unit)
    factor = _safety_factor(candidate)
    human = scaled(level, unit, candidate) if candidate.scaling_species else None
    dose = EXACT.divide(human.value if human else level, factor)
    total = _at_reference_weight(dose, unit)
    cited = (_METHODS.get(candidate.method, "") if candidate.method else "", scaling_table().citation if human else "")
    return CandidateResult(
        candidate=candidate.id,
        dose=dose,
        unit=unit,
        text=print_with_unit(dose, unit),
        at_reference_weight=total[0] if total else None,
        text_at_reference_weight=print_with_unit(*total) if total else "",
        human_equivalent=human,
        convention=scaling_convention(human) if human else _unscaled(unit),
        steps=_steps(level, unit, human, factor),
        citation="; ".join(filter(None, cited)),
    )


def _safety_factor(candidate: DoseCandidate) -> Decimal:
    factor = candidate.safety_factor
    if factor is None:
        raise CannotCalculate("the safety factor is not stated, and none is assumed; state 1 where none is applied")
    if factor < 1:
        raise CannotCalculate(f"the safety factor {factor} is below 1 and would raise the dose")
    return factor


def _steps(level: Decimal, unit: str, human: HumanEquivalentDose | None, factor: Decimal) -> str:
    """The calculation: ``15 mg/kg × 6/37 = 2.43 mg/kg; 2.43 mg/kg / 10 = 0.243 mg/kg``."""
    before = human.value if human else level
    scaled_dose, dose = print_with_unit(before, unit), print_with_unit(EXACT.divide(before, factor), unit)
    scaling = f"{print_with_unit(level, unit)} × {human.multiplier} = {scaled_dose}; " if human else ""
    return f"{scaling}{scaled_dose} / {factor:f} = {dose}"


def _at_reference_weight(dose: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """The dose and unit for a human of the reference weight (60 kg), for mass per body weight only."""
    mass = unit.partition("/")[0]
    for per_time in ("", "/d"):
        factor = conversion_factor(unit, f"{mass}/kg{per_time}")
        if factor is not None and is_mass_per_body_weight(unit):
            return EXACT.multiply(EXACT.multiply(dose, factor), scaling_table().human.weight), mass + per_time
    return None


def _unscaled(unit: str) -> str:
    resolved = resolved_unit(unit)
    per_weight = "dose per body weight, " if resolved and _PER_MASS in resolved.below else ""
    return f"{per_weight}no body-surface scaling"


def _refuse_exposure(unit: str) -> None:
    resolved = resolved_unit(unit)
    if resolved and ("m", 3) in resolved.below and {("g", 1), ("mol", 1)} & resolved.above:
        raise CannotCalculate(f"the level dose is an exposure ({print_unit(unit)}): state the dose that gives it")
