"""The stability studies of a product evaluated attribute by attribute, and each claim held against what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.acceptance_of_batches import judge_study
from impd.calculation.extrapolation import Verdict, supported_claim
from impd.calculation.extrapolation_rule import RuleName, extrapolation_rule
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life
from impd.calculation.shelf_life_result import ShelfLifeResult
from impd.calculation.significant_change import Material, SignificantChange, overall_change, significant_change
from impd.calculation.stability_points import StabilityLimits, StabilityPoint
from impd.calculation.stated_conformity import no_result
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.number import parse_number
from impd.dossier.quality.control import Specification, SpecificationTest
from impd.dossier.quality.stability import StabilityClaim, StabilityStudy
from impd.dossier.quantity import AcceptanceCriterion, Quantity, join_unit

_MONTHS = "mo"
_CHEMICAL, _CELLS = {"chemical"}, {"gtmp_ex_vivo", "gtmp_ex_vivo_editing", "sctmp", "tep"}
_STARTING_MATERIALS = ("vectors", "plasmids", "banks", "editing_reagents")


@dataclass(frozen=True, slots=True)
class AttributeEvaluation:
    """One attribute of a long-term study evaluated by ICH Q1E; ``criterion`` is that of shelf life, else of release."""

    study: StabilityStudy
    test: SpecificationTest
    criterion: AcceptanceCriterion
    limits: StabilityLimits
    points: tuple[StabilityPoint, ...]
    result: ShelfLifeResult


@dataclass(frozen=True, slots=True)
class ClaimEvaluation:
    """A claim, the long-term studies it rests on, the last time they have results of, and whether they carry it."""

    claim: StabilityClaim
    studies: tuple[StabilityStudy, ...]
    data: Quantity | None
    verdict: Verdict


def attribute_evaluations(product: MedicinalProduct) -> tuple[AttributeEvaluation, ...]:
    """The attributes with limits and results in numbers of each long-term study, in the order of the specification.

    A study whose results are said not to be evaluated is left out.
    """
    studies = (one for one in product.quality.stability_studies if one.category == "long_term")
    return tuple(
        found
        for study in studies
        if study.statistical_evaluation is not False and study.time_unit
        for found in _of_study(product, study)
    )


def claim_evaluations(
    product: MedicinalProduct, evaluated: tuple[AttributeEvaluation, ...]
) -> tuple[ClaimEvaluation, ...]:
    """Each claimed period held against the long-term studies it names, or else those of its subject."""
    found = []
    for claim in product.quality.stability_claims:
        studies = _long_term(product, claim)
        if claim.period is not None and studies:
            found.append(_claim(product, claim, studies, evaluated))
    return tuple(found)


def _of_study(product: MedicinalProduct, study: StabilityStudy) -> Iterator[AttributeEvaluation]:
    names = labels(product)
    for test in _tests(product, study.subject):
        criterion = _criterion(test)
        limits = limits_in_numbers(criterion)
        points = tuple(
            StabilityPoint(names.get(one.batch, one.batch), one.time, one.result, one.unit or test.unit or "")
            for one in study.results
            if one.test == test.id and one.result and parse_number(one.result)
        )
        if criterion is not None and limits is not None and points:
            choice = Q1EChoice(time_unit=study.time_unit or _MONTHS)
            yield AttributeEvaluation(study, test, criterion, limits, points, shelf_life(points, limits, choice))


def _tests(product: MedicinalProduct, subject: str | None) -> tuple[SpecificationTest, ...]:
    specification = joined_specification(product, subject)
    return specification.tests if specification else ()


def _criterion(test: SpecificationTest) -> AcceptanceCriterion | None:
    """The criterion at the end of shelf life, or of release where that alone is stated in numbers."""
    at_the_end = test.shelf_life_limit and test.shelf_life_limit.number
    return test.shelf_life_limit if at_the_end else test.release_limit


def limits_in_numbers(criterion: AcceptanceCriterion | None) -> StabilityLimits | None:
    """The lower and upper limit of a criterion; None for one that is no limit in numbers."""
    number = criterion.number if criterion else None
    if criterion is None or number is None:
        return None
    match criterion.kind:
        case "range" if number.high is not None and number.low < number.high:
            return StabilityLimits(number.low, number.high)
        case "at least" | "more than":
            return StabilityLimits(lower=number.low)
        case "at most" | "less than":
            return StabilityLimits(upper=number.low)
        case _:
            return None


def _long_term(product: MedicinalProduct, claim: StabilityClaim) -> tuple[StabilityStudy, ...]:
    named = [one for one in product.quality.stability_studies if one.id in claim.studies]
    studies = named or [one for one in product.quality.stability_studies if one.subject == claim.subject]
    return tuple(one for one in studies if one.category == "long_term" and one.time_unit and one.results)


def _claim(
    product: MedicinalProduct,
    claim: StabilityClaim,
    studies: tuple[StabilityStudy, ...],
    evaluated: tuple[AttributeEvaluation, ...],
) -> ClaimEvaluation:
    data = _covered(studies)
    rule = extrapolation_rule(claim_rule(product, claim, studies))
    named = {study.id for study in studies}
    results: list[ShelfLifeResult | None] = [
        one.result for one in evaluated if one.study.id in named and not one.result.reason
    ]
    change = accelerated_change(product, claim.subject) if rule.id == "chemical" else None
    if claim.period is None or data is None:
        return ClaimEvaluation(claim, studies, data, Verdict(None, "The period of the long-term data is not known."))
    outside = _outside(product, claim.period, studies)
    if outside:
        words = f"{claim.period} claimed on {data} of long-term data: not supported, because results do not conform:"
        verdict = Verdict(False, f"{words} {'; '.join(outside)}.", citation=rule.citation)
        return ClaimEvaluation(claim, studies, data, verdict)
    period = claim.period
    verdicts = [(supported_claim(period, data, one, rule, change), one) for one in results or [None]]
    return ClaimEvaluation(claim, studies, data, min(verdicts, key=_severity)[0])


def _severity(found: tuple[Verdict, ShelfLifeResult | None]) -> tuple[int, Decimal]:
    """What is not supported before what cannot be told, and of these the attribute that meets its limit first."""
    verdict, result = found
    months = result.months if result is not None else None
    return {False: 0, None: 1, True: 2}[verdict.supported], Decimal("Infinity") if months is None else months


def _outside(product: MedicinalProduct, period: Quantity, studies: tuple[StabilityStudy, ...]) -> list[str]:
    """The results within the claim that do not conform, of whatever kind; those in another unit of time as well."""
    names, found = labels(product), []
    for study in studies:
        specification = joined_specification(product, study.subject)
        tests = {test.id: test.name or test.id for test in specification.tests} if specification else {}
        reported = {(one.batch, one.time, one.test): one.result for one in study.results}
        for one in judge_study(study, specification, product.quality.methods):
            within = one.time is not None and (study.time_unit != period.unit or one.time <= period.number.low)
            if within and one.judgement.tested and one.judgement.verdict == "does not conform" and one.time is not None:
                time = join_unit(f"{one.time.normalize():f}", study.time_unit)
                result = reported[one.batch, one.time, one.test]
                found.append(f"{tests[one.test]} of batch {names.get(one.batch, one.batch)} at {time} ({result})")
    return found


def joined_specification(product: MedicinalProduct, subject: str | None) -> Specification | None:
    """All specifications of a subject as one, as the tables of results print them; the first line of a name counts."""
    found = [one for one in product.quality.specifications if one.subject == subject]
    tests = {test.id: test for one in reversed(found) for test in reversed(one.tests)}
    ordered = tuple(test for one in found for test in one.tests if tests[test.id] is test)
    return found[0].model_copy(update={"tests": ordered}) if found else None


def labels(product: MedicinalProduct) -> dict[str, str]:
    """The number of each batch by its id, where it tells the batch from the others; else the id."""
    numbers = Counter(one.number for one in product.quality.batches)
    return {
        one.id: one.number if one.number and numbers[one.number] == 1 else one.id for one in product.quality.batches
    }


def _covered(studies: tuple[StabilityStudy, ...]) -> Quantity | None:
    """The last time with results, in the unit of the first study; studies in other units are left out."""
    unit = studies[0].time_unit
    same = [study for study in studies if study.time_unit == unit]
    times = [result.time for study in same for result in study.results if no_result(result.result) is None]
    return Quantity(value=f"{max(times).normalize():f}", unit=unit) if times and unit else None


def claim_rule(product: MedicinalProduct, claim: StabilityClaim, studies: tuple[StabilityStudy, ...]) -> RuleName:
    """The rule by the kind of product; what goes into cells is judged as a biological product."""
    if product.product_class in _CHEMICAL:
        return "chemical"
    registers = (getattr(product.quality, name) for name in _STARTING_MATERIALS)
    starting = any(entry.id == claim.subject for register in registers for entry in register)
    if product.product_class not in _CELLS or starting:
        return "biological"
    return "cryopreserved_cells" if any(one.time_unit in (_MONTHS, "a") for one in studies) else "fresh_cells"


def accelerated_change(product: MedicinalProduct, subject: str | None) -> SignificantChange | None:
    """Significant change at accelerated conditions over all attributes; None without an accelerated study in months."""
    accelerated = [one for one in product.quality.stability_studies if one.category == "accelerated"]
    studies = [one for one in accelerated if one.subject == subject and one.time_unit == _MONTHS and one.results]
    if not studies:
        return None
    material: Material = "substance" if any(one.id == subject for one in product.quality.substances) else "product"
    stored = [one for one in product.quality.stability_studies if one.subject == subject]
    return overall_change(
        significant_change(
            _with_initial(points, stored, test), test.category, limits_in_numbers(_criterion(test)), material
        )
        for study in studies
        for test in _tests(product, subject)
        if (points := _reported(study, test))
    )


def _with_initial(
    points: list[StabilityPoint], studies: list[StabilityStudy], test: SpecificationTest
) -> list[StabilityPoint]:
    """The results with the initial ones of their batches, from the long-term study where they hold none themselves."""
    missing = {point.batch for point in points} - {point.batch for point in points if not point.months}
    long_term = (point for one in studies if one.category == "long_term" for point in _reported(one, test))
    return [*(point for point in long_term if point.batch in missing and not point.months), *points]


def _reported(study: StabilityStudy, test: SpecificationTest) -> list[StabilityPoint]:
    return [
        StabilityPoint(one.batch, one.time, one.result, one.unit or test.unit or "")
        for one in study.results
        if one.test == test.id and one.result
    ]
