"""The doses of the trial in the dossier's own places, and in documents where the quality part gives none to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.checking.comparison import same_quantity
from impd.checking.lookups.texts import quoted
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.dose import DoseRationale
from impd.dossier.product_statements import DocumentStatement
from impd.dossier.quality.product import Dose
from impd.dossier.quantity import Quantity


def _highest(quantity: Quantity) -> Decimal:
    return quantity.number.low if quantity.number.high is None else quantity.number.high


def is_above(one: Quantity, limit: Quantity) -> bool | None:
    """Whether the highest dose of one is above the highest of the other; None where the units are of other kinds."""
    factor = conversion_factor(one.unit, limit.unit)
    return None if factor is None else EXACT.multiply(_highest(one), factor) > _highest(limit)


def _is_below(one: Quantity, limit: Quantity) -> bool | None:
    factor = conversion_factor(one.unit, limit.unit)
    return None if factor is None else EXACT.multiply(one.number.low, factor) < limit.number.low


def _quality_doses(subject: Subject) -> list[Dose]:
    return [one.dose for one in subject.product.quality.drug_products if one.dose]


@check
def doses_are_within_the_quality_part(subject: Subject) -> Iterator[Observation]:
    """Starting and maximum dose lie within the range that the quality part states."""
    dose, ranges = subject.entry(DoseRationale), _quality_doses(subject)
    lows = [value for one in ranges if (value := one.minimum or one.target)]
    highs = [value for one in ranges if (value := one.maximum or one.target)]
    for fact, stated in (("starting_dose", dose.starting_dose), ("maximum_dose", dose.maximum_dose)):
        if stated is not None and ranges:
            yield _within(subject.at(fact), stated, lows, highs)


def _within(path: str, stated: Quantity, lows: list[Quantity], highs: list[Quantity]) -> Observation:
    above = [is_above(stated, one) for one in highs]
    below = [_is_below(stated, one) for one in lows]
    if False in above and False in below:
        return holds(path, stated)
    if not above or not below or None in above or None in below:
        return untold(path, "the quality part states no dose in a comparable unit")
    return falls_short(path, stated, f"{lows[0]} to {highs[0]}")


@check
def steps_start_and_end_at_the_doses(subject: Subject) -> Iterator[Observation]:
    """The first step begins at the starting dose, and no step goes above the maximum dose."""
    dose = subject.entry(DoseRationale)
    stepped = [(one.id, one.dose) for one in dose.steps if one.dose]
    if stepped and dose.starting_dose is not None:
        name, first = stepped[0]
        path = subject.at(f"steps[{name}].dose")
        below, above = _is_below(first, dose.starting_dose), _is_below(dose.starting_dose, first)
        if below is None:
            yield untold(path, "the first step and the starting dose have units of different kinds")
        elif below or above:
            yield falls_short(path, first, dose.starting_dose, "first", place=f"the first step, {name},")
        else:
            yield holds(path, first)
    if dose.maximum_dose is not None:
        places = ((subject.at(f"steps[{name}].dose"), f"step {name}", one) for name, one in stepped)
        yield from _not_above(places, dose.maximum_dose)


@check
def listed_doses_stay_below_the_maximum(subject: Subject) -> Iterator[Observation]:
    """No dose of this trial in the list of trials is above the maximum dose."""
    dose = subject.entry(DoseRationale)
    for trial in subject.product.clinical.trials:
        if trial.role == "this_trial" and dose.maximum_dose is not None:
            path = f"{subject.of_product.path}.clinical.trials[{trial.id}].doses"
            yield from _not_above(((path, f"trial {trial.id}", one) for one in trial.doses), dose.maximum_dose)


def _not_above(places: Iterable[tuple[str, str, Quantity]], maximum: Quantity) -> Iterator[Observation]:
    for path, place, one in places:
        above = is_above(one, maximum)
        if above is None:
            yield untold(path, f"{one} and the maximum dose of {maximum} have units of different kinds")
        elif above:
            yield falls_short(path, one, maximum, f"above {one}", place=place)
        else:
            yield holds(path, one)


@check
def doses_elsewhere_are_those_of_the_rationale(subject: Subject) -> Iterator[Observation]:
    """Other documents state the maximum dose of the rationale, where the quality part has none to compare with."""
    statement, dose = subject.entry(DocumentStatement), subject.product.clinical.dose
    if statement.maximum_dose is None:
        return
    path, stated = subject.at("maximum_dose"), statement.maximum_dose
    own = [value for one in _quality_doses(subject) if (value := one.maximum or one.target)]
    if any(same_quantity(stated, one) is not None for one in own):
        yield no_concern(path, "the dose of the quality part is compared instead")
    elif dose is None or dose.maximum_dose is None or same_quantity(stated, dose.maximum_dose) is None:
        yield untold(path, "no maximum dose in a comparable unit is stated")
    elif same_quantity(stated, dose.maximum_dose):
        yield holds(path, stated)
    else:
        yield falls_short(path, stated, dose.maximum_dose, where=statement.document.replace("_", " "))


@check
def manual_gives_the_product_as_the_protocol(subject: Subject) -> Iterator[Observation]:
    """Pharmacy manual and protocol state one volume and one time of administration, where the quality part has none."""
    protocol, manual = quoted(subject.product, "protocol"), quoted(subject.product, "pharmacy_manual")
    path = subject.at("stated_elsewhere")
    if protocol is None or manual is None:
        yield untold(path, "protocol and pharmacy manual are not both quoted")
        return
    for fact in ("volume", "administration_time"):
        here, there = getattr(manual, fact), getattr(protocol, fact)
        own = [value for one in _quality_doses(subject) if (value := getattr(one, fact)) is not None]
        if here is None or there is None:
            continue
        yield _compared(f"{path}[pharmacy_manual].{fact}", here, there, own)


def _compared(path: str, here: Quantity, there: Quantity, own: list[Quantity]) -> Observation:
    same = same_quantity(here, there)
    if any(same_quantity(here, one) is not None for one in own):
        return no_concern(path, "the value of the quality part is compared instead")
    if same is None:
        return untold(path, f"{here} and {there} have units of different kinds")
    return holds(path, here) if same else falls_short(path, here, there)
