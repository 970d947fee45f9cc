"""What a field is about: patterns of paths, and the facts below them."""

from __future__ import annotations

import pytest

import impd
from impd.calculation.ctis_subject import FormSubject, fact_value, root, subjects
from impd.dossier.trial_site import MemberState

APPLICATION = impd.read({
    "trial": {
        "low_intervention": False,
        "ctis": {"conditions": [{"id": "A", "text": "One"}, {"id": "B"}], "age_ranges": ["18_to_64_years"]},
        "sites": [{"id": "S-1", "country": "NL"}, {"id": "S-2", "country": "FR"}, {"id": "S-3"}],
    },
    "member_states": [{"country": "NL", "planned_participants": 12}, {"country": "DE"}],
    "products": [{"code": "P-1", "quality": {"devices": [{"id": "D-1", "name": "Syringe"}]}}],
})  # fmt: skip
ROOT = root(APPLICATION)


def test_no_pattern_is_the_application_itself():
    assert subjects(ROOT, "") == [ROOT]


def test_a_pattern_leads_to_each_entry_with_its_path():
    assert [one.path for one in subjects(ROOT, "trial.ctis.conditions[*]")] == [
        "trial.ctis.conditions[A]", "trial.ctis.conditions[B]",
    ]  # fmt: skip


def test_an_entry_knows_what_it_lies_in():
    (product,) = subjects(ROOT, "products[*]")
    (device,) = subjects(product, "quality.devices[*]")
    assert device.path == "products[P-1].quality.devices[D-1]"
    assert (device.product.code, device.product_path) == ("P-1", "products[P-1]")


@pytest.mark.parametrize("pattern", ["co_sponsors[*]", "trial.ctis.periods[*].arms[*]", "cover_letter.devices"])
def test_where_nothing_is_there_stands_one_subject_without_value(pattern):
    (nothing,) = subjects(ROOT, pattern)
    assert (nothing.value, nothing.path) == (None, pattern.replace("[*]", ""))
    assert fact_value(nothing, "name").values == ()
    assert fact_value(nothing, "name").path == nothing.path


def test_a_name_that_the_model_lacks_is_a_fault():
    with pytest.raises(AttributeError):
        subjects(ROOT, "trail.sites[*]")
    with pytest.raises(AttributeError):
        fact_value(ROOT, "trial.titel")


def test_the_sites_of_a_member_state_are_those_in_it():
    netherlands, germany = subjects(ROOT, "member_states[*]")
    assert [one.path for one in subjects(netherlands, "sites_of_member_state")] == ["trial.sites[S-1]"]
    (none,) = subjects(germany, "sites_of_member_state")
    assert none.value is None
    assert none.nearest(MemberState) == germany.value


def test_a_field_about_no_product_says_so():
    with pytest.raises(LookupError, match="about no product"):
        _ = ROOT.product


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("/trial.low_intervention", ("no",)),
        ("/trial.ctis.age_ranges", ("18_to_64_years",)),
        ("/trial.title", ()),
        ("/cover_letter.particularities", ()),
        ("planned_participants", ("12",)),
    ],
)
def test_a_fact_as_the_texts_of_a_field(fact, values):
    state = subjects(ROOT, "member_states[*]")[0]
    assert fact_value(state, fact).values == values


def test_the_path_of_a_fact_is_given_whether_it_is_stated_or_not():
    state = subjects(ROOT, "member_states[*]")[1]
    assert fact_value(state, "planned_participants").path == "member_states[DE].planned_participants"
    assert fact_value(state, "/sponsor.ctis.organisation_id").path == "sponsor.ctis.organisation_id"
    assert FormSubject(APPLICATION, "x", None).at("y") == "x"
