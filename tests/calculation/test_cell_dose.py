"""Copies per dose, cells and spheroids per area, seeding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.cell_dose import amount_on_area, copies_per_dose, per_area, seeding_density
from impd.dossier.quantity import Quantity


def quantity(text):
    return Quantity.model_validate(text) if text else None


EXAMPLES = [
    (copies_per_dose, ("2.5 {copies}/{cell}", "70 10*6.{cells}"), "1.75 × 10⁸ copies"),
    (copies_per_dose, ("<= 10 {copies}/{cell}", "1e6 {cells}"), "≤ 1 × 10⁷ copies"),
    (copies_per_dose, ("2 {copies}/{transduced cell}", "3e6 {transduced cells}"), "6000000 copies"),
    (per_area, ("100 {spheroids}", "2.5 cm2"), "40 spheroids/cm²"),
    (per_area, ("100 {spheroids}", "250 mm2"), "40 spheroids/cm²"),
    (per_area, ("300000 {cells}", "3.8 cm2"), "78900 cells/cm²"),
    (amount_on_area, ("79000 {cells}/cm2", "3.8 cm2"), "300000 cells"),
    (amount_on_area, ("1.0 10*6.{cells}/cm2", "14.5 cm2"), "14.5 × 10⁶ cells"),
    (seeding_density, ("12e6 {cells}", "14.5 cm2"), "828000 cells/cm²"),
    (seeding_density, ("12e6 {cells}", "14.5 cm2", "90 %"), "745000 cells/cm²"),
]  # fmt: skip


@pytest.mark.parametrize(("calculate", "given_", "text"), EXAMPLES)
def test_worked_examples(calculate, given_, text):
    found = calculate(*(quantity(one) for one in given_))
    assert (found.text, found.reason) == (text, "")
    assert found.steps.endswith(found.text)


REFUSED = [
    (copies_per_dose, ("2 {copies}/{transduced cell}", "3e6 {cells}"), "in {cells}, which is no {transduced cells}"),
    (copies_per_dose, ("0.5 {copies}", "3e6 {cells}"), "the copy number is in {copies}, which is not one unit per"),
    (copies_per_dose, ("2 {copies}/ug", "3e6 {cells}"), "the number of cells is in {cells}, which is no ug"),
    (per_area, ("100 {spheroids}", "2.5 mL"), "the area is in mL, which is no cm2"),
    (per_area, (None, "2.5 cm2"), "the dose is not stated"),
    (amount_on_area, ("5 {cells}/mL", "2.5 cm2"), "the density is in {cells}/mL, which is not per area"),
    (seeding_density, ("5 {cells}", "2.5 cm2", "120 %"), "the viability (120 %) is no percentage up to 100"),
    (seeding_density, ("5 {cells}", "2.5 cm2", "0.9 {cells}"), "the viability (0.9 cells) is no percentage up to 100"),
]  # fmt: skip


@pytest.mark.parametrize(("calculate", "given_", "reason"), REFUSED)
def test_what_does_not_fit_gives_the_reason(calculate, given_, reason):
    assert reason in calculate(*(quantity(one) for one in given_)).reason


NUMBERS = st.integers(1, 10**7)


@settings(max_examples=100, deadline=None)
@given(NUMBERS, NUMBERS)
def test_per_area_and_back(cells, area):
    density = per_area(quantity(f"{cells} {{cells}}"), quantity(f"{area} mm2"))
    back = amount_on_area(quantity(f"{density.number} {{cells}}/cm2"), quantity(f"{area} mm2"))
    assert abs(back.number / cells - 1) < Decimal("1e-20")
