"""Dissolution by stages: each stage, what fails early, and what needs more units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.dissolution_stages import CITATION, judge_dissolution

YES, NO, UNSURE = "conforms", "does not conform", "cannot be judged"
QUICK = settings(max_examples=150, deadline=None)


def judged(text, quantity="80"):
    return judge_dissolution([Decimal(one) for one in text.split()], Decimal(quantity))


def six(value):
    return f"{value} " * 6


STAGES = [
    ("90 92 95 91 85 88", YES, "S1"),
    ("90 92 95 91 84.9 88", UNSURE, "S1 is not met"),
    ("90 92 95 91 54 88", NO, "below Q − 25"),
    ("60 60 60 91 90 88", NO, "3 of 6 units are below Q − 15"),
    (six(84) + six(80), YES, "S2: the mean of 12 is 82.0"),
    (six(90) + six(10), YES, "S1"),
    (six(84) + "65 80 80 80 80 80", YES, "S2"),
    (six(84) + "64.9 80 80 80 80 80", UNSURE, "S2 is not met"),
    (six(80) + six(79.9), UNSURE, "S2 is not met"),
    (six(84) + "64 64 84 84 84 84 " + six(80) + six(80), YES, "S3: the mean of 24 is 80.3"),
    (six(84) + "64 64 64 84 84 84 " + six(80) + six(80), NO, "3 of 24"),
    (six(79) + six(79) + six(80) + six(80), NO, "S3: the mean of 24 is 79.5"),
    (six(79) + six(79) + six(81) + six(81), YES, "S3: the mean of 24 is 80.0"),
    ("90 92", UNSURE, "2 values are given"),
    ("", UNSURE, "0 values are given"),
    ("90 92 95 91 NaN 88", UNSURE, "no percentage"),
    ("90 92 95 91 -1 88", UNSURE, "no percentage"),
]


@pytest.mark.parametrize(("dissolved", "verdict", "reason"), STAGES)
def test_each_stage_decides_by_its_own_rule(dissolved, verdict, reason):
    found = judged(dissolved)
    assert (found.verdict, found.citation) == (verdict, CITATION)
    assert reason in found.reason


def test_a_quantity_above_the_label_claim_is_none():
    assert judged(six(100), "101").verdict == UNSURE


@QUICK
@given(st.lists(st.integers(40, 110), min_size=24, max_size=24), st.integers(60, 90), st.randoms(use_true_random=False))
def test_within_a_stage_the_order_is_irrelevant_and_a_verdict_stays(values, quantity, random):
    units, aim = [Decimal(one) for one in values], Decimal(quantity)
    stages = [judge_dissolution(units[:count], aim).verdict for count in (6, 12, 24)]
    assert stages[2] in (YES, NO)
    decided = [one for one in stages if one != UNSURE]
    assert len(set(decided)) == 1
    parts = [random.sample(units[start:end], end - start) for start, end in ((0, 6), (6, 12), (12, 24))]
    assert judge_dissolution([one for part in parts for one in part], aim).verdict == stages[2]
