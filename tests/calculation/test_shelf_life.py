"""Shelf life by ICH Q1E: published answers, and what another way of calculating gives."""

from __future__ import annotations

from decimal import Decimal

import numpy
import pytest
from scipy import optimize, stats

from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life
from impd.calculation.stability_points import StabilityLimits, StabilityPoint
from tests.calculation.stability_data import dx_pq, leblond

NOT_LESS_THAN_95 = StabilityLimits(lower=Decimal(95))
OWN = Q1EChoice(error="own")
ONE_SIDED = Q1EChoice(sides="one")


def near(value, tolerance=0.001):
    return pytest.approx(value, abs=tolerance)


def months(result):
    return [None if one is None else float(one) for one in result.months_by_batch.values()]


@pytest.mark.parametrize(
    ("batches", "model", "tests", "pooled_error", "own_error"),
    [
        (("b2", "b5", "b7"), "one line", (0.436, 0.229), 25.99576, 25.99576),
        (("b3", "b4", "b5"), "common slope", (21.738, 0.183), 23.39727, 23.39727),
        (("b4", "b5", "b8"), "separate lines", (72.124, 1.955), 15.60613, 15.84488),
    ],
)
def test_the_published_answers(batches, model, tests, pooled_error, own_error):
    found = shelf_life(leblond(*batches), NOT_LESS_THAN_95)
    assert found.model == model
    assert (float(found.tests.f_intercept), float(found.tests.f_slope)) == near(tests, 0.0005)
    assert float(found.months) == near(pooled_error, 0.00001)
    assert float(shelf_life(leblond(*batches), NOT_LESS_THAN_95, OWN).months) == near(own_error, 0.00001)


def test_the_published_answer_of_one_batch():
    found = shelf_life(leblond("b4"), NOT_LESS_THAN_95)
    assert (found.model, found.tests, found.limiting_batch, found.whole_months) == ("single batch", None, "b4", 40)
    assert float(found.months) == near(40.79176, 0.00001)
    assert float(shelf_life(leblond("b4"), NOT_LESS_THAN_95, OWN).months) == near(40.79176, 0.00001)


@pytest.mark.parametrize(
    ("batches", "lines"),
    [
        (("b2", "b5", "b7"), {"b2": (100.567, 0.192994)}),
        (("b3", "b4", "b5"), {"b3": (102.176, 0.213121), "b4": (104.255, 0.213121), "b5": (100.82, 0.213121)}),
        (("b4", "b5", "b8"), {"b4": (104.071, 0.196151), "b5": (100.782, 0.208609), "b8": (101.259, 0.330208)}),
    ],
)
def test_the_published_lines(batches, lines):
    found = shelf_life(leblond(*batches), NOT_LESS_THAN_95)
    for batch, (intercept, slope) in lines.items():
        assert float(found.bands[batch].intercept) == near(intercept, 0.0005)
        assert float(found.bands[batch].slope) == near(-slope, 0.0000005)


def test_whole_months_are_rounded_down_and_the_least_favourable_batch_decides():
    assert shelf_life(leblond("b2", "b5", "b7"), NOT_LESS_THAN_95).whole_months == 25
    assert shelf_life(leblond("b2", "b5", "b7"), NOT_LESS_THAN_95).limiting_batch is None
    assert shelf_life(leblond("b3", "b4", "b5"), NOT_LESS_THAN_95).limiting_batch == "b5"


DX_PQ = [
    ("assay", "95", None, "common slope", [24.3174, 18.7798, 22.1264]),
    ("impurity_1", None, "0.8", "separate lines", [19.2438, 21.4754, 28.2859]),
    ("impurity_2", None, "0.4", "one line", [23.8503] * 3),
    ("impurity_3", None, "0.4", "common slope", [25.1416, 28.8722, 23.2560]),
    ("total", None, "2.3", "common slope", [29.2572, 28.6445, 30.7876]),
    ("water", None, "2.0", "common slope", [34.4592, 36.6983, 40.2068]),
]
PRINTED = {  # as settled beforehand, with two decimals, by an independent program
    "assay": [24.32, 18.78, 22.13], "impurity_1": [19.24, 21.48, 28.29], "impurity_2": [23.85] * 3,
    "impurity_3": [25.14, 28.87, 23.26], "total": [29.26, 28.64, 30.79], "water": [34.46, 36.70, 40.21],
}  # fmt: skip


@pytest.mark.parametrize(("test", "lower", "upper", "model", "expected"), DX_PQ, ids=[row[0] for row in DX_PQ])
def test_the_dx_pq_product(test, lower, upper, model, expected):
    found = shelf_life(dx_pq(test), StabilityLimits(lower, upper))
    assert found.model == model
    assert len(found.points) == (17 if test == "water" else 18)
    assert months(found) == [near(one, 0.0001) for one in expected]
    assert [round(one, 2) for one in months(found)] == PRINTED[test]


