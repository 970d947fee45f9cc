"""Containers over a range of body weights: where the number changes, and at single weights."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.containers_by_weight import (
    WeightSteps,
    container_bands,
    containers_at_weights,
    containers_by_step,
)
from impd.dossier.quantity import Quantity

QUICK = settings(max_examples=100, deadline=None)


def quantity(text):
    return Quantity.model_validate(text) if text else None


def bands(dose="2e13 {vg}/kg", concentration="1.0e13 {vg}/mL", fill="10 mL", lowest="62 kg", highest="73 kg"):
    return container_bands(*(quantity(one) for one in (dose, concentration, fill, lowest, highest)))


def test_a_band_ends_where_its_containers_are_just_full():
    found = bands()
    assert [(row.weight, row.containers, row.volume.text, row.residual.text) for row in found.rows] == [
        ("62 to 65 kg", 13, "130 mL", "0 mL"),
        ("over 65 to 70 kg", 14, "140 mL", "0 mL"),
        ("over 70 to 73 kg", 15, "146 mL", "4 mL"),
    ]
    assert "rounded down to 0.01 kg" in found.convention
    assert bands(lowest="61 kg", highest="62 kg").rows[0].weight == "61 to 62 kg"


def test_weights_between_hundredths_are_rounded_to_the_side_of_more_containers():
    found = bands(dose="3 mg/kg", concentration="7 mg/mL", fill="1 mL", lowest="2 kg", highest="6 kg")
    assert [row.weight for row in found.rows] == ["2 to 2.33 kg", "over 2.33 to 4.66 kg", "over 4.66 to 6 kg"]
    assert [row.containers for row in found.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("given_", "reason"),
    [({"dose": "2e13 {vg}"}, "the dose is in {vg}, which is not one unit per another"),
     ({"dose": None}, "the dose is not stated"),
     ({"fill": None}, "the volume of a container is not stated"),
     ({"lowest": "80 kg"}, "the range of weights, 80 to 73 kg, does not ascend"),
     ({"highest": None}, "a weight of the range is not stated"),
     ({"highest": "73 m"}, "a weight of the range is in m, which is no kg"),
     ({"fill": "1 uL"}, "22001 bands are more than a table of 500 rows")],
)  # fmt: skip
def test_what_does_not_fit_gives_the_reason(given_, reason):
    assert (bands(**given_).rows, bands(**given_).reason) == ((), reason)


def test_single_weights_come_in_order_and_once():
    weights = [quantity(one) for one in ("70 kg", "10000 g", "70 kg", "65.1 kg")]
    found = containers_at_weights(quantity("2e13 {vg}/kg"), quantity("1e13 {vg}/mL"), quantity("10 mL"), weights)
    assert [(row.weight, row.containers) for row in found.rows] == [("10 kg", 2), ("65.1 kg", 14), ("70 kg", 14)]
    assert found.rows[1].volume.steps == "65.1 kg × 2 mL/kg = 130 mL"
    assert containers_at_weights(None, None, None, weights).reason == "the dose is not stated"


@pytest.mark.parametrize(
    ("lowest", "highest", "step", "weights"),
    [("50 kg", "70 kg", "10 kg", ["50 kg", "60 kg", "70 kg"]), ("50 kg", "65 kg", "10 kg", ["50 kg", "60 kg", "65 kg"]),
     ("1000 g", "1.3 kg", "100 g", ["1 kg", "1.1 kg", "1.2 kg", "1.3 kg"]), ("50 kg", "70 kg", None, "is not stated"),
     ("50 kg", "70 kg", "1 g", "more than a table of 500 rows"), ("70 kg", "50 kg", "1 kg", "does not ascend")],
)  # fmt: skip
def test_weights_rise_by_a_step_to_the_last(lowest, highest, step, weights):
    given_ = [quantity(one) for one in ("2e13 {vg}/kg", "1e13 {vg}/mL", "10 mL")]
    found = containers_by_step(*given_, WeightSteps(*(quantity(one) for one in (lowest, highest, step))))
    if isinstance(weights, str):
        assert weights in found.reason
    else:
        assert [row.weight for row in found.rows] == weights


TENTHS = st.integers(1, 500).map(lambda one: Decimal(one) / 10)


@QUICK
@given(TENTHS, TENTHS, st.integers(20, 300), st.integers(1, 300), st.integers(1, 100))
def test_bands_follow_each_other_and_agree_with_single_weights(dose, concentration, fill, light, more):
    texts = f"{dose} mg/kg", f"{concentration} mg/mL", f"{fill} mL", f"{light} kg", f"{light + more} kg"
    found = container_bands(*(quantity(one) for one in texts))
    if found.reason:
        assert "bands are more than a table" in found.reason
        return
    counts = [row.containers for row in found.rows]
    assert counts == list(range(counts[0], counts[-1] + 1))
    assert found.rows[-1].heaviest == light + more
    ends = [quantity(f"{row.heaviest} kg") for row in found.rows[-1:]]
    single = containers_at_weights(*(quantity(one) for one in texts[:3]), ends)
    assert single.rows[0].containers == counts[-1]
