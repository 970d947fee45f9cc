"""Trends of attributes over batches, as the documents are handed them."""

from __future__ import annotations

import pytest

from tests.building.answered import answers


def rows(results, **test):
    line = {"id": "assay", "name": "Assay", "category": "assay", "release_limit": ">= 90", "unit": "%", **test}
    batches = [
        {"id": f"b{number}", "subject": "DP", "process": "P1" if number < 3 else "P2",
         "results": [{"test": "assay", "result": result}]}
        for number, result in enumerate(results)
    ]  # fmt: skip
    found = answers({
        "drug_products": [{"id": "DP"}],
        "processes": [{"id": "P1", "subject": "DP", "version": "1.0"}, {"id": "P2", "subject": "DP", "version": "2.0"}],
        "specifications": [{"id": "SP", "subject": "DP", "tests": [line]}],
        "batches": batches,
    })  # fmt: skip
    return found.rows.get(("products[TAB].quality.specifications[SP]", "trends"), ())


@pytest.mark.parametrize(("results", "lines"), [(["98", "99"], 0), (["98", "99", "97"], 1)])
def test_three_results_make_a_trend(results, lines):
    assert len(rows(results)) == lines


def test_versions_of_the_process_are_told_apart():
    (row,) = rows(["98", "99", "97", "101", "102", "103"])
    assert row.cells["all"].startswith("n = 6, mean 100")
    assert row.cells["strata"].startswith("process 1.0: n = 3, mean 98")
    assert "process 2.0: n = 3, mean 102" in row.cells["strata"]


def test_a_bound_is_left_out_and_named():
    (row,) = rows(["98", "99", "97", "<95"])
    assert row.cells["left_out"] == "b3"


DRAWN = [(4, "assay", False), (5, "assay", True), (6, "appearance", False)]


@pytest.mark.parametrize(("count", "category", "drawn"), DRAWN)
def test_five_results_of_what_matters_are_drawn(count, category, drawn):
    (row,) = rows([str(95 + number) for number in range(count)], category=category)
    assert (row.figure is not None) is drawn
    assert row.inputs[0] == "products[TAB].quality.batches[b0].results[assay].result"
