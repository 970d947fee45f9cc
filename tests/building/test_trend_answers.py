"""Trends of attributes over batches, as the documents are handed them."""

from __future__ import annotations

from decimal import Decimal

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


def test_batches_of_one_version_are_not_told_apart():
    (row,) = rows(["98", "99", "97"])
    assert row.cells["strata"] == ""


@pytest.mark.parametrize(("limit", "near"), [(">= 90", "b1, b2"), ("80 to 120", ""), ("<= 105", "b0, b1, b2"),
                                             ("95 to 109", "b2"), ("complies", "")])  # fmt: skip
def test_results_within_a_tenth_of_the_limit_are_named(limit, near):
    (row,) = rows(["100", "99", "96"], release_limit=limit)
    assert row.cells["near"] == near


def test_the_limit_of_shelf_life_counts_where_none_of_release_is_stated():
    (row,) = rows(["100", "99", "96"], release_limit=None, shelf_life_limit=">= 90")
    assert row.cells["near"] == "b1, b2"


def test_bounds_do_not_make_up_the_number_of_a_trend():
    assert rows(["98", "99", "<95"]) == ()


def test_words_among_the_results_leave_no_trend():
    assert rows(["98", "99", "97", "complies"]) == ()


def test_the_figure_keeps_the_bound_the_limits_and_the_mean():
    (row,) = rows(["98", "99", "97", "101", "102", "<95"], release_limit="90 to 110")
    figure = row.figure
    assert (figure.lower, figure.upper, figure.mean) == (90, 110, Decimal("99.4"))
    assert [(one.batch, one.value, one.censor, one.version) for one in figure.batches][-2:] == [
        ("b4", 102, "", "2.0"), ("b5", 95, "<", "2.0")]  # fmt: skip


def test_a_bound_is_left_out_and_named():
    (row,) = rows(["98", "99", "97", "<95"])
    assert row.cells["left_out"] == "b3"


DRAWN = [(4, "assay", False), (5, "assay", True), (6, "appearance", False)]


@pytest.mark.parametrize(("count", "category", "drawn"), DRAWN)
def test_five_results_of_what_matters_are_drawn(count, category, drawn):
    (row,) = rows([str(95 + number) for number in range(count)], category=category)
    assert (row.figure is not None) is drawn
    assert row.inputs[0] == "products[TAB].quality.batches[b0].results[assay].result"
