"""References between the parts of an application."""

from __future__ import annotations

import pytest

from impd.dossier import ClinicalTrialApplication
from impd.dossier.integrity import find_faults

APPLICATION = {
    "products": [{"code": "LV", "quality": {"sites": [{"id": "MK"}]}}],
    "member_states": [{"country": "NL"}],
    "trial": {"sites": [{"id": "AMS"}]},
}


def faults(**facts):
    data = {**APPLICATION, **facts}
    validated = find_faults(ClinicalTrialApplication.model_validate(data))
    assert find_faults(data) == validated
    assert find_faults(data, references=False) == []
    return [(fault.path, fault.message, fault.remedy) for fault in validated]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"documents": [{"id": "D"}]},
        {"documents": [{"id": "D", "products": ["LV"], "member_states": ["NL"], "sites": ["AMS"],
                        "manufacturing_sites": ["MK"]}]},
        {"documents": [{"id": "D"}],
         "cover_letter": {"reference_safety_information": [{"product": "LV", "document": "D"}]}},
    ],
)  # fmt: skip
def test_a_sound_application(facts):
    assert faults(**facts) == []


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"products": ["LW"]},
         ("documents[D].products[0]", 'products: no entry "LW" in products',
          "Add the entry, or name one of: LV")),
        ({"sites": ["AMS1"]},
         ("documents[D].sites[0]", 'sites: no entry "AMS1" in trial_sites', 'Did you mean "AMS"?')),
        ({"member_states": ["NL", "FR"]},
         ("documents[D].member_states[1]", 'member_states: no entry "FR" in member_states',
          "Add the entry, or name one of: NL")),
        ({"sites": ["MK"]},
         ("documents[D].sites[0]", 'sites: no entry "MK" in trial_sites', "Add the entry, or name one of: AMS")),
        ({"manufacturing_sites": ["AMS"]},
         ("documents[D].manufacturing_sites[0]", 'manufacturing_sites: no entry "AMS" in sites',
          "Add the entry, or name one of: MK")),
    ],
)  # fmt: skip
def test_a_document_that_covers_what_there_is_not(document, fault):
    assert faults(documents=[{"id": "D", **document}]) == [fault]


def test_a_letter_that_refers_to_no_document():
    places = [{"product": "LV", "document": "IB"}]
    assert faults(cover_letter={"reference_safety_information": places}) == [
        ("cover_letter.reference_safety_information[LV].document", 'document: no entry "IB" in documents',
         "Add the entry, or name one of: none yet")
    ]  # fmt: skip
