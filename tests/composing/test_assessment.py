"""Calculated values, counts with their share, the crosswalk, and what stands where the data are replaced."""

from __future__ import annotations

import pytest

from impd.calculation.applicability import PREDICATES
from impd.composing.assessment import Assessment, is_entry, paper_due
from impd.document import CrossReference, Fact, GapMark, Table, marks_of, plain_text
from impd.dossier.path import value_at
from tests.composing.dossiers import (
    application,
    composed,
    composed_safety,
    identifiers,
    marks,
    safety_composition,
    section,
    text,
)

BASE = "products[TAB].clinical"
TRIALS = [{"id": "TR1", "role": "pivotal_trial", "status": "completed"}]
GROUPS = [
    {"id": "low", "name": "Low", "subjects": 38, "trials": ["TR1"]},
    {"id": "high", "name": "High", "subjects": 150, "trials": ["TR1"]},
]


def clinical(**more):
    return {"clinical": {"trials": TRIALS, "analysis_groups": GROUPS, **more}}


def calculations(document):
    return {one.path: one for one in document.calculations}


def rows(document, identifier, caption):
    """The rows of a table by its caption, heads included."""
    tables = [one for one in section(document, identifier).blocks if isinstance(one, Table) and one.caption]
    (table,) = [one for one in tables if plain_text(one.caption).startswith(caption)]
    return [[plain_text(cell.content) for cell in row] for row in (*table.head, *table.body)]


def gap_paths(document, identifier):
    return [
        mark.path for block in section(document, identifier).blocks for mark in marks_of(block)
        if isinstance(mark, GapMark)
    ]  # fmt: skip


# Counts.

EVENT = {"preferred_term": "Fever", "system_organ_class": "General"}


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ({"group": "low", "subjects": 22}, "22 (58 %)"),
        ({"group": "high", "subjects": 22}, "22 (14.7 %)"),
        ({"group": "low", "subjects": 0}, "0 (0 %)"),
        ({"group": "high", "subjects": 150}, "150 (100.0 %)"),
    ],
)
def test_a_count_is_printed_with_its_share_and_noted(entry, printed):
    document = composed_safety(clinical(adverse_events=[{**EVENT, **entry}]))
    path = f"{BASE}.adverse_events[Fever,{entry['group']}].subjects"
    assert marks(document, path) == [printed]
    noted = calculations(document)[path]
    assert noted.inputs == (path, f"{BASE}.analysis_groups[{entry['group']}].subjects")
    assert noted.convention == "percentage"


@pytest.mark.parametrize(
    ("group", "subjects", "printed"),
    [
        ({"id": "low"}, 22, "22"),  # no denominator
        ({"id": "low", "subjects": 0}, 0, "0"),
    ],
)
def test_a_count_without_a_share_stands_alone_and_is_not_noted(group, subjects, printed):
    events = [{**EVENT, "group": "low", "subjects": subjects}]
    document = composed_safety(clinical(analysis_groups=[group], adverse_events=events))
    path = f"{BASE}.adverse_events[Fever,low].subjects"
    assert marks(document, path) == [printed]
    assert path not in calculations(document)


def test_a_count_above_its_denominator_shows_both():
    events = [{**EVENT, "group": "low", "subjects": 39}]
    document = composed_safety(clinical(adverse_events=events))
    path = f"{BASE}.adverse_events[Fever,low].subjects"
    assert marks(document, path) == ["39 (of 38)"]
    assert calculations(document)[path].inputs == (path, f"{BASE}.analysis_groups[low].subjects")


def test_each_count_of_an_event_has_its_share():
    event = {**EVENT, "group": "low", "subjects": 19, "severe": 4, "serious": 2, "related": 10}
    document = composed_safety(clinical(adverse_events=[event]))
    assert rows(document, "2.3.3.2", "Adverse events by system organ class")[1] == [
        "General", "Fever", "19 (50 %)\ngrade ≥ 3: 4 (11 %)\nserious: 2 (5 %)\nrelated: 10 (26 %)",
    ]  # fmt: skip
    names = ("subjects", "severe", "serious", "related")
    assert {f"{BASE}.adverse_events[Fever,low].{name}" for name in names} <= set(calculations(document))


