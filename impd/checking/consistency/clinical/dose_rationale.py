"""The dose in man against the animal data: candidates, margins, scaling, and what was predicted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.exposure_margin import exposure_margin
from impd.calculation.starting_dose import starting_dose
from impd.calculation.stated_value import CannotCalculate, is_mass_per_body_weight, stated
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.conditions.non_clinical import lowest_ceiling
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.dose import DoseCandidate, DoseRationale, ExposureMargin
from impd.dossier.quantity import Quantity

_NOAEL = "no_observed_adverse_effect_level"
_TOLERANCE = Decimal("0.05")


@check
def margin_has_one_unit(subject: Subject) -> Iterator[Observation]:
    """Both sides of a margin carry units of the same kind, so that the ratio can be calculated."""
    margin = subject.entry(ExposureMargin)
    if margin.animal is None or margin.human is None or margin.basis is None:
        yield untold(subject.path, "a side or the basis of the margin is not stated")
        return
    found = exposure_margin(margin)
    sides = f"{margin.animal} and {margin.human}"
    if found.ratio is not None:
        yield holds(subject.path, found.text)
    else:
        yield falls_short(subject.path, sides, "units of one kind", reason=found.reason)


@check
def starting_dose_is_lowest_or_explained(subject: Subject) -> Iterator[Observation]:
    """The starting dose is at most the lowest that a method proposes, or its rationale is stated."""
    dose = subject.entry(DoseRationale)
    path = subject.at("starting_dose")
    found = lowest_ceiling(subject)
    if found is None:
        yield untold(path, "the starting dose and the doses that methods propose cannot be compared")
    elif not found.candidate:
        yield no_concern(path, "no method that sets a ceiling is used")
    elif found.ratio <= 1.005 or dose.rationale:
        yield holds(path, dose.starting_dose)
    else:
        yield falls_short(path, dose.starting_dose, f"at most {found.dose}", candidate=found.candidate)


@check
def maximum_exposure_stays_below_noael(subject: Subject) -> Iterator[Observation]:
    """At the maximum dose the exposure stays below that without adverse effect in animals."""
    yield from _maximum(subject, explained=False)


@check
def maximum_exposure_above_noael_is_explained(subject: Subject) -> Iterator[Observation]:
    """An exposure at the maximum dose above that without adverse effect in animals is explained."""
    yield from _maximum(subject, explained=True)


def _maximum(subject: Subject, explained: bool) -> Iterator[Observation]:
    margin = subject.entry(ExposureMargin)
    if margin.kind != "safety_margin" or margin.human_dose != "maximum_dose" or margin.level != _NOAEL:
        yield no_concern(subject.path, "it is no safety margin of the maximum dose to the level without adverse effect")
        return
    found = exposure_margin(margin)
    if found.ratio is None:
        yield untold(subject.path, f"the margin cannot be calculated: {found.reason}")
    elif found.ratio >= 1 or (explained and margin.remark):
        yield holds(subject.path, found.text)
    else:
        yield falls_short(subject.path, found.text, "at least 1", animal=margin.animal, human=margin.human)


@check
def scaling_is_for_masses(subject: Subject) -> Iterator[Observation]:
    """Scaling by body surface is used for doses in mass per body weight, never for genomes or cells."""
    dose = _scaled_dose(subject)
    if dose is None:
        yield no_concern(subject.path, "nothing is scaled by body surface")
    elif is_mass_per_body_weight(dose.unit):
        yield holds(subject.path, dose)
    else:
        yield falls_short(subject.at("scaling_species"), dose, "a dose in mass per body weight")


def _scaled_dose(subject: Subject) -> Quantity | None:
    """The animal dose that is scaled from a species; None where none is."""
    one = subject.this
    if isinstance(one, DoseCandidate) and one.scaling_species:
        return one.level_dose
    return one.animal if isinstance(one, ExposureMargin) and one.scaling_species else None


@check
def scaling_weight_is_in_range(subject: Subject) -> Iterator[Observation]:
    """The factor Km is used for animals of the weights it holds for only."""
    one = subject.entry(DoseCandidate)
    if one.scaling_species is None or one.body_weight is None:
        yield no_concern(subject.path, "no body weight of the animals is stated for scaling")
        return
    found = starting_dose(one)
    human = found.human_equivalent
    if human is None or found.dose is None:
        yield untold(subject.path, f"the dose cannot be scaled: {found.reason}")
    elif human.within_working_range or one.dose is None:
        yield holds(subject.at("body_weight"), one.body_weight)
    else:
        by_km = human.by_km / (one.safety_factor or 1)
        used = _close(one.dose, by_km, found.unit)
        wanted = f"{found.text}, scaled by body weight"
        yield falls_short(subject.at("dose"), one.dose, wanted) if used else holds(subject.at("dose"), one.dose)


@check
def candidate_dose_is_as_calculated(subject: Subject) -> Iterator[Observation]:
    """A dose that a method proposes is what level, scaling and safety factor give, within 5 % or its rounding."""
    one = subject.entry(DoseCandidate)
    path = subject.at("dose")
    found = starting_dose(one)
    if one.dose is None or one.level_dose is None or one.method == "clinical_precedent":
        yield no_concern(path, "no dose that is calculated from a level is stated")
    elif found.dose is None:
        yield untold(path, f"the dose cannot be calculated: {found.reason}")
    elif conversion_factor(one.dose.unit, found.unit) is None or one.dose.number.high is not None:
        yield no_concern(path, "the dose is proposed in another unit or as a range")
    elif _close(one.dose, found.dose, found.unit) or _rounded(one.dose, found.dose, found.unit):
        yield holds(path, one.dose)
    else:
        yield falls_short(path, one.dose, found.text, steps=found.steps)


@check
def margin_uses_predicted_exposure(subject: Subject) -> Iterator[Observation]:
    """The human exposure in a margin is the one that the rationale predicts for that dose."""
    margin, dose = subject.entry(ExposureMargin), subject.product.clinical.dose
    if dose is None:
        return
    places = {"starting_dose": "predicted_exposure_at_start", "maximum_dose": "predicted_exposure_at_maximum"}
    place = places.get(margin.human_dose or "")
    predicted = getattr(dose, place) if place else None
    if margin.basis != "area_under_the_curve" or predicted is None or margin.human is None:
        yield no_concern(subject.path, "no predicted exposure is stated for this margin")
    elif conversion_factor(margin.human.unit, predicted.unit) is None:
        yield no_concern(subject.at("human"), "the prediction is in a unit of another kind")
    elif predicted.number.high is None and not _close(margin.human, predicted.number.low, predicted.unit):
        yield falls_short(subject.at("human"), margin.human, predicted)
    else:
        yield holds(subject.at("human"), margin.human)


def _close(given: Quantity, wanted: Decimal, unit: str) -> bool:
    """Whether a stated number is within 5 % of a calculated one."""
    factor = conversion_factor(given.unit, unit)
    return factor is not None and abs(given.number.low * factor - wanted) <= _TOLERANCE * abs(wanted)


def _rounded(given: Quantity, wanted: Decimal, unit: str) -> bool:
    """Whether a calculated number, rounded to the digits of the stated one, is that."""
    try:
        number, stated_unit = stated(given, "the dose")
    except CannotCalculate:
        return False
    factor = conversion_factor(unit, stated_unit)
    digits = len(number.normalize().as_tuple().digits)
    return factor is not None and Decimal(f"{wanted * factor:.{digits - 1}e}") == number
