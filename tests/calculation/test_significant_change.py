"""Significant change at accelerated conditions, as far as results tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.calculation.significant_change import SignificantChange, overall_change, significant_change
from impd.calculation.stability_points import StabilityLimits, StabilityPoint
from tests.calculation.stability_data import dx_pq

UPPER = StabilityLimits(upper=Decimal("0.2"))
LOWER = StabilityLimits(lower=Decimal(80))


def study(text, unit="%"):
    points = [one.split(maxsplit=2) for one in text.split(",")]
    return [StabilityPoint(batch, time, value, unit) for batch, time, value in points]


@pytest.mark.parametrize(
    ("points", "found"),
    [("A 0 100, A 3 98, A 6 95.1", False), ("A 0 100, A 3 98, A 6 95", True), ("A 0 100, A 6 105", True),
     ("A 0 98, A 6 93", True), ("A 0 98, A 6 93.05", None), ("A 0 103, A 6 98", None), ("A 0 103, A 6 97", True),
     ("A 0 100, A 0 98, A 6 94", True), ("A 0 100, A 6 99, B 0 99, B 6 90", True), ("A 3 100, A 6 99", None),
     ("A 0 complies, A 6 99", None), ("A 0 100, A 6 <99", None), ("A 0 0, A 6 0", None)],
)  # fmt: skip
def test_assay_changes_by_5_per_cent_of_its_initial_value(points, found):
    assert significant_change(study(points), "assay", None).found is found


def test_where_points_and_per_cent_of_the_initial_value_disagree_it_says_so():
    words = significant_change(study("A 0 103, A 6 98"), "assay", None).reason
    assert words.startswith("A at 6: 98 after 103, a change of -4.85 % of the initial value or -5 points")
    mass = significant_change(study("A 0 20.6, A 6 19.6", unit="mg"), "assay", None)
    assert mass.found is False


@pytest.mark.parametrize(
    ("points", "found"),
    [("A 0 0.1, A 6 0.2", False), ("A 0 0.1, A 6 0.21", True), ("A 0 <0.1, A 6 <0.1", False),
     ("A 0 0.1, A 6 <0.3", None), ("A 0 0.1, A 6 >0.2", True), ("A 0 0.1, A 6 ND", None),
     ("A 0 Complies, A 6 complies", False), ("A 0 Complies, A 6 Does not comply", True)],
)  # fmt: skip
def test_degradation_products_and_appearance_are_held_against_their_limits(points, found):
    assert significant_change(study(points), "degradation_product", UPPER).found is found


def test_dissolution_below_its_limit_is_judged_on_12_units():
    below = significant_change(study("A 0 85, A 6 78"), "dissolution", LOWER)
    assert below.found is None
    assert "12 units" in below.reason
    assert significant_change(study("A 0 85, A 6 81"), "dissolution", LOWER).found is False
    assert significant_change(study("A 0 Complies, A 6 Does not comply"), "dissolution", None).found is True


def test_what_the_guideline_does_not_name_does_not_apply():
    water = significant_change(study("A 0 1, A 6 3"), "water", UPPER)
    assert (water.found, water.applies) == (None, False)
    substance = significant_change(study("A 0 0.1, A 6 0.3"), "water", UPPER, "substance")
    assert substance.found is True
    biological = significant_change(study("A 0 100, A 6 50"), "potency", LOWER, "biological")
    assert (biological.found, biological.applies) == (None, False)


@pytest.mark.parametrize(
    ("points", "category", "reason"),
    [("A 0 100", "assay", "no result after the start"), ("A 0 100, A x 99", "assay", "a time is no number"),
     ("A 0 100, A 6 99", None, "the category of the test is not stated")],
)  # fmt: skip
def test_what_is_missing_is_named(points, category, reason):
    found = significant_change(study(points), category, None)
    assert found.found is None
    assert reason in found.reason
    mixed = [*study("A 0 100"), *study("A 6 99", unit="mg")]
    assert "several units" in significant_change(mixed, "assay", None).reason


def test_all_attributes_together():
    yes, no = SignificantChange(True, "assay", Decimal(6)), SignificantChange(False, "none", Decimal(3))
    unknown, apart = SignificantChange(None, "words", Decimal(6)), SignificantChange(None, "", applies=False)
    assert overall_change([no, yes, unknown]).found is True
    assert overall_change([no, unknown]).found is None
    assert overall_change([no, apart]) == SignificantChange(False, "no significant change", Decimal(3))
    assert overall_change([apart]).reason == "no attribute was judged"


def test_the_dx_pq_product_at_accelerated_conditions():
    tests = [
        ("assay", "assay", StabilityLimits(95, 105)),
        ("impurity_1", "degradation_product", StabilityLimits(upper="0.8")),
        ("total", "degradation_product", StabilityLimits(upper="2.3")),
        ("description", "appearance", None),
    ]
    changes = [
        significant_change(dx_pq(test, "ACCELERATED", start=True), category, limits) for test, category, limits in tests
    ]
    assert [one.found for one in changes] == [False] * 4
    assert overall_change(changes) == SignificantChange(False, "no significant change", Decimal(6))
