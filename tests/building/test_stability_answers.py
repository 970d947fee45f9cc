"""Evaluations of stability studies and verdicts on claims, as the documents are handed them."""

from __future__ import annotations

from math import floor
from pathlib import Path

import pytest

import impd
from impd.building.answering import answers_for
from impd.calculation.shelf_life import shelf_life
from impd.calculation.stability_evaluation import limits_in_numbers
from impd.dossier.quantity import Quantity
from tests.building.answered import answers, named
from tests.calculation.stability_data import dx_pq

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
ASSAY = {"id": "assay", "name": "Assay", "category": "assay", "release_limit": ">= 95", "unit": "%"}
RESULTS = [("b1", 0, "100.1"), ("b1", 6, "99.2"), ("b1", 12, "98.3"), ("b1", 18, "97.1"),
           ("b2", 0, "100.4"), ("b2", 6, "99.0"), ("b2", 12, "98.1"), ("b2", 18, "97.3")]  # fmt: skip


def quality(results=RESULTS, tests=(ASSAY,), claim="24 mo", **study):
    rows = [{"batch": batch, "time": str(time), "test": "assay", "result": result} for batch, time, result in results]
    return {
        "drug_products": [{"id": "DP"}],
        "batches": [{"id": "b1", "subject": "DP", "number": "N-1"}, {"id": "b2", "subject": "DP"}],
        "specifications": [{"id": "SP", "subject": "DP", "tests": list(tests)}],
        "stability_studies": [{"id": "ST", "subject": "DP", "category": "long_term", "time_unit": "mo",
                               "results": rows, **study}],
        "stability_claims": [{"id": "CL", "subject": "DP", "period": claim, "studies": ["ST"]}],
    }  # fmt: skip


def evaluation(**given):
    return answers(quality(**given)).rows.get(("products[TAB].quality.stability_studies[ST]", "evaluation"), ())


def test_an_attribute_has_its_model_its_months_and_its_plot():
    (row,) = evaluation()
    assert (row.cells["model"], row.cells["period"]) == ("one line", "29 months")
    assert row.figure is not None
    assert row.inputs == (
        "products[TAB].quality.stability_studies[ST].results",
        "products[TAB].quality.specifications[SP].tests[assay]",
    )


def test_separate_batches_are_named_by_their_number():
    results = [(batch, time, f"{float(value) - (2 if batch == 'b2' else 0):.1f}") for batch, time, value in RESULTS]
    (row,) = evaluation(results=results)
    assert row.cells["batches"].startswith("N-1: ")


def test_a_study_said_not_to_be_evaluated_is_left_out():
    assert evaluation(statistical_evaluation=False) == ()


@pytest.mark.parametrize(("category", "drawn"), [("assay", True), ("appearance", False)])
def test_only_what_changes_in_storage_is_drawn(category, drawn):
    (row,) = evaluation(tests=[{**ASSAY, "category": category}])
    assert (row.figure is not None) is drawn


def test_too_few_results_say_why_there_is_no_evaluation():
    (row,) = evaluation(results=RESULTS[:1])
    assert row.cells["period"] == "–"
    assert "at one time only" in row.cells["remark"]
    assert row.figure is None


def test_a_claim_beyond_the_line_is_not_supported_and_stays_as_stated():
    found = answers(quality(claim="30 mo"))
    assert named(found, "verdict") == {"stability_claims[CL]": "not supported"}
    assert "30 months claimed on 18 months" in named(found, "reason")["stability_claims[CL]"]


def test_one_result_outside_within_the_claim_is_enough():
    results = [*RESULTS[:-1], ("b2", 18, "94.9")]
    reason = named(answers(quality(results=results, claim="18 mo")), "reason")["stability_claims[CL]"]
    assert "not supported, because results do not conform: Assay of batch b2 at 18 months (94.9)" in reason


def test_a_word_that_does_not_conform_counts_too():
    tests = [ASSAY, {"id": "sterility", "name": "Sterility", "release_limit": "no growth"}]
    made = quality(tests=tests, claim="18 mo")
    made["stability_studies"][0]["results"].append(
        {"batch": "b1", "time": "6", "test": "sterility", "result": "growth"}
    )
    assert named(answers(made), "verdict") == {"stability_claims[CL]": "not supported"}


@pytest.mark.parametrize(("unit", "whole"), [("mo", "29 months"), ("d", "29 days"), ("h", "29 h")])
def test_times_stay_in_the_unit_of_the_study(unit, whole):
    found = answers(quality(time_unit=unit, claim=f"18 {unit}"))
    ((row,),) = [rows for (_, name), rows in found.rows.items() if name == "evaluation"]
    assert row.cells["period"] == whole
    assert row.figure.claimed == 18
    assert named(found, "data")["stability_claims[CL]"] == str(Quantity(value="18", unit=unit))


def test_a_claim_in_a_unit_that_does_not_compare_cannot_be_told():
    found = answers(quality(time_unit="d", claim="24 mo"))
    assert named(found, "verdict") == {"stability_claims[CL]": "cannot tell"}
    assert "times in d and in mo cannot be compared" in named(found, "reason")["stability_claims[CL]"]
    ((row,),) = [rows for (_, name), rows in found.rows.items() if name == "evaluation"]
    assert row.figure.claimed is None


