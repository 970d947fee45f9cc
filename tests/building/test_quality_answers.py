"""Results outside their limits, composition and batch formula, as the documents are handed them."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd.building.answering import answers_for
from tests.building.answered import answers, named

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
SPECIFICATION = {
    "id": "SP", "subject": "DP",
    "tests": [{"id": "assay", "release_limit": "95.0 to 105.0", "unit": "%"},
              {"id": "look", "release_limit": "white"}],
}  # fmt: skip


def batch(result: str, test: str = "assay") -> dict[str, object]:
    return {"id": "b1", "subject": "DP", "results": [{"test": test, "result": result}]}


@pytest.mark.parametrize(
    ("result", "outside"),
    [("94.9", True), ("95.0", False), ("105.0", False), ("105.1", True), ("<90", True), ("about 94", False)],
)
def test_a_result_outside_its_limit_is_flagged_and_one_at_the_limit_is_not(result, outside):
    found = answers({"drug_products": [{"id": "DP"}], "specifications": [SPECIFICATION], "batches": [batch(result)]})
    assert ("batches[b1].results[assay]" in named(found, "acceptance")) is outside


def test_words_that_do_not_compare_are_not_flagged():
    quality = {"drug_products": [{"id": "DP"}], "specifications": [SPECIFICATION], "batches": [batch("grey", "look")]}
    assert named(answers(quality), "acceptance") == {}


def test_a_stability_result_is_held_against_the_limit_of_shelf_life():
    tests = [{"id": "assay", "release_limit": "95.0 to 105.0", "shelf_life_limit": ">= 90", "unit": "%"}]
    study = {"id": "ST", "subject": "DP", "time_unit": "mo",
             "results": [{"batch": "b1", "time": "6", "test": "assay", "result": "94"},
                         {"batch": "b1", "time": "12", "test": "assay", "result": "89"}]}  # fmt: skip
    quality = {"drug_products": [{"id": "DP"}], "specifications": [{**SPECIFICATION, "tests": tests}],
               "stability_studies": [study]}  # fmt: skip
    assert list(named(answers(quality), "acceptance")) == ["stability_studies[ST].results[b1,12,assay]"]


def composition(typed: str | None) -> dict[str, object]:
    lines = [{"name": "A", "amount": "20 mg", "percentage": typed}, {"name": "B", "amount": "80 mg"}]
    return {"drug_products": [{"id": "DP", "composition": lines, "composition_total": "100 mg"}]}


def test_a_percentage_is_printed_where_none_is_typed():
    assert named(answers(composition(None)), "calculated")["drug_products[DP].composition[A].percentage"] == "20.00 %"


@pytest.mark.parametrize(("typed", "disagrees"), [("20", False), ("20.0 %", False), ("25", True)])
def test_a_typed_percentage_is_contradicted_only_where_it_differs(typed, disagrees):
    found = named(answers(composition(typed)), "disagreement")
    assert ("drug_products[DP].composition[A].percentage" in found) is disagrees


def test_parts_of_several_kinds_have_no_percentages():
    lines = [{"name": "A", "amount": "8.0 mg"}, {"name": "Water", "amount": "1 mL"}]
    found = answers({"drug_products": [{"id": "DP", "composition": lines}]})
    assert named(found, "calculated") == {}


def test_the_published_product_comes_out_as_its_readers_found_it():
    found = answers_for(impd.load(DX_PQ).products[0])
    outside = [path for path, name in found.calculated if name == "acceptance" and "stability" in path]
    base = "products[STELBAT-20].quality"
    assert outside == [f"{base}.stability_studies[LONG-TERM].results[33446-P83,12,assay]"]
    product = f"{base}.drug_products[TAB-20]"
    assert found.calculated[f"{product}.batch_formula.total", "disagreement"].text == "130.02 kg"
    disagreeing = [path for path, name in found.calculated if name == "disagreement" and ".composition[" in path]
    assert len(disagreeing) == 5
