"""Which section describes a study, where else it is named, and what is said of studies that were not done."""

from __future__ import annotations

import pytest

from impd.composing.studies import Studies, expectation_words, has_glp_details
from impd.document import GapMark, Table, marks_of, plain_text, walk_blocks
from tests.composing.dossiers import composed_safety, identifiers, safety_composition, section, text

VECTOR = {"product_class": "gtmp_in_vivo_viral", "quality": {"vectors": [{"id": "V", "family": "aav"}]}}
BACTERIA = {"product_class": "gtmp_bacterial"}
TOXICITY = {"id": "T1", "title": "Toxicity in mice", "types": ["repeat_dose_toxicity", "biodistribution"]}
SPREAD = {"id": "B1", "title": "Biodistribution in mice", "types": ["biodistribution", "vector_shedding"]}
UNTYPED = {"id": "U1", "title": "Untyped"}


def selecting(section_id, studies=(), omissions=(), group="gene_therapy", **facts):
    """The selections as seen from a section."""
    product = {**facts.pop("product", {}), "non_clinical": {"studies": list(studies), "omissions": list(omissions)}}
    made = safety_composition(product, group, **facts)
    return Studies(made, lambda: next(place for place in made.places.values() if place.node.id == section_id))


def ids(studies):
    return [str(one.id) for one in studies]


@pytest.mark.parametrize(
    ("section_id", "here", "also"),
    [
        ("2.2.2.4", ["B1"], ["T1"]),
        ("2.2.3.3", ["T1"], []),
        ("2.2.2.6", [], ["B1"]),
        ("2.2.1.2", [], []),
    ],
)
def test_the_first_type_decides_the_section(section_id, here, also):
    found = selecting(section_id, [TOXICITY, SPREAD, UNTYPED])
    assert (ids(found.here()), ids(found.also_here())) == (here, also)


def test_a_second_type_of_the_same_section_does_not_name_the_study_twice():
    one = {"id": "B2", "types": ["biodistribution", "gonadal_distribution"]}
    found = selecting("2.2.2.4", [one])
    assert (ids(found.here()), ids(found.also_here())) == (["B2"], [])


def test_each_study_with_a_type_has_one_home():
    studies = [TOXICITY, SPREAD, {"id": "P1", "types": ["dose_response", "primary_pharmacology_in_vitro"]}]
    homes = [
        name
        for place in safety_composition({}).places.values()
        for name in ids(selecting(place.node.id, studies).here())
    ]
    assert sorted(homes) == ["B1", "P1", "T1"]


def test_the_studies_of_a_chapter_stand_in_the_order_of_its_sections():
    late = {"id": "A", "types": ["local_tolerance"]}
    found = selecting("2.2.3.1", [late, TOXICITY, SPREAD, {"id": "Z", "types": ["single_dose_toxicity"]}, UNTYPED])
    assert ids(found.below("2.2.3")) == ["Z", "T1", "A"]
    assert ids(found.below("2.2.2")) == ["B1"]


@pytest.mark.parametrize(
    ("one", "group", "expected"),
    [
        (TOXICITY, "gene_therapy", '<ref to="2.2.3.3"/>'),
        (UNTYPED, "gene_therapy", ""),
        (TOXICITY, "brochure", ""),  # its sections are a reference there
    ],
)
def test_a_study_is_referred_to_by_the_section_that_describes_it(one, group, expected):
    found = selecting("1.1", [one], group=group)
    (view,) = found._studies
    assert str(found.home(view)) == expected


def test_the_names_of_the_types_are_printed_as_facts():
    found = selecting("2.2.3.3", [TOXICITY])
    (view,) = found.here()
    path = "products[TAB].non_clinical.studies[T1].types"
    first, second = (found._types.types[kind].name for kind in TOXICITY["types"])
    assert str(found.type_names(view)) == (
        f'<f p="{path}[0]">{first[0].upper()}{first[1:]}</f>; <f p="{path}[1]">{second}</f>'
    )


