"""Claimed periods: whether results carry them, how far they go beyond the data, and how they are to be extended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.extrapolation_rule import RuleName, extrapolation_rule
from impd.calculation.stability_evaluation import (
    AttributeEvaluation,
    ClaimEvaluation,
    accelerated_change,
    claim_rule,
)
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.checking.comparison import is_within
from impd.checking.lookups.studies import stability_studies
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.stability import StabilityClaim, StabilityStudy
from impd.dossier.quantity import Quantity, join_unit

_RETEST = "re-test period"


@check
def claim_has_data_within_limits(subject: Subject) -> Iterator[Observation]:
    """A claimed period has results, and none of its long-term results within it misses its limit."""
    claim, path = subject.entry(StabilityClaim), subject.at("period")
    evaluated = subject.of_product.claims.get(claim.id)
    if evaluated is None:
        yield from _without_long_term(subject, claim)
    elif evaluated.data is None:
        yield falls_short(path, claim.period, "long-term results", reason="no long-term result is reported yet")
    elif evaluated.verdict.supported is False and evaluated.verdict.longest is None:
        expected = "results within their limits up to the end of the claim"
        missed = falls_short(path, claim.period, expected, reason=evaluated.verdict.sentence)
        yield missed.about(*_missed(subject, claim))
    else:
        yield holds(path, claim.period)


def _missed(subject: Subject, claim: StabilityClaim) -> Iterator[str]:
    """The studies of a claim that have a result outside its limits."""
    known = subject.of_product
    for study in studies_of(subject, claim):
        if any(one.judgement.verdict == "does not conform" for one in known.judged_studies.get(study.id, ())):
            yield known.path_of(study.id)


def _without_long_term(subject: Subject, claim: StabilityClaim) -> Iterator[Observation]:
    path = subject.at("period")
    if claim.period is None:
        yield untold(path, "the claimed period is not stated")
    elif any(one.results for one in studies_of(subject, claim)):
        yield no_concern(path, "it rests on studies of another kind than long-term")
    else:
        reason = "no study with results stands behind it"
        yield falls_short(path, claim.period, "results of a study", reason=reason)


@check
def chemical_claim_is_within_extrapolation(subject: Subject) -> Iterator[Observation]:
    """A claim for a chemical product goes no further beyond its data than the rule for trials allows."""
    yield from _within_extrapolation(subject, ("chemical",))


@check
def biological_claim_is_within_extrapolation(subject: Subject) -> Iterator[Observation]:
    """A claim for a biological product or vector goes no further beyond its data, nor beyond the planned study."""
    yield from _within_extrapolation(subject, ("biological",))


@check
def cell_claim_is_within_data(subject: Subject) -> Iterator[Observation]:
    """A claim for cells is covered by real-time data."""
    yield from _within_extrapolation(subject, ("fresh_cells", "cryopreserved_cells"))


def _within_extrapolation(subject: Subject, rules: tuple[RuleName, ...]) -> Iterator[Observation]:
    claim, path = subject.entry(StabilityClaim), subject.at("period")
    evaluated = subject.of_product.claims.get(claim.id)
    if evaluated is None or evaluated.data is None or claim.period is None:
        yield no_concern(path, "no long-term data stand behind the claim")
        return
    name = claim_rule(subject.product, claim, evaluated.studies)
    if name not in rules:
        yield no_concern(path, "the claim is judged by the rule for another kind of product")
        return
    try:
        yield _judged(subject, evaluated, claim.period, evaluated.data, name)
    except CannotCalculate as reason:
        yield untold(path, str(reason))


def _judged(
    subject: Subject, evaluated: ClaimEvaluation, period: Quantity, data: Quantity, name: RuleName
) -> Observation:
    path = subject.at("period")
    factor = conversion_factor(data.unit, period.unit)
    if factor is None:
        return untold(path, f"data in {data.unit} and a claim in {period.unit} cannot be compared")
    covered, claimed = EXACT.multiply(data.number.low, factor), period.number.low
    if claimed <= covered:
        return holds(path, period)
    rule = extrapolation_rule(name)
    longest = rule.longest(covered, period.unit)
    if claimed > longest:
        return falls_short(path, period, _printed(longest, period), data=str(data), rule=rule.name)
    if name == "biological" and (planned := _planned(evaluated.studies, period)) and claimed > planned:
        return falls_short(path, period, _printed(planned, period), "planned", data=str(data), rule="the planned study")
    if name == "chemical" and (why := _accelerated_too_short(subject, rule.accelerated)):
        expected = f"{data}, as {why}"
        return falls_short(path, period, expected, "accelerated", data=str(data), rule=rule.name)
    return holds(path, period)


def _printed(value: Decimal, period: Quantity) -> str:
    return f"at most {join_unit(f'{value.normalize(EXACT):f}', period.unit)}"


def _planned(studies: tuple[StabilityStudy, ...], period: Quantity) -> Decimal | None:
    """The last planned time of the long-term studies in the unit of the claim."""
    times = [
        EXACT.multiply(max(one.planned_times), factor)
        for one in studies
        if one.planned_times and (factor := conversion_factor(one.time_unit or "", period.unit))
    ]
    return max(times) if times else None


def _accelerated_too_short(subject: Subject, wanted: Decimal | None) -> str:
    change = accelerated_change(subject.product, subject.entry(StabilityClaim).subject)
    if change is None:
        return "there are no data at accelerated conditions"
    if wanted is not None and change.until is not None and change.until < wanted:
        return f"data at accelerated conditions cover {change.until:f} of {wanted:f} months"
    return ""


@check
def claim_stays_within_prediction(subject: Subject) -> Iterator[Observation]:
    """No attribute is predicted to leave its limit within the claimed period, in the least favourable batch."""
    claim = subject.entry(StabilityClaim)
    evaluated = subject.of_product.claims.get(claim.id)
    if evaluated is None or claim.period is None:
        yield no_concern(subject.at("period"), "no long-term data stand behind the claim")
        return
    named = {one.id for one in evaluated.studies}
    judged = [one for one in subject.of_product.evaluated if one.study.id in named and not one.result.reason]
    short = sorted(found for one in judged if (found := _predicted(claim.period, one)) is not None)
    path = subject.at("period")
    if short:
        months, unit, words = short[0]
        attributes = "; ".join(f"{text} {join_unit(f'{whole:f}', other)}" for whole, other, text in short)
        yield falls_short(path, claim.period, f"at most {join_unit(f'{months:f}', unit)}", words, attributes=attributes)
    elif judged:
        yield holds(path, claim.period)
    else:
        yield no_concern(path, "no attribute is evaluated by regression")


def _predicted(period: Quantity, one: AttributeEvaluation) -> tuple[Decimal, str, str] | None:
    """The whole months after which one attribute may leave its limit; None where that is not before the claim ends."""
    months, unit = one.result.months, one.study.time_unit or "mo"
    factor = conversion_factor(unit, period.unit)
    if months is None or factor is None or EXACT.multiply(months, factor) >= period.number.low:
        return None
    batch = f" (batch {one.result.limiting_batch})" if one.result.limiting_batch else ""
    return EXACT.divide_int(months, Decimal(1)), unit, f"{called(one.test)}{batch}"


@check
def significant_change_is_followed_up(subject: Subject) -> Iterator[Observation]:
    """After a significant change when accelerated there are intermediate data, or real time alone is claimed."""
    claim, path = subject.entry(StabilityClaim), subject.at("period")
    change = accelerated_change(subject.product, claim.subject)
    if change is None or claim.id not in subject.of_product.claims:
        yield no_concern(path, "there are no accelerated and long-term data to compare")
    elif change.found is None:
        yield no_concern(path, "no significant change is shown; not every attribute can be judged by numbers")
    elif not change.found:
        yield holds(path, claim.period)
    else:
        yield _followed_up(subject, claim, change.reason)


def _followed_up(subject: Subject, claim: StabilityClaim, reason: str) -> Observation:
    path, data = subject.at("period"), subject.of_product.claims[claim.id].data
    if any(one.results for one in stability_studies(subject.product, claim.subject, "intermediate")):
        return holds(path, claim.period)
    if data is not None and claim.period is not None and is_within(claim.period, data):
        return holds(path, claim.period)
    return falls_short(path, claim.period, f"at most {data}, or intermediate data", reason=reason)


@check
def extension_has_plan(subject: Subject) -> Iterator[Observation]:
    """A claim that goes beyond its data, or whose study goes on, names the plan and the commitment."""
    claim = subject.entry(StabilityClaim)
    evaluated = subject.of_product.claims.get(claim.id)
    if evaluated is None or claim.period is None or not _of_substance_or_product(subject, claim):
        yield no_concern(subject.path, "it is no claim on long-term data of a substance or product")
        return
    planned = _planned(evaluated.studies, claim.period)
    beyond = evaluated.data is None or not is_within(claim.period, evaluated.data)
    if not beyond and (planned is None or planned <= claim.period.number.low):
        yield no_concern(subject.path, "the data cover the claim, and the study ends with it")
        return
    for name in ("extension_plan", "commitment"):
        path, stated = subject.at(name), getattr(claim, name)
        yield holds(path, stated) if stated else falls_short(path, "not stated", "a statement")


def _of_substance_or_product(subject: Subject, claim: StabilityClaim) -> bool:
    quality = subject.product.quality
    return any(one.id == claim.subject for one in (*quality.substances, *quality.drug_products))


@check
def no_retest_period(subject: Subject) -> Iterator[Observation]:
    """A biological substance has a shelf life, never a re-test period."""
    for one in subject.product.quality.substances:
        path = f"{subject.of_product.path_of(one.id)}.retest_period"
        yield falls_short(path, one.retest_period, "a shelf life") if one.retest_period else holds(path)
    for claim in subject.product.quality.stability_claims:
        path = f"{subject.of_product.path_of(claim.id)}.kind"
        said = (claim.kind or "").lower().replace("retest", "re-test")
        yield falls_short(path, claim.kind, "shelf life") if _RETEST in said else holds(path, claim.kind or "")


@check
def claim_is_covered_by_its_study(subject: Subject) -> Iterator[Observation]:
    """A time in use, after thawing, in hold or transport was tested to its end with results within their limits."""
    claim, path = subject.entry(StabilityClaim), subject.at("period")
    if claim.id in subject.of_product.claims:
        yield no_concern(path, "it rests on long-term data")
        return
    studies = [one for one in studies_of(subject, claim) if one.results]
    if claim.period is None or not studies:
        yield no_concern(path, "no results stand behind the claim")
        return
    lasts = [(one, Quantity(value=str(max(each.time for each in one.results)), unit=one.time_unit or "1"))
             for one in studies]  # fmt: skip
    answers = [is_within(claim.period, last) for _, last in lasts]
    if any(answers):
        yield from _all_conform(subject, claim, studies)
    elif None in answers:
        yield untold(path, f"{claim.period} and the times of the study cannot be compared")
    else:
        expected = f"at most {', '.join(str(last) for _, last in lasts)}"
        yield falls_short(path, claim.period, expected, study=studies[0].protocol or studies[0].id)


def _all_conform(subject: Subject, claim: StabilityClaim, studies: list[StabilityStudy]) -> Iterator[Observation]:
    """The results up to the end of the claim against the specification."""
    path = subject.at("period")
    for study in studies:
        for one in subject.of_product.judged_studies.get(study.id, ()):
            time = Quantity(value=str(one.time), unit=study.time_unit or "1")
            missed = one.judgement.tested and one.judgement.verdict == "does not conform"
            if missed and claim.period is not None and is_within(time, claim.period):
                yield falls_short(path, claim.period, f"less than {time}", f"{study.id} {one.batch} {one.test}",
                                  study=f"{study.protocol or study.id}: {one.test} of batch {one.batch} at {time}, "
                                  f"{one.judgement.reason}")  # fmt: skip
    yield holds(path, claim.period)


def studies_of(subject: Subject, claim: StabilityClaim) -> list[StabilityStudy]:
    """The studies a claim names; where it names none, those of its subject."""
    named = [one for one in subject.product.quality.stability_studies if one.id in claim.studies]
    return named or stability_studies(subject.product, claim.subject)
