"""When a conditional field must be filled: trial, sponsors, sites."""

from __future__ import annotations

import pytest

import impd
from impd.calculation.ctis_conditions import CONDITIONS
from impd.calculation.ctis_subject import root, subjects
from impd.rules.ctis_fields import read_ctis_form


def holds(name, data, pattern=""):
    proof = CONDITIONS[name](subjects(root(impd.read(data)), pattern)[0])
    assert proof.reason
    return proof.holds


def test_every_condition_of_the_list_is_there_and_used():
    assert {field.applies for field in read_ctis_form().fields() if field.applies} == set(CONDITIONS)


ADVISED = {"products": [{"code": "P", "interactions": [{"id": "1", "procedure": "national_advice"}]}]}


def ctis(**facts):
    return {"trial": {"ctis": facts}}


def included(**answers):
    return {"trial": {"includes": answers}}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("always", {}, True),
        ("is_modification", {"application_type": "substantial_modification"}, True),
        ("is_modification", {"application_type": "initial"}, False),
        ("is_modification", {}, None),
        ("is_low_intervention", {"trial": {"low_intervention": True}}, True),
        ("is_low_intervention", {}, None),
        ("scope_is_other", ctis(scopes=["scope_other"]), True),
        ("scope_is_other", ctis(scopes=["scope_safety"]), False),
        ("scope_is_other", {}, None),
        ("has_third_countries", ctis(third_countries=[{"country": "US"}]), True),
        ("has_third_countries", {}, False),
        ("includes_children", ctis(age_ranges=["0_to_17_years"]), True),
        ("includes_children", included(minors=False), False),
        ("includes_children", {}, None),
        ("includes_incapacitated", included(incapacitated=True), True),
        ("includes_emergency", included(emergency=False), False),
        ("has_vulnerable_population", ctis(vulnerable_groups=["nursing_women"]), True),
        ("has_vulnerable_population", {}, None),
        ("has_other_vulnerable_group", ctis(vulnerable_groups=["other_vulnerable_group"]), True),
        ("has_safety_board", {"trial": {"protocol": {"data_safety_monitoring_board": True}}}, True),
        ("samples_are_collected", {"trial": {"protocol": {"biological_samples": False}}}, False),
        ("is_part_of_paediatric_plan", {"cover_letter": {"paediatric_investigation_plan": {"applies": True}}}, True),
        ("is_part_of_paediatric_plan", {}, None),
        ("has_scientific_advice", {"cover_letter": {"scientific_advice": {"applies": False}}}, False),
        ("has_scientific_advice", ADVISED, True),
        ("refers_to_other_sponsor", {}, False),
        ("refers_to_other_sponsor", {"referred_application": {"eu_ct_number": "x"}}, None),
        ("refers_to_other_sponsor", {"referred_application": {"of_other_sponsor": True}}, True),
        ("sponsor_is_outside_union", {"sponsor": {"country": "US"}}, True),
        ("sponsor_is_outside_union", {"sponsor": {"country": "NL"}}, False),
        ("sponsor_is_outside_union", {}, None),
        ("has_co_sponsors", {"co_sponsors": [{"name": "Two"}]}, True),
        ("has_co_sponsors", {"sponsor": {"sole": True}}, False),
        ("has_co_sponsors", {}, None),
        ("fee_is_due", {"member_states": [{"country": "NL"}, {"country": "FR", "fee_due": True}]}, True),
        ("fee_is_due", {"member_states": [{"country": "NL"}, {"country": "FR", "fee_due": False}]}, None),
        ("fee_is_due", {"member_states": [{"country": "FR", "fee_due": False}]}, False),
        ("fee_is_due", {}, None),
    ],
)  # fmt: skip
def test_of_trial_and_sponsors(name, data, expected):
    assert holds(name, data) is expected


@pytest.mark.parametrize(
    ("blinding", "expected"), [("no_blinding", False), ("double_blind", True), (None, None)],
)  # fmt: skip
def test_of_a_period(blinding, expected):
    data = ctis(periods=[{"id": "1", "blinding": blinding}])
    assert holds("period_is_blinded", data, "trial.ctis.periods[*]") is expected
    assert holds("period_is_blinded", {}, "trial.ctis.periods[*]") is False


@pytest.mark.parametrize(
    ("point", "phone", "email"),
    [({}, True, True), ({"phone": "+31"}, True, False), ({"email": "a@b.example"}, False, True),
     ({"phone": "+31", "email": "a@b.example"}, True, True)],
)  # fmt: skip
def test_telephone_or_mail_is_enough(point, phone, email):
    data = {"sponsor": {"country": "US", "ctis": {"public_contact": point, "legal_representative_contact": point}}}
    for name in ("public_contact", "representative"):
        assert holds(f"{name}_needs_phone", data) is phone
        assert holds(f"{name}_needs_email", data) is email
    party = {"sponsor": {"ctis": {"third_parties": [{"name": "Lab", **point}]}}}
    assert holds("third_party_needs_phone", party, "sponsor.ctis.third_parties[*]") is phone
    site = {"trial": {"sites": [{"id": "S", "ctis": point}]}}
    assert holds("site_needs_email", site, "trial.sites[*]") is email


def test_of_third_parties():
    parties = "sponsor.ctis.third_parties[*]"
    data = {"sponsor": {"ctis": {"third_parties": [{"name": "Lab", "duties": ["other_duty"]}]}}}
    assert (holds("is_named", data, parties), holds("duty_is_other", data, parties)) == (True, True)
    assert (holds("is_named", {}, parties), holds("duty_is_other", {}, parties)) == (False, False)
    assert holds("third_party_needs_phone", {}, parties) is False


@pytest.mark.parametrize(
    ("facts", "insurance", "protection"),
    [({}, True, None), ({"insurance_exemption": "covered", "national_data_protection": False}, False, False)],
)
def test_of_a_member_state(facts, insurance, protection):
    data = {"member_states": [{"country": "NL", **facts}]}
    assert holds("insurance_is_due", data, "member_states[*]") is insurance
    assert holds("national_data_protection_is_asked", data, "member_states[*]") is protection
