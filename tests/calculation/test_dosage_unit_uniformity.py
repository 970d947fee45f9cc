"""Acceptance values by hand, the second stage, and what no verdict comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.dosage_unit_uniformity import judge_uniformity

YES, NO, UNSURE = "conforms", "does not conform", "cannot be judged"
QUICK = settings(max_examples=150, deadline=None)
TEN = [98, 102, 100, 99, 101, 97, 103, 100, 99, 101]


def judged(values, target=100):
    return judge_uniformity([Decimal(str(one)) for one in values], Decimal(str(target)))


@pytest.mark.parametrize(
    ("values", "steps", "verdict"),
    [(TEN, "|100.00 − 100.00| + 2.4 × 1.83 = 4.38", YES),
     ([value - 5 for value in TEN], "|98.50 − 95.00| + 2.4 × 1.83 = 7.88", YES),
     ([value + 5 for value in TEN], "|101.50 − 105.00| + 2.4 × 1.83 = 7.88", YES),
     ([90, 110] * 5, "|100.00 − 100.00| + 2.4 × 10.54 = 25.30", UNSURE),
     (TEN * 3, "|100.00 − 100.00| + 2.0 × 1.76 = 3.52", YES),
     ([90, 110] * 15, "|100.00 − 100.00| + 2.0 × 10.17 = 20.34", NO),
     ([100] * 29 + [126], "|100.87 − 100.87| + 2.0 × 4.75 = 9.49", YES),
     ([100] * 29 + [127], "|100.90 − 100.90| + 2.0 × 4.93 = 9.86", NO)],
)  # fmt: skip
def test_an_acceptance_value_can_be_followed(values, steps, verdict):
    found = judged(values)
    assert (found.steps, found.judgement.verdict) == (steps, verdict)
    assert found.judgement.citation == "Ph. Eur. 2.9.40"


def test_a_target_above_the_range_moves_the_reference_value():
    assert judged([104] * 10, 105).reference_value == 104
    assert judged([107] * 10, 105).reference_value == 105
    assert judged([104] * 10).reference_value == Decimal("101.5")


@pytest.mark.parametrize("values", [[], [100], [100] * 11, [100] * 9 + ["NaN"], [100] * 9 + [-1], ["Infinity"] * 10])
def test_other_numbers_of_units_or_no_numbers_are_not_judged(values):
    assert judged(values).judgement.verdict == UNSURE


def test_a_target_of_nothing_is_not_judged():
    assert judged(TEN, 0).judgement.verdict == UNSURE


@QUICK
@given(st.lists(st.integers(700, 1300), min_size=10, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_units_is_irrelevant(tenths, random):
    values = [Decimal(one) / 10 for one in tenths]
    assert judge_uniformity(values) == judge_uniformity(random.sample(values, 10))