def test_responders_are_counted_among_those_analysed():
    result = {"endpoint": "Remission", "group": "low", "analysed": 30, "responders": 12}
    document = composed_safety(clinical(efficacy=[result]))
    (path,) = [path for path in calculations(document) if path.endswith(".responders")]
    assert marks(document, path) == ["12 (40 %)"]
    assert calculations(document)[path].inputs == (path, path.replace(".responders", ".analysed"))


@pytest.mark.parametrize("subjects", [(5, 7), (0, 3), (5, None), (5,)])
def test_the_total_of_subjects_exposed(subjects):
    lines = [
        {"trial": "TR1", "dose": f"{number} mg", **({} if count is None else {"subjects": count})}
        for number, count in enumerate(subjects, 1)
    ]
    document = composed_safety(clinical(exposure=lines))
    path = f"{BASE}.subjects_exposed"
    whole = len(subjects) > 1 and None not in subjects
    assert marks(document, path) == ([str(sum(subjects))] if whole else [])
    assert (path in calculations(document)) is whole
    if whole:
        assert calculations(document)[path].inputs == tuple(
            f'{BASE}.exposure[TR1,{number} mg].subjects' for number in (1, 2)
        )  # fmt: skip


def test_counts_stand_by_line_and_group():
    events = [
        {"preferred_term": "Fever", "system_organ_class": "General", "group": "high", "subjects": 3},
        {"preferred_term": "Rash", "system_organ_class": "Skin", "group": "low", "subjects": 1},
        {"preferred_term": "Fever", "system_organ_class": "General", "group": "low", "subjects": 2},
    ]
    made = safety_composition(clinical(adverse_events=events))
    assessment = Assessment(made)
    entries = made.product_view().clinical.adverse_events
    groups = assessment.groups_counted(entries)
    assert [str(one.id) for one in groups] == ["low", "high"], "in the order of the register"
    lines = assessment.count_rows(entries, groups, "system_organ_class", "preferred_term")
    assert [
        (str(line.entry.preferred_term), *(cell and str(cell.subjects) for cell in line.cells)) for line in lines
    ] == [("Fever", "2", "3"), ("Rash", "1", None)]


def test_only_groups_that_are_named_have_a_column():
    document = composed_safety(clinical(adverse_events=[{**EVENT, "group": "high", "subjects": 3}]))
    assert rows(document, "2.3.3.2", "Adverse events by system organ class")[0] == [
        "System organ class", "Preferred term", "High\nN = 150",
    ]  # fmt: skip


# Margins and starting doses.

MARGIN = {"id": "M1", "basis": "per_body_weight", "animal": "9e13 {vg}/kg", "human": "2e13 {vg}/kg"}


def test_a_margin_is_printed_with_its_convention_and_noted():
    document = composed_safety({"clinical": {"dose": {"margins": [MARGIN]}}})
    path = f"{BASE}.dose.margins[M1]"
    assert marks(document, f"{path}.ratio") == ["4.5"]
    assert marks(document, f"{path}.convention") == ["dose per body weight, no body-surface scaling"]
    assert calculations(document)[f"{path}.ratio"].inputs == (f"{path}.animal", f"{path}.human")


def test_a_margin_that_cannot_be_calculated_prints_the_reason_and_no_ratio():
    margin = {**MARGIN, "basis": "human_equivalent_dose", "scaling_species": "monkey"}
    document = composed_safety({"clinical": {"dose": {"margins": [margin]}}})
    path = f"{BASE}.dose.margins[M1]"
    assert marks(document, f"{path}.ratio") == []
    assert marks(document, f"{path}.convention") == [
        "not calculated: scaling by Km is for doses in mass per body weight, not for vg/kg"
    ]
    assert rows(document, "2.4.5", "Exposure and dose margins")[1][4] == "–"


