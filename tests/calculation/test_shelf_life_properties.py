"""What must hold for any stability results: order, scale, names and limits change the answer only as they may."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life
from impd.calculation.stability_points import StabilityLimits, StabilityPoint

QUICK = settings(max_examples=120, deadline=None)
TIMES = (0, 3, 6, 9, 12, 18)


@st.composite
def studies(draw):
    """Results of one to four batches, with 0.1 as the last digit, falling or rising or neither."""
    points = []
    for batch in draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True)):
        slope = draw(st.integers(-8, 3))
        for time in TIMES:
            value = 1000 + slope * time + draw(st.integers(-12, 12))
            points.append(StabilityPoint(batch, time, Decimal(value).scaleb(-1)))
    return points


LIMITS = st.integers(800, 990).map(lambda tenths: Decimal(tenths).scaleb(-1))


def answered(points, limits, choice=None):
    found = shelf_life(points, limits, choice)
    assume(not found.reason)
    return found


def unbounded(months):
    return Decimal("Infinity") if months is None else months


@QUICK
@given(studies(), LIMITS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(points, limit, random):
    shuffled = random.sample(points, len(points))
    one, other = (shelf_life(each, StabilityLimits(lower=limit)) for each in (points, shuffled))
    assert one == other


@QUICK
@given(studies(), LIMITS, st.sampled_from(["0.001", "0.2", "3", "1e9"]))
def test_another_unit_of_the_results_changes_nothing(points, limit, factor):
    times = Decimal(factor)
    scaled = [StabilityPoint(point.batch, point.months, point.value * times) for point in points]
    one = answered(points, StabilityLimits(lower=limit))
    other = shelf_life(scaled, StabilityLimits(lower=limit * times))
    assert one.model == other.model
    for batch, months in one.months_by_batch.items():
        assert float(unbounded(other.months_by_batch[batch])) == pytest.approx(float(unbounded(months)), rel=1e-12)


@QUICK
@given(studies(), LIMITS)
def test_a_mirror_image_swaps_lower_and_upper(points, limit):
    mirrored = [StabilityPoint(point.batch, point.months, -point.value) for point in points]
    one = answered(points, StabilityLimits(lower=limit))
    other = shelf_life(mirrored, StabilityLimits(upper=-limit))
    assert one.months_by_batch == other.months_by_batch


@QUICK
@given(studies(), LIMITS, st.integers(0, 60))
def test_a_wider_limit_never_shortens_the_shelf_life(points, limit, tenths):
    strict = answered(points, StabilityLimits(lower=limit))
    wide = shelf_life(points, StabilityLimits(lower=limit - Decimal(tenths).scaleb(-1)))
    for batch, months in strict.months_by_batch.items():
        assert unbounded(wide.months_by_batch[batch]) >= unbounded(months)


@QUICK
@given(studies(), LIMITS)
def test_a_second_limit_or_a_second_side_never_lengthens_it(points, limit):
    one = answered(points, StabilityLimits(lower=limit))
    both = shelf_life(points, StabilityLimits(limit, Decimal(103)), Q1EChoice(sides="one"))
    two_sided = shelf_life(points, StabilityLimits(lower=limit), Q1EChoice(sides="two"))
    for batch, months in one.months_by_batch.items():
        assert unbounded(both.months_by_batch[batch]) <= unbounded(months)
        assert unbounded(two_sided.months_by_batch[batch]) <= unbounded(months)


@QUICK
@given(studies(), LIMITS)
def test_the_names_of_batches_mean_nothing(points, limit):
    names = dict(zip("ABCD", ("z9", "10", "2", "a"), strict=True))
    renamed = [StabilityPoint(names[point.batch], point.months, point.value) for point in points]
    one = answered(points, StabilityLimits(lower=limit))
    other = shelf_life(renamed, StabilityLimits(lower=limit))
    for batch, months in one.months_by_batch.items():
        same = float(unbounded(other.months_by_batch[names[batch]]))
        assert same == pytest.approx(float(unbounded(months)), rel=1e-12)


@QUICK
@given(studies(), LIMITS)
def test_repeated_measurements_are_allowed_and_named(points, limit):
    answered(points, StabilityLimits(lower=limit))
    found = shelf_life([*points, *points], StabilityLimits(lower=limit))
    assert not found.reason
    assert any(note.startswith("equal results taken as repeated measurements: ") for note in found.notes)
    always_apart = Q1EChoice(alpha=Decimal("0.999999"))
    once, twice = (shelf_life(points * times, StabilityLimits(lower=limit), always_apart) for times in (1, 2))
    if once.model == twice.model:
        for batch, band in once.bands.items():
            assert float(twice.bands[batch].slope) == pytest.approx(float(band.slope), rel=1e-12, abs=1e-12)


@QUICK
@given(studies(), LIMITS, st.booleans())
def test_the_band_meets_the_limit_at_the_answer_and_holds_until_then(points, limit, own):
    found = answered(points, StabilityLimits(lower=limit), Q1EChoice(error="own" if own else "pooled"))
    for batch, band in found.bands.items():
        months = found.months_by_batch[batch]
        if months == 0:
            assert band.limits(Decimal(0))[0] < limit
            continue
        end = found.choice.horizon if months is None else months
        inside = [band.limits(end * share / 20)[0] for share in range(20)]
        assert all(one >= limit - Decimal("1e-12") for one in inside)
        if months is not None:
            assert float(band.limits(months)[0]) == pytest.approx(float(limit), rel=1e-12)


@QUICK
@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 3), st.integers(-3, 3)), max_size=9), st.booleans())
def test_a_few_points_are_answered_or_refused_with_a_reason(rows, own):
    points = [StabilityPoint(batch, time, value) for batch, time, value in rows]
    found = shelf_life(points, StabilityLimits(Decimal(-5), Decimal(5)), Q1EChoice(error="own" if own else "pooled"))
    assert bool(found.reason) is (found.model is None)
    assert all(one is None or one >= 0 for one in found.months_by_batch.values())
    assert "NaN" not in str(found.as_mapping())
    assert "nan" not in str(found.as_mapping())
