"""Which document a file seems to be, and the codes that say so."""

from __future__ import annotations

import pytest

from impd.submission.slot import guess_slot
from impd.submission.title_codes import read_title_profile


@pytest.mark.parametrize(
    ("name", "text", "guess"),
    [
        ("D1_Protocol_2023-505613-24.pdf", "Clinical Trial Protocol\n", ("D1", "protocol", "high")),
        ("D1_PPLS_GRC_EL.pdf", "", ("D1", "protocol_synopsis", "medium")),
        ("D1_x.pdf", "Synopsis of the protocol of trial A", ("D1", "protocol_synopsis", "high")),
        ("scan0001.pdf", "INVESTIGATOR’S\nBROCHURE\nEdition 4", ("E1", "investigators_brochure", "medium")),
        ("ib.pdf", "Investigational Medicinal Product Dossier – Quality", ("G1", "impd_quality", "medium")),
        ("insurance 2026.pdf", "", ("O1", "insurance", "low")),
        ("cover letter.docx", "Cover letter\nDear Sir or Madam", ("B1", "cover_letter", "high")),
        ("x.pdf", "Protocol code: ABC-1\nSponsor", ("", "", "none")),  # any document may say this
        ("x.pdf", "", ("", "", "none")),
        ("D9_x.pdf", "", ("D9", "", "low")),
        ("R1_x.pdf", "National requirements on data protection", ("R1", "national_data_protection", "high")),
    ],
)
def test_a_guess(name, text, guess):
    found = guess_slot(name, text)
    assert (found.code, found.slot, found.confidence, found.contrary) == (*guess, False)
    assert bool(found.why) == (guess[2] != "none")


def test_name_and_content_of_different_sections():
    found = guess_slot("P1_Financial arrangements.pdf", "Site suitability form\nHospital")
    assert found.contrary
    assert found.why == 'the name begins with P1, the first page with "site suitability"'


def test_another_document_named_further_down_is_no_contradiction():
    text = "Clinical trial protocol\n" + "Text. " * 200 + "see the investigator's brochure"
    assert not guess_slot("D1_x.pdf", text).contrary


def test_every_document_has_a_code_of_its_section_and_words():
    profile = read_title_profile()
    assert len({one.slot for one in profile.slots}) == len(profile.slots)
    assert [one.slot for one in profile.slots if one.code and one.code[0] not in (one.annex, "S")] == []
    assert [one.slot for one in profile.slots if set(one.types) - {"public", "other", "plain"}] == []
    assert {one.slot for one in profile.slots if one.seen and one.confidence == "high"} >= {
        "protocol",
        "subject_information",
    }
    assert (len(profile.member_states), "NO" in profile.languages, "NOR" in profile.member_states) == (30, True, True)


@pytest.mark.parametrize(
    ("slot", "types"),
    [  # as the exchange specification and the public register have them
        ("protocol", {"public": 104, "other": 5}), ("protocol_synopsis", {"public": 7, "other": 308}),
        ("impd_quality", {"other": 22}), ("impd_safety_efficacy", {"public": 23, "other": 331}),
        ("investigators_brochure", {"public": 18, "other": 313, "plain": 254}),
        ("manufacturing_authorisation", {"public": 20, "other": 315}), ("qp_declaration", {"public": 21, "other": 316}),
        ("labelling", {"public": 29, "other": 317}), ("cover_letter", {"public": 49, "other": 2}),
        ("recruitment_arrangements", {"public": 14, "other": 322}),
        ("subject_information", {"public": 15, "other": 323}),
    ],
)  # fmt: skip
def test_the_numbers_of_ctis(slot, types):
    assert next(one.types for one in read_title_profile().slots if one.slot == slot) == types
