"""Doses into volumes and containers: worked examples, what is refused, and what must not depend on the unit."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.dose_arithmetic import containers, dose_volume, total_dose
from impd.dossier.quantity import Quantity

QUICK = settings(max_examples=150, deadline=None)


def quantity(text):
    return Quantity.model_validate(text) if text else None


@pytest.mark.parametrize(
    ("dose", "size", "text", "steps"),
    [("2e13 {vg}/kg", "70 kg", "1.4 × 10¹⁵ vg", "2 × 10¹³ vg/kg × 70 kg = 1.4 × 10¹⁵ vg"),
     ("1.5 mg/m2", "1.8 m2", "2.7 mg", "1.5 mg/m² × 1.8 m² = 2.7 mg"),
     ("0.75 10*6.{cells}/cm2", "14.5 cm2", "10.9 × 10⁶ cells", "0.75 × 10⁶ cells/cm² × 14.5 cm² = 10.9 × 10⁶ cells"),
     ("5 mg/kg", "70000 g", "350 mg", "5 mg/kg × 70 kg = 350 mg"),
     ("120 10*6.{cells}", None, "120 × 10⁶ cells", "120 × 10⁶ cells")],
)  # fmt: skip
def test_a_dose_is_that_of_one_subject(dose, size, text, steps):
    found = total_dose(quantity(dose), quantity(size))
    assert (found.text, found.steps, found.reason) == (text, steps, "")


@pytest.mark.parametrize(
    ("dose", "concentration", "size", "text"),
    [("2e13 {vg}/kg", "1.0e13 {vg}/mL", "70 kg", "140 mL"),
     ("120 10*6.{cells}", "5 10*6.{cells}/mL", None, "24 mL"),
     ("120e6 {cells}", "5 10*6.{cells}/mL", None, "24 mL"),
     ("1.5e11 {vg}", "5e12 {vg}/mL", None, "0.03 mL"),
     ("350 mg", "0.1 g/L", None, "3500 mL"),
     ("350 mg", "100 mg/(mL)", None, "3.5 mL")],
)  # fmt: skip
def test_a_volume_holds_the_dose(dose, concentration, size, text):
    found = dose_volume(quantity(dose), quantity(concentration), quantity(size))
    assert (found.text, found.unit, found.reason) == (text, "mL", "")
    assert found.steps.endswith(f"= {text}")


@pytest.mark.parametrize(
    ("dose", "concentration", "size", "reason"),
    [(None, "1e13 {vg}/mL", None, "the dose is not stated"),
     ("2e13 {vg}/kg", None, "70 kg", "the concentration is not stated"),
     ("2e13 {vg}/kg", "1e13 {vg}/mL", None, "the body weight is not stated"),
     ("2e13 {vg}/kg", "1e13 {vg}/mL", "1.8 m2", "the body weight is in m2, which is no kg"),
     ("2e13 {vg}/kg", "1e13 {particles}/mL", "70 kg", "the dose is in {vg}, which is no {particles}"),
     ("5 to 10 mg", "1 mg/mL", None, "the dose is a range (5 to 10 mg)"),
     ("<= 10 mg", "1 mg/mL", None, "the dose is a limit or an estimate (≤ 10 mg)"),
     ("10 mg", "1 mg/g", None, "the concentration is in mg/g, which is not per volume"),
     ("10 mg/{eye}", "1 mg/mL", None, "the dose is in mg/{eye}, which is neither per body weight nor per area"),
     ("10 mg/kg/d", "1 mg/mL", "70 kg", "the dose is in mg/kg/d, which is not one unit per another"),
     ("0 mg", "1 mg/mL", None, "the dose is not above zero (0 mg)")],
)  # fmt: skip
def test_what_does_not_fit_gives_the_reason(dose, concentration, size, reason):
    found = dose_volume(quantity(dose), quantity(concentration), quantity(size))
    assert (found.number, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("volume", "fill", "count", "left", "steps"),
    [("140 mL", "10 mL", 14, "0 mL", "140 mL / 10 mL = 14, rounded up = 14"),
     ("141 mL", "10 mL", 15, "9 mL", "141 mL / 10 mL = 14.1, rounded up = 15"),
     ("140.0000001 mL", "10 mL", 15, "10 mL", "140 mL / 10 mL = more than 14, rounded up = 15"),
     ("0.03 mL", "500 uL", 1, "0.47 mL", "0.03 mL / 0.5 mL = 0.06, rounded up = 1"),
     ("1 L", "0.3 L", 4, "200 mL", "1000 mL / 300 mL = 3.33333, rounded up = 4")],
)  # fmt: skip
def test_containers_are_whole(volume, fill, count, left, steps):
    found = containers(quantity(volume), quantity(fill))
    assert (found.count.number, found.residual.text, found.count.steps) == (count, left, steps)


def test_containers_of_no_stated_volume_are_not_counted():
    found = containers(quantity("140 mL"), None)
    assert found.count.reason == found.residual.reason == "the volume of a container is not stated"
    assert containers(quantity("140 mg"), quantity("10 mL")).count.reason == "the volume is in mg, which is no mL"


def test_the_precision_of_the_caller_does_not_matter():
    with localcontext() as context:
        context.prec = 2
        assert dose_volume(quantity("2.345e13 {vg}/kg"), quantity("1e13 {vg}/mL"), quantity("70 kg")).text == "164 mL"


POSITIVE = st.decimals("0.001", 100000, allow_nan=False, allow_infinity=False, places=3)


@QUICK
@given(POSITIVE, POSITIVE, POSITIVE)
def test_the_volume_at_that_concentration_holds_the_dose_again(dose, concentration, weight):
    found = dose_volume(quantity(f"{dose} mg/kg"), quantity(f"{concentration} mg/mL"), quantity(f"{weight} kg"))
    other = dose_volume(
        quantity(f"{dose * 1000} ug/kg"), quantity(f"{concentration} g/L"), quantity(f"{weight * 1000} g")
    )
    assert abs(found.number * concentration / (dose * weight) - 1) < Decimal("1e-20")
    assert abs(other.number / found.number - 1) < Decimal("1e-20")


@QUICK
@given(POSITIVE, POSITIVE)
def test_containers_hold_the_volume_and_one_less_do_not(volume, fill):
    found = containers(quantity(f"{volume} mL"), quantity(f"{fill} mL"))
    assert (found.count.number - 1) * fill < volume <= found.count.number * fill
    assert found.residual.number == found.count.number * fill - volume
