"""Values of the form that follow from facts: trial and sponsors."""

from __future__ import annotations

import pytest

import impd
from impd.calculation.ctis_subject import root, subjects
from impd.calculation.ctis_values import VALUES
from impd.rules.ctis_fields import read_ctis_form


def value(name, data, pattern=""):
    subject = subjects(root(impd.read(data)), pattern)[0]
    return VALUES[name](subject)


def test_every_function_of_the_list_is_there_and_used():
    named = {field.value for field in read_ctis_form().fields() if field.value}
    assert named == set(VALUES)


FIRST = [{"code": "P", "clinical": {"first_in_human": True}}]


@pytest.mark.parametrize(
    ("data", "values"),
    [
        ({"trial": {"phase": "II"}}, ("II",)),
        ({"trial": {"phase": "I"}}, ()),
        ({"trial": {"phase": "I"}, "products": FIRST}, ("I first_administration",)),
        (
            {"trial": {"phase": "I/II", "ctis": {"phase_kind": "bioequivalence"}}, "products": FIRST},
            ("I/II bioequivalence",),
        ),
        ({}, ()),
    ],
)
def test_the_phase_says_what_kind_of_phase_i_trial_it_is(data, values):
    assert value("phase", data).values == values


def includes(**answers):
    return {"trial": {"includes": answers}}


@pytest.mark.parametrize(
    ("answers", "values"),
    [
        ({"women_of_childbearing_potential": True}, ("yes",)),
        ({"women_of_childbearing_potential": False}, ()),
        ({}, ()),
    ],
)
def test_no_woman_of_childbearing_potential_does_not_mean_no_woman(answers, values):
    assert value("female_subjects", includes(**answers)).values == values


def test_sexes_stated_for_the_form_go_first():
    data = {"trial": {"includes": {"men": False}, "ctis": {"male_subjects": True, "female_subjects": False}}}
    assert value("male_subjects", data).values == ("yes",)
    assert value("female_subjects", data).values == ("no",)
    assert value("male_subjects", includes(men=False)).values == ("no",)


ALL_NO = {"minors": False, "incapacitated": False, "pregnant_or_breastfeeding": False, "emergency": False}


@pytest.mark.parametrize(
    ("answers", "values", "path"),
    [
        (ALL_NO, ("no",), "trial.includes"),
        ({**ALL_NO, "minors": None}, (), "trial.includes.minors"),
        ({**ALL_NO, "minors": None, "emergency": True}, ("yes",), "trial.includes.emergency"),
        ({}, (), "trial.includes.minors"),
    ],
)
def test_a_vulnerable_population_is_denied_only_when_every_answer_is_no(answers, values, path):
    found = value("vulnerable_population", includes(**answers))
    assert (found.values, found.path) == (values, path)


def test_groups_stated_for_the_form_make_the_population_vulnerable():
    data = {"trial": {"includes": ALL_NO, "ctis": {"vulnerable_groups": ["nursing_women"]}}}
    assert value("vulnerable_population", data).values == ("yes",)
    assert value("vulnerable_groups", data).values == ("nursing_women",)
    assert value("vulnerable_groups", includes(emergency=True)).values == ("emergency_situation",)


@pytest.mark.parametrize(("answer", "values"), [(True, ("healthy_volunteers",)), (False, ("patients",)), (None, ())])
def test_the_group_follows_from_healthy_volunteers(answer, values):
    assert value("trial_group", includes(healthy_volunteers=answer)).values == values


@pytest.mark.parametrize(
    ("counts", "values"), [([3, 4], ("7",)), ([3, None], ()), ([], ()), ([0], ("0",))],
)  # fmt: skip
def test_subjects_outside_are_summed_when_each_country_states_them(counts, values):
    countries = [
        {"country": code, "planned_participants": count} for code, count in zip(("US", "JP"), counts, strict=False)
    ]
    assert value("third_country_subjects", {"trial": {"ctis": {"third_countries": countries}}}).values == values


