"""The two documents of a product: how one refers to the other, and what each part of the data says of sections."""

from __future__ import annotations

import pytest

from impd.document import Fact, marks_of
from impd.errors import InputFault
from tests.composing.dossiers import composed, composed_safety, identifiers, marks, section, text

QUALITY = {"drug_products": [{"id": "DP", "name": "Tablet"}], "substances": [{"id": "DS", "name": "Salt"}]}


def narrative(identifier, words):
    return {"quality": QUALITY, "narratives": [{"section": identifier, "text": words, "file": f"text/{identifier}.md"}]}


@pytest.mark.parametrize(
    ("compose", "identifier", "named", "printed"),
    [
        (composed, "P.2.2", "2.4.5", "section 2.4.5 of the safety and efficacy part"),
        (composed, "P.2.2", "P.8", "section 2.1.P.8"),
        (composed_safety, "2.2.4", "P.5.4", "section 2.1.P.5.4 of the quality part"),
        (composed_safety, "2.2.4", "2.2.3.9", "section 2.2.3.9"),
    ],
)
def test_a_text_refers_to_a_section_of_either_document(compose, identifier, named, printed):
    document = compose(narrative(identifier, f'See {{{{ ref("{named}") }}}}.'))
    assert f"See {printed}." in text(section(document, identifier))


@pytest.mark.parametrize(("compose", "identifier"), [(composed, "P.2.2"), (composed_safety, "2.2.4")])
def test_a_text_quotes_facts_of_every_part(compose, identifier):
    quoted = '{{ fact("clinical.dose.starting_dose") }} of {{ fact("quality.substances[DS].name") }}'
    product = {
        **narrative(identifier, quoted),
        "clinical": {"dose": {"starting_dose": "1 mg"}},
    }
    document = compose(product)
    assert "1 mg of Salt" in text(section(document, identifier))
    assert "1 mg" in marks(document, "products[TAB].clinical.dose.starting_dose")


@pytest.mark.parametrize("identifier", ["P.2.2", "2.2.4"])
def test_a_text_stands_in_its_own_document_only(identifier):
    words = "Words of the author."
    made = [compose(narrative(identifier, words)) for compose in (composed, composed_safety)]
    found = [one for document in made for one in identifiers(document) if words in text(section(document, one))]
    assert found == [identifier]


@pytest.mark.parametrize("compose", [composed, composed_safety])
@pytest.mark.parametrize("identifier", ["P.99", "2.9", "2.2.0.9"])
def test_a_text_of_no_document_is_refused_by_both(compose, identifier):
    with pytest.raises(InputFault) as fault:
        compose(narrative(identifier, "Words."))
    assert str(fault.value).startswith(f'text/{identifier}.md: there is no section "{identifier}"')


@pytest.mark.parametrize("part", ["quality", "non_clinical", "clinical"])
@pytest.mark.parametrize(
    ("compose", "identifier"), [(composed, "P.7"), (composed_safety, "2.2.3.7"), (composed_safety, "2.4.3")]
)
def test_a_statement_may_stand_in_any_part(part, compose, identifier):
    statement = {"section": identifier, "not_applicable": "For a reason."}
    product = {"quality": QUALITY}
    document = compose({**product, part: {**product.get(part, {}), "sections": [statement]}})
    assert text(section(document, identifier)) == "Not applicable. For a reason."
    assert marks(document, f"products[TAB].{part}.sections[{identifier}].not_applicable") == ["For a reason."]


@pytest.mark.parametrize(
    ("compose", "identifier", "named", "printed"),
    [
        (composed_safety, "2.2.3.7", "2.2.3.3", "See section 2.2.3.3."),
        (composed_safety, "2.2.3.7", "P.2.2", "See section 2.1.P.2.2 of the quality part."),
        (composed_safety, "2.2.1.5", "P.2.2", "See section 2.1.P.2.2 of the quality part."),  # optional
        (composed, "P.7", "2.2.3.7", "See section 2.2.3.7 of the safety and efficacy part."),
    ],
)
def test_a_statement_refers_to_a_section_of_either_document(compose, identifier, named, printed):
    part = "quality" if identifier.startswith("P") else "non_clinical"
    product = {"quality": QUALITY}
    document = compose({**product, part: {**product.get(part, {}), "sections": [
        {"section": identifier, "see_instead": named},
    ]}})  # fmt: skip
    assert identifier in identifiers(document)
    assert text(section(document, identifier)) == printed


@pytest.mark.parametrize(
    ("compose", "identifier", "printed"),
    [
        (composed, "F.3", ["section 2.1.P.5.1", "section 2.2.3.3 of the safety and efficacy part"]),
        (composed_safety, "2.4.2", ["section 2.1.P.5.1 of the quality part", "section 2.2.3.3"]),
    ],
)
def test_the_evidence_of_a_risk_is_found_from_both_documents(compose, identifier, printed):
    risk = {"id": "R1", "risk": "Fever", "factor": "Endotoxin", "mitigation": "Limit",
            "evidence": ["P.5.1", "2.2.3.3", "T1", "TR1", "L1", "R1", "Report 7"]}  # fmt: skip
    product = {
        "quality": QUALITY,
        "risks": [risk],
        "non_clinical": {"studies": [{"id": "T1", "number": "TX-7"}], "literature": [{"id": "L1"}]},
        "clinical": {"trials": [{"id": "TR1", "code": "ABC-1"}]},
    }
    document = compose(product)
    places = [marks(document, f"products[TAB].risks[R1].evidence[{number}]") for number in range(7)]
    others = ["study TX-7", "trial ABC-1", "reference L1", "R1", "Report 7"]
    assert places == [[words] for words in (*printed, *others)]
    assert identifier in identifiers(document)


@pytest.mark.parametrize(
    ("evidence", "in_quality"),
    [
        ([], True),
        (["P.5.1"], True),
        (["2.2.3.3", "P.5.1"], True),
        (["Report 7"], True),
        (["2.2.3.3"], False),
        (["T1"], False),
        (["TR1", "2.4.4"], False),
    ],
)
def test_a_risk_stands_with_the_part_that_answers_it(evidence, in_quality):
    product = {
        "quality": QUALITY,
        "risks": [{"id": "R1", "risk": "Fever", "factor": "Endotoxin", "evidence": evidence}],
        "non_clinical": {"studies": [{"id": "T1"}]},
        "clinical": {"trials": [{"id": "TR1"}]},
    }
    path = "products[TAB].risks[R1].risk"
    assert (marks(composed(product), path) != []) is in_quality
    assert marks(composed_safety(product), path) != []


def test_both_covers_name_their_own_version():
    product = {
        "document": {"version": "3.0", "date": "2026-01-05"},
        "safety_efficacy_document": {"version": "1.2", "date": "2026-02-06"},
    }
    stated = ((composed, "document", "3.0"), (composed_safety, "safety_efficacy_document", "1.2"))
    for compose, field, version in stated:
        made = compose(product)
        facts = {mark.path: mark.text for block in made.cover for mark in marks_of(block) if isinstance(mark, Fact)}
        assert facts[f"products[TAB].{field}.version"] == made.properties.version == version
        assert sum(path.endswith(".version") for path in facts) == 1
