"""A lone empty cell is told from a column that is empty in several rows, or that words do not need."""

from __future__ import annotations

import pytest

from impd.checking.consistency.plausibility.dates import dates_lie_in_the_time_of_the_dossier
from impd.checking.consistency.plausibility.numbers import quality_columns_are_filled, results_are_of_one_order
from impd.checking.known import Known
from impd.checking.subject import subjects
from impd.dossier.changing import with_fact, without_fact
from impd.gaps import Outcome
from tests.rules.case_run import sample

_BATCHES = "products[LVC-19].quality.batches"


def _gaps(check, application):
    (subject,) = subjects("products[*]", Known(application))
    return {one.path: one for one in check(subject) if one.outcome == Outcome.GAP}


def _without(*paths):
    application = sample("car_t_cd19")
    for path in paths:
        application = without_fact(application, path)
    return application


def test_the_only_empty_cell_of_a_column_is_told_in_the_section_of_its_table():
    path = f"{_BATCHES}[b01].results[car_percent].unit"
    found = _gaps(quality_columns_are_filled, _without(path))
    assert found[path].section == "P.5.4"


def test_two_empty_cells_are_no_lone_gap():
    paths = [f"{_BATCHES}[{batch}].results[car_percent].unit" for batch in ("b01", "b02")]
    assert not set(paths) & set(_gaps(quality_columns_are_filled, _without(*paths)))


def test_a_result_in_words_needs_no_unit():
    path = f"{_BATCHES}[b01].results[car_percent]"
    application = with_fact(_without(f"{path}.unit"), f"{path}.result", "not tested")
    assert f"{path}.unit" not in _gaps(quality_columns_are_filled, application)


@pytest.mark.parametrize(("result", "told"), [("0.26", True), ("2.6", False), ("< 0.26", False)])
def test_a_result_is_far_off_from_a_hundred_times_on(result, told):
    path = f"{_BATCHES}[b01].results[car_percent].result"
    found = _gaps(results_are_of_one_order, with_fact(sample("car_t_cd19"), path, result))
    assert (path in found) is told


@pytest.mark.parametrize(("fact", "date", "told"), [
    ("manufactured", "1985-09-18", True), ("tested", "2031-01-10", True), ("expiry", "2031-01-10", False),
])  # fmt: skip
def test_a_date_is_held_against_the_time_of_the_dossier(fact, date, told):
    path = f"{_BATCHES}[b01].{fact}"
    found = _gaps(dates_lie_in_the_time_of_the_dossier, with_fact(sample("car_t_cd19"), path, date))
    assert (path in found) is told