@pytest.mark.parametrize(
    ("section_id", "belongs"), [("2.2.2.4", True), ("2.2.3.3", True), ("2.2.2.6", False), ("2.2.9", False)]
)
def test_whether_a_study_has_a_type_of_a_section(section_id, belongs):
    found = selecting("2.2.3.3", [TOXICITY])
    assert found.belongs_to(found.here()[0], section_id) is belongs


def expected(kind, studies=(), omissions=(), column="aav", stage=None, **more):
    trial = {"trial": {"stage": stage}} if stage else {}
    found = selecting("1.1", studies, omissions, column=column, **trial, **more)
    return next(one for one in found.expected() if one.kind == kind)


OMITTED = {"type": "biodistribution", "justification": "Known from the same vector"}


@pytest.mark.parametrize(
    ("held", "there", "missing"),
    [
        ({}, [], True),
        ({"studies": [SPREAD]}, ["B1"], False),
        ({"studies": [TOXICITY]}, ["T1"], False),  # its second type
        ({"studies": [TOXICITY, SPREAD]}, ["T1", "B1"], False),
        ({"studies": [UNTYPED]}, [], True),
        ({"omissions": [OMITTED]}, [], False),
        ({"omissions": [{"type": "biodistribution"}]}, [], False),  # its reason is a gap of its own
        ({"omissions": [{"type": "vector_shedding"}]}, [], True),
        ({"studies": [SPREAD], "omissions": [OMITTED]}, ["B1"], False),
    ],
)
def test_what_is_expected_is_there_omitted_or_missing(held, there, missing):
    found = expected("biodistribution", **held)
    assert (found.letter, ids(found.studies), found.missing) == ("E", there, missing)
    omitted = [one["type"] for one in held.get("omissions", ())]
    assert (found.omission is not None) is ("biodistribution" in omitted)


@pytest.mark.parametrize(
    ("kind", "column", "letter", "missing"),
    [
        ("biodistribution", "aav", "E", True),
        ("dose_response", "mesenchymal_cells", "J", True),
        ("safety_pharmacology", "aav", "C", False),
        ("fertility", "chemical", "L", False),
        ("genotoxicity_in_vitro", "aav", "N", False),
        ("biodistribution", None, "", False),
    ],
)
def test_only_what_is_expected_or_to_be_justified_is_missing(kind, column, letter, missing):
    found = expected(kind, column=column)
    assert (found.letter, found.missing) == (letter, missing)


def test_without_column_a_study_is_held_all_the_same():
    found = expected("biodistribution", [SPREAD], column=None)
    assert (found.expectation, ids(found.studies), found.missing) == (None, ["B1"], False)


@pytest.mark.parametrize(
    ("stage", "letter", "missing"),
    [(None, "C", False), ("exploratory_first_in_human", "C", False), ("confirmatory", "J", True)],
)
def test_a_later_stage_turns_case_by_case_into_missing(stage, letter, missing):
    found = expected("safety_pharmacology", stage=stage)
    assert (found.letter, found.missing) == (letter, missing)


def test_the_types_of_a_section_and_of_all_sections():
    found = selecting("2.2.2.4", column="aav")
    assert [one.kind for one in found.expected_here()] == ["distribution", "biodistribution", "gonadal_distribution"]
    everything = found.expected()
    assert len({one.kind for one in everything}) == len(everything) > len(found.expected_here())
    assert selecting("2.2.2.4").expected_here()[1].expectation is None


def test_a_missing_study_is_a_gap_that_names_where_to_justify():
    found = selecting("2.2.2.4", column="aav")
    one = next(one for one in found.expected_here() if one.kind == "biodistribution")
    mark = found.missing_study(one)
    assert mark.path == "products[TAB].non_clinical.omissions[biodistribution].justification"
    assert "study, or justification of its absence" in mark.__html__()


