"""What calculation finds for a product: margins, starting doses, shares and totals, with the facts they rest on."""

from __future__ import annotations

import json

import pytest

import impd
from impd.building.answering import answers_for
from impd.calculation.applicability import PREDICATES
from impd.dossier.path import value_at
from tests.commands import tablet
from tests.composing.dossiers import TABLET, application

BASE = "products[TAB].clinical"


def answers(clinical=None, **product):
    return answers_for(application({**TABLET, **product, "clinical": clinical or {}}).products[0])


def calculated(clinical):
    """The values by path below the clinical data and name."""
    found = answers(clinical).calculated
    return {(path.removeprefix(BASE).removeprefix("."), name): one for (path, name), one in found.items()}


def margin(**facts):
    """What is found of one margin, by name."""
    found = calculated({"dose": {"margins": [{"id": "M1", **facts}]}})
    assert {path for path, _ in found} == {"dose.margins[M1]"}
    return {name: one for (_, name), one in found.items()}


@pytest.mark.parametrize(
    ("basis", "animal", "human", "ratio", "convention"),
    [
        ("per_body_weight", "9e13 {vg}/kg", "2e13 {vg}/kg", "4.5", "dose per body weight, no body-surface scaling"),
        ("per_eye", "1.2e12 {vg}/{eye}", "1.5e11 {vg}/{eye}", "8.0", "dose per eye"),
        ("area_under_the_curve", "61500 h.ng/mL", "4100 h.ng/mL", "15", "AUC ratio"),
        ("area_under_the_curve", "61.5 h.ug/mL", "4100 h.ng/mL", "15",
         "AUC ratio; h·µg/mL to h·ng/mL: × 1000"),
        ("maximum_concentration", "80 ng/mL", "100 ng/mL", "0.80", "Cmax ratio"),
        ("per_organ", "4e8 {cells}", "2e8 {cells}", "2.0", "dose per organ"),
    ],
)  # fmt: skip
def test_a_margin(basis, animal, human, ratio, convention):
    found = margin(basis=basis, animal=animal, human=human)
    assert (found["ratio"].text, found["convention"].text) == (ratio, convention)
    assert found["ratio"].convention == convention
    inputs = (f"{BASE}.dose.margins[M1].animal", f"{BASE}.dose.margins[M1].human")
    assert found["ratio"].inputs == found["convention"].inputs == inputs
    assert "human equivalent dose" not in found


def test_a_margin_by_the_human_equivalent_dose_gives_that_too():
    found = margin(basis="human_equivalent_dose", animal="15 mg/kg", human="0.5 mg/kg", scaling_species="rat")
    assert found["ratio"].text == "4.9"
    assert found["human equivalent dose"].text == "2.43 mg/kg"
    assert found["human equivalent dose"].inputs == (f"{BASE}.dose.margins[M1].animal",)
    assert found["convention"].text == "human equivalent dose by Km 6/37"


KM = "not calculated: scaling by Km is for doses in mass per body weight, not for vg/kg"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"basis": "human_equivalent_dose", "animal": "9e13 {vg}/kg", "human": "2e13 {vg}/kg",
          "scaling_species": "monkey"}, KM),
        ({"basis": "per_body_weight", "animal": "9e13 {vg}/kg", "human": "2e13 {vg}/kg",
          "scaling_species": "monkey"}, KM),
        ({"basis": "per_body_weight", "animal": "9e13 {vg}/kg", "human": "2e13 {cells}/kg"},
         "not calculated: the animal value is in vg/kg, the human value in cells/kg"),
        ({"basis": "per_body_weight", "animal": "9e13 {vg}/kg"}, "not calculated: the human value is not stated"),
        ({"basis": "per_body_weight", "animal": ">9e13 {vg}/kg", "human": "2e13 {vg}/kg"},
         "not calculated: the animal value is a limit or an estimate"),
        ({"animal": "9e13 {vg}/kg", "human": "2e13 {vg}/kg"},
         "not calculated: the basis of the margin is not stated"),
    ],
)  # fmt: skip
def test_a_margin_that_has_no_number_says_why(facts, reason):
    found = margin(**facts)
    assert list(found) == ["convention"]
    assert found["convention"].text.startswith(reason)


