"""Specifications and use: the form that is given, the identity of the batch, endotoxin at the dose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.dose_arithmetic import dose_volume
from impd.calculation.endotoxin_exposure import (
    Administration,
    EndotoxinExposure,
    endotoxin_ceilings,
    endotoxin_exposure,
)
from impd.checking.lookups.specification_lines import (
    Line,
    limit_of,
    made_lines,
    product_lines,
    product_lines_on,
    specifications_path,
)
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.product import Dose, DrugProduct
from impd.dossier.quantity import Quantity

_GIVEN_FORM = re.compile(r"thaw|reconstitut|dilut|in use|wash|administ|prepar", re.IGNORECASE)
_OF_THE_PATIENT = re.compile(r"patient|participant|donor|recipient|subject|chain of identity|\bbatch\b|label", re.I)
_ONE_KILOGRAM = Quantity(value="1", unit="kg")


@check
def given_form_is_specified(subject: Subject) -> Iterator[Observation]:
    """A product that is thawed or diluted before it is given has tests or limits for that form."""
    known = subject.of_product
    in_use = [one for one in known.product.quality.specifications if "in_use" in one.use]
    lines = [line for line in made_lines(known) if _GIVEN_FORM.search(f"{line.name} {line.test.sampling_point or ''}")]
    if in_use:
        yield holds(known.path_of(in_use[0].id))
    elif lines:
        yield holds(lines[0].path, lines[0].name)
    else:
        yield falls_short(specifications_path(known), "no such test", "a test after thawing or dilution")


@check
def identity_of_the_patient_is_tested(subject: Subject) -> Iterator[Observation]:
    """The identity of an autologous batch ties it to its patient."""
    known = subject.of_product
    tests = product_lines_on(known, "identity")
    words = {line: f"{line.name} {limit_of(line.test) or ''} {line.test.justification or ''}" for line in tests}
    found = [line for line, text in words.items() if _OF_THE_PATIENT.search(text)]
    chains = [one for one in known.product.quality.processes if one.chain_of_identity]
    if found:
        yield holds(found[0].path, found[0].name)
    elif chains:
        yield holds(f"{known.path_of(chains[0].id)}.chain_of_identity")
    else:
        yield falls_short(specifications_path(known), "no such test", "identity of the patient")


@check
def endotoxin_limit_fits_the_dose(subject: Subject) -> Iterator[Observation]:
    """A dose at the endotoxin limit brings no more than the ceiling of its route (Ph. Eur. 5.1.10)."""
    known = subject.of_product
    for product in known.product.quality.drug_products:
        lines = [line for line in product_lines(known) if line.test.category == "endotoxin" and _is_of(line, product)]
        for line in lines:
            yield from _exposures(subject, product, line)


def _is_of(line: Line, product: DrugProduct) -> bool:
    return line.specification.subject in (product.id, None) or line.specification.subject in product.substances


def _exposures(subject: Subject, product: DrugProduct, line: Line) -> Iterator[Observation]:
    """The exposure by each route that has a ceiling."""
    path = f"{line.path}.release_limit"
    routes = [one for one in subject.product.route if one.casefold().removesuffix(" use") in endotoxin_ceilings()]
    if not subject.product.route:
        yield untold(f"{subject.of_product.path}.route", "the route of administration is not stated")
    elif not routes:
        yield no_concern(path, f"there is no ceiling for {', '.join(subject.product.route).lower()}")
    for route in routes:
        yield _exposure(subject, product, line, route)


def _exposure(subject: Subject, product: DrugProduct, line: Line, route: str) -> Observation:
    place = subject.of_product.path_of(product.id)
    number = line.test.release_limit.number if line.test.release_limit else None
    path = f"{line.path}.release_limit"
    if number is None or not line.test.unit:
        return untold(path, f"the endotoxin limit of {line.name} is no number with a unit")
    if product.dose is None:
        return untold(f"{place}.dose", "the dose is not stated")
    contained = Quantity(value=f"{number.high or number.low}", unit=line.test.unit)
    found, fact = _calculated(contained, product.dose, product.concentration, route)
    if found.exposure.number is None:
        return untold(f"{place}.dose.{fact}", f"the endotoxin of a dose cannot be worked out: {found.exposure.reason}")
    limit = found.ceiling
    within = found.within_one_hour
    low = within is not None and limit is not None and within.number is not None and within.number <= limit.number.low
    if found.judgement.verdict == "does not conform" and not low:
        return falls_short(path, found.exposure.text, limit, route=route.lower(), limit=line.test.release_limit)
    return holds(path, found.exposure.text)


def _calculated(
    contained: Quantity, dose: Dose, concentration: Quantity | None, route: str
) -> tuple[EndotoxinExposure, str]:
    """The exposure of the first way to work it out, and the fact that is missing where there is none.

    A dose per kilogram by its amount or its volume needs no body weight; a volume alone needs the lowest one.
    """
    asked = dose.maximum or dose.target
    ways = [(dose.volume, dose.lowest_body_weight)]
    if asked is not None and asked.unit.endswith("/kg"):
        per_kilogram = Quantity(value=asked.value, unit=asked.unit.removesuffix("/kg"))
        volume = dose_volume(asked, concentration, _ONE_KILOGRAM)
        ways = [(per_kilogram, _ONE_KILOGRAM), *ways]
        if volume.number is not None:
            ways = [(Quantity(value=f"{volume.number:f}", unit=volume.unit), _ONE_KILOGRAM), *ways]
    time = _shortest(dose.administration_time)
    tried = [endotoxin_exposure(contained, Administration(each, weight, time, route)) for each, weight in ways]
    found = next((one for one in tried if one.exposure.number is not None), tried[-1])
    return found, _missing(dose)


def _missing(dose: Dose) -> str:
    names = ("administration_time", "volume", "lowest_body_weight")
    return next((name for name in names if getattr(dose, name) is None), "volume")


def _shortest(time: Quantity | None) -> Quantity | None:
    """The shortest time of a range, in which a dose brings most per hour."""
    if time is None or time.number.high is None:
        return time
    return Quantity(value=f"{time.number.low}", unit=time.unit)
