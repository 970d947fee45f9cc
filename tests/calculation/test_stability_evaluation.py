"""Which limits, which rule and which accelerated data an evaluation of stability studies and claims rests on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.calculation.stability_evaluation import attribute_evaluations, claim_evaluations, labels
from tests.building.answered import product

ASSAY = {"id": "assay", "name": "Assay", "category": "assay", "release_limit": "95 to 105", "unit": "%"}
VALUES = {"0": "100.1", "6": "99.2", "12": "98.3", "18": "97.1"}


def results(values, batch="b1", test="assay"):
    return [{"batch": batch, "time": time, "test": test, "result": value} for time, value in values.items()]


def stated(unit="mo", claim="24 mo", tests=(ASSAY,), accelerated=None, subject="DP"):
    """A product with a long-term study to 18, a claim, and results at accelerated conditions."""
    studies = [{"id": "ST", "subject": subject, "category": "long_term", "time_unit": unit, "results": results(VALUES)}]
    if accelerated is not None:
        studies.append({"id": "AC", "subject": subject, "category": "accelerated", "time_unit": unit,
                        "results": results(accelerated)})  # fmt: skip
    return {
        "substances": [{"id": "DS"}],
        "drug_products": [{"id": "DP"}],
        "vectors": [{"id": "V"}],
        "specifications": [{"id": "SP", "subject": subject, "tests": list(tests)}],
        "stability_studies": studies,
        "stability_claims": [{"id": "CL", "subject": subject, "period": claim, "studies": ["ST"]}],
    }


def claimed(kind="chemical", **given):
    made = product(stated(**given), product_class=kind)
    (found,) = claim_evaluations(made, attribute_evaluations(made))
    return found.verdict


LIMITS = [
    ("95 to 105", "90 to 110", (90, 110)),
    ("95 to 105", None, (95, 105)),
    ("95 to 105", "complies", (95, 105)),
    (None, ">= 90", (90, None)),
    ("complies", "<= 110", (None, 110)),
    ("> 90", None, (90, None)),
    ("< 110", None, (None, 110)),
]


@pytest.mark.parametrize(("release", "shelf_life", "expected"), LIMITS)
def test_the_limits_are_those_of_shelf_life_else_of_release(release, shelf_life, expected):
    tests = [{**ASSAY, "release_limit": release, "shelf_life_limit": shelf_life}]
    (found,) = attribute_evaluations(product(stated(tests=tests)))
    assert (found.limits.lower, found.limits.upper) == expected
    assert str(found.criterion.number.low) in str(found.criterion)


@pytest.mark.parametrize("limit", ["complies", "white powder", None])
def test_an_attribute_without_a_limit_in_numbers_is_not_evaluated(limit):
    assert attribute_evaluations(product(stated(tests=[{**ASSAY, "release_limit": limit}]))) == ()


def test_an_attribute_without_results_is_not_evaluated():
    found = attribute_evaluations(product(stated(tests=[ASSAY, {**ASSAY, "id": "other"}])))
    assert [one.test.id for one in found] == ["assay"]


def test_attributes_come_in_the_order_of_the_specification():
    made = stated(tests=[{**ASSAY, "id": "water"}, ASSAY])
    made["stability_studies"][0]["results"] += results(VALUES, test="water")
    assert [one.test.id for one in attribute_evaluations(product(made))] == ["water", "assay"]


def test_results_are_evaluated_in_the_unit_of_time_of_their_study():
    (found,) = attribute_evaluations(product(stated(unit="h")))
    assert found.result.choice.time_unit == "h"


RULES = [
    ("chemical", "mo", "DP", "chemical, for a clinical trial"),
    ("chemical", "d", "DP", "chemical, for a clinical trial"),
    ("biological", "mo", "DP", "biological product or vector"),
    ("gtmp_in_vivo_viral", "mo", "DP", "biological product or vector"),
    ("gtmp_oncolytic", "h", "DP", "biological product or vector"),
    ("gtmp_ex_vivo", "mo", "DP", "cryopreserved cells"),
    ("gtmp_ex_vivo_editing", "a", "DP", "cryopreserved cells"),
    ("gtmp_ex_vivo", "h", "DP", "fresh cells, with a shelf life of hours or days"),
    ("sctmp", "d", "DP", "fresh cells, with a shelf life of hours or days"),
    ("tep", "h", "DP", "fresh cells, with a shelf life of hours or days"),
    ("tep", "mo", "DP", "cryopreserved cells"),
    ("gtmp_ex_vivo", "mo", "V", "biological product or vector"),
    ("sctmp", "d", "V", "biological product or vector"),
]


@pytest.mark.parametrize(("kind", "unit", "subject", "rule"), RULES)
def test_the_rule_follows_from_the_kind_of_product_and_its_unit_of_time(kind, unit, subject, rule):
    verdict = claimed(kind, unit=unit, claim=f"24 {unit}", subject=subject)
    assert f"({rule}: " in verdict.sentence


CHANGED, UNCHANGED = {"0": "100", "6": "94"}, {"0": "100", "6": "99"}
CHANGES = [
    ("chemical", CHANGED, "DP", False),
    ("chemical", UNCHANGED, "DP", True),
    ("chemical", {"0": "100", "3": "99"}, "DP", False),  # six months are needed
    ("chemical", None, "DP", None),
    ("chemical", UNCHANGED, "DS", True),
    ("biological", CHANGED, "DP", True),
    ("biological", None, "DP", True),
    ("gtmp_in_vivo_viral", CHANGED, "DP", True),
]


@pytest.mark.parametrize(("kind", "accelerated", "subject", "supported"), CHANGES)
def test_a_change_at_accelerated_conditions_counts_for_chemical_products_only(kind, accelerated, subject, supported):
    verdict = claimed(kind, accelerated=accelerated, subject=subject)
    assert verdict.supported is supported
    assert "accelerated" not in verdict.sentence or kind == "chemical"


def test_a_substance_is_held_against_its_specification_and_not_against_its_initial_value():
    changed = {"0": "101", "6": "95.5"}
    assert claimed(accelerated=changed, subject="DS").supported is True
    assert claimed(accelerated=changed, subject="DP").supported is False


def test_thirty_days_at_accelerated_conditions_are_not_six_months():
    made = stated(accelerated={"0": "100", "30": "99"})
    made["stability_studies"][1]["time_unit"] = "d"
    (found,) = claim_evaluations(product(made), ())
    assert "accelerated" in found.verdict.sentence
    assert found.verdict.supported is not True


def test_initial_results_are_those_of_the_long_term_study_where_the_accelerated_one_has_none():
    assert claimed(accelerated={"3": "99.5", "6": "99"}).supported is True


def test_a_claim_within_the_data_needs_no_accelerated_study():
    assert claimed(claim="18 mo").supported is True


def test_a_claim_without_period_or_without_long_term_data_is_not_judged():
    made = stated()
    del made["stability_claims"][0]["period"]
    assert claim_evaluations(product(made), ()) == ()
    made = stated()
    made["stability_studies"][0]["category"] = "accelerated"
    assert claim_evaluations(product(made), ()) == ()


def test_the_attribute_that_meets_its_limit_first_decides():
    made = stated(claim="60 mo", tests=[ASSAY, {**ASSAY, "id": "other", "release_limit": ">= 96.5"}])
    made["stability_studies"][0]["results"] += results(VALUES, test="other")
    given = product(made, product_class="biological")
    evaluated = attribute_evaluations(given)
    first = min(one.result.months for one in evaluated)
    (found,) = claim_evaluations(given, evaluated)
    assert f"meets the limit at {first.quantize(Decimal('0.01'))} months" in found.verdict.sentence


def test_a_result_outside_beyond_the_claim_does_not_speak_against_it():
    made = stated(claim="12 mo")
    made["stability_studies"][0]["results"][-1]["result"] = "94.9"
    (found,) = claim_evaluations(product(made), ())
    assert found.verdict.supported is True


def test_a_batch_is_named_by_its_number_where_that_tells_it_apart():
    numbers = {"b1": "N-1", "b2": "N-2", "b3": "N-2", "b4": None}
    batches = [{"id": name, "number": number} for name, number in numbers.items()]
    assert labels(product({"batches": batches})) == {"b1": "N-1", "b2": "b2", "b3": "b3", "b4": "b4"}
