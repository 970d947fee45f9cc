"""Sums, percentages, batch formulas and salts recalculated, with the contradictions of the published product found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd import load
from impd.calculation.batch_formula import check_batch_formula, units_of
from impd.calculation.composition import composition_sum, percentages, typed_sum
from impd.calculation.salt_conversion import SaltForm, base_in_salt, check_strength, salt_for_base
from impd.dossier.quality.product import Component, DrugProduct
from impd.dossier.quantity import Quantity

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
QUICK = settings(max_examples=100, deadline=None)


def quantity(text):
    return Quantity.model_validate(text) if text else None


def components(*rows):
    keys = ("name", "amount", "percentage")
    return [Component.model_validate({key: one for key, one in zip(keys, row, strict=False) if one}) for row in rows]


@pytest.fixture(scope="module")
def published():
    return load(DX_PQ).products[0].quality.drug_products[0]


def test_the_published_composition_adds_up(published):
    found = composition_sum(published.composition, published.composition_total)
    assert (found.agrees, found.difference, found.calculated.steps) == (True, 0, "15.2 + 145 + 13.8 + 4 + 2 = 180 mg")
    assert found.convention == "agrees within 1 % of the stated figure"


def test_the_published_percentages_do_not_follow_from_the_amounts(published):
    found = percentages(published.composition, published.composition_total)
    assert [(one.calculated.text, one.stated, one.agrees) for one in found.lines] == [
        ("8.44 %", "97.9", False), ("80.56 %", "1", False), ("7.67 %", "0.5", False), ("2.22 %", "0.25", False),
        ("1.11 %", "0.35", False),
    ]  # fmt: skip
    assert found.lines[0].calculated.steps == "15.2 mg / 180 mg = 8.44 %"
    assert found.typed_sum.agrees is True


def test_the_published_batch_formula_adds_up_to_another_total(published):
    found = check_batch_formula(published)
    assert (found.total.calculated.text, found.total.stated, found.total.agrees) == ("130.02 kg", "127.12 kg", False)
    assert [one.agrees for one in (*found.batch, *found.unit)] == [True] * 10
    assert found.batch[0].calculated.steps == "15.2 mg × 722000 = 10.9744 kg"
    assert found.unit[1].calculated.steps == "104.72 kg / 722000 = 145.042 mg"
    assert found.units.convention == "the number of units, as stated"


def test_twenty_milligrams_of_base_cannot_come_from_less_salt():
    found = check_strength(quantity("20 mg"), quantity("15.2 mg"))
    assert found.agrees is False
    assert found.reason == "20 mg of base cannot come from 15.2 mg of salt, which weighs more than the base in it"


@pytest.mark.parametrize(
    ("typed", "agrees", "text"),
    [(("98.75", "98.75"), False, "197.5 %"), (("33.33", "66.66"), True, "99.99 %"),
     (("33.33 %", "66.66 % w/w"), True, "99.99 %"),
     (("50", "51"), True, "101 %"), (("50", "51.1"), False, "101.1 %")],
)  # fmt: skip
def test_typed_percentages_add_up_to_a_hundred(typed, agrees, text):
    found = typed_sum(components(*((f"C{count}", None, one) for count, one in enumerate(typed))))
    assert (found.agrees, found.calculated.text) == (agrees, text)


@pytest.mark.parametrize("typed", [(None, None), ("50", None), ("50", "q.s."), ("50", "49 to 51")])
def test_percentages_that_are_missing_or_words_have_no_sum(typed):
    found = typed_sum(components(*((f"C{count}", None, one) for count, one in enumerate(typed))))
    assert (found.agrees, found.calculated.number) == (None, None)
    assert found.reason


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [("7.67", True), ("7.66", True), ("7.68", False), ("7.7 %", True), ("8", True), ("7", True), ("6", False),
     ("< 8", None), ("about 8", None), ("balance", None), (None, None)],
)  # fmt: skip
def test_a_typed_percentage_agrees_to_its_last_digit(typed, agrees):
    found = percentages(components(("Starch", "13.8 mg", typed)), quantity("180 mg")).lines[0]
    assert (found.agrees, found.calculated.text) == (agrees, "7.67 %")


@pytest.mark.parametrize(
    ("rows", "total", "agrees", "reason"),
    [([("A", "1 mg"), ("B", "999 ug")], "2 mg", True, ""), ([("A", "1 mg"), ("B", "1 mg")], "1.9 mg", False, ""),
     ([("A", "1 mg"), ("B", None)], "2 mg", None, "the amount of B is not stated"),
     ([("A", "1e13 {vg}"), ("B", "1 mg")], "1 mL", None, "not all amounts are of the kind of mL: A in {vg}, B in mg"),
     ([("A", "1 to 2 mg")], "2 mg", None, "the amount of A is not one number above zero (1 to 2 mg)"),
     ([("A", "1 mg")], None, None, "nothing is stated to compare with"),
     ([], "2 mg", None, "no amounts are stated")],
)  # fmt: skip
def test_sums_need_amounts_of_one_kind(rows, total, agrees, reason):
    found = composition_sum(components(*rows), quantity(total))
    assert (found.agrees, found.reason) == (agrees, reason)


def product(**facts):
    return DrugProduct.model_validate({"id": "P"} | facts)


def test_a_solution_is_scaled_by_its_volume_and_not_by_its_vials():
    found = check_batch_formula(
        product(
            composition_basis="per mL",
            composition=[{"name": "Vector", "amount": "1e13 {vg}"}, {"name": "Sucrose", "amount": "50 mg"},
                         {"name": "Salt"}],
            composition_total="1 mL",
            batch_formula={"batch_size": "2.0 L", "units": "190 {vials}", "total": "2 L", "lines": [
                {"name": "Vector", "amount": "2.0e16 {vg}"}, {"name": "Sucrose", "amount": "90 g"},
                {"name": "Water", "amount": "2 L"}]},
        )
    )  # fmt: skip
    assert (found.units.number, found.units.convention) == (
        2000,
        "the batch size divided by the total of the composition",
    )
    assert {one.name: one.agrees for one in found.batch} == {
        "Vector": True,
        "Sucrose": False,
        "Salt": None,
        "Water": None,
    }
    assert {one.name: one.reason for one in found.batch if one.reason} == {
        "Salt": "the amount of Salt is not stated", "Water": "Water is not in the composition",
    }  # fmt: skip
    assert found.unit[1].calculated.text == "45 mg"
    assert found.total.agrees is None


def test_a_batch_in_units_of_another_kind_is_not_scaled():
    found = check_batch_formula(
        product(composition=[{"name": "A", "amount": "1 mg"}], batch_formula={"units": "5 {vials}"})
    )
    assert "neither in units of the composition" in found.units.reason
    assert found.batch[0].reason == found.units.reason
    assert check_batch_formula(product()) is None
    assert units_of(product()).number is None


@pytest.mark.parametrize(
    ("basis", "units"),
    [("per tablet", "{tablets}"), ("per film-coated tablet", "{tablets}"), ("1 bag (20 mL)", "{bags}")],
)  # fmt: skip
def test_units_are_recognised_in_the_basis(basis, units):
    assert units_of(product(composition_basis=basis, batch_formula={"units": f"5 {units}"})).number == 5


MASSES = SaltForm(Quantity(value="301.2", unit="g/mol"), Quantity(value="337.7", unit="Da"))


def test_masses_in_different_units_have_no_ratio():
    assert base_in_salt(quantity("1 mg"), MASSES).reason == "the molecular mass of the salt is in Da, which is no g/mol"


@pytest.mark.parametrize(
    ("base", "salt", "bases", "in_salt", "for_base"),
    [("301.2", "337.7", 1, "15.2 mg × 301.2/337.7 = 13.6 mg", "15.2 mg × 337.7/301.2 = 17 mg"),
     ("150", "398", 2, "15.2 mg × 300/398 = 11.5 mg", "15.2 mg × 398/300 = 20.2 mg")],
)  # fmt: skip
def test_salt_and_base_by_molecular_masses(base, salt, bases, in_salt, for_base):
    form = SaltForm(quantity(f"{base} g/mol"), quantity(f"{salt} g/mol"), bases)
    assert base_in_salt(quantity("15.2 mg"), form).steps == in_salt
    assert salt_for_base(quantity("15.2 mg"), form).steps == for_base


@pytest.mark.parametrize(
    ("base", "salt", "bases", "reason"),
    [("340 g/mol", "337 g/mol", 1, "does not weigh less"), ("200 g/mol", "337 g/mol", 2, "does not weigh less"),
     (None, "337 g/mol", 1, "the molecular mass of the base is not stated"),
     ("301 mg", "337 mg", 1, "state it in g/mol or Da"),
     ("301 g/mol", "337 g/mol", 0, "holds none")],
)  # fmt: skip
def test_masses_that_cannot_be_are_refused(base, salt, bases, reason):
    assert reason in base_in_salt(quantity("1 mg"), SaltForm(quantity(base), quantity(salt), bases)).reason


def test_a_strength_is_held_against_the_salt():
    form = SaltForm(quantity("301.2 g/mol"), quantity("337.7 g/mol"))
    assert check_strength(quantity("13.6 mg"), quantity("15.2 mg"), form).agrees is True
    assert check_strength(quantity("15 mg"), quantity("15.2 mg"), form).agrees is False
    unknown = check_strength(quantity("15 mg"), quantity("15.2 mg"))
    assert (unknown.agrees, unknown.reason) == (None, "the molecular mass of the base is not stated")
    assert check_strength(quantity("15 {tablets}"), quantity("15.2 mg")).agrees is None


POSITIVE = st.decimals("0.001", 10000, allow_nan=False, allow_infinity=False, places=3)


@QUICK
@given(
    st.lists(POSITIVE, min_size=1, max_size=8), st.sampled_from(["ug", "g", "kg"]), st.randoms(use_true_random=False)
)
def test_percentages_depend_on_neither_order_nor_unit_and_add_up(amounts, unit, random):
    factor = {"ug": 1000, "g": Decimal("0.001"), "kg": Decimal("0.000001")}[unit]
    rows = [(f"C{count}", f"{one} mg") for count, one in enumerate(amounts)]
    other = [(f"C{count}", f"{one * factor} {unit}") for count, one in enumerate(amounts)]
    random.shuffle(other)
    found = {one.name: one.calculated.number for one in percentages(components(*rows)).lines}
    again = {one.name: one.calculated.number for one in percentages(components(*other)).lines}
    assert abs(sum(found.values()) - 100) < Decimal("1e-20")
    assert all(abs(found[name] - again[name]) < Decimal("1e-20") for name in found)


@QUICK
@given(POSITIVE, st.integers(1, 10**7), st.sampled_from(["mg", "g", "kg"]))
def test_a_batch_formula_made_from_the_unit_formula_agrees(amount, units, unit):
    whole = amount * units / {"mg": 1, "g": 1000, "kg": 1000000}[unit]
    formula = {"units": f"{units} {{tablets}}", "lines": [{"name": "A", "amount": f"{whole} {unit}"}]}
    facts = {"composition_basis": "per tablet", "composition": [{"name": "A", "amount": f"{amount} mg"}]}
    found = check_batch_formula(product(batch_formula=formula, **facts))
    assert (found.batch[0].agrees, found.unit[0].agrees) == (True, True)
    assert abs(found.unit[0].calculated.number / amount - 1) < Decimal("1e-20")


@QUICK
@given(POSITIVE, st.integers(100, 500), st.integers(1, 200))
def test_salt_to_base_and_back(milligrams, base, more):
    form = SaltForm(quantity(f"{base} g/mol"), quantity(f"{base + more} g/mol"))
    there = base_in_salt(quantity(f"{milligrams} mg"), form)
    back = salt_for_base(quantity(f"{there.number} mg"), form)
    assert there.number < milligrams
    assert abs(back.number / milligrams - 1) < Decimal("1e-20")