def test_a_starting_dose_is_printed_with_its_steps():
    candidate = {
        "id": "C1", "method": "no_adverse_effect_level", "level_dose": "15 mg/kg", "scaling_species": "rat",
        "safety_factor": "10", "dose": "10 mg",
    }  # fmt: skip
    document = composed_safety({"clinical": {"dose": {"candidates": [candidate]}}})
    path = f"{BASE}.dose.candidates[C1]"
    assert marks(document, f"{path}.starting_dose") == ["0.243 mg/kg; 14.6 mg at 60 kg"]
    assert marks(document, f"{path}.steps") == ["15 mg/kg × 6/37 = 2.43 mg/kg; 2.43 mg/kg / 10 = 0.243 mg/kg"]
    assert marks(document, f"{path}.dose") == ["10 mg"]
    assert calculations(document)[f"{path}.starting_dose"].inputs == (f"{path}.level_dose", f"{path}.safety_factor")


def test_what_a_document_notes_it_prints_and_rests_on_facts():
    dose = {"margins": [MARGIN], "candidates": [{"id": "C1", "level_dose": "3 mg/kg", "safety_factor": "3"}]}
    product = clinical(
        dose=dose,
        adverse_events=[{**EVENT, "group": "low", "subjects": 1}],
        exposure=[{"trial": "TR1", "dose": "1 mg", "subjects": 4}, {"trial": "TR1", "dose": "2 mg", "subjects": 5}],
    )
    document = composed_safety(product)
    stated = application({"code": "TAB", **product})
    assert len(document.calculations) >= 6
    for one in document.calculations:
        assert marks(document, one.path) != [], one.path
        assert all(value_at(stated, path) is not None for path in one.inputs), one.path


def test_a_document_without_counts_and_margins_notes_nothing():
    assert composed_safety(clinical()).calculations == ()
    whole = clinical(adverse_events=[{**EVENT, "group": "low", "subjects": 1}], dose={"margins": [MARGIN]})
    assert composed(whole).calculations == (), "the quality part prints none of them"


# The crosswalk.


def crosswalk(group, product=None):
    """The rows: identifier of the section, title, paragraphs of Annex I, headings of the CTD."""
    made = safety_composition(product or {}, group)
    answers = {name: predicate(made.product) for name, predicate in PREDICATES.items()}
    made = safety_composition(product or {}, group, applies=answers)
    found = list(Assessment(made).crosswalk())
    return [(str(one.section)[9:-3], one.title, one.annex_i, one.ctd) for one in found]


@pytest.mark.parametrize("group", ["chemical", "biological", "gene_therapy", "modified_cells", "cells_and_tissues"])
def test_the_crosswalk_names_what_is_printed_whatever_the_facts(group):
    listed = [row[0] for row in crosswalk(group)]
    places = safety_composition({}, group).places
    kinds = {one: places[one].node.obligation[group] for one in listed}
    assert listed == [one for one in places if one in kinds], "in the order of the document"
    assert set(kinds.values()) <= {"required", "not_applicable", "conditional"}, "not what only facts bring in"
    assert {"1.2", "2.2.1", "2.2.3.1", "2.4.5"} <= set(listed)
    assert "2.2.5" not in listed, "optional"


def test_a_row_of_the_crosswalk_has_title_paragraphs_and_headings():
    found = {row[0]: row[1:] for row in crosswalk("gene_therapy")}
    assert found["2.2.0.4"] == ("Test articles and the clinical product", "45", "2.6.7.4")
    assert found["1.2"] == ("Basis of this part", "37, 50, 51, 52, 53", "")
    assert found["2.2.1.2"] == ("Primary pharmacodynamics", "", "2.6.2.2, 4.2.1.1")
    assert found["2.4.2"][0] == "Known, potential and theoretical risks: the risk-based approach"
    assert {row[0]: row[1] for row in crosswalk("chemical")}["2.4.2"] == "Known, potential and theoretical risks"


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({"first_in_human": True}, {"2.3": True, "2.3.0": False, "2.3.4": False}),
        ({}, {"2.3": True, "2.3.0": True, "2.3.4": True}),  # cannot be told
        ({"first_in_human": True, "trials": TRIALS}, {"2.3": True, "2.3.0": True, "2.3.4": True}),
    ],
)
def test_what_may_be_left_out_is_not_in_the_crosswalk(facts, listed):
    found = {row[0] for row in crosswalk("gene_therapy", {"clinical": facts})}
    assert {name: name in found for name in listed} == listed