def test_the_authorities_that_gave_advice_are_named_once():
    made = [{"id": str(n), "procedure": kind, "body": body} for n, (kind, body) in enumerate(
        (("national_advice", "Agency"), ("scientific_advice", "Agency"), ("atmp_classification", "Committee"))
    )]  # fmt: skip
    assert value("advice_authorities", {"products": [{"code": "P", "interactions": made}]}).values == ("Agency",)


def test_the_sponsor_needs_its_number_to_be_found():
    assert value("sponsor_organisation", {"sponsor": {"name": "S"}}).values == ()
    data = {"sponsor": {"name": "S", "ctis": {"organisation_id": "ORG-1", "location_id": "LOC-1"}}}
    assert value("sponsor_organisation", data).values == ("S, ORG-1, LOC-1",)


def test_the_organisation_of_a_contact_point_is_the_sponsor_unless_another_is_stated():
    assert value("public_organisation", {"sponsor": {"name": "S"}}).values == ()
    point = {"sponsor": {"name": "S", "ctis": {"public_contact": {"name": "Desk"}}}}
    assert value("public_organisation", point).values == ("S",)
    point["sponsor"]["ctis"]["public_contact"]["organisation"] = "Other"
    assert value("public_organisation", point).values == ("Other",)


@pytest.mark.parametrize(
    ("scientific", "public", "values"),
    [({"name": "A"}, {"name": "A"}, ("yes",)), ({"name": "A"}, {"name": "B"}, ("no",)), (None, {"name": "B"}, ())],
)
def test_contact_points_are_compared(scientific, public, values):
    data = {"sponsor": {"ctis": {"scientific_contact": scientific, "public_contact": public}}}
    assert value("same_contact", data).values == values


def test_the_lines_of_the_address_in_the_union():
    data = {"sponsor": {"ctis": {"union_contact": {"address": ["Street 1", "Building B"]}}}}
    assert [value(f"union_address_{line}", data).values for line in (1, 2, 3)] == [("Street 1",), ("Building B",), ()]


def test_who_answers_for_what_among_several_sponsors():
    data = {
        "sponsor": {"name": "One", "ctis": {"responsible_for": ["authorisation_procedures"]}},
        "co_sponsors": [{"name": "Two", "ctis": {"responsible_for": ["contact_for_questions", "corrective_measures"]}}],
    }
    assert value("responsible_for_authorisation", data).values == ("One",)
    assert value("responsible_as_contact", data).values == ("Two",)
    assert value("responsible_for_measures", data).values == ("Two",)
    assert value("co_sponsor_organisation", data, "co_sponsors[*]").values == ("Two",)


def test_entries_by_name_and_number():
    data = {
        "trial": {
            "sites": [{"id": "S", "name": "Clinic", "ctis": {"organisation_id": "ORG-2"}}],
            "ctis": {
                "conditions": [{"id": "A", "meddra_term": "Term", "meddra_version": "29.0", "meddra_level": "PT"}],
                "section_changes": [{"section": "products_section", "description": "New form"}],
            },
        },
        "sponsor": {"ctis": {"third_parties": [{"name": "Lab", "organisation_id": "ORG-3"}]}},
        "referred_application": {"eu_ct_number": "2025-500001-11-00", "of_other_sponsor": True},
    }
    assert value("site_organisation", data, "trial.sites[*]").values == ("Clinic, ORG-2",)
    assert value("third_party_organisation", data, "sponsor.ctis.third_parties[*]").values == ("Lab, ORG-3",)
    assert value("meddra_term", data, "trial.ctis.conditions[*]").values == ("Term, MedDRA 29.0, PT",)
    assert value("change_of_products_section", data).values == ("New form",)
    assert value("change_of_advice_section", data).values == ()
    assert value("other_sponsor", data).values == ("filled in by CTIS for 2025-500001-11-00",)


@pytest.mark.parametrize("name", sorted(VALUES))
def test_nothing_is_said_of_an_empty_application(name):
    assert VALUES[name](subjects(root(impd.read({"products": [{"code": "P"}]})), "products[*]")[0]).values in (
        (),
        ("no",),
        ("P",),
    )
