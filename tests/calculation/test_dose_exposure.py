"""What a dose brings along: excipients, residues and impurities, with upper bounds kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.dose_exposure import (
    allowed_content,
    amount_per_dose,
    exposure_per_kilogram,
    mass_concentration,
)
from impd.dossier.quantity import Quantity

QUICK = settings(max_examples=100, deadline=None)


def quantity(text):
    return Quantity.model_validate(text) if text else None


@pytest.mark.parametrize(
    ("content", "dose", "text", "steps"),
    [("22 ng/10*13{vg}", "1.4e15 {vg}", "3080 ng", "22 ng per 10¹³ vg × 140 × 10¹³ vg = 3080 ng"),
     ("22 ng/(10*13.{vg})", "1.4e15 {vg}", "3080 ng", None),
     ("<= 100 ng/10*13{vg}", "1.4e15 {vg}", "≤ 14000 ng", None),
     ("< 10 ng/mL", "140 mL", "< 1400 ng", "< 10 ng/mL × 140 mL = < 1400 ng"),
     ("50 [ppm]", "40 mg", "0.002 mg", "50 ppm × 40 mg = 0.002 mg"),
     ("0.15 %{w/w}", "40 mg", "0.06 mg", None), ("0.5 %", "2 g", "0.01 g", None),
     ("20 ng/mg", "0.5 g", "10000 ng", "20 ng/mg × 500 mg = 10000 ng"),
     ("82.5 mg/mL", "0.02 L", "1650 mg", "82.5 mg/mL × 20 mL = 1650 mg")],
)  # fmt: skip
def test_a_content_times_the_dose(content, dose, text, steps):
    found = amount_per_dose(quantity(content), quantity(dose))
    assert (found.text, found.reason) == (text, "")
    assert steps is None or found.steps == steps


@pytest.mark.parametrize(
    ("content", "dose", "reason"),
    [("22 ng/10*6.{vg}", "1e15 {vg}", "the content is in ng/10*6.{vg}, where the dot multiplies. Write ng/(10*6.{vg})"),
     ("22 ng/10*13{vg}", "1.4e15 {particles}", "the dose is in {particles}, which is no 10*13{vg}"),
     ("0.5 %", "2 mL", "the content is a share of a mass, and the dose is 2 mL, which is none"),
     ("> 5 ng/mL", "2 mL", "the content is a limit or an estimate (> 5 ng/mL)"),
     ("5 ng", "2 mL", "the content is in ng, which is not one unit per another"),
     (None, "2 mL", "the content is not stated"), ("5 ng/mL", None, "the dose is not stated")],
)  # fmt: skip
def test_what_does_not_fit_gives_the_reason(content, dose, reason):
    assert amount_per_dose(quantity(content), quantity(dose)).reason == reason


def test_a_cryoprotectant_per_kilogram():
    found = exposure_per_kilogram(quantity("82.5 mg/mL"), quantity("20 mL"), quantity("70 kg"))
    assert found.steps == "82.5 mg/mL × 20 mL = 1650 mg; 1650 mg / 70 kg = 23.6 mg/kg"
    assert (found.text, found.unit) == ("23.6 mg/kg", "mg/kg")
    assert exposure_per_kilogram(quantity("1 g/L"), quantity("10 mL"), quantity("500 g")).text == "20 mg/kg"
    assert exposure_per_kilogram(quantity("1 g/L"), quantity("10 mL"), None).reason == "the body weight is not stated"


def test_a_share_by_volume_needs_the_density():
    assert mass_concentration(quantity("10 %{v/v}"), quantity("1.10 g/mL")).text == "110 mg/mL"
    assert mass_concentration(quantity("10 %{v/v}"), None).reason == "the density is not stated"
    assert "state" in mass_concentration(quantity("10 %"), quantity("1.10 g/mL")).reason


def test_the_content_that_a_ceiling_allows():
    assert allowed_content(quantity("10 ng"), quantity("0.14 L"), "mL").steps == "10 ng / 140 mL = 0.0714 ng/mL"
    assert "whole dose" in allowed_content(quantity("10 ng/kg"), quantity("0.14 L"), "mL").reason


POSITIVE = st.decimals("0.001", 100000, allow_nan=False, allow_infinity=False, places=3)


@QUICK
@given(POSITIVE, POSITIVE)
def test_what_a_dose_holds_does_not_depend_on_units_and_leads_back(content, volume):
    one = amount_per_dose(quantity(f"{content} ng/mL"), quantity(f"{volume} mL"))
    other = amount_per_dose(quantity(f"{content} ug/L"), quantity(f"{volume / 1000} L"))
    assert one.number == content * volume
    assert abs(other.number * 1000 / one.number - 1) < Decimal("1e-20")
    back = allowed_content(quantity(f"{one.number} ng"), quantity(f"{volume} mL"), "mL")
    assert abs(back.number / content - 1) < Decimal("1e-20")
