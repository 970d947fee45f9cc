"""Toxicity studies against the trial: how long they dosed, in which species, by which route."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.treatment_duration import supported_duration
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.lookups.studies import SAFETY_ROLES, justified_omissions, studies_on, studies_path
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import build_path
from impd.dossier.quality.control import Batch, Impurity
from impd.dossier.quantity import Quantity

_KINDS = {
    "rodent": re.compile(r"\brats?\b|mouse|mice|hamster|guinea", re.IGNORECASE),
    "non-rodent": re.compile(r"dog|beagle|monkey|macaque|cynomolgus|marmoset|pig|rabbit|ferret|baboon", re.IGNORECASE),
}
_DAYS_OF_A_MONTH = 182 / 6  # six months are 26 weeks, as in study designs
_FOUR_WEEKS = 28
_TOXICITY = ("single_dose_toxicity", "repeat_dose_toxicity", "local_tolerance")
_WAYS = re.compile(
    r"intra\w+|sub\w*retinal|subcutaneous|oral|inhal\w+|implant\w+|ocular|perianal|topical|nasal|cutaneous|"
    r"oromucosal|epilesional|infusion",
    re.IGNORECASE,
)


def repeated(product: MedicinalProduct) -> list[NonClinicalStudy]:
    """The repeat-dose studies in animals."""
    return [one for one in studies_on(product, "repeat_dose_toxicity") if one.species]


def kinds_of(study: NonClinicalStudy) -> list[str]:
    """Rodent, non-rodent or both, by the species named."""
    return [kind for kind, pattern in _KINDS.items() if pattern.search(study.species or "")]


def days(duration: Quantity | None) -> float | None:
    """A duration in days, a month counted as in study designs; None where it is no time."""
    if duration is None:
        return None
    number = duration.number.low
    in_days, in_months = (conversion_factor(duration.unit, unit) for unit in ("d", "mo"))
    if in_days is not None:
        return float(number * in_days)
    return float(number * in_months) * _DAYS_OF_A_MONTH if in_months is not None else None


@check
def toxicity_covers_the_dosing(subject: Subject) -> Iterator[Observation]:
    """Repeat-dose studies in rodent and non-rodent last as long as the dosing in the trial asks for (ICH M3(R2))."""
    known, dose = subject.of_product, subject.product.clinical.dose
    wanted = supported_duration(dose.dosing_duration if dose else None)
    path = build_path(known.path, "clinical.dose.dosing_duration")
    if wanted.reason:
        yield untold(path, wanted.reason)
        return
    needed = {"rodent": wanted.rodent, "non-rodent": wanted.non_rodent_in_the_union or wanted.non_rodent}
    for kind, least in needed.items():
        yield from _long_enough(subject, kind, least)


def _long_enough(subject: Subject, kind: str, least: Quantity | None) -> Iterator[Observation]:
    found = [(days(one.dosing_duration), one) for one in repeated(subject.product) if kind in kinds_of(one)]
    known = [(length, one) for length, one in found if length is not None]
    studies = studies_path(subject.of_product)
    if not known:
        reported = f"the duration of the repeat-dose study in a {kind} is not stated"
        none = f"there is no repeat-dose study in a {kind}, which another rule asks for"
        yield untold(studies, reported) if found else no_concern(studies, none)
        return
    longest, study = max(known, key=lambda pair: pair[0])
    path = f"{subject.of_product.path_of(study.id)}.dosing_duration"
    if longest >= _least(least):
        yield holds(path, study.dosing_duration)
    else:
        yield falls_short(path, study.dosing_duration, f"at least {least}", what=kind, kind=kind, study=study.id)


def _least(duration: Quantity | None) -> float:
    """The days that are enough for a duration: one month is also covered by four weeks."""
    wanted = days(duration) or 0
    return min(wanted, _FOUR_WEEKS) if duration and str(duration) == "1 month" else wanted * 0.99


@check
def chronic_dosing_has_six_months(subject: Subject) -> Iterator[Observation]:
    """Chronic dosing of a biological product rests on a study of six months (ICH S6(R1))."""
    lengths = [(days(one.dosing_duration) or 0, one) for one in repeated(subject.product)]
    path = studies_path(subject.of_product)
    longest = max(lengths, key=lambda pair: pair[0], default=None)
    if longest and longest[0] >= 180:
        yield holds(subject.of_product.path_of(longest[1].id), longest[1].dosing_duration)
    else:
        found = longest[1].dosing_duration if longest else "no repeat-dose study"
        yield falls_short(path, found or "not stated", "6 months")


@check
def two_species_are_studied(subject: Subject) -> Iterator[Observation]:
    """Repeat-dose toxicity is studied in a rodent and a non-rodent, or it is said why in one only."""
    product, path = subject.product, studies_path(subject.of_product)
    studies = repeated(product)
    found = {kind for one in studies for kind in kinds_of(one)}
    named = ", ".join(sorted({one.species or "" for one in studies}))
    omitted = justified_omissions(product, "repeat_dose_toxicity")
    if not studies:
        yield no_concern(path, "there is no repeat-dose study")
    elif len(found) == 2 or omitted or product.non_clinical.no_relevant_species:
        yield holds(path, named)
    else:
        yield falls_short(path, named, "a rodent and a non-rodent")


@check
def relevance_of_species_is_shown(subject: Subject) -> Iterator[Observation]:
    """Binding and response show which species are relevant, or it is said that none is (ICH S6(R1))."""
    data, path = subject.product.non_clinical, build_path(subject.of_product.path, "non_clinical.species")
    shown = [called(one) for one in data.species if one.target and one.response]
    if shown or data.no_relevant_species:
        yield holds(path, ", ".join(shown) or "no relevant species")
    else:
        yield falls_short(path, "not stated", "target and response in at least one species")


@check
def clinical_route_is_studied(subject: Subject) -> Iterator[Observation]:
    """A safety study in animals uses the clinical route, or the difference is explained with the species."""
    product, path = subject.product, studies_path(subject.of_product)
    studies = [one for one in studies_on(product, *_TOXICITY) if one.role in SAFETY_ROLES and one.route]
    if not studies:
        yield no_concern(path, "there is no toxicity study in animals with a route, which other rules ask for")
        return
    if not product.route:
        yield untold(f"{subject.of_product.path}.route", "the route of administration is not stated")
        return
    clinical = _ways(" ".join(product.route))
    same = [one.id for one in studies if clinical & _ways(f"{one.route} {one.device or ''}")]
    compared = [one for one in studies if _explains_route(subject, one)]
    if same or compared:
        yield holds(path, ", ".join(same) or "compared with man")
    else:
        yield falls_short(path, "; ".join(f"{one.id}: {one.route}" for one in studies), ", ".join(product.route))


def _ways(text: str) -> set[str]:
    """The ways of administration named in a text, by their first eight letters."""
    return {found.lower()[:8] for found in _WAYS.findall(text)}


def _explains_route(subject: Subject, study: NonClinicalStudy) -> bool:
    """Whether route, device and organ of the study's species are compared with man."""
    species = next((one for one in subject.product.non_clinical.species if one.id == study.model), None)
    return bool(species and species.anatomy)


