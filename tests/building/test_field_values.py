"""What CTIS would not take, and which documents belong in a field."""

from __future__ import annotations

import pytest

import impd
from impd.building.field_sheet import sheet_of


def fault(data, id_):
    return next(one.fault for one in sheet_of(impd.read(data)).entries() if one.id == id_)


def contact(**facts):
    return {"sponsor": {"ctis": {"public_contact": facts}}}


@pytest.mark.parametrize(
    ("data", "id_", "said"),
    [
        ({"trial": {"protocol_code": "X" * 20}}, "CT03.01.05", ""),
        ({"trial": {"protocol_code": "X" * 21}}, "CT03.01.05", "21 characters; the field holds 20"),
        (contact(phone="+31201234567"), "CT04.10.02.03", ""),
        (contact(phone="+31 20 1234567"), "CT04.10.02.03", "only numbers and a leading + are taken"),
        ({"trial": {"ctis": {"end_of_trial": "2030-06"}}}, "CT03.02.07.02", "a date to the day is taken"),
        ({"trial": {"ctis": {"end_of_trial": "2030-06-30"}}}, "CT03.02.07.02", ""),
        ({"products": [{"code": "P", "ctis": {"maximum_treatment_period": "90 min"}}]}, "CT05.03.03",
         '"min" is no value of the list'),
        ({"products": [{"code": "P", "ctis": {"maximum_treatment_period": "1 d"}}]}, "CT05.03.03", ""),
    ],
)  # fmt: skip
def test_a_value_that_the_form_would_refuse(data, id_, said):
    assert fault(data, id_) == said


def test_a_faulty_value_counts_as_missing():
    found = sheet_of(impd.read({"trial": {"protocol_code": "X" * 21}}))
    assert "CT03.01.05" in {one.id for one in found.missing()}


DOCUMENTS = [
    {"id": "1", "kind": "label", "title": "Of P", "products": ["P"]},
    {"id": "2", "kind": "label", "title": "Of all", "status": "draft", "version": "2", "file": "label.pdf"},
    {"id": "3", "kind": "recruitment_procedure", "title": "NL", "member_states": ["NL"]},
    {"id": "4", "kind": "investigator_cv", "title": "At S", "sites": ["S"]},
]
DATA = {
    "products": [{"code": "P", "role": "test"}, {"code": "Q", "role": "test"}],
    "member_states": [{"country": "NL"}, {"country": "FR"}],
    "trial": {"sites": [{"id": "S", "country": "NL"}, {"id": "T", "country": "NL"}]},
    "documents": DOCUMENTS,
}


def uploaded(id_):
    found = (one for one in sheet_of(impd.read(DATA)).entries() if one.id == id_)
    return [[value.text for value in one.values] for one in found]


def test_a_document_is_uploaded_for_what_it_covers():
    assert uploaded("CT05.17.01") == [["Of P", "Of all"], ["Of all"]]
    assert uploaded("CT06.02.01.01") == [["NL"], []]
    assert uploaded("CT06.02.03.01") == [["At S"], [], []]


def test_a_draft_says_so():
    found = next(one for one in sheet_of(impd.read(DATA)).entries() if one.id == "CT05.17.01")
    assert found.values[1].detail == "version 2, draft, label.pdf"
