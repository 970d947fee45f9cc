"""Figures across batches, near-limit marks, tolerance intervals and strata, and results that do not enter."""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd import load
from impd.calculation.near_limit import border_zone
from impd.calculation.reported_interval import reported_interval
from impd.calculation.sample_statistics import sample_statistics
from impd.calculation.tolerance_interval import Coverage, tolerance_factor
from impd.calculation.trends import Attribute, BatchResult, batch_trends, trend
from impd.dossier.quantity import AcceptanceCriterion

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
QUICK = settings(max_examples=100, deadline=None)


def results(*values, unit="%", process=""):
    return [BatchResult(f"B{count}", value, unit, process) for count, value in enumerate(values, 1)]


def attribute(criterion, unit="%"):
    return Attribute(AcceptanceCriterion(text=criterion) if criterion else None, unit)


def test_the_figures_of_three_batches():
    found = trend(results("103", "102", "101"), attribute("95 to 105"))
    assert found.text == "n = 3, mean 102.0, SD 1.0, 101 to 103 %"
    assert (found.statistics.mean, found.statistics.standard_deviation) == (102, 1)
    assert (found.near_limit, found.mean_near_limit, found.tolerance, found.strata) == ((), False, None, ())
    assert found.convention == (
        "standard deviation of the sample (n − 1); near: within 10 % of the range between the limits"
    )


def test_powers_of_ten_and_one_value_are_printed():
    assert trend(results("1.02e13", "1.05e13", unit="{vg}/mL")).text == (
        "n = 2, mean 1.035 × 10¹³, SD 2.1 × 10¹¹, 1.02 × 10¹³ to 1.05 × 10¹³ vg/mL"
    )
    assert trend(results("7.4", unit=None)).text == "n = 1, mean 7.40, 7.4 to 7.4"


def test_censored_and_missing_results_are_named_and_left_out():
    found = trend(results("<0.1", "0.2", "not tested", "0.3", None, ">5"), attribute("NMT 0.5"))
    assert (found.statistics.count, found.censored, found.without_result) == (2, ("B1", "B6"), ("B3", "B5"))
    assert found.convention.endswith("results below or above a bound are left out")


@pytest.mark.parametrize(
    ("given_", "criterion", "unit", "reason"),
    [(results("5", "complies"), "NMT 6", "%", 'B2: "complies" is not one number'),
     (results("5", "4 to 6"), "NMT 6", "%", 'B2: "4 to 6" is not one number'),
     (results("5", "about 6"), "NMT 6", "%", 'B2: "about 6" is not one number'),
     (results("5") + results("6", unit="ng"), None, None, "the result is in ng, others in %"),
     (results("5", unit="ng") + results("6", unit=None), None, None, "the result is in no unit, others in ng"),
     (results("5", unit="{vg}/mL"), "NMT 6", "{particles}/mL", "the result is in {vg}/mL, others in {particles}"),
     (results("<5", "<6"), "NMT 6", "%", "no result is a plain number; censored: B1, B2"),
     ([], None, None, "no result is a plain number"), (results(None), None, None, "no result is a plain number")],
)  # fmt: skip
def test_without_comparable_numbers_there_is_the_reason(given_, criterion, unit, reason):
    found = trend(given_, attribute(criterion, unit))
    assert found.statistics is None
    assert reason in found.reason


def test_units_are_converted_to_that_of_the_specification():
    given_ = [BatchResult("B1", "5", "ug/mL"), BatchResult("B2", "6000", "ng/mL"), BatchResult("B3", "7")]
    found = trend(given_, attribute("NMT 10", "mg/L"))
    assert (found.unit, found.statistics.mean, found.statistics.count) == ("mg/L", 6, 3)


@pytest.mark.parametrize(
    ("criterion", "value", "near"),
    [("95 to 105", "96", True), ("95 to 105", "96.1", False), ("95 to 105", "104", True), ("95 to 105", "106", True),
     ("NMT 0.5", "0.45", True), ("NMT 0.5", "0.44", False), ("NMT 0.5", "0.6", True), ("NLT 70", "77", True),
     ("NLT 70", "77.1", False), ("<= -60", "-66", True), ("<= -60", "-67", False), ("no growth", "1", None),
     ("100", "100", None), ("report result", "1", None)],
)  # fmt: skip
def test_near_is_a_tenth_of_the_range_or_of_the_one_limit(criterion, value, near):
    assert trend(results(value), attribute(criterion)).mean_near_limit is near
    zone = border_zone(reported_interval(criterion, "%"), Decimal("0.1"))
    assert (zone.holds(Decimal(value)) if zone else None) is near


def test_a_limit_in_no_stated_unit_marks_nothing():
    against = Attribute(AcceptanceCriterion(text="NMT 0.5"), None)
    assert trend(results("0.5", unit="%"), against).mean_near_limit is None
    assert trend(results("0.5", unit=None), against).mean_near_limit is True


