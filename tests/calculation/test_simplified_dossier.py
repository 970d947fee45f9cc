"""The row of Table 1 that the facts of a product prove, and the placebo that needs no documents."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from impd.calculation.placebo_exemption import placebo_exemption
from impd.calculation.simplified_dossier import TABLE_1, table_1_case, table_1_row_applies
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.vocabulary import Table1Case

_WITHIN = {"replaced": {"use_within_product_information": True}}
_OUTSIDE = {"replaced": {"use_within_product_information": False}}
_SAME = {"authorised_trial_in": ["DK", "DE"], "modified_since": False, "different_conditions": False}


def _application(*products: dict[str, Any]) -> ClinicalTrialApplication:
    return ClinicalTrialApplication.model_validate({
        "member_states": [{"country": "DK"}, {"country": "DE"}],
        "products": [{"code": f"P{number}", "role": "test"} | one for number, one in enumerate(products)],
    })  # fmt: skip


def _authorised(modification: str | None, country: str | None = "EU") -> dict[str, Any]:
    return {"modification": modification, "country": country, "number": "EU/1/99/999/001"}


def _decided(**facts: Any) -> Any:
    application = _application(facts)
    return table_1_case(application.products[0], application)


def test_the_table_has_every_row_of_the_vocabulary():
    assert set(TABLE_1) == set(get_args(Table1Case))


@pytest.mark.parametrize(
    ("facts", "case"),
    [
        ({"authorisation": _authorised("unmodified"), "basis": _WITHIN}, "1a"),
        ({"authorisation": _authorised("relabelled", "Germany"), "basis": _WITHIN}, "1a"),
        ({"authorisation": _authorised("unmodified", "JP"), "basis": _OUTSIDE}, "1b"),
        ({"authorisation": _authorised("modified", "US")}, "1c"),
        ({"simplified": {"other_form_or_strength_authorised": True, "supplied_by_holder": True}}, "2"),
        ({"simplified": {"substance_in_authorised_product": True, "same_substance_manufacturer": True}}, "3a"),
        ({"simplified": {"substance_in_authorised_product": True, "same_substance_manufacturer": False}}, "3b"),
        ({"simplified": _SAME | {"new_data_since": False}}, "4a"),
        ({"simplified": _SAME | {"new_data_since": True}}, "4b"),
        ({"simplified": _SAME | {"different_conditions": True}}, "4c"),
    ],
)
def test_each_row_by_its_facts(facts, case):
    assert _decided(**facts).case == case


def test_a_claimed_row_without_facts_proves_nothing():
    decision = _decided(simplified={"case": "1a"})

    assert decision.case is None
    assert "simplified.authorised_trial_in" in decision.missing


def test_an_authorised_product_of_unknown_use_lacks_that_fact():
    decision = _decided(authorisation=_authorised("unmodified"))

    assert decision.case is None
    assert decision.open["1a"].path == "basis.replaced.use_within_product_information"


def test_an_authorisation_outside_ich_is_no_row_1():
    application = _application({"authorisation": _authorised("unmodified", "IN"), "basis": _WITHIN})

    assert table_1_row_applies("1a", application.products[0], application).holds is False


def test_the_earlier_trial_must_be_authorised_in_every_member_state_concerned():
    simplified = _SAME | {"authorised_trial_in": ["DK"], "new_data_since": False}
    application = _application({"simplified": simplified})

    proof = table_1_row_applies("4a", application.products[0], application)

    assert (proof.holds, proof.reason) == (False, "no earlier trial was authorised in DE")


def test_where_every_row_is_disproved_the_full_dossier_is_owed():
    no = dict.fromkeys(("other_form_or_strength_authorised", "substance_in_authorised_product"), False)
    decision = _decided(simplified=no | {"authorised_trial_in": ["FR"]})

    assert (decision.case, dict(decision.open)) == (None, {})


def _tablet(components: tuple[str, ...], maker: str | None = "Waalkade", sterile: bool | None = False) -> Any:
    lines = [{"name": one, "function": "Active substance" if one == "Stelbat" else None} for one in components]
    sites = [{"id": "TAB", "name": maker, "roles": "product_manufacture"}] if maker else []
    return {"drug_products": [{"id": "D", "composition": lines, "sterile": sterile}], "sites": sites}


@pytest.mark.parametrize(
    ("quality", "compared", "holds"),
    [
        (_tablet(("Mannitol",)), {}, True),
        (_tablet(("Lactose",)), {"same_composition_without_active": True}, False),
        (_tablet(("Mannitol",), maker="Another"), {"same_manufacturer": True}, False),
        (_tablet(("Mannitol",), sterile=True), {}, False),
        (_tablet(("Mannitol",)), {"same_manufacturer": False}, False),
        (_tablet(("Mannitol",), sterile=None), {}, None),
        (_tablet(("Mannitol",), maker=None), {"same_manufacturer": True}, None),
        ({}, {"same_composition_without_active": True, "same_manufacturer": True}, None),
    ],
)
def test_a_placebo_is_exempt_by_its_data_and_not_by_what_is_claimed(quality, compared, holds):
    placebo = {"role": "placebo", "compared": compared, "quality": quality}
    application = _application({"quality": _tablet(("Stelbat", "Mannitol"))}, placebo)

    assert placebo_exemption(application.products[1], application).holds is holds


def test_a_placebo_has_no_row():
    assert _decided(role="placebo", simplified={"case": "1a"}).case is None