def test_what_is_expected_in_words():
    assert expectation_words(expected("biodistribution")) == "expected before this trial"
    words = expectation_words(expected("device_biocompatibility", column="chondrocytes"))
    assert words == "case by case (expected where the product contains a matrix)"
    assert expectation_words(expected("biodistribution", column=None)) == ""


@pytest.mark.parametrize(
    ("section_id", "column", "held", "cited"),
    [
        ("2.2.3.4", "biological", {}, "ICH S6(R1)"),
        ("2.2.3.4", "biological", {"studies": [{"id": "T1", "types": ["genotoxicity_in_vitro"]}]}, ""),
        ("2.2.3.4", "biological", {"omissions": [{"type": "genotoxicity_in_vitro"}]}, ""),
        ("2.2.3.4", "chemical", {}, ""),
        ("2.2.3.4", None, {}, ""),
    ],
)
def test_on_what_it_rests_that_no_study_of_a_section_is_expected(section_id, column, held, cited):
    found = selecting(section_id, **held, column=column)
    assert cited in found.not_expected_here()
    every = all(one.letter == "N" for one in found.expected_here()) and not held
    assert bool(found.not_expected_here()) is every


@pytest.mark.parametrize(
    ("one", "group", "words"),
    [
        ({"types": ["repeat_dose_toxicity"]}, "chemical", "expected"),
        ({"types": ["primary_pharmacology_in_vivo"]}, "gene_therapy", "not expected"),
        ({}, "chemical", ""),
    ],
)
def test_whether_glp_is_expected_of_the_first_type(one, group, words):
    found = selecting("2.2.0.2", [{"id": "T1", **one}], group=group)
    assert found.glp_expected(found._studies[0]) == words


def test_a_missing_text_is_a_gap_that_names_the_text_to_write():
    mark = selecting("2.2.4").missing_text("integrated assessment")
    assert (mark.path, str(mark.__html__())) == (
        "products[TAB].narratives[2.2.4].text",
        '<gap p="products[TAB].narratives[2.2.4].text">integrated assessment</gap>',
    )


@pytest.mark.parametrize(
    ("one", "judged"),
    [
        ({"role": "pivotal_safety"}, True),
        ({"role": "supportive_safety"}, True),
        ({"role": "proof_of_concept"}, False),
        ({"role": "proof_of_concept", "glp": {"status": "no_glp"}}, True),
        ({}, False),
    ],
)
def test_glp_is_judged_for_safety_and_where_it_is_stated(one, judged):
    found = selecting("2.2.0.2", [{"id": "T1", **one}])
    assert bool(found.glp_studies()) is judged
    assert bool(found.pivotal()) is (one.get("role") == "pivotal_safety")


@pytest.mark.parametrize(
    ("status", "claimed"),
    [
        ("glp_full", True),
        ("glp_with_exceptions", True),
        ("glp_for_phases", True),
        ("no_glp", False),
        ("glp_not_applicable", False),
        (None, False),
    ],
)
def test_a_facility_is_under_glp_where_a_study_there_claims_it(status, claimed):
    glp = {"status": status} if status else {}
    product = {"non_clinical": {
        "studies": [{"id": "T1", "facility": "F1", "glp": glp}],
        "test_facilities": [{"id": "F1", "name": "One"}, {"id": "F2", "name": "Two"}],
    }}  # fmt: skip
    made = safety_composition(product)
    found = Studies(made, lambda: next(iter(made.places.values())))
    facilities = list(made.product_view().non_clinical.test_facilities)
    assert [found.facility_under_glp(one) for one in facilities] == [claimed, False]


@pytest.mark.parametrize(
    ("glp", "more"),
    [
        ({"status": "glp_full", "study_director_statement": True, "standards": ["OECD"]}, False),
        ({"status": "no_glp", "justification": "Early study"}, True),
        ({"prospective_protocol": False}, True),
        ({"principal_investigators": ["A. Person"]}, True),
    ],
)
def test_whether_a_glp_record_says_more_than_its_line(glp, more):
    found = selecting("2.2.0.2", [{"id": "T1", "glp": glp}])
    assert has_glp_details(found._studies[0]) is more


