"""What an evaluation says to results that no line can be drawn through, to censored ones, and to none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life
from impd.calculation.stability_points import StabilityLimits, StabilityPoint

LOWER, UPPER = StabilityLimits(lower=Decimal(95)), StabilityLimits(upper=Decimal("0.5"))


def study(text, unit=""):
    """``A 0 100, A 3 99``: batch, time and value of each point."""
    return [StabilityPoint(*one.split(), unit=unit) for one in text.split(",") if one.strip()]


REFUSED = {
    "nothing": ("", "no result is left"),
    "one point": ("A 0 100", "batch A has one result at one time only (0): no line can be drawn"),
    "one time": ("A 6 100, A 6 99, A 6 98", "batch A has results at one time only (6)"),
    "one time in one batch of two": ("A 0 100, A 3 99, A 6 97, B 0 100", "batch B has one result at one time only (0)"),
    "two points": ("A 0 100, A 3 99", "2 results leave no residual degrees of freedom"),
    "two points each": (
        "A 0 100, A 3 99, B 0 100, B 3 98", "4 results of 2 batches leave no residual degrees of freedom",
    ),
    "a line and nothing else": ("A 0 100, A 3 99, A 6 98", "no residual variance"),
    "two lines": ("A 0 100, A 3 99, A 6 98, B 0 100, B 3 98, B 6 96", "no residual variance"),
    "too few for its own line": (
        "A 0 100, A 3 99.9, A 6 100.1, A 9 100, B 0 100, B 9 80", "B has fewer than 3 results for a line of its own",
    ),
    "words": ("A 0 Complies, A 3 99, A 6 98.5", "A at 0: Complies: the result is not one finite number"),
    "not a number": ("A 0 nan, A 3 inf, A 6 98.5", "A at 3: inf: the result is not one finite number"),
    "a range": ("A 0 99-101, A 3 99, A 6 98.5", "the result is not one finite number"),
    "beyond measure": ("A 0 1e400, A 3 99, A 6 98.5", "the result is not one finite number"),
    "before the start": ("A -3 100, A 3 99, A 6 98.5", "the time is no number from zero on"),
}  # fmt: skip


@pytest.mark.parametrize(("points", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_calculated_says_why(points, reason):
    found = shelf_life(study(points), LOWER)
    assert reason in found.reason
    assert (found.model, found.months, found.whole_months, found.limiting_batch) == (None, None, None, None)
    assert found.months_by_batch == {}
    assert found.as_mapping()["reason"] == found.reason


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity"), "", None])
def test_a_value_that_is_no_number_is_refused(value):
    points = [StabilityPoint("A", 0, value), *study("A 3 99, A 6 98.5")]
    assert "the result is not one finite number" in shelf_life(points, LOWER).reason


def test_a_time_that_is_no_number_is_refused():
    points = [StabilityPoint("A", float("nan"), 99), *study("A 3 99, A 6 98.5")]
    assert "the time is no number from zero on" in shelf_life(points, LOWER).reason


def test_every_fault_is_named_at_once():
    reason = shelf_life(study("A -3 100, A 3 x, B 6 98.5"), LOWER).reason
    assert reason.count(";") == 1


def test_mixed_units_are_refused():
    points = study("A 0 100, A 3 99", unit="%") + study("A 6 0.98")
    assert shelf_life(points, LOWER).reason == "the results are in several units (no unit, %)"


def test_results_that_never_differ_reach_no_limit():
    found = shelf_life(study("A 0 100, A 3 100, A 6 100, B 0 99, B 3 99, B 6 99"), LOWER)
    assert (found.model, found.months, found.reason) == ("common slope", None, "")
    assert found.months_by_batch == {"A": None, "B": None}
    assert found.notes[:2] == (
        "no result of a batch differs from its others: no change, and nothing to test",
        "no limit reached within 120 months: A, B",
    )
    for points in ("A 0 0.3, A 1 0.3, A 2 0.3", "A 0 0.3, A 1 0.3, A 2 0.3, B 0 0.3, B 4 0.3"):
        for log in (False, True):
            assert shelf_life(study(points), UPPER, Q1EChoice(log=log)).months is None
    assert shelf_life(study("A 0 90, A 3 90, A 6 90"), LOWER).months == 0


def test_a_batch_on_a_line_has_no_error_of_its_own():
    points = study("A 0 100, A 3 99, A 6 98, B 0 100.4, B 3 95.1, B 6 91")
    assert "no residual variance in batch A" in shelf_life(points, LOWER, Q1EChoice(error="own")).reason
    pooled = shelf_life(points, LOWER)
    assert pooled.model == "separate lines"
    assert pooled.notes[-1].startswith("with each batch's own error: no residual variance in batch A")


def test_no_limit_reached_is_an_answer():
    found = shelf_life(study("A 0 100, A 3 100.4, A 6 100.9, A 9 101.2"), LOWER)
    assert (found.months, found.whole_months, found.reason) == (None, None, "")
    assert "no limit reached within 120 months: A" in found.notes
    slow = study("A 0 100, A 3 100.1, A 6 100, A 9 99.9, A 12 100")
    near, far = (shelf_life(slow, LOWER, Q1EChoice(horizon=Decimal(end))) for end in (60, 5000))
    assert near.months is None
    assert 60 < far.months < 5000


def test_outside_from_the_start_is_zero_months():
    found = shelf_life(study("A 0 94, A 3 93.5, A 6 93.2"), LOWER)
    assert (found.months, found.whole_months) == (0, 0)
    assert "the confidence limit is outside from time 0 on: A" in found.notes
    rising = shelf_life(study("A 0 95, A 3 97.5, A 6 99.2"), LOWER)
    assert rising.months == 0, "the mean passes at time 0, its confidence limit does not"


def test_observed_results_outside_are_named():
    found = shelf_life(study("A 0 100, A 3 94.9, A 6 99, A 9 95"), LOWER)
    assert [str(point) for point in found.outside] == ["A at 3: 94.9"]
    assert "observed outside the limits: A at 3: 94.9" in found.notes


CENSORED = "A 0 <0.1, A 3 0.12, A 6 0.15, A 9 0.21, A 12 0.24"


@pytest.mark.parametrize(
    ("choice", "first", "note"),
    [("exclude", None, "excluded"), ("value", "0.1", "taken at their bound"), ("half", "0.05", "taken at half"),
     ("zero", "0", "taken as zero")],
)  # fmt: skip
def test_censored_results_are_handled_openly(choice, first, note):
    found = shelf_life(study(CENSORED), UPPER, Q1EChoice(censored=choice))
    same = shelf_life(study(CENSORED.replace("A 0 <0.1,", f"A 0 {first}," if first else "")), UPPER)
    assert found.months == same.months
    assert found.notes[0].startswith(f"censored results {note}")
    assert found.notes[0].endswith(": A at 0: <0.1")


def test_censored_results_that_leave_nothing_are_refused():
    gone = study("A 0 0.1, A 3 0.12, A 6 0.13, B 0 <0.1, B 3 <0.1, B 6 <0.1")
    assert "no result is left of B, because all are censored and excluded" in shelf_life(gone, UPPER).reason
    above = study("A 0 >0.1, A 3 0.12, A 6 0.13")
    assert "a result above a bound cannot stand as half" in shelf_life(above, UPPER, Q1EChoice(censored="half")).reason


def test_what_has_no_logarithm_is_refused():
    log = Q1EChoice(log=True)
    assert "a result of 0 has no logarithm" in shelf_life(study("A 0 0, A 3 0.12, A 6 0.13"), UPPER, log).reason
    zero = StabilityLimits(lower=Decimal(0))
    assert "a limit of 0 has no logarithm" in shelf_life(study("A 0 3, A 3 2.1, A 6 2"), zero, log).reason


@pytest.mark.parametrize(
    "limits", [{}, {"lower": Decimal("NaN")}, {"upper": "x"}, {"lower": 5, "upper": 5}, {"lower": "inf"}]
)
def test_impossible_limits_are_refused(limits):
    with pytest.raises(ValueError, match="limit"):
        StabilityLimits(**limits)


@pytest.mark.parametrize(
    "choice", [{"alpha": 0}, {"alpha": 1}, {"alpha": "nan"}, {"confidence": 50}, {"confidence": Decimal("0.95")},
               {"confidence": 100}, {"horizon": 0}, {"horizon": Decimal("Infinity")}]
)  # fmt: skip
def test_impossible_choices_are_refused(choice):
    with pytest.raises(ValueError, match="is"):
        Q1EChoice(**choice)


def test_times_have_the_unit_of_the_choice():
    points = study("A 0 95, A 24 90, A 48 86, A 72 80")
    hours = Q1EChoice(time_unit="h", horizon=Decimal(96))
    assert shelf_life(points, StabilityLimits(lower=Decimal(79)), hours).whole_months == 71
    assert "no limit reached within 96 h: A" in shelf_life(points, StabilityLimits(lower=Decimal(50)), hours).notes