def test_a_single_batch_has_no_pooling_tests():
    (row,) = evaluation(results=RESULTS[:4])
    assert (row.cells["model"], row.cells["tests"]) == ("single batch", "–")
    assert row.cells["batches"] == "N-1: 28.16"
    assert "pooling" not in row.convention


def test_censored_results_are_left_out_and_named():
    (row,) = evaluation(results=[*RESULTS, ("b2", 24, ">95")])
    assert row.cells["remark"] == "censored results excluded: b2 at 24: >95"
    assert row.cells["batches"] == evaluation()[0].cells["batches"]
    assert [(one.batch, one.censor) for one in row.figure.results if one.censor] == [("b2", ">")]


def test_nothing_is_remarked_where_every_result_counts():
    assert evaluation()[0].cells["remark"] == ""


@pytest.mark.parametrize("study", [{"category": "accelerated"}, {"time_unit": None}])
def test_only_long_term_studies_in_a_unit_of_time_are_evaluated(study):
    assert evaluation(**study) == ()


def claim_without_studies():
    made = quality(claim="18 mo")
    del made["stability_claims"][0]["studies"]
    return made


def test_a_claim_without_studies_rests_on_those_of_its_subject():
    found = answers(claim_without_studies())
    assert named(found, "verdict") == {"stability_claims[CL]": "supported"}
    ((row,),) = [rows for (_, name), rows in found.rows.items() if name == "evaluation"]
    assert row.figure.claimed == 18


def test_a_claim_of_another_subject_has_no_verdict():
    made = claim_without_studies()
    made["substances"] = [{"id": "DS"}]
    made["stability_claims"][0]["subject"] = "DS"
    assert named(answers(made), "verdict") == {}


def test_a_verdict_names_the_studies_it_rests_on():
    found = answers(claim_without_studies()).calculated["products[TAB].quality.stability_claims[CL]", "verdict"]
    assert "products[TAB].quality.stability_studies[ST]" in found.inputs


VERDICTS = [
    ("18 mo", "supported", "18 months claimed on 18 months of long-term data: supported, because the data cover the "),
    ("24 mo", "cannot tell", "24 months claimed on 18 months of long-term data: cannot tell, because a significant "),
    ("30 mo", "not supported", "30 months claimed on 18 months of long-term data: not supported, because the confide"),
]


@pytest.mark.parametrize(("claim", "verdict", "sentence"), VERDICTS)
def test_a_claim_has_its_verdict_and_the_sentence_why(claim, verdict, sentence):
    found = answers(quality(claim=claim))
    assert named(found, "verdict") == {"stability_claims[CL]": verdict}
    assert named(found, "reason")["stability_claims[CL]"].startswith(sentence)


@pytest.mark.parametrize("result", ["pending", "not tested", "-"])
def test_a_time_without_results_is_not_covered_by_data(result):
    found = answers(quality(results=[*RESULTS, ("b1", 28, result)], claim="28 mo"))
    assert named(found, "data") == {"stability_claims[CL]": "18 months"}
    assert named(found, "verdict") != {"stability_claims[CL]": "supported"}


def test_a_test_with_a_comma_in_its_name_has_a_path_that_can_be_read():
    made = quality(tests=[{**ASSAY, "id": "assay, dried"}])
    for one in made["stability_studies"][0]["results"]:
        one["test"] = "assay, dried"
    ((row,),) = [rows for (_, name), rows in answers(made).rows.items() if name == "evaluation"]
    assert row.inputs[1] == 'products[TAB].quality.specifications[SP].tests["assay, dried"]'


def test_the_published_product_is_evaluated_with_its_two_limits():
    product = impd.load(DX_PQ).products[0]
    found = answers_for(product)
    path = "products[STELBAT-20].quality.stability_studies[LONG-TERM]"
    months = {row.key: row.cells["batches"] for row in found.rows[path, "evaluation"]}
    assert months["impurity_2"] == "all batches: 23.85"
    assert "23.25" in months["impurity_3"]
    assert "28.64" in months["total"]
    verdicts = [one.text for (_, name), one in found.calculated.items() if name == "verdict"]
    assert verdicts == ["not supported"]


PUBLISHED = ["assay", "impurity_1", "impurity_2", "impurity_3", "unspecified", "total", "dissolution_30", "water"]


@pytest.fixture(scope="module")
def published():
    product = impd.load(DX_PQ).products[0]
    rows = answers_for(product).rows["products[STELBAT-20].quality.stability_studies[LONG-TERM]", "evaluation"]
    return {row.key: row for row in rows}, {test.id: test for test in product.quality.specifications[0].tests}


def test_the_published_product_has_a_line_for_each_attribute_in_numbers(published):
    assert list(published[0]) == PUBLISHED


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_line_of_the_published_product_says_what_the_public_function_gives(published, name):
    rows, tests = published
    limits = limits_in_numbers(tests[name].shelf_life_limit or tests[name].release_limit)
    expected = shelf_life(dx_pq(name), limits)
    cells = rows[name].cells
    months = {batch: "not reached" if time is None else f"{floor(time * 100) / 100:.2f}"
              for batch, time in expected.months_by_batch.items()}  # fmt: skip
    common = f"all batches: {next(iter(months.values()))}"
    batches = common if expected.model == "one line" else "; ".join(f"{one}: {time}" for one, time in months.items())
    assert (cells["model"], cells["batches"]) == (expected.model, batches)
    whole = expected.whole_months
    assert cells["period"] == ("no limit reached within 120 months" if whole is None else f"{whole} months")