def test_batches_used_in_studies_stand_beside_clinical_ones_of_their_material():
    quality = {
        "drug_products": [{"id": "DP", "name": "Vector"}],
        "substances": [{"id": "DS", "name": "Bulk"}],
        "batches": [
            {"id": "C1", "subject": "DP", "uses": ["clinical"]},
            {"id": "X1", "subject": "DP", "uses": ["engineering"]},
            {"id": "N1", "subject": "DP", "uses": ["non_clinical"]},
            {"id": "S1", "subject": "DS", "uses": ["clinical"]},
        ],
    }
    studies = [{"id": "T1", "test_article": {"batch": "N1"}}, {"id": "T2", "test_article": {"batch_number": "R-7"}}]
    found = selecting("2.2.0.4", studies, product={"quality": quality})
    ((owner, batches),) = found.tested_batches()
    assert (str(owner), ids(batches)) == ("Vector", ["N1", "C1"])


# What the sections print of it.


def rows(document, identifier, caption):
    """The rows of the table with that caption, heads included; none where there is no such table."""
    tables = [one for one in section(document, identifier).blocks if isinstance(one, Table) and one.caption]
    found = [table for table in tables if plain_text(table.caption).startswith(caption)]
    return [[plain_text(cell.content) for cell in row] for table in found for row in (*table.head, *table.body)]


def gaps(document, identifier):
    return [
        mark.text for block in section(document, identifier).blocks for mark in marks_of(block)
        if isinstance(mark, GapMark)
    ]  # fmt: skip


def test_a_study_described_elsewhere_is_named_with_its_section():
    study = {**TOXICITY, "number": "TX-7", "species": "Mouse", "result": "Vector in the liver only", "strain": "C57"}
    document = composed_safety({**VECTOR, "non_clinical": {"studies": [study]}})
    assert rows(document, "2.2.2.4", "Studies described elsewhere") == [
        ["Study", "Test system", "Outcome", "Described in"],
        ["TX-7", "Mouse, C57", "Vector in the liver only", "section 2.2.3.3"],
    ]
    assert "Study TX-7: Toxicity in mice" in text(section(document, "2.2.3.3"))
    assert "Toxicity in mice" not in text(section(document, "2.2.2.4"))


def test_a_missing_study_is_marked_in_its_section_and_in_the_overview():
    document = composed_safety(VECTOR)
    wanted = "biodistribution"
    assert [one for one in gaps(document, "2.2.2.4") if one.startswith(wanted)] != []
    assert [one for one in gaps(document, "2.2.0.5") if one.startswith(wanted)] != []
    assert rows(document, "2.2.2.4", "Studies not performed") == []


def test_a_study_that_was_not_done_stands_with_its_reason_and_evidence():
    omission = {
        **OMITTED, "compensated_by": "Published data", "clinical_mitigation": "Sampling in the trial", "risk": "R1",
        "evidence": ["T1", "2.2.3.3", "P.5.4", "LIT", "Report 7"],
    }  # fmt: skip
    product = {
        **VECTOR,
        "quality": {**VECTOR["quality"], "drug_products": [{"id": "DP", "name": "Vector"}]},
        "risks": [{"id": "R1", "risk": "Spread"}],
        "non_clinical": {
            "studies": [{"id": "T1", "number": "TX-7", "types": ["repeat_dose_toxicity"]}],
            "omissions": [omission],
            "literature": [{"id": "LIT", "citation": "Somebody 2020"}],
        },
    }
    document = composed_safety(product)
    (line,) = rows(document, "2.2.2.4", "Studies not performed")[1:]
    assert line[1:4] == [
        "Known from the same vector\nRisk R1: Spread", "Published data", "Sampling in the trial",
    ]  # fmt: skip
    assert line[4].splitlines() == [
        "study TX-7", "section 2.2.3.3", "section 2.1.P.5.4 of the quality part", "reference LIT", "Report 7",
    ]  # fmt: skip
    assert not any("biodistribution" in one for one in gaps(document, "2.2.2.4"))
    overview = rows(document, "2.2.0.5", "Types of study")
    assert ["not performed, justified in section 2.2.2.4" in row[2] for row in overview if line[0] == row[0]] == [True]


