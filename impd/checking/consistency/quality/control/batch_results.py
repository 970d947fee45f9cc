"""Batch results against the specification: within limits, in its units, complete, plausible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.acceptance_of_batches import JudgedResult
from impd.calculation.trends import batch_trends
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.known import KnownProduct
from impd.checking.lookups.specification_lines import interval_of, is_made, limit_of
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, for_review, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import Batch, Result, Specification, SpecificationTest
from impd.dossier.quality.stability import StabilityStudy
from impd.dossier.quantity import join_unit
from impd.dossier.unit import print_unit

_DECIDED = ("rejected", "quarantine", "not_for_human_use")
_OF_USE = ("long_term", "in_use", "after_thaw", "after_reconstitution", "after_dilution", "transport", "hold_time")
_MONITORED = re.compile(r"monitor|for information|characteris", re.IGNORECASE)
_LIMITED = re.compile(r"criteri|limit|NMT|NLT|specif", re.IGNORECASE)
_FILL = ("mL", "L", "g")
_FEWEST_COPIED = 4
_TAKEN_BACK = re.compile(r"withdrawn|reprocess\w*|recalled", re.IGNORECASE)


def _result_path(above: str, results: tuple[Result, ...], test: str) -> str:
    """The path of the result of a test; of all results where there is none."""
    for index, one in enumerate(results):
        if one.test == test:
            return build_path(above, f"results[{item_key(one, index)}]", "result")
    return build_path(above, "results")


def _name(specification: Specification | None, test: str) -> str:
    tests = specification.tests if specification else ()
    return next((one.name for one in tests if one.id == test and one.name), test)


@check
def results_are_within_limits(subject: Subject) -> Iterator[Observation]:
    """A batch with a result outside its limits is not plainly released."""
    batch = subject.entry(Batch)
    known = subject.of_product
    specification = known.specification_of(batch.subject)
    for judged in known.judged_batches.get(batch.id, ()):
        path = _result_path(subject.path, batch.results, judged.test)
        if judged.judgement.verdict == "conforms":
            yield holds(path, judged.judgement.reason)
        elif judged.judgement.verdict == "does not conform":
            yield _outside(subject, batch, specification, judged)


def _outside(subject: Subject, batch: Batch, specification: Specification | None, judged: JudgedResult) -> Observation:
    path = _result_path(subject.path, batch.results, judged.test)
    policy = any(one.out_of_specification_policy for one in subject.product.quality.specifications)
    if batch.disposition in _DECIDED or (batch.disposition == "released_out_of_specification" and policy):
        return holds(path, f"out of specification; {batch.disposition.replace('_', ' ')}")
    state = (batch.disposition or "without a disposition").replace("_", " ")
    return falls_short(path, judged.judgement.reason, "a result within the limit, or a disposition",
                       test=_name(specification, judged.test), state=state)  # fmt: skip


@check
def stability_results_are_within_limits(subject: Subject) -> Iterator[Observation]:
    """No result on storage is outside its limits within the period that is claimed."""
    study = subject.entry(StabilityStudy)
    if study.category not in _OF_USE:
        yield no_concern(subject.path, "it is not a study at the condition of storage or use")
        return
    specification = subject.of_product.specification_of(study.subject)
    for index, judged in enumerate(subject.of_product.judged_studies.get(study.id, ())):
        result = study.results[index]
        path = subject.at(f"results[{item_key(result, index)}].result")
        if judged.judgement.verdict == "conforms" or _after_claim(subject, study, judged):
            yield holds(path, judged.judgement.reason)
        elif judged.judgement.verdict == "does not conform":
            time = join_unit(f"{result.time.normalize():f}", study.time_unit)
            yield falls_short(path, judged.judgement.reason, "a result within the limit", batch=result.batch,
                              test=_name(specification, judged.test), time=time)  # fmt: skip


def _after_claim(subject: Subject, study: StabilityStudy, judged: JudgedResult) -> bool:
    """Whether a time point lies after every period claimed from the study, or no result was judged to be outside."""
    claims = [one for one in subject.product.quality.stability_claims if study.id in one.studies and one.period]
    if judged.time is None or not claims or judged.judgement.verdict != "does not conform":
        return False
    for claim in claims:
        factor = conversion_factor(study.time_unit or "", claim.period.unit) if claim.period else None
        if claim.period is None or factor is None or judged.time * factor <= claim.period.number.low:
            return False
    return True


@check
def reported_tests_are_specified(subject: Subject) -> Iterator[Observation]:
    """Every test with results stands in the specification or is said to be monitored only."""
    known = subject.of_product
    for subject_id in dict.fromkeys(one.subject for one in known.product.quality.batches):
        specification = known.specification_of(subject_id)
        if not is_made(known, subject_id) and specification is None:
            continue
        yield from _reported(known, subject_id, {one.id: one for one in specification.tests} if specification else {})


def _reported(known: KnownProduct, of: str | None, tests: dict[str, SpecificationTest]) -> Iterator[Observation]:
    """What is reported for a material: each test with a limit of its own that no specification has, the rest as one."""
    seen: dict[str, tuple[str, list[str], str]] = {}
    quality = known.product.quality
    for batch in (one for one in quality.batches if one.subject == of):
        for result in batch.results:
            path = _result_path(known.path_of(batch.id), batch.results, result.test).removesuffix(".result")
            seen.setdefault(result.test, (path, [], result.comment or ""))[1].append(called(batch))
    for study in (one for one in quality.stability_studies if one.subject == of):
        for index, late in enumerate(study.results):
            path = build_path(known.path_of(study.id), f"results[{item_key(late, index)}]")
            seen.setdefault(late.test, (path, [], late.comment or ""))[1].append(f"study {study.id}")
    other: list[str] = []
    for test, (path, where, comment) in seen.items():
        listed = ", ".join(dict.fromkeys(where))
        if test not in tests and _LIMITED.search(comment):
            yield falls_short(path, listed, "a line in the specification", what=test, test=test)
        elif test in tests or _MONITORED.search(comment):
            yield holds(path, comment or test)
        else:
            other.append(test)
    if other:
        everywhere = dict.fromkeys(place for test in other for place in seen[test][1])
        yield for_review(seen[other[0]][0], ", ".join(everywhere), test=", ".join(other))


@check
def missing_results_are_explained(subject: Subject) -> Iterator[Observation]:
    """A test of the specification without a result has a comment, or the batch a remark."""
    batch = subject.entry(Batch)
    if not batch.results:
        return
    known = subject.of_product
    specification = known.specification_of(batch.subject)
    comments = {one.test for one in batch.results if one.comment or _is_answered(one)}
    untested = [one.test for one in known.judged_batches.get(batch.id, ()) if not one.judgement.tested]
    open_ones = [_name(specification, one) for one in untested if one not in comments]
    path = subject.at("results")
    if open_ones and not batch.remark:
        yield falls_short(path, "no result", "a result or a reason", tests=", ".join(open_ones))
    else:
        yield holds(path, "explained" if untested else "all tested")


def _is_answered(result: Result) -> bool:
    """Whether a result says that the test does not apply, which is more than that there is none."""
    return (result.result or "").casefold().strip() == "not applicable"


@check
def result_unit_is_that_of_the_specification(subject: Subject) -> Iterator[Observation]:
    """A result is in the unit of its limit, or in one that converts to it."""
    batch = subject.entry(Batch)
    specification = subject.of_product.specification_of(batch.subject)
    if specification is None:
        return
    tests = {one.id: one for one in specification.tests}
    for index, result in enumerate(batch.results):
        test = tests.get(result.test)
        if test is None or not result.unit or interval_of(limit_of(test), test.unit) is None:
            continue
        path = subject.at(f"results[{item_key(result, index)}].unit")
        if result.unit == test.unit or conversion_factor(result.unit, test.unit or "1") is not None:
            yield holds(path, result.unit)
        else:
            expected = print_unit(test.unit) if test.unit else "no unit"
            yield falls_short(path, print_unit(result.unit), expected, test=called(test))


@check
def results_are_no_copies(subject: Subject) -> Iterator[Observation]:
    """No batch has the same figures in every test as one of the same material before it."""
    known = subject.of_product
    earlier: dict[str | None, dict[frozenset[tuple[str, str]], Batch]] = {}
    for one in known.product.quality.batches:
        figures = _figures(one)
        if len(figures) < _FEWEST_COPIED:
            continue
        path, alike = build_path(known.path_of(one.id), "results"), earlier.setdefault(one.subject, {})
        other = alike.setdefault(figures, one)
        if other is one and len(alike) > 1:
            yield holds(path)
        elif other is not one:
            yield falls_short(path, f"{len(figures)} equal figures", "figures of its own", what=other.id,
                              batch=called(one), other=called(other))  # fmt: skip


def _figures(batch: Batch) -> frozenset[tuple[str, str]]:
    """The results in numbers, each with its test."""
    return frozenset(
        (one.test, one.result) for one in batch.results if one.result and one.number and not one.number.censor
    )


@check
def results_keep_clear_of_the_limit(subject: Subject) -> Iterator[Observation]:
    """The mean of three batches or more is not within a tenth of the limit, or of what lies between it and 100 %.

    A volume or mass that is filled close to its limit on purpose is left out.
    """
    specification = subject.entry(Specification)
    batches = [one for one in subject.product.quality.batches if one.subject == specification.subject and one.results]
    tests = {one.id: (index, one) for index, one in enumerate(specification.tests)}
    for name, trend in batch_trends(batches, specification):
        if trend.statistics is None or trend.statistics.count < 3 or trend.mean_near_limit is None:
            continue
        if trend.unit in _FILL:
            continue
        index, test = tests[name]
        path = subject.at(f"tests[{item_key(test, index)}].release_limit")
        if trend.mean_near_limit and not _clear_of_share(test, trend.statistics.mean):
            yield falls_short(path, trend.text, limit_of(test), test=called(test))
        else:
            yield holds(path, trend.text)


def _clear_of_share(test: SpecificationTest, mean: object) -> bool:
    """Whether a share of 100 % with a lower limit only is more than a tenth of the rest above it."""
    limit = interval_of(limit_of(test), test.unit)
    if limit is None or limit.low is None or limit.high is not None or test.unit != "%":
        return False
    return 10 * (float(str(mean)) - float(limit.low)) > 100 - float(limit.low)


@check
def withdrawn_batch_is_barred(subject: Subject) -> Iterator[Observation]:
    """A batch that was withdrawn or reprocessed is marked as rejected or not for human use."""
    batch = subject.entry(Batch)
    said = _TAKEN_BACK.search(f"{batch.remark or ''} {batch.use_remark or ''}")
    path = subject.at("disposition")
    if said is None:
        yield no_concern(path, "it is not stated to be withdrawn, recalled or reprocessed")
    elif batch.disposition in ("rejected", "not_for_human_use"):
        yield holds(path, batch.disposition)
    elif batch.disposition is None:
        yield untold(path, f"the batch is stated as {said[0].lower()}, and its disposition is not stated")
    else:
        found = batch.disposition.replace("_", " ")
        yield falls_short(path, found, "rejected or not for human use", said=said[0].lower())
