"""A fact is printed whatever else is stated beside it: small products in which one fact might hide another."""

from __future__ import annotations

import pytest

import impd
from impd.building.coverage import unprinted
from impd.composing.section_tree import documents
from tests.composing.dossiers import TABLET, application

TOXICITY = {"id": "T1", "types": ["repeat_dose_toxicity"]}
OWN = {"basis": {"kind": "own_data"}}
CASES = {
    "this trial, in no public register yet": {"clinical": {"trials": [
        {"id": "TR", "role": "this_trial", "status": "planned", "legal_regime": "clinical_trials_regulation",
         "good_clinical_practice": "ICH E6(R3)", "registered_before_start": True}]}},
    "a planned trial whose protocol is published": {
        "non_clinical": {"literature": [{"id": "L1", "citation": "Protocol paper"}]},
        "clinical": {"trials": [{"id": "TR", "role": "this_trial", "status": "planned", "literature": ["L1"],
                                 "report": "Protocol, module 3"}]}},
    "a trial in healthy volunteers": {"clinical": {"trials": [
        {"id": "TR", "role": "supportive_trial", "healthy_volunteers": True, "results": "Well tolerated"}]}},
    "events in an overview only": {"clinical": {
        "analysis_groups": [{"id": "G", "name": "All", "subjects": 9}], "coding_dictionary": "MedDRA 28.0",
        "event_cut_off": "in at least 5 %", "event_overview": [{"kind": "death", "group": "G", "subjects": 0}]}},
    "subgroups without lines of exposure": {"clinical": {
        "subgroups": [{"characteristic": "age", "category": "65 and older", "subjects": 4}]}},
    "an assessment that the protocol holds": {"clinical": {"risk_and_benefit": {
        "protocol_section": "4.2", "conclusion": "Favourable", "uncertainties": "Long term",
        "benefits": [{"id": "BE", "benefit": "Remission", "known": True, "basis": "Trial"}]}}},
    "first in man, with experience outside trials": {"clinical": {
        "first_in_human": True, "other_experience": [{"id": "O1", "setting": "Hospital exemption"}],
        "donor_events": "None", "long_term_follow_up": {"data": "None yet"}}},
    "not the first in man": {"clinical": {"first_in_human": False}},
    "a study from literature, with a test article and a facility": {"non_clinical": {
        "test_facilities": [{"id": "F1", "name": "Institute"}],
        "studies": [{**TOXICITY, "test_system": "literature", "facility": "F1", "location": "Module 4",
                     "test_article": {"name": "Analogue", "kind": "surrogate_product"}}]}},
    "a study in vitro with species and system": {"non_clinical": {"studies": [
        {"id": "T1", "types": ["genotoxicity_in_vitro"], "test_system": "in_vitro", "species": "Human",
         "strain": "Donor pool", "system": "Lymphocytes", "route": "In medium", "regimen": "Once"}]}},
    "a record of GLP of a study without role": {"non_clinical": {"studies": [
        {**TOXICITY, "glp": {"study_director": "A. Person", "principal_investigators": ["B. Person"],
                             "exceptions": [{"phase": "Analysis", "reason": "No facility", "impact": "None"}]}}]}},
    "a batch that the quality data do not hold": {"non_clinical": {"studies": [
        {**TOXICITY, "test_article": {"batch_number": "R-7", "bridge": "Same process"}}]}},
    "a level that a study does not state": {"non_clinical": {"studies": [
        {**TOXICITY, "levels": [{"kind": "maximum_tolerated_dose", "not_stated": "Not reached", "sex": "male",
                                 "basis": "No effect"}]}]}},
    "words and units in one table": {"non_clinical": {"studies": [
        {**TOXICITY, "time_unit": "d",
         "findings": [{"finding": "ALT", "group": "A", "category": "clinical_chemistry",
                       "comment": "Not measured"}],
         "kinetics": [{"group": "A", "parameter": "Cmax", "unit": "ng/mL", "comment": "Below the limit"}],
         "distribution": [{"tissue": "Liver", "unit": "{copies}/ug", "positive": "0/3"}],
         "shedding": [{"tissue": "Urine", "time": 2, "expression": "None", "comment": "Pooled"}]}]}},
    "a margin without study and a dose without number": {"clinical": {"dose": {
        "margins": [{"id": "M1", "group": "Females", "level": "maximum_tolerated_dose", "kind": "dose_multiple",
                     "animal": "3 mg/kg", "scaling_species": "rat", "body_weight": "250 g", "remark": "Words",
                     "human_dose": "starting_dose"}],
        "candidates": [{"id": "C1", "scaling_species": "rat", "body_weight": "250 g", "safety_factor_reason": "Young",
                        "level": "no_observed_effect_level"}]}}},
    "a risk without relation, with evidence": {"risks": [
        {"id": "R1", "kind": "infection", "factor": "Donor", "relevant": False, "rationale": "No donor",
         "mitigation": "Testing", "clinical_control": "None", "evidence": ["Report"], "residual": "Low"}]},
    "a measure on a risk and on a subject": {
        "risks": [{"id": "R1", "risk": "Fever"}],
        "clinical": {"risk_and_benefit": {"measures": [
            {"id": "M1", "risk": "R1", "subject": "First dose", "measure": "Watch"}]}}},
    "a procedure without questions": {"interactions": [
        {"id": "I1", "procedure": "prime", "document": "DOC-1", "outcome": "Granted"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_no_fact_hides_another(name):
    stated = application({**TABLET, **OWN, **CASES[name]})
    made = [impd.compose(stated, request=impd.Request(document=one)) for one in documents()]
    assert [path.removeprefix("products[TAB].") for path in unprinted(stated, made, {"TAB"})] == []
