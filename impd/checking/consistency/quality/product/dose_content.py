"""Strength, fill and dose: whether a unit holds what it states, and whether the dose can be given from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from impd.calculation.calculated_figure import CalculatedFigure
from impd.calculation.dose_arithmetic import containers, dose_volume, total_dose
from impd.calculation.salt_conversion import check_strength
from impd.calculation.sums_compared import TOLERANCE
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.consistency.quality.product.composition import component_path
from impd.checking.lookups.terms import DIMETHYL_SULFOXIDE
from impd.checking.lookups.texts import quoted
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.product import Component, DrugProduct
from impd.dossier.quantity import Quantity

_STRENGTH = re.compile(r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>mg|g|µg|ug|microgram)s?(?P<per>\s*/\s*mL)?\b(?!\s*/)")
_BASE = re.compile(r"\bbase\b|free acid", re.IGNORECASE)
_ACTIVE = re.compile(r"\bactive\b", re.IGNORECASE)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_CONTAINERS = re.compile(
    rf"\b(?P<count>\d+|{'|'.join(_COUNTS)})\s+(?:[a-z]+ )?(?:vial|bag|syringe|bottle|ampoule|sheet|implant)s?\b",
    re.IGNORECASE,
)
_FOR_ONE = re.compile(r"kit|carton|dose|patient|subject|participant", re.IGNORECASE)
_SOLID = re.compile(
    r"tablet|capsule|film|patch|lyophilisate|powder|granul|implant|matrix|scaffold|sheet|spheroid|tissue equivalent",
    re.IGNORECASE,
)
_PER_WEIGHT = re.compile(r"\d[^.;]*?(?:g|mL)\s*(?:/\s*kg|per kg|per kilogram)", re.IGNORECASE)


def _active_components(subject: Subject, product: DrugProduct) -> list[Component]:
    """The components that are active substances, by what they refer to, else by their function."""
    registers = ("substances", "vectors")
    named = subject.of_product.entries
    found = [one for one in product.composition
             if one.material and one.material in named and named[one.material].register in registers]  # fmt: skip
    return found or [one for one in product.composition if _ACTIVE.search(one.function or "")]


@check
def unit_holds_the_stated_strength(subject: Subject) -> Iterator[Observation]:
    """The active substance in a unit is enough for the strength; a base weighs less than its salt."""
    product, path = subject.entry(DrugProduct), subject.at("strength")
    active, text = _active_components(subject, product), product.strength or subject.product.strength
    stated = _STRENGTH.match(text or "")
    if text is None:
        yield untold(path, "the strength is not stated")
    elif stated is None or len(active) != 1 or not _per_unit(stated, product):
        yield no_concern(path, "the strength is not one amount of one substance in a unit of the composition")
    elif active[0].amount is None:
        yield untold(component_path(subject, active[0].name, "amount"), f"the amount of {active[0].name} is not stated")
    else:
        strength = Quantity(value=stated["number"], unit=stated["unit"].replace("µ", "u").replace("microgram", "ug"))
        yield _strength(path, text, strength, active[0])


def _per_unit(stated: re.Match[str], product: DrugProduct) -> bool:
    """Whether strength and composition are for the same: a unit, or a millilitre."""
    basis = product.composition_basis or ""
    return bool(re.search(r"per\s+(?:1\s+)?mL", basis)) == bool(stated["per"])


def _strength(path: str, text: str, strength: Quantity, active: Component) -> Observation:
    amount = f"{active.amount} of {active.name}"
    if _BASE.search(text):
        compared = check_strength(strength, active.amount)
        if compared.agrees is False:
            return falls_short(path, text, f"no more base than there is salt: {amount}", reason=compared.reason)
        return holds(path, amount)
    factor = conversion_factor(active.amount.unit, strength.unit) if active.amount else None
    if active.amount is None or factor is None:
        return no_concern(path, f"{amount} and {text} are in units of different kinds")
    if (active.amount.number.high or active.amount.number.low) * factor < strength.number.low * (1 - TOLERANCE):
        reason = f"{amount} in a unit is less than the strength {text}"
        return falls_short(path, text, amount, reason=reason)
    return holds(path, amount)


@check
def dose_volume_follows_from_concentration(subject: Subject) -> Iterator[Observation]:
    """The volume given lies between those of the lowest and the highest dose at the stated concentration."""
    product, path = subject.entry(DrugProduct), subject.at("dose.volume")
    dose, concentration = product.dose, _concentration(subject, product)
    if dose is None or dose.volume is None:
        yield _no_volume(subject, path, "the volume of a dose")
        return
    if product.diluents:
        yield no_concern(subject.at("diluents"), "the product is diluted before it is given")
        return
    least = dose_volume(dose.minimum or dose.target, concentration, dose.lowest_body_weight)
    most = dose_volume(dose.maximum or dose.target, concentration, dose.highest_body_weight)
    stated = containers(dose.volume, Quantity(value="1", unit="mL")).count
    if least.number is None or most.number is None or stated.number is None:
        yield no_concern(path, least.reason or most.reason or stated.reason)
        return
    margin = 1 + TOLERANCE
    if (
        least.number <= _dose_millilitres(dose.volume) * margin
        and _dose_millilitres(dose.volume) <= most.number * margin
    ):
        yield holds(path, dose.volume)
    else:
        expected = least.text if least.text == most.text else f"{least.text} to {most.text}"
        yield falls_short(path, dose.volume, expected, steps=most.steps)


def _dose_millilitres(volume: Quantity) -> Decimal:
    """The larger end of a volume in mL; zero where it is no volume."""
    factor = conversion_factor(volume.unit, "mL")
    return (volume.number.high or volume.number.low) * (factor or Decimal(0))


def _concentration(subject: Subject, product: DrugProduct) -> Quantity | None:
    """The stated concentration, else the one active component over the volume of the composition."""
    total, active = product.composition_total, _active_components(subject, product)
    if product.concentration is not None or len(active) != 1 or active[0].amount is None or total is None:
        return product.concentration
    amount = active[0].amount
    millilitres = _dose_millilitres(total)
    if not millilitres or amount.number.high is not None or amount.number.censor:
        return None
    return Quantity(value=f"{amount.number.low / millilitres:f}", unit=f"{amount.unit}/mL")


@check
def extractable_volume_is_filled(subject: Subject) -> Iterator[Observation]:
    """A container is filled with at least what can be taken out of it; more than that is declared as overfill."""
    product, path = subject.entry(DrugProduct), subject.at("extractable_volume")
    fill, out = product.fill_volume, product.extractable_volume
    if out is None and product.overfill is not None:
        yield no_concern(subject.at("overfill"), f"overfill is stated: {product.overfill}")
    elif fill is None or out is None:
        yield _no_volume(subject, *_missing_volume(subject, product))
    elif _dose_millilitres(fill) < _dose_millilitres(out):
        yield falls_short(path, out, f"at most the fill of {fill}")
    else:
        yield holds(path, out)


def _missing_volume(subject: Subject, product: DrugProduct) -> tuple[str, str]:
    """Where the volume that is not stated belongs, and what it is."""
    if product.fill_volume is None:
        return subject.at("fill_volume"), "the fill volume"
    return subject.at("extractable_volume"), "the extractable volume"


def _no_volume(subject: Subject, path: str, words: str) -> Observation:
    """What a volume that is not stated means: nothing for a form that is not measured by volume, else a question."""
    product = subject.entry(DrugProduct)
    form = product.pharmaceutical_form or subject.product.pharmaceutical_form
    if form is None:
        return untold(subject.at("pharmaceutical_form"), "the pharmaceutical form is not stated")
    if _SOLID.search(form):
        return no_concern(subject.at("pharmaceutical_form"), f"{form} is not measured by volume")
    return untold(path, f"{words} is not stated")


@check
def overfill_is_declared(subject: Subject) -> Iterator[Observation]:
    """A fill above the extractable volume is declared as overfill."""
    product, path = subject.entry(DrugProduct), subject.at("overfill")
    fill, out = product.fill_volume, product.extractable_volume
    if product.overfill is not None:
        yield holds(path, product.overfill)
    elif fill is None or out is None:
        yield _no_volume(subject, *_missing_volume(subject, product))
    elif _dose_millilitres(fill) > _dose_millilitres(out) * (1 + TOLERANCE):
        yield falls_short(path, "not stated", f"why {fill} are filled to deliver {out}")
    else:
        yield holds(path, "none")


@check
def protocol_dose_can_be_given(subject: Subject) -> Iterator[Observation]:
    """The highest dose of the protocol is held by the containers that one subject receives."""
    product = subject.entry(DrugProduct)
    path = subject.at("dose.maximum")
    dose = _highest_dose(subject, product)
    if dose is None:
        yield untold(path, "the highest dose is not stated")
        return
    total = total_dose(dose, product.dose.highest_body_weight if product.dose else None)
    if total.number is None and "cm2" in dose.unit:
        yield no_concern(path, "the dose is per area, and the product is cut to size")
        return
    held = _held(subject, product, total)
    if total.number is None or held is None:
        at = subject.at("dose.highest_body_weight") if "weight" in total.reason else path
        yield untold(at, total.reason or "what a container holds cannot be compared with the dose")
        return
    yield _enough(subject, path, product, total, total.number / held)


def _highest_dose(subject: Subject, product: DrugProduct) -> Quantity | None:
    """The highest dose of the protocol, else of the dossier; of a dose per eye, that for one."""
    protocol = quoted(subject.product, "protocol")
    own = (product.dose.maximum or product.dose.target) if product.dose else None
    dose = (protocol.maximum_dose if protocol else None) or own
    above, _, below = dose.unit.partition("/") if dose else ("", "", "")
    return Quantity(value=dose.value, unit=above) if dose and re.fullmatch(r"\{[^{}]*\}", below) else dose


def _held(subject: Subject, product: DrugProduct, total: CalculatedFigure) -> Decimal | None:
    """What one container holds, in the unit of the dose; None where it cannot be told."""
    active = _active_components(subject, product)
    volume = product.extractable_volume or product.fill_volume
    if product.concentration is not None and volume is not None:
        above = product.concentration.unit.partition("/")[0]
        factor = conversion_factor(above, total.unit)
        number = product.concentration.number
        return None if factor is None else (number.high or number.low) * factor * _dose_millilitres(volume)
    if len(active) != 1 or active[0].amount is None or re.search(r"per\s+(?:1\s+)?mL", product.composition_basis or ""):
        return None
    factor = conversion_factor(active[0].amount.unit, total.unit)
    number = active[0].amount.number
    return None if factor is None else (number.high or number.low) * factor


def _enough(
    subject: Subject, path: str, product: DrugProduct, total: CalculatedFigure, quotient: Decimal
) -> Observation:
    needed = int((quotient / (1 + TOLERANCE)).to_integral_value(ROUND_CEILING))
    label = subject.product.label.quantity if subject.product.label else None
    stated = [one for text in (label, product.presentation) for one in _for_one_subject(text or "")]
    if stated and max(stated) < needed:
        return falls_short(path, f"{needed} containers for {total.text}", f"at most {max(stated)} containers")
    return holds(path, f"{needed} containers for {total.text}")


def _for_one_subject(text: str) -> list[int]:
    """The numbers of containers in a text that speaks of a kit, a dose or a subject."""
    counts = [one["count"].lower() for one in _CONTAINERS.finditer(text)] if _FOR_ONE.search(text) else []
    return [_COUNTS.get(one) or int(one) for one in counts]


@check
def cryoprotectant_per_dose_is_stated(subject: Subject) -> Iterator[Observation]:
    """Where the product holds dimethyl sulfoxide, its amount per kilogram of body weight is stated."""
    product = subject.entry(DrugProduct)
    found = next((one for one in product.composition if DIMETHYL_SULFOXIDE.search(one.name)), None)
    if found is None:
        yield no_concern(subject.at("composition"), "the composition holds no dimethyl sulfoxide")
        return
    path = component_path(subject, found.name, "remark")
    impurities = [one.maximum_per_dose for one in subject.product.quality.impurities
                  if DIMETHYL_SULFOXIDE.search(one.name or "")]  # fmt: skip
    texts = [text for text in (found.remark, *impurities) if text]
    stated = next((text for text in texts if _PER_WEIGHT.search(text)), None)
    if stated:
        yield holds(path, stated)
    else:
        yield falls_short(path, texts[0] if texts else "not stated", "the amount per kilogram of body weight",
                          component=found.name)  # fmt: skip