def test_the_dx_pq_product_with_each_batch_alone_and_with_both_limits_of_assay():
    upper = StabilityLimits(upper=Decimal("0.8"))
    own = shelf_life(dx_pq("impurity_1"), upper, OWN)
    assert months(own) == [near(17.7097), near(22.6399), near(27.9769)]
    assert own.error == "own"
    assert own.notes[-1] == "with one pooled error: 19.24 months"
    assert shelf_life(dx_pq("impurity_1"), upper).notes[-1] == "with each batch's own error: 17.7 months"
    both = StabilityLimits("95", "105")
    assert months(shelf_life(dx_pq("assay"), both, ONE_SIDED)) == [near(24.3174), near(18.7798), near(22.1264)]
    two_sided = shelf_life(dx_pq("assay"), both)
    assert two_sided.sides == "two"
    assert two_sided.months < Decimal("18.7")
    assert two_sided.notes == ("observed outside the limits: 33446 at 12: 94",)


# The same, calculated another way: least squares on a design matrix, t and F of scipy.stats, root finding.


def fitted(points, kind):
    batches = sorted({point.batch for point in points})
    index = numpy.array([batches.index(point.batch) for point in points])
    time = numpy.array([float(point.months) for point in points])
    values = numpy.array([float(point.value) for point in points])
    indicator = numpy.eye(len(batches))[index]
    one = numpy.ones((len(points), 1))
    design = {
        "one line": numpy.hstack([one, time[:, None]]),
        "common slope": numpy.hstack([indicator, time[:, None]]),
        "separate lines": numpy.hstack([indicator, indicator * time[:, None]]),
    }[kind]
    coefficients, *_ = numpy.linalg.lstsq(design, values, rcond=None)
    residual = float(((values - design @ coefficients) ** 2).sum())
    return design, coefficients, residual, len(points) - design.shape[1]


def row(kind, batch, count, time):
    indicator = numpy.eye(count)[batch]
    if kind == "one line":
        return numpy.array([1, time])
    return numpy.concatenate([indicator, [time] if kind == "common slope" else indicator * time])


@pytest.mark.parametrize("batches", [("b2", "b5", "b7"), ("b3", "b4", "b5"), ("b4", "b5", "b8"), ("b2", "b3")])
def test_another_way_of_calculating_agrees(batches):
    points = leblond(*batches)
    found = shelf_life(points, NOT_LESS_THAN_95)
    full, common, together = (fitted(points, kind) for kind in ("separate lines", "common slope", "one line"))
    unit = full[2] / full[3]
    for test, smaller, larger in (("slope", full, common), ("intercept", common, together)):
        f = (larger[2] - smaller[2]) / (len(batches) - 1) / unit
        assert float(getattr(found.tests, f"f_{test}")) == pytest.approx(f, rel=1e-8)
        p = stats.f.sf(f, len(batches) - 1, full[3])
        assert float(getattr(found.tests, f"p_{test}")) == pytest.approx(p, rel=1e-8)
    design, coefficients, residual, freedom = fitted(points, found.model)
    inverse = numpy.linalg.inv(design.T @ design)

    def distance(time, batch):
        at = row(found.model, batch, len(batches), time)
        width = stats.t.ppf(0.95, freedom) * numpy.sqrt(residual / freedom * (at @ inverse @ at))
        return at @ coefficients - width - 95

    for number, batch in enumerate(sorted(batches)):
        expected = optimize.brentq(distance, 1, 120, args=(number,), xtol=1e-12)
        assert float(found.months_by_batch[batch]) == pytest.approx(expected, rel=1e-8)
        assert float(found.bands[batch].limits(Decimal(7))[0]) == pytest.approx(distance(7, number) + 95, rel=1e-9)


def test_a_logarithm_is_taken_of_results_and_limits():
    points = [StabilityPoint("b", t, v) for t, v in [(0, "1.0e6"), (3, "8.1e5"), (6, "7.3e5"), (12, "5.2e5")]]
    found = shelf_life(points, StabilityLimits(lower=Decimal(100000)), Q1EChoice(log=True))
    line = stats.linregress([0, 3, 6, 12], numpy.log([1.0e6, 8.1e5, 7.3e5, 5.2e5]))
    assert float(found.bands["b"].slope) == pytest.approx(line.slope)
    assert float(found.bands["b"].intercept) == pytest.approx(line.intercept)
    assert "natural logarithms" in found.convention


def test_what_is_printed_and_exported_names_its_conventions():
    found = shelf_life(leblond("b4", "b5", "b8"), NOT_LESS_THAN_95, OWN).as_mapping()
    assert list(found)[:9] == [
        "model", "p_slope", "p_intercept", "f_slope", "f_intercept", "months_by_batch", "months", "limiting_batch",
        "whole_months",
    ]  # fmt: skip
    assert found["whole_months"] == 15
    assert (found["error"], found["sides"], found["alpha"], found["confidence"]) == ("own", "one", 0.25, 95.0)
    assert "error of each batch alone" in found["convention"]
    assert found["citation"].startswith("ICH Q1E")


def test_the_other_level_of_significance_and_confidence():
    strict = shelf_life(leblond("b4", "b5", "b8"), NOT_LESS_THAN_95, Q1EChoice(alpha=Decimal("0.05")))
    assert strict.model == "common slope"
    surer = shelf_life(leblond("b2", "b5", "b7"), NOT_LESS_THAN_95, Q1EChoice(confidence=Decimal(99)))
    assert surer.months < shelf_life(leblond("b2", "b5", "b7"), NOT_LESS_THAN_95).months