def test_a_reason_that_is_not_stated_is_a_gap():
    document = composed_safety({**VECTOR, "non_clinical": {"omissions": [{"type": "biodistribution"}]}})
    assert "justification" in gaps(document, "2.2.2.4")


def test_a_class_without_column_expects_nothing_and_says_so():
    studies = [{**SPREAD, "test_system": "animal"}]
    omissions = [{"type": "vector_shedding", "justification": "Killed bacteria"}]
    document = composed_safety({**BACTERIA, "non_clinical": {"studies": studies, "omissions": omissions}})
    assert "No list of expected studies is held for this kind of product" in text(section(document, "2.2.0.5"))
    found = [row[1] for row in rows(document, "2.2.0.5", "Types of study in this dossier")[1:]]
    assert found == ["B1", "B1; not performed: Killed bacteria"]
    everywhere = [mark.text for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, GapMark)]
    assert not any(one.endswith("study, or justification of its absence") for one in everywhere)


def test_a_study_without_type_has_no_section_and_is_marked_in_the_list():
    document = composed_safety({**VECTOR, "non_clinical": {"studies": [UNTYPED]}})
    assert "Untyped" in text(section(document, "2.2.0.1"))
    assert "types" in gaps(document, "2.2.0.1")
    places = [name for name in identifiers(document) if "Untyped" in text(section(document, name))]
    assert places == ["2.2.0.1"]


@pytest.mark.parametrize(
    ("types", "printed_in"),
    [
        (["biodistribution"], ["2.2.2.4"]),
        (["repeat_dose_toxicity", "biodistribution"], ["2.2.2.4"]),
        (["repeat_dose_toxicity"], ["2.2.3.3"]),
    ],
)
def test_the_distribution_of_a_study_is_printed_once(types, printed_in):
    distribution = [{"tissue": "Liver", "group": "Low", "time": "29", "result": "5e4"}]
    study = {"id": "T1", "types": types, "distribution": distribution, "time_unit": "d", "result": "None"}
    document = composed_safety({**VECTOR, "non_clinical": {"studies": [study]}})
    path = "products[TAB].non_clinical.studies[T1].distribution[Liver,Low,29].result"
    places = [
        name for name in identifiers(document) for block in section(document, name).blocks
        for mark in marks_of(block) if mark.path == path
    ]  # fmt: skip
    assert places == printed_in


CELLS = {"product_class": "gtmp_ex_vivo", "atmp": {"cells": "t_cell"}}
MESENCHYMAL = {"product_class": "sctmp", "atmp": {"cells": "mesenchymal_stromal_cell"}}


@pytest.mark.parametrize(
    ("product", "group", "column"),
    [
        (VECTOR, "gene_therapy", "aav"),
        (CELLS, "modified_cells", "modified_immune_cells"),
        (MESENCHYMAL, "cells_and_tissues", "mesenchymal_cells"),
        (BACTERIA, "gene_therapy", None),
    ],
)
def test_a_section_stands_where_its_studies_are_expected_or_where_none_is(product, group, column):
    made = safety_composition(product, group, column=column)
    there = identifiers(composed_safety(product))
    judged = [one for one in made.places.values() if one.node.obligation[group] == "expected"]
    assert judged != []
    for place in judged:
        found = selecting(place.node.id, group=group, column=column, product=product)
        wanted = any(one.missing for one in found.expected_here()) or bool(found.not_expected_here())
        assert (place.identifier in there) is wanted, place.identifier
