"""Stability studies: dates, times, tests, container, and what is written of them against their own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.genealogy_dates import date_order
from impd.checking.comparison import humidities, same_storage, temperatures
from impd.checking.lookups.batches import namesakes
from impd.checking.lookups.studies import stability_studies
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.control import Batch
from impd.dossier.quality.product import Container, DrugProduct, Substance
from impd.dossier.quality.stability import StabilityClaim, StabilityStudy
from impd.dossier.quantity import join_unit

_ALL_COMPLY = re.compile(
    r"\ball (?:other )?(?:results|values|tests|batches)?\s*(?:of all batches )?(?:comply|complied|conform(?:ed)?|met|"
    r"meet|(?:are |were |remain(?:ed)? )?within (?:the |their )?"
    r"(?:shelf[- ]life |acceptance )?(?:limits|specification))\b"
    r"(?P<rest>[^.;,]*)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:but|except|apart from|other than|save)\b", re.IGNORECASE)
_MAY_CHANGE = frozenset({
    "assay", "content", "potency", "viability", "degradation_product", "product_impurity", "dissolution", "water",
})  # fmt: skip


@check
def long_term_study_measures_what_may_change(subject: Subject) -> Iterator[Observation]:
    """A long-term study measures each attribute with a shelf-life limit that storage may change."""
    study, path = subject.entry(StabilityStudy), subject.at("results")
    specification = subject.of_product.specification_of(study.subject)
    if specification is None:
        yield untold(subject.at("specification"), f"no specification of {study.subject} is stated")
        return
    measured = {
        one.test for other in stability_studies(subject.product, study.subject, "long_term") for one in other.results
    }
    for test in specification.tests:
        if test.shelf_life_limit is None or test.category not in _MAY_CHANGE:
            continue
        name = called(test)
        yield holds(path, name) if test.id in measured else falls_short(path, "no result", name, test.id)


@check
def study_has_stability_indicating_test(subject: Subject) -> Iterator[Observation]:
    """A long-term study has at least one test whose procedure is said to detect degradation."""
    study = subject.entry(StabilityStudy)
    specification = subject.of_product.specification_of(study.subject)
    measured = {one.test for one in study.results}
    used = {test.method for test in specification.tests if test.id in measured} if specification else set()
    stated = {one.id: one.stability_indicating for one in subject.product.quality.methods if one.id in used}
    path = subject.at("results")
    if any(stated.values()):
        yield holds(path, ", ".join(name for name, answer in stated.items() if answer))
    elif stated and None not in stated.values():
        yield falls_short(path, "none", "a stability-indicating procedure")
    else:
        yield untold(path, "it is not stated of any procedure of the study whether it is stability-indicating")


@check
def study_uses_the_container(subject: Subject) -> Iterator[Observation]:
    """The container of a study is that of the product or substance, or the difference is explained."""
    study, path = subject.entry(StabilityStudy), subject.at("container")
    wanted = _container_of(subject, study.subject)
    if study.container_remark:
        yield holds(subject.at("container_remark"), study.container_remark)
    elif study.container is None:
        yield untold(path, "the container of the study is not stated")
    elif wanted is None:
        yield untold(path, f"the container of {study.subject} is not stated")
    elif study.container == wanted:
        yield holds(path, container_words(subject, wanted))
    else:
        yield falls_short(path, container_words(subject, study.container), container_words(subject, wanted))


def _container_of(subject: Subject, identifier: str | None) -> str | None:
    return next((one.container for one in _stored(subject) if one.id == identifier), None)


def _stored(subject: Subject) -> tuple[Substance | DrugProduct, ...]:
    return (*subject.product.quality.substances, *subject.product.quality.drug_products)


def container_words(subject: Subject, identifier: str) -> str:
    """A container by its name and volume."""
    one = subject.of_product.entry(Container, identifier)
    if one is None:
        return identifier
    name, volume = called(one), str(one.volume) if one.volume else ""
    return f"{name} ({volume})" if volume and volume not in name else name


@check
def study_began_after_manufacture(subject: Subject) -> Iterator[Observation]:
    """A study began when a batch of it was made; later batches may join, but no batch has a later date elsewhere."""
    study, path = subject.entry(StabilityStudy), subject.at("started")
    if study.started is None:
        yield untold(path, "the start of the study is not stated")
        return
    own = [one for one in subject.product.quality.batches if one.id in study.batches]
    if undated := next((one for one in own if one.manufactured is None), None):
        path = f"{subject.of_product.path_of(undated.id)}.manufactured"
        yield untold(path, f"the date of manufacture of batch {called(undated)} is not stated")
        return
    too_late = [one for one in own if _made_after(one, study.started)]
    wrong = too_late if len(too_late) == len(own) else [one for one in _namesakes(subject, own)
                                                       if _made_after(one, study.started)]  # fmt: skip
    if wrong:
        made = ", ".join(f"{called(one)} on {one.manufactured}" for one in wrong)
        earliest = min(one.manufactured for one in wrong if one.manufactured)
        yield falls_short(path, study.started, f"not before {earliest}", made=made)
    elif own:
        yield holds(path, study.started)


def _made_after(batch: Batch, started: str) -> bool:
    return batch.manufactured is not None and date_order(batch.manufactured, started) == "out of order"


def _namesakes(subject: Subject, own: list[Batch]) -> list[Batch]:
    """Other entries of the same material that bear the number of one of these batches."""
    meant = {one.id for one in own}
    groups = [entries for entries in namesakes(subject.of_product) if any(one.id in meant for one in entries)]
    return [one for entries in groups for one in entries if one.id not in meant]


@check
def study_has_results_at_planned_times(subject: Subject) -> Iterator[Observation]:
    """Up to its last time with results, each batch of a study has results at every planned time."""
    study, path = subject.entry(StabilityStudy), subject.at("results")
    if not study.planned_times or not study.results:
        yield untold(subject.at("planned_times"), "the planned times or the results are not stated")
        return
    for batch in dict.fromkeys(one.batch for one in study.results):
        times = {one.time for one in study.results if one.batch == batch}
        for time in study.planned_times:
            if time < max(times) and time not in times and not _initial_elsewhere(subject, study, batch, time == 0):
                yield falls_short(path, "no result", f"results at {_at(time, study)}",
                                  f"{batch} {time}", batch=batch)  # fmt: skip
        yield holds(path, f"{batch}: {len(times)} times")


def _at(time: Decimal | None, study: StabilityStudy) -> str:
    """A time with the unit of the study, as printed."""
    return join_unit(f"{time:f}", study.time_unit) if time is not None else "an unknown time"


def _initial_elsewhere(subject: Subject, study: StabilityStudy, batch: str, initial: bool) -> bool:
    """Whether the initial results of a batch are printed with another study of it."""
    return initial and any(
        one.batch == batch and one.time == 0
        for other in stability_studies(subject.product, study.subject)
        for one in other.results
    )


@check
def long_term_study_is_planned_to_the_end(subject: Subject) -> Iterator[Observation]:
    """The long-term studies of a claim are planned at least to its end."""
    claim = subject.entry(StabilityClaim)
    evaluated = subject.of_product.claims.get(claim.id)
    if evaluated is None or evaluated.claim.period is None:
        yield no_concern(subject.at("period"), "no long-term data stand behind the claim")
        return
    period = evaluated.claim.period
    for study in evaluated.studies:
        path = subject.of_product.path_of(study.id) + ".planned_times"
        if not study.planned_times:
            yield untold(path, "the planned times are not stated")
        elif study.time_unit != period.unit or max(study.planned_times) >= period.number.low:
            yield holds(path, _at(max(study.planned_times), study))
        else:
            yield falls_short(path, _at(max(study.planned_times), study), f"at least {period}",
                              claim=claim.kind or claim.id)  # fmt: skip


@check
def conclusion_agrees_with_results(subject: Subject) -> Iterator[Observation]:
    """A conclusion does not say that all results comply where one of the study does not."""
    study, path = subject.entry(StabilityStudy), subject.at("conclusion")
    judged = subject.of_product.judged_studies.get(study.id, ())
    missed = [one for one in judged if one.judgement.tested and one.judgement.verdict == "does not conform"]
    says = [one for one in _ALL_COMPLY.finditer(study.conclusion or "") if not _EXCEPT.search(one["rest"])]
    if not study.conclusion or not study.results:
        yield no_concern(path, "there is no conclusion, or no result to compare it with")
    elif says and missed:
        first = missed[0]
        result = _reported(study, first.batch, first.test, first.time)
        expected = f"mention of {first.test} of batch {first.batch} at {_at(first.time, study)} ({result})"
        yield falls_short(path, " ".join(says[0][0].split()), expected, others=str(len(missed)))
    else:
        yield holds(path)


def _reported(study: StabilityStudy, batch: str, test: str, time: object) -> str:
    return next(
        (one.result or "" for one in study.results if (one.batch, one.test, one.time) == (batch, test, time)), ""
    )


@check
def conclusion_names_the_condition(subject: Subject) -> Iterator[Observation]:
    """Temperature and humidity in the words of a conclusion are those of the study."""
    study = subject.entry(StabilityStudy)
    condition, stated = humidities(study.condition or ""), humidities(study.conclusion or "")
    path = subject.at("conclusion")
    if not condition or not stated:
        yield no_concern(path, "its words name no temperature with a humidity")
        return
    own = dict(condition)
    for cel, rh in stated:
        if cel in own and rh != own[cel]:
            yield falls_short(path, f"{cel} °C/{rh} %", f"{cel} °C/{own[cel]} %", f"{cel}/{rh}")
        else:
            yield holds(path, f"{cel} °C/{rh} %")


@check
def claim_storage_is_that_of_the_entry(subject: Subject) -> Iterator[Observation]:
    """The storage of a claimed shelf life is that of its substance or product."""
    claim, path = subject.entry(StabilityClaim), subject.at("storage")
    if claim.id not in subject.of_product.claims:
        yield no_concern(path, "it is no claim on long-term data")
        return
    entries = [one for one in _stored(subject) if one.id == claim.subject]
    if not entries:
        yield no_concern(path, "its subject is neither substance nor product")
        return
    for entry in entries:
        if claim.storage is None or entry.storage is None:
            yield untold(path, f"the storage of {claim.subject} is not stated in both places")
            continue
        same = same_storage(claim.storage, entry.storage)
        if same is False:
            yield falls_short(path, claim.storage, entry.storage)
        else:
            yield holds(path, claim.storage)


@check
def storage_was_studied(subject: Subject) -> Iterator[Observation]:
    """The storage claimed for a refrigerated or room-temperature product is one that its studies were run at."""
    claim, path = subject.entry(StabilityClaim), subject.at("storage")
    evaluated = subject.of_product.claims.get(claim.id)
    claimed = temperatures(evaluated.claim.storage or "") if evaluated else frozenset()
    studied = (
        {one for study in evaluated.studies for one in temperatures(study.condition or "")} if evaluated else set()
    )
    if evaluated is None or not claimed or not studied:
        yield no_concern(path, "claim or study names no temperature")
    elif min(claimed) < 0:
        yield no_concern(path, "the claim is for frozen storage")
    elif len(claimed) > 1 and (min(studied) > max(claimed) or max(studied) < min(claimed)):
        conditions = "; ".join(one.condition or one.id for one in evaluated.studies)
        yield falls_short(path, evaluated.claim.storage, f"storage as studied: {conditions}")
    else:
        yield holds(path, evaluated.claim.storage)
