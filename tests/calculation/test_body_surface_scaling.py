"""Doses scaled to man by body surface."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from impd.calculation.body_surface_scaling import human_equivalent_dose, scaling_table
from impd.dossier.vocabulary import ScalingSpecies

SPECIES = get_args(ScalingSpecies)


def near(value, expected):
    return abs(value - Decimal(expected)) <= Decimal(expected) * Decimal("0.0005")


@pytest.mark.parametrize(
    ("dose", "species", "expected"),
    [("15", "rat", "2.432"), ("10", "dog", "5.405"), ("30", "monkey", "9.730"), ("197", "rat", "31.95"),
     ("0.1", "monkey", "0.03243"), ("100", "mouse", "8.108")],
)  # fmt: skip
def test_a_dose_is_scaled_by_km(dose, species, expected):
    scaled = human_equivalent_dose(Decimal(dose), species)
    assert near(scaled.value, expected)
    assert scaled.within_working_range
    assert scaled.value == scaled.by_km


def test_outside_the_working_range_the_body_weight_scales():
    scaled = human_equivalent_dose(Decimal(100), "mouse", Decimal("0.035"))
    assert near(scaled.value, "8.565")
    assert near(scaled.by_km, "8.108")
    assert not scaled.within_working_range
    assert scaled.convention == "body weight (0.035/60)^0.33, because Km holds from 0.011 to 0.034 kg only"


def test_the_result_names_its_convention_and_the_rounded_divisor():
    dog = human_equivalent_dose(Decimal(10), "dog")
    assert (dog.convention, dog.multiplier, dog.km_animal, dog.km_human) == ("Km 20/37", "20/37", 20, 37)
    assert dog.rounded_divisor == Decimal("1.8")
    assert near(dog.by_rounded_divisor, "5.556")


def test_the_table_has_the_species_of_the_vocabulary():
    assert set(scaling_table().species) == set(SPECIES)


@pytest.mark.parametrize("name", SPECIES)
def test_each_row_agrees_with_itself(name):
    body = scaling_table().species[name]
    assert body.lightest < body.weight < body.heaviest
    assert abs(body.weight / body.surface - body.km) / body.km < Decimal("0.08")
    assert abs(scaling_table().human.km / body.km - body.rounded_divisor) < Decimal("0.1")


@pytest.mark.parametrize("name", SPECIES)
def test_the_bounds_belong_to_the_working_range(name):
    body, step = scaling_table().species[name], Decimal("0.0001")
    for weight in (body.lightest, body.weight, body.heaviest):
        assert human_equivalent_dose(Decimal(1), name, weight) == human_equivalent_dose(Decimal(1), name)
    for weight in (body.lightest - step, body.heaviest + step):
        scaled = human_equivalent_dose(Decimal(1), name, weight)
        assert not scaled.within_working_range
        assert abs(scaled.value / scaled.by_km - 1) < Decimal("0.45")


@pytest.mark.parametrize("name", SPECIES)
@pytest.mark.parametrize("weight", [None, Decimal("0.001"), Decimal(200)])
def test_twice_the_dose_is_twice_the_human_dose(name, weight):
    for dose in map(Decimal, ("0.001", "1", "37", "1e13")):
        one, two = (human_equivalent_dose(dose * times, name, weight).value for times in (1, 2))
        assert abs(two / one - 2) < Decimal("1e-20")


def test_a_heavier_animal_gives_a_higher_human_dose_outside_the_range():
    values = [human_equivalent_dose(Decimal(1), "rat", Decimal(kg) / 100).value for kg in range(28, 100, 4)]
    assert values == sorted(set(values))


def test_a_man_is_scaled_to_himself():
    human = scaling_table().human
    assert (human.weight, human.km) == (60, 37)
    assert abs(human_equivalent_dose(Decimal(5), "baboon", human.weight).value - 5) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("dose", "species", "weight"), [("-1", "rat", None), ("1", "rat", "0"), ("1", "rat", "-1"), ("1", "whale", None)]
)
def test_what_cannot_be_scaled_is_refused(dose, species, weight):
    with pytest.raises(ValueError, match="cannot be scaled"):
        human_equivalent_dose(Decimal(dose), species, weight and Decimal(weight))