@pytest.mark.parametrize(
    ("product", "kind"),
    [
        ({}, "own data"),
        ({"basis": {"kind": "investigators_brochure"}}, "brochure"),
        ({"basis": {"kind": "previous_application"}}, "replaced"),
        ({"clinical": {"first_in_human": True}}, "first in man"),
    ],
)
def test_each_section_of_the_crosswalk_stands_in_the_document(product, kind):
    document = composed_safety(product)
    table = next(block for block in section(document, "1.2").blocks if isinstance(block, Table) and block.body[0:]
                 and plain_text(block.caption).startswith("Sections of this part"))  # fmt: skip
    there = {f"section {one}" for one in identifiers(document)}
    printed = [plain_text(row[0].content) for row in table.body]
    assert [one for one in printed if one not in there] == []
    targets = [mark for row in table.body for mark in row[0].content if isinstance(mark, CrossReference)]
    assert len(targets) == len(printed) == len(set(printed)) > 0


# A reference to the investigator's brochure.

BROCHURE = {
    "kind": "investigators_brochure",
    "brochure": {
        "version": "7", "date": "2026-02-01", "tables": "Tables 4 to 9",
        "sections": [
            {"section": "2.2.1", "brochure_section": "5.1"}, {"section": "2.2.2", "brochure_section": "5.2"},
            {"section": "2.2.3", "brochure_section": "5.3"}, {"section": "2.3", "brochure_section": "6"},
        ],
    },
}  # fmt: skip
REFERRING = {"2.2.1": "5.1", "2.2.2": "5.2", "2.2.3": "5.3", "2.3": "6"}


def referring(**brochure):
    """A document that refers to a brochure with these facts in place of its own, None for none."""
    stated = {name: value for name, value in {**BROCHURE["brochure"], **brochure}.items() if value is not None}
    return composed_safety({"basis": {**BROCHURE, "brochure": stated}})


@pytest.mark.parametrize(("identifier", "entry"), REFERRING.items())
def test_a_reference_stands_for_a_section_and_all_below_it(identifier, entry):
    document = referring()
    assert text(section(document, identifier)) == (
        f"The data are in section {entry} of the investigator's brochure, version 7 of 2026-02-01 "
        "(Regulation (EU) No 536/2014, Annex I, 51)."
    )
    assert [one for one in identifiers(document) if one.startswith(f"{identifier}.")] == []
    facts = [one for block in section(document, identifier).blocks for one in marks_of(block) if isinstance(one, Fact)]
    assert [fact.path for fact in facts] == [
        f"products[TAB].basis.brochure.{name}"
        for name in (f"sections[{identifier}].brochure_section", "version", "date")
    ]


@pytest.mark.parametrize(
    ("brochure", "gaps"),
    [
        ({}, []),
        ({"version": None}, ["brochure.version"]),
        ({"date": None}, ["brochure.date"]),
        ({"sections": None}, ["brochure.sections"]),
        ({"sections": BROCHURE["brochure"]["sections"][1:]}, ["brochure.sections"]),
        ({"sections": [{"section": "2.2.1"}]}, ["brochure.sections[2.2.1].brochure_section"]),
    ],
)
def test_what_a_reference_lacks_is_a_gap(brochure, gaps):
    found = gap_paths(referring(**brochure), "2.2.1")
    assert found == [f"products[TAB].basis.{one}" for one in gaps]


def test_a_brochure_that_is_not_described_is_a_gap_everywhere():
    document = composed_safety({"basis": {"kind": "investigators_brochure"}})
    for identifier in REFERRING:
        assert len(gap_paths(document, identifier)) == 3, identifier
    assert {one.rpartition(".")[2] for one in gap_paths(document, "1.2")} == {"version", "date", "tables"}


def test_a_section_that_the_brochure_is_not_said_to_hold_prints_no_other_one():
    document = referring(sections=BROCHURE["brochure"]["sections"][1:])
    assert "products[" not in text(section(document, "2.2.1"))
    assert "5.2" not in text(section(document, "2.2.1"))


def test_an_author_may_add_to_a_reference():
    narratives = [{"section": "2.2.3", "text": "No new finding since.", "file": "text/2.2.3.md"}]
    document = composed_safety({"basis": BROCHURE, "narratives": narratives})
    assert text(section(document, "2.2.3")).splitlines()[1:] == ["No new finding since."]