def test_each_margin_and_candidate_has_its_own_path():
    stated = {"basis": "per_eye", "animal": "8e9 {vg}/{eye}", "human": "2e9 {vg}/{eye}"}
    dose = {"margins": [{"id": one, **stated} for one in ("M1", "M2")], "candidates": [{"id": "C1"}, {"id": "C2"}]}
    assert {path for path, _ in calculated({"dose": dose})} == {
        "dose.margins[M1]", "dose.margins[M2]", "dose.candidates[C1]", "dose.candidates[C2]",
    }  # fmt: skip


def candidate(**facts):
    found = calculated({"dose": {"candidates": [{"id": "C1", **facts}]}})
    return {name: one for (path, name), one in found.items() if path == "dose.candidates[C1]"}


@pytest.mark.parametrize(
    ("facts", "dose", "steps"),
    [
        ({"level_dose": "15 mg/kg", "safety_factor": "10", "scaling_species": "rat"},
         "0.243 mg/kg; 14.6 mg at 60 kg", "15 mg/kg × 6/37 = 2.43 mg/kg; 2.43 mg/kg / 10 = 0.243 mg/kg"),
        ({"level_dose": "9e13 {vg}/kg", "safety_factor": "4.5"},
         "2 × 10¹³ vg/kg", "9 × 10¹³ vg/kg / 4.5 = 2 × 10¹³ vg/kg"),
    ],
)  # fmt: skip
def test_a_starting_dose(facts, dose, steps):
    found = candidate(**facts)
    assert (found["starting dose"].text, found["steps"].text) == (dose, steps)
    path = f"{BASE}.dose.candidates[C1]"
    assert found["starting dose"].inputs == (f"{path}.level_dose", f"{path}.safety_factor")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"level_dose": "9e13 {vg}/kg", "safety_factor": "10", "scaling_species": "monkey"}, KM),
        ({"level_dose": "15 mg/kg"}, "not calculated: the safety factor is not stated"),
        ({}, "not calculated: the level dose is not stated"),
    ],
)
def test_a_starting_dose_that_has_no_number_says_why(facts, reason):
    found = candidate(**facts)
    assert list(found) == ["starting dose"]
    assert found["starting dose"].text.startswith(reason)


GROUPS = [{"id": "low", "subjects": 38}, {"id": "high", "subjects": 150}, {"id": "open"}]


@pytest.mark.parametrize(
    ("register", "entry", "shares"),
    [
        ("adverse_events", {"preferred_term": "Fever", "group": "low", "subjects": 22, "serious": 1},
         {"subjects": "22 (58 %)", "serious": "1 (3 %)"}),
        ("adverse_events", {"preferred_term": "Fever", "group": "high", "subjects": 22}, {"subjects": "22 (14.7 %)"}),
        ("adverse_events", {"preferred_term": "Fever", "group": "open", "subjects": 22}, {}),
        ("adverse_events", {"preferred_term": "Fever", "group": "low"}, {}),
        ("adverse_events", {"preferred_term": "Fever", "group": "low", "subjects": 39},
         {"subjects": "39 (of 38)"}),  # the contradiction is shown
        ("event_overview", {"kind": "death", "group": "low", "subjects": 0}, {"subjects": "0 (0 %)"}),
        ("efficacy", {"endpoint": "Cure", "group": "low", "responders": 3, "analysed": 12},
         {"responders": "3 (25 %)"}),
        ("efficacy", {"endpoint": "Cure", "group": "low", "responders": 3}, {}),
    ],
)  # fmt: skip
def test_counts_with_their_share(register, entry, shares):
    found = calculated({"analysis_groups": GROUPS, register: [entry]})
    assert {path.rpartition(".")[2]: one.text for (path, name), one in found.items() if name == "share"} == shares
    for (path, _), one in found.items():
        own = f"{BASE}.{path.rpartition('.')[0]}.analysed"
        size = own if register == "efficacy" else f"{BASE}.analysis_groups[{entry['group']}].subjects"
        assert one.inputs == (f"{BASE}.{path}", size)