def test_process_versions_are_strata():
    found = trend(results("10", "12", process="v1") + results("20", "22", "24", process="v2"), attribute("NMT 25"))
    assert found.statistics.count == 5
    assert [(name, one.text) for name, one in found.strata] == [
        ("v1", "n = 2, mean 11.0, SD 1.4, 10 to 12 %"), ("v2", "n = 3, mean 22.0, SD 2.0, 20 to 24 %"),
    ]  # fmt: skip
    assert found.strata[1][1].near_limit == ("B3",)


ONE_SIDED = [(10, "0.99", "0.95", "3.981"), (43, "0.90", "0.99", "1.874"), (5, "0.95", "0.95", "4.203")]


@pytest.mark.parametrize(("count", "coverage", "confidence", "factor"), ONE_SIDED)
def test_factors_for_one_side_are_exact(count, coverage, confidence, factor):
    assert round(tolerance_factor(count, Decimal(coverage), Decimal(confidence), "one"), 3) == Decimal(factor)


# Coverage 0.99 with confidence 0.95, as tabulated for both sides (CRC Standard Probability and Statistics Tables).
TWO_SIDED = [
    (5, "6.60"),
    (6, "5.76"),
    (8, "4.89"),
    (10, "4.44"),
    (15, "3.89"),
    (20, "3.62"),
    (30, "3.35"),
    (60, "3.07"),
]


@pytest.mark.parametrize(("count", "factor"), TWO_SIDED)
def test_factors_for_two_sides_are_those_of_tables_and_on_the_wide_side_for_few(count, factor):
    found = tolerance_factor(count, Decimal("0.99"), Decimal("0.95")) - Decimal(factor)
    assert Decimal("-0.01") < found < (Decimal("0.1") if count < 10 else Decimal("0.01"))


def test_the_factor_of_the_handbook_is_reached():
    assert round(tolerance_factor(43, Decimal("0.90"), Decimal("0.99")), 3) == Decimal("2.217")


def test_a_tolerance_interval_is_given_on_request():
    found = trend(results(*(str(one) for one in range(96, 106))), attribute("90 to 110"), Coverage())
    assert found.tolerance.low == found.statistics.mean - found.tolerance.factor * found.statistics.standard_deviation
    assert "99 % of a normal distribution with 95 % confidence, both sides together, factor by Howe" in found.convention
    assert trend(results("5"), attribute(None), Coverage()).tolerance is None


@pytest.mark.parametrize(("count", "coverage"), [(1, "0.99"), (0, "0.99"), (10, "0"), (10, "1"), (10, "1.5")])
def test_impossible_intervals_are_refused(count, coverage):
    with pytest.raises(ValueError, match="no tolerance factor"):
        tolerance_factor(count, Decimal(coverage), Decimal("0.95"))


@pytest.mark.parametrize("values", [[], [Decimal("NaN")], [Decimal(1), Decimal("Infinity")]])
def test_a_sample_holds_finite_values(values):
    with pytest.raises(ValueError, match="at least one value"):
        sample_statistics(values)


def test_the_batches_of_the_published_product():
    quality = load(DX_PQ).products[0].quality
    specification = quality.specifications[0]
    batches = [one for one in quality.batches if one.specification == specification.id]
    found = dict(batch_trends(batches, specification))
    assert found["assay"].text == "n = 3, mean 102.0, SD 1.0, 101 to 103 % of label claim"
    assert found["impurity_1"].near_limit == ("33446", "33447")
    assert "is not one number" in found["dissolution"].reason


VALUES = st.lists(st.integers(1, 10**6), min_size=2, max_size=12)


@QUICK
@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_batches_and_the_callers_precision_do_not_matter(values, random):
    given_ = results(*(str(one) for one in values))
    one = trend(given_, attribute("NMT 500000"), Coverage())
    with localcontext() as context:
        context.prec = 3
        assert trend(random.sample(given_, len(given_)), attribute("NMT 500000"), Coverage()) == one


@QUICK
@given(VALUES, st.sampled_from(["ng/mL", "mg/mL", "kg/m3", "g/mL"]))
def test_in_another_unit_all_figures_scale(values, unit):
    factor = {"ng/mL": 1000, "mg/mL": Decimal("0.001"), "kg/m3": Decimal("0.001"), "g/mL": Decimal("0.000001")}[unit]
    one = trend(results(*(str(each) for each in values), unit="ug/mL"), attribute("NMT 500000", "ug/mL"))
    there = trend(results(*(str(each * factor) for each in values), unit=unit), attribute("NMT 500000", "ug/mL"))
    assert abs(there.statistics.mean / one.statistics.mean - 1) < Decimal("1e-18")
    assert abs(there.statistics.standard_deviation - one.statistics.standard_deviation) < Decimal("1e-10")
    assert there.near_limit == one.near_limit
