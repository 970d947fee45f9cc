"""When two statements of a dossier say the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.checking.comparison import (
    agrees,
    humidities,
    is_within,
    names_the_same,
    same_period,
    same_quantity,
    same_storage,
    same_terms,
    temperatures,
)
from impd.dossier.quantity import Quantity


def _of(text: str) -> Quantity:
    return Quantity.model_validate(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At or below −60 °C in the outer carton", {-60}),
        ("2 °C to 8 °C", {2, 8}),
        ("15 to 25 °C in the pouches", {15, 25}),
        ("25 °C ± 2 °C / 60 % ± 5 % relative humidity", {25}),
        ("−80 °C to 25 °C, cycles", {-80, 25}),
        ("Keep the bottle tightly closed", set()),
    ],
)
def test_temperatures_of_a_text_without_tolerances(text, found):
    assert temperatures(text) == {Decimal(one) for one in found}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2 °C to 8 °C", "In a refrigerator at 2 to 8 °C", True),
        ("Keep dry.", "keep dry", True),
        ("2 °C to 8 °C", "15 °C to 25 °C", False),
        ("Keep dry", "2 °C to 8 °C", None),
    ],
)
def test_storage_is_compared_by_its_temperatures(one, other, same):
    assert same_storage(one, other) is same


def test_humidity_belongs_to_its_temperature():
    text = "stored at 25 °C/65 % RH, and at 40 °C ± 2 °C, 75 % ± 5 % relative humidity"

    assert humidities(text) == [("25", "65"), ("40", "75")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("24 mo", "2 a", True),
        ("1 h", "60 min", True),
        ("72 h", "4 d", False),
        ("1 mo", "30 d", None),
        ("5 mg", "1 h", None),
    ],
)
def test_periods_are_equal_whatever_their_unit(one, other, same):
    assert same_period(_of(one), _of(other)) is same


def test_a_period_at_the_limit_is_within():
    assert is_within(_of("30 min"), _of("30 min")) is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.06 g", "60 mg", True),
        ("0.5e13 {vg}/kg", "5e12 {vg}/kg", True),
        ("1e6 {cells}/kg", "1e6 {vg}/kg", None),
        ("10 to 20 min", "10 min", False),
    ],
)
def test_quantities_are_equal_after_conversion(one, other, same):
    assert same_quantity(_of(one), _of(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("15 min", "10 to 20 min", True),
        ("10 to 20 min", "15 min", True),
        ("1 h", "60 min", True),
        ("25 min", "10 to 20 min", False),
        ("15 min", "10 mL", None),
    ],
)
def test_a_value_within_a_range_agrees_with_it(one, other, agree):
    assert agrees(_of(one), _of(other)) is agree


def test_names_agree_in_whole_words_only():
    assert names_the_same("LV-CAR19", "Lentiviral vector LV-CAR19")
    assert not names_the_same("LV-CAR1", "LV-CAR19")


def test_terms_agree_in_any_order():
    assert same_terms(("Oral use", "Rectal use"), ("rectal use", "Oral use"))