@check
def impurity_is_qualified(subject: Subject) -> Iterator[Observation]:
    """An impurity is no higher in clinical batches than in the batches of pivotal toxicity studies, or is qualified."""
    impurity, known = subject.entry(Impurity), subject.of_product
    path = subject.at("qualified_level")
    pivotal = [one.test_article for one in subject.product.non_clinical.studies
               if one.role == "pivotal_safety" and one.test_system == "animal"]  # fmt: skip
    tested = {article.batch for article in pivotal if article and article.batch}
    batches = [one for one in subject.product.quality.batches if one.subject == impurity.subject]
    toxic = _highest(impurity, [one for one in batches if one.id in tested])
    clinical = _highest(impurity, [one for one in batches if "clinical" in one.uses])
    if impurity.qualified_level:
        yield holds(path, impurity.qualified_level)
    elif not _is_limited_above(impurity, subject) or toxic is None or clinical is None:
        yield no_concern(path, "no number of it is stated for batches of toxicity studies and of the trial")
    elif clinical[0] <= toxic[0]:
        yield holds(path, f"{clinical[0]} in {clinical[1]}, {toxic[0]} in {toxic[1]}")
    else:
        place = f"{known.path_of(clinical[1])}.results"
        yield falls_short(place, f"{clinical[0]} in {clinical[1]}", f"at most {toxic[0]} as in {toxic[1]}",
                          what=impurity.id)  # fmt: skip


def _is_limited_above(impurity: Impurity, subject: Subject) -> bool:
    """Whether the impurity's test has an upper limit, so that a higher number is worse."""
    specification = subject.of_product.specification_of(impurity.subject)
    limits = [one.release_limit for one in (specification.tests if specification else ()) if one.id in impurity.tests]
    return any(one is not None and one.kind in ("at most", "less than") for one in limits)


def _highest(impurity: Impurity, batches: list[Batch]) -> tuple[Decimal, str] | None:
    """The highest number of the impurity's one test, and its batch; a limit of detection counts as it is."""
    if len(impurity.tests) != 1:
        return None
    found = [(one.number.high or one.number.low, batch.id) for batch in batches for one in batch.results
             if one.test == impurity.tests[0] and one.number]  # fmt: skip
    return max(found, default=None)
