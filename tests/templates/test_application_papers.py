"""What the documents of the application print: the cover letter, lists and statements, sentence by sentence."""

from __future__ import annotations

import pytest

import impd
from impd.document import GapMark, marks_of, walk_blocks
from tests.composing.dossiers import TABLET, application, identifiers, marks, section, text

ATMP = {**TABLET, "product_class": "gtmp_ex_vivo", "atmp": {"genetically_modified_organism": True}}
AUXILIARY = {
    "code": "FLU",
    "name": "Fludarabine",
    "role": "auxiliary",
    "product_class": "chemical",
    "authorisation": {"name": "Fludara", "number": "EU/1/2", "country": "DE", "modification": "unmodified"},
}


def letter(*products, **facts):
    return paper("cover-letter", *products, **facts)


def paper(document, *products, **facts):
    return impd.compose(application(*(products or (TABLET,)), **facts), request=impd.Request(document=document))


def gaps(document):
    return {mark.path for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, GapMark)}


POINTS = (
    "special_population", "first_administration", "scientific_advice", "paediatric_investigation_plan",
    "narcotic_psychotropic_or_radiopharmaceutical", "genetically_modified_organism", "orphan_designation",
    "product_list", "devices",
)  # fmt: skip


def test_each_point_of_paragraph_7_is_answered_or_marked():
    assert {f"cover_letter.{one}.applies" for one in POINTS} <= gaps(letter())
    stated = letter(cover_letter={one: {"applies": False} for one in POINTS})
    assert [marks(stated, f"cover_letter.{one}.applies") for one in POINTS] == [["No"]] * len(POINTS)
    assert [path for path in gaps(stated) if path.startswith("cover_letter.") and path.split(".")[1] in POINTS] == []


def test_what_applies_needs_detail_and_place():
    made = letter(cover_letter={"devices": {"applies": True}, "orphan_designation": {"applies": False}})
    assert {"cover_letter.devices.detail", "cover_letter.devices.place"} <= gaps(made)
    assert not {"cover_letter.orphan_designation.detail", "cover_letter.orphan_designation.place"} & gaps(made)


def test_a_plan_needs_its_number():
    plan = {"applies": True, "detail": "Part of it", "place": "Part I", "decision_link": "https://example.org/p"}
    made = letter(cover_letter={"paediatric_investigation_plan": plan})
    assert "cover_letter.paediatric_investigation_plan.number" in gaps(made)
    assert "Decision: https://example.org/p" in text(section(made, "B.7"))


def test_the_letter_goes_to_the_member_states_and_names_no_person():
    made = letter(member_states=[{"country": "NL"}, {"country": "FR"}])
    words = [mark.text for block in made.cover for mark in marks_of(block)]
    assert words[:2] == ["Netherlands", "France"]
    assert "Dear" not in str(made)
    assert "member_states" in gaps(letter())


def test_products_stand_with_their_status_and_auxiliary_ones_apart():
    found = text(section(letter(TABLET, AUXILIARY), "B.7.h"))
    assert "Tablet\nTAB\nProduct under test\n" in found
    assert "No marketing authorisation" in found
    assert "Authorised product, not modified\nFludara\nEU/1/2\nGermany" in found
    assert found.index("Auxiliary medicinal products") < found.index("Fludarabine\nFLU")


def test_an_advanced_therapy_tells_of_the_consultation_of_experts():
    assert "by 50 days" in text(section(letter(ATMP), "B.7.t"))
    assert "B.7.t" not in identifiers(letter())


@pytest.mark.parametrize(
    ("product", "states", "shown", "marked"),
    [
        (ATMP, [{"country": "NL", "gmo": {"route": "deliberate_release", "status": "submitted"}}], True, False),
        (ATMP, [{"country": "NL"}], True, True),
        (TABLET, [{"country": "NL"}], False, False),
        (TABLET, [{"country": "NL", "gmo": {"route": "not_required"}}], True, False),
    ],
)
def test_procedures_for_modified_organisms_stand_where_there_are_any(product, states, shown, marked):
    made = letter(product, member_states=states)
    assert ("B.7.f" in identifiers(made)) is shown
    assert ("member_states[NL].gmo.route" in gaps(made)) is marked


@pytest.mark.parametrize(
    ("identifier", "facts", "fact"),
    [
        ("B.9", {"trial": {"low_intervention": True}}, "low_intervention_justification"),
        ("B.10", {"trial": {"cluster": True}}, "cluster_consent"),
        ("B.12", {"application_type": "resubmission"}, "resubmission"),
    ],
)
def test_what_only_some_trials_state_is_asked_of_them_alone(identifier, facts, fact):
    assert any(path.startswith(f"cover_letter.{fact}") for path in gaps(letter(**facts)))
    no = {"trial": {"low_intervention": False, "cluster": False}, "application_type": "initial"}
    assert identifier not in identifiers(letter(**no))


