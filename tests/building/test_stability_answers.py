"""Evaluations of stability studies and verdicts on claims, as the documents are handed them."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd.building.answering import answers_for
from tests.building.answered import answers, named

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
