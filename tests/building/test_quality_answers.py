"""Results outside their limits, composition and batch formula, as the documents are handed them."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd.building.answering import answers_for
from tests.building.answered import answers, named
from tests.composing.dossiers import composed, section, text

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
SPECIFICATION = {
    "id": "SP", "subject": "DP",
    "tests": [{"id": "assay", "release_limit": "95.0 to 105.0", "unit": "%"},
              {"id": "look", "release_limit": "white"}],
}  # fmt: skip


def batch(result: str | None, test: str = "assay") -> dict[str, object]:
    return {"id": "b1", "subject": "DP", "results": [{"test": test, "result": result}]}


@pytest.mark.parametrize(
    ("result", "outside"),
    [("94.9", True), ("95.0", False), ("105.0", False), ("105.1", True), ("<90", True), ("about 94", False)],
)
def test_a_result_outside_its_limit_is_flagged_and_one_at_the_limit_is_not(result, outside):
    found = answers({"drug_products": [{"id": "DP"}], "specifications": [SPECIFICATION], "batches": [batch(result)]})
    assert ("batches[b1].results[assay]" in named(found, "acceptance")) is outside


@pytest.mark.parametrize("result", [None, "not tested", "pending", "NA", "-"])
def test_a_missing_result_is_not_flagged(result):
    found = answers({"drug_products": [{"id": "DP"}], "specifications": [SPECIFICATION], "batches": [batch(result)]})
    assert named(found, "acceptance") == {}


def test_a_flag_names_its_result_and_the_comparison():
    quality = {"drug_products": [{"id": "DP"}], "specifications": [SPECIFICATION], "batches": [batch("94.9")]}
    ((_, found),) = answers(quality).calculated.items()
    assert found.inputs == ("products[TAB].quality.batches[b1].results[assay].result",)
    assert found.convention.startswith("94.9 against 95.0 to 105.0 %")


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


def test_no_percentage_is_calculated_beside_one_that_agrees():
    assert list(named(answers(composition("20")), "calculated")) == ["drug_products[DP].composition[B].percentage"]


def test_a_typed_total_is_contradicted_where_the_parts_do_not_add_up_to_it():
    made = composition(None)
    made["drug_products"][0]["composition_total"] = "110 mg"
    assert named(answers(made), "disagreement") == {"drug_products[DP].composition_total": "100 mg"}


def test_parts_of_several_kinds_have_no_percentages():
    lines = [{"name": "A", "amount": "8.0 mg"}, {"name": "Water", "amount": "1 mL"}]
    found = answers({"drug_products": [{"id": "DP", "composition": lines}]})
    assert named(found, "calculated") == {}


def formula(line: str | None, total: str | None) -> dict[str, object]:
    lines = [{"name": "A", "amount": line}, {"name": "B", "amount": "80 g"}]
    made = composition("20")
    made["drug_products"][0] |= {
        "composition_basis": "per tablet",
        "batch_formula": {"units": "1000 {tablets}", "lines": lines, "total": total},
    }
    return made


LINE, TOTAL = "drug_products[DP].batch_formula.lines[A].amount", "drug_products[DP].batch_formula.total"
FORMULAS = [
    ("20 g", "100 g", {}),
    ("20.1 g", "100.5 g", {}),  # within one per cent
    ("25 g", "105 g", {LINE: "20 g"}),
    ("20 g", "127 g", {TOTAL: "100 g"}),
    ("25 g", "100 g", {LINE: "20 g", TOTAL: "105 g"}),
]


@pytest.mark.parametrize(("line", "total", "disagreement"), FORMULAS)
def test_a_batch_formula_is_contradicted_only_where_it_differs(line, total, disagreement):
    assert named(answers(formula(line, total)), "disagreement") == disagreement


@pytest.mark.parametrize(("line", "total", "path", "text"), [("20 g", None, TOTAL, "100 g"),
                                                             (None, "100 g", LINE, "20000 mg")])  # fmt: skip
def test_what_a_batch_formula_leaves_open_is_calculated(line, total, path, text):
    assert named(answers(formula(line, total)), "calculated")[path] == text


PRINTED = [
    (composition(None), "P.1", "20.00 %", "calculated: "),
    (composition("20"), "P.1", "80.00 %", "calculated: "),
    (composition("25"), "P.1", "calculated: 20.00 %", "calculated: 80.00 %"),
    (formula("25 g", "100 g"), "P.3.2", "calculated: 20 g", "calculated: 80 g"),
    (formula("25 g", "100 g"), "P.3.2", "calculated: 105 g", "calculated: 100 g"),
    (formula("20 g", "100 g"), "P.3.2", "100 g", "calculated: "),
]


@pytest.mark.parametrize(("quality", "place", "stands", "absent"), PRINTED)
def test_a_calculated_figure_is_printed_for_none_typed_or_beside_one_that_disagrees(quality, place, stands, absent):
    printed = text(section(composed({"quality": quality}), place))
    assert stands in printed
    assert absent not in printed


def test_the_published_product_comes_out_as_its_readers_found_it():
    found = answers_for(impd.load(DX_PQ).products[0])
    outside = [path for path, name in found.calculated if name == "acceptance" and "stability" in path]
    base = "products[STELBAT-20].quality"
    assert outside == [f"{base}.stability_studies[LONG-TERM].results[33446-P83,12,assay]"]
    product = f"{base}.drug_products[TAB-20]"
    assert found.calculated[f"{product}.batch_formula.total", "disagreement"].text == "130.02 kg"
    disagreeing = [path for path, name in found.calculated if name == "disagreement" and ".composition[" in path]
    assert len(disagreeing) == 5


PUBLISHED = [
    ("P.1", "97.9\ncalculated: 8.44 %"),
    ("P.1", "\n1\ncalculated: 80.56 %"),
    ("P.3.2", "127.12 kg\ncalculated: 130.02 kg"),
    ("P.8", "94 % of label claim\noutside the acceptance criterion"),
]


@pytest.fixture(scope="module")
def published() -> impd.Document:
    return impd.compose(impd.load(DX_PQ))


@pytest.mark.parametrize(("place", "stands"), PUBLISHED)
def test_the_published_product_is_printed_with_what_was_found_beside_what_was_typed(published, place, stands):
    assert text(section(published, place)).count(stands) == 1