def test_every_value_rests_on_facts_that_are_stated():
    event = {"preferred_term": "Fever, high", "group": "low", "subjects": 2}  # a name that has to be quoted
    stated = application({**TABLET, "clinical": {
        "trials": [{"id": "T1"}],
        "analysis_groups": GROUPS,
        "adverse_events": [event, {**event, "group": "high"}],
        "efficacy": [{"endpoint": f"E{one}", "group": "low", "responders": 3, "analysed": 12} for one in (1, 2)],
        "exposure": [{"trial": "T1", "dose": f"{one} mg", "subjects": one} for one in (1, 2)],
        "dose": {
            "dosing_duration": "4 wk",
            "margins": [{"id": "M1", "basis": "per_eye", "animal": "8 mg/{eye}", "human": "2 mg/{eye}"}],
            "candidates": [{"id": f"C{one}", "level_dose": "8 mg/kg", "safety_factor": one} for one in (1, 2)],
        },
    }})  # fmt: skip
    found = answers_for(stated.products[0]).calculated
    assert {name for _, name in found} >= {"share", "subjects exposed", "ratio", "convention", "starting dose", "steps"}
    for (path, _), one in found.items():
        assert value_at(stated, path) is not None
        assert [value_at(stated, source) for source in one.inputs].count(None) == 0
        assert one.inputs != ()


def test_a_product_without_clinical_data_has_no_values():
    assert answers().calculated == {}


@pytest.mark.parametrize(
    ("product", "groups", "column"),
    [
        ({}, ("chemical", "chemical"), "chemical"),
        ({"basis": {"kind": "investigators_brochure"}}, ("chemical", "brochure"), "chemical"),
        ({"role": "placebo", "product_class": None}, ("placebo", "placebo"), None),
        ({"product_class": None}, (None, None), None),
        ({"product_class": "gtmp_bacterial"}, ("gene_therapy", "gene_therapy"), None),
        ({"role": "comparator", "product_class": None, "authorisation": {"modification": "unmodified"}},
         ("authorised", "replaced"), None),
        ({"role": "comparator", "authorisation": {"modification": "modified"}, "basis": {"kind": "own_data"}},
         ("modified_comparator", "chemical"), "chemical"),
    ],
)  # fmt: skip
def test_the_kind_of_each_document_and_the_column_of_study_types(product, groups, column):
    found = answers(**product)
    assert found.groups == dict(zip(("impd-quality", "impd-safety-efficacy"), groups, strict=True))
    assert found.study_column == column


@pytest.mark.parametrize(
    ("clinical", "human", "assesses"),
    [
        ({}, None, None),
        ({"first_in_human": True}, False, None),
        ({"first_in_human": False}, None, None),
        ({"first_in_human": True, "trials": [{"id": "T", "role": "this_trial"}]}, False, None),
        ({"first_in_human": True, "trials": [{"id": "T", "role": "pivotal_trial"}]}, True, None),
        ({"other_experience": [{"id": "O"}]}, True, None),
        ({"risk_and_benefit": {"protocol_section": "3.2"}}, None, False),
    ],
)
def test_the_conditions_of_the_sections(clinical, human, assesses):
    found = answers(clinical).applies
    assert set(found) == set(PREDICATES)
    assert (found["has_human_data"], found["assesses_benefit_and_risk"]) == (human, assesses)


def test_a_calculated_value_is_traced_to_its_facts(tmp_path):
    files = {"products/TAB/clinical/dose.yaml": (
        "dose:\n  margins:\n"
        "    - {id: M1, basis: per_body_weight, animal: '9e13 {vg}/kg', human: '2e13 {vg}/kg'}\n"
    )}  # fmt: skip
    folder = tablet(tmp_path, files)
    impd.build(folder, order=impd.Order(formats=("docx",)))
    facts = json.loads((folder / "build" / "trace.json").read_text(encoding="utf-8"))["facts"]
    path = f"{BASE}.dose.margins[M1]"
    (ratio,) = [one for one in facts if one["path"] == f"{path}.ratio"]
    assert (ratio["document"], ratio["section"], ratio["text"]) == ("G2_IMPD-SE_Tablet", "2.4.5", "4.5")
    assert ratio["calculated_from"] == [f"{path}.animal", f"{path}.human"]
    assert ratio["convention"] == "dose per body weight, no body-surface scaling"
    sources = [one for one in facts if one["path"] in ratio["calculated_from"]]
    assert {(one["file"], one["line"]) for one in sources} == {("products/TAB/clinical/dose.yaml", 3)}
    assert all("calculated_from" not in one for one in sources)