def test_a_resubmission_names_what_changed():
    again = {"previous_eu_ct_number": "2025-500001-11-00", "changes": "New limit", "open_issues": "Data were added"}
    found = text(section(letter(application_type="resubmission", cover_letter={"resubmission": again}), "B.12"))
    assert [line for line in again.values() if line not in found] == []


def test_without_a_place_the_safety_information_is_marked():
    assert "cover_letter.reference_safety_information" in gaps(letter())


def test_sections_are_numbered_in_turn():
    assert [one.number for one in letter().sections] == [str(one + 1) for one in range(len(letter().sections))]


def test_the_list_of_products_says_which_evidence_is_due():
    site = {"id": "S", "name": "Maker", "country": "DE", "roles": ["product_manufacture"]}
    made = paper("product-list", {**TABLET, "quality": {"sites": [site]}}, AUXILIARY)
    found = text(section(made, "PL.3"))
    assert "Authorisation of manufacture of each site in the Union (Annex I, 34)" in found
    assert "No document is due (Annex I, 32)" in found
    assert "products[TAB].evidence_due" in gaps(paper("product-list"))
    assert [one.path for one in made.calculations if "FLU" in one.path] != []


def test_the_statement_names_regulation_and_sponsors():
    facts = {"sponsor": {"name": "Sponsor Ltd"}, "co_sponsors": [{"name": "Second", "country": "FR"}]}
    found = text(section(paper("data-protection-statement", **facts), "R.1"))
    assert "Sponsor Ltd, as sponsor of the clinical trial" in found
    assert "in accordance with Regulation (EU) 2016/679" in found
    assert "Second, France" in found


def test_measures_are_referred_to_or_marked():
    points = [{"point": "ak", "section": "13.2"}, {"point": "al", "not_applicable": "No records"}]
    made = paper("data-protection-statement", trial={"protocol": {"points": points}})
    found = text(section(made, "R.2"))
    assert "loss\n13.2" in found
    assert "No records" in found
    assert "trial.protocol_section_of_point_am" in gaps(made)


def test_a_state_with_papers_of_its_own_is_named():
    states = [{"country": "NL", "national_data_protection": False}, {"country": "FR", "national_data_protection": True}]
    found = text(section(paper("data-protection-statement", member_states=states), "R.3"))
    assert "France: documents of its own are asked for" in found
    assert "Netherlands" not in found
    assert "R.3" not in identifiers(paper("data-protection-statement", member_states=states[:1]))


def test_low_intervention_rests_on_authorisation_and_use():
    product = {
        **TABLET,
        "role": "test",
        "authorisation": {"name": "Tab", "number": "1", "holder": "H", "country": "DE", "modification": "unmodified"},
        "basis": {"replaced": {"use_within_product_information": True}},
    }
    made = paper("low-intervention-statement", product, AUXILIARY, trial={"low_intervention": True})
    assert "Germany\nYes" in text(section(made, "LI.2"))
    assert "Fludarabine" not in text(section(made, "LI.2"))
    assert "cover_letter.low_intervention_justification" in gaps(made)


def test_several_sponsors_share_duties():
    sponsor = {"name": "First", "country": "NL", "sole": False, "ctis": {"responsible_for": ["corrective_measures"]}}
    second = {
        "name": "Second",
        "country": "FR",
        "responsibilities": "Monitoring",
        "ctis": {"responsible_for": ["contact_for_questions"]},
    }
    made = paper("responsibilities-of-sponsors", sponsor=sponsor, co_sponsors=[second])
    found = text(section(made, "A.2.2"))
    assert "(Article 72(2)(b))\nSecond" in found
    assert "77)\nFirst" in found
    assert "sponsor.sponsor_that_answers_for_this_duty" in gaps(made), "nobody answers for the authorisation"
    assert "Second\nMonitoring" in text(section(made, "A.2.3"))


def test_advice_on_quality_stands_in_a_document_of_its_own():
    asked = [
        {"id": "1", "topic": "quality_topic", "question": "Limit?", "answer": "Yes", "followed": "followed"},
        {"id": "2", "topic": "clinical_topic", "question": "Dose?", "answer": "Yes", "followed": "followed"},
    ]
    product = {
        **TABLET,
        "interactions": [
            {"id": "I", "procedure": "national_advice", "questions": asked},
            {"id": "P", "procedure": "prime", "reference": "PRIME-1"},
        ],
    }
    general, quality = paper("advice-summary", product), paper("advice-quality", product)
    path = "products[TAB].interactions[I].questions[{}].question"
    assert (marks(general, path.format(1)), marks(general, path.format(2))) == ([], ["Dose?"])
    assert (marks(quality, path.format(1)), marks(quality, path.format(2))) == (["Limit?"], [])
    assert "PRIME-1" not in str(general)