def test_the_assessment_stays_where_the_brochure_holds_the_data():
    document = referring()
    assert [one for one in identifiers(document) if one.startswith("2.4")] == [
        "2.4", *(f"2.4.{number}" for number in range(1, 8)),
    ]  # fmt: skip
    optional = {one for one in identifiers(document) if one.startswith(("2.2.0", "2.2.4", "2.2.5"))}
    assert optional == set(), "without facts"


# Placebo, and data replaced by a summary of product characteristics or an earlier application.


def test_a_placebo_has_no_data():
    document = composed_safety({"role": "placebo", "product_class": None, "name": "Placebo tablet"})
    assert identifiers(document) == ["1", "1.1", "1.2"]
    assert text(section(document, "1.2")) == (
        "Placebo tablet is a placebo. Its quality data are sufficient; no non-clinical or clinical data are required "
        "(Regulation (EU) No 536/2014, Annex I, 53)."
    )
    assert gap_paths(document, "1.2") == []


AUTHORISED = {
    "role": "comparator",
    "authorisation": {
        "number": "EU/1/11/1", "name": "Brand", "holder": "Holder", "country": "DE", "modification": "unmodified",
        "product_information": "SmPC of 2025-03",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("product", "printed", "gaps"),
    [
        (AUTHORISED, ["EU/1/11/1", "Brand", "Holder", "SmPC of 2025-03"],
         ["replaced.case", "replaced.use_within_product_information"]),
        ({"basis": {"kind": "summary_of_product_characteristics",
                    "replaced": {"case": "Authorised, within its SmPC", "product_information": "SmPC 5",
                                 "use_within_product_information": True}}},
         ["Summary of product characteristics", "Authorised, within its SmPC", "SmPC 5", "Yes"], []),
        ({"basis": {"kind": "previous_application",
                    "replaced": {"case": "Same product", "previous_application": "2024-501111-11-00"}}},
         ["Earlier application", "2024-501111-11-00"], ["replaced.changes_since"]),
    ],
)  # fmt: skip
def test_what_replaces_the_data_is_named(product, printed, gaps):
    document = composed_safety(product)
    table = {row[0]: row[1] for row in rows(document, "1.2", "What stands instead")}
    assert [one for one in printed if one not in "\n".join([*table, *table.values()])] == []
    assert gap_paths(document, "1.2") == [f"products[TAB].basis.{one}" for one in gaps]
    assert [one for one in identifiers(document) if one.startswith(("2.2", "2.3"))] == []


def test_the_assessment_of_a_replaced_product_is_printed_where_it_is_stated():
    bare = composed_safety(AUTHORISED)
    assert [one for one in identifiers(bare) if one.startswith("2.4")] == []
    stated = composed_safety({**AUTHORISED, "clinical": {"risk_and_benefit": {"conclusion": "Favourable"}}})
    assert "2.4.7" in identifiers(stated)
    assert text(section(stated, "2.4.7")) == "Favourable"


def test_an_authorised_product_with_data_of_its_own_prints_them():
    document = composed_safety({**AUTHORISED, "product_class": "chemical", "basis": {"kind": "own_data"}})
    assert "2.2.1.2" in identifiers(document)


# Interactions with authorities, and patients' trials.


@pytest.mark.parametrize(
    ("procedure", "due"),
    [
        ("scientific_advice", True),
        ("paediatric_investigation_plan", True),
        ("national_advice", True),
        ("prime", False),
        ("orphan_designation_procedure", False),
        ("atmp_classification", False),
    ],
)
def test_a_paper_belongs_in_the_application_for_advice(procedure, due):
    product = {"interactions": [{"id": "I1", "procedure": procedure}]}
    view = safety_composition(product).product_view()
    assert paper_due(view.interactions[0].procedure) is due
    gap = "products[TAB].interactions[I1].document"
    assert (gap in gap_paths(composed_safety(product), "1.3")) is due


def test_an_entry_is_a_group_of_facts():
    view = safety_composition(clinical()).product_view()
    assert [is_entry(one) for one in (view, view.clinical.trials[0], view.name, view.strength)] == [
        True, True, False, False,
    ]  # fmt: skip
