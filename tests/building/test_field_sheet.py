"""The field sheet of an application: what to type, what is missing, what is not asked, and where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

import impd
from impd.building.field_sheet import sheet_of, sheet_of_folder
from impd.calculation.ctis_subject import SITES
from impd.dossier import ClinicalTrialApplication, vocabulary
from impd.dossier.shape import fields_of
from impd.gaps.field_sheet import FieldState
from impd.rules.ctis_fields import read_ctis_form
from tests.commands import ROOT

SAMPLES = sorted(path.name for path in (ROOT / "samples").iterdir() if (path / "dossier.yaml").is_file())
CAR_T = sheet_of_folder(ROOT / "samples" / "car_t_cd19")
FORM = read_ctis_form()


def sheet(data=None):
    return sheet_of(impd.read(data or {}))


def entry(found, id_, about="", language=None):
    (one,) = (
        each for each in found.entries()
        if each.id == id_ and each.about == about and language in (None, each.language)
    )  # fmt: skip
    return one


def follow(path, model=ClinicalTrialApplication):
    """The field of the model that a path of names leads to, lists included."""
    field = None
    for name in path.replace("[*]", "").split("."):
        if name in ("value", "unit") and field is not None:
            break
        field = fields_of(model)[name]
        model = field.group or model
    return model, field


@pytest.mark.parametrize("part", FORM.parts, ids=lambda part: part.id)
def test_every_path_of_the_list_is_one_of_the_model(part):
    outer = follow(part.each)[0] if part.each else ClinicalTrialApplication
    for field in (one for section in part.sections for one in section.fields):
        model = follow("trial.sites")[0] if field.each == SITES else outer
        if field.each and field.each != SITES:
            model = follow(field.each, outer)[0]
        for path in filter(None, (field.fact, field.translations)):
            absolute = path.startswith("/")
            follow(path.removeprefix("/"), ClinicalTrialApplication if absolute else model)


def test_every_kind_of_document_is_one_of_the_register():
    named = {kind for field in FORM.fields() for kind in field.documents}
    assert named <= set(get_args(vocabulary.DocumentKind))
    left = set(get_args(vocabulary.DocumentKind)) - named
    assert left == {
        "gmp_national_evidence", "impd_quality", "impd_safety_efficacy", "gmo_application", "gmo_decision",
        "orphan_designation", "atmp_classification", "pharmacy_manual", "patient_card", "other_document",
        "responsibilities_of_sponsors",
    }  # fmt: skip


CODES = {
    "scope": "TrialScope", "age_range": "AgeRange", "age_subrange": "AgeSubrange", "allocation": "AllocationMethod",
    "vulnerable_group": "VulnerableGroup", "data_sharing": "DataSharing", "blinding": "Blinding",
    "blinded_role": "BlindedRole", "third_party_duty": "ThirdPartyDuty", "product_role": "ProductRole",
    "product_source": "ProductSource", "characteristic": "MedicinalCharacteristic", "category": "TrialCategory",
    "cell_origin": "DonorRelation", "device_type": "DeviceRole",
}  # fmt: skip


@pytest.mark.parametrize(("name", "codes"), CODES.items())
def test_a_code_list_holds_every_code_of_the_model(name, codes):
    assert set(FORM.code_lists[name].values) == set(get_args(getattr(vocabulary, codes)))


def test_every_code_list_is_used():
    assert set(FORM.code_lists) == {field.list_ for field in FORM.fields() if field.list_}


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_field_of_a_sheet_has_a_key_of_its_own_and_its_states_fit(sample):
    found = sheet_of_folder(ROOT / "samples" / sample)
    keys = Counter(one.key for one in found.entries())
    assert [key for key, times in keys.items() if times > 1] == []
    assert len({part.id for part in found.parts}) == len(found.parts)
    for one in found.entries():
        assert bool(one.values) == (one.state is FieldState.STATED), one.key
        if one.state in (FieldState.CANNOT_TELL, FieldState.NOT_ASKED):
            assert one.why, one.key
        if one.state is FieldState.GAP:
            assert one.path, one.key
            assert one.conformance != "optional", one.key


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_value_of_a_code_list_is_one_of_its_labels(sample):
    found = sheet_of_folder(ROOT / "samples" / sample)
    assert [one.fault for one in found.entries() if "no value of the list" in one.fault] == []


def test_the_two_whole_samples_lack_nothing():
    assert [(one.id, one.fault) for one in CAR_T.missing()] == [("CT05.09.02", "66 characters; the field holds 20")]
    assert sheet_of_folder(ROOT / "samples" / "aav_haemophilia_b").missing() == ()


def test_the_parts_stand_in_the_order_of_the_portal():
    assert [part.title for part in CAR_T.parts] == [
        "Form", "Member states concerned", "Part I, trial", "Part I, sponsors", "Part I, product: LVC-19 Linvocel",
        "Part II: NL", "Part II: FR",
    ]  # fmt: skip


def test_a_value_says_where_it_comes_from():
    one = entry(CAR_T, "CT03.01.01")
    (value,) = one.values
    assert value.text.startswith("A phase I/II open-label")
    assert (one.path, str(one.place)) == ("trial.title", "dossier.yaml:8")
    assert re.search("title:", (ROOT / "samples/car_t_cd19/dossier.yaml").read_text().splitlines()[one.place.line - 1])


def test_a_code_has_its_label_and_number():
    (value,) = entry(CAR_T, "CT03.02.01.04").values
    assert (value.text, value.code) == ("Phase I and Phase II (integrated): first administration to humans", "7")
    scopes = [(one.text, one.code) for one in entry(CAR_T, "CT03.02.03.01").values]
    assert scopes[:2] == [("Safety", "4"), ("Efficacy", "5")]


def test_the_advanced_therapy_is_described():
    ids = ("CT05.09.01", "CT05.09.03.01.02", "CT05.09.03.01.03", "CT05.09.03.02.02")
    assert [entry(CAR_T, one).values[0].text for one in ids] == [
        "Gene therapy medicinal product", "Ex vivo", "Viral vector", "Autologous",
    ]  # fmt: skip
    assert entry(CAR_T, "CT05.09.05.01").state is FieldState.NOT_ASKED


def test_documents_stand_where_they_are_uploaded():
    part = next(part for part in CAR_T.parts if part.id == "part_ii-FR")
    (one,) = (each for each in part.entries() if each.id == "CT06.02.02.01")
    assert all("France" in value.text for value in one.values)
    assert "version 1.0, 2026-09-01, fr" in one.values[0].detail
    assert str(one.values[0].place).startswith("application/documents.yaml:")


def test_names_of_persons_are_not_kept():
    one = entry(CAR_T, "CT06.01.08.03", about="APD")
    assert (one.state, one.values) == (FieldState.BY_HAND, ())
    assert "curriculum vitae" in one.hint


def test_an_empty_application_lacks_what_is_mandatory():
    found = sheet()
    lacking = {one.id for one in found.missing()}
    assert {"FORM.1", "CT03.01.01", "CT03.02.01.04", "CT.04.01", "CT02.01"} <= lacking
    assert [part.title for part in found.parts][-2:] == ["Part I, product", "Part II"]
    assert [one.label for one in found.parts[-1].entries()] == ["No entry in member_states is stated"]
    assert found.counts()[FieldState.STATED] == 0  # nothing follows from silence


def test_an_open_condition_is_open_until_it_is_answered():
    assert entry(sheet(), "CT03.03.01.03").state is FieldState.CANNOT_TELL
    data = {"trial": {"protocol": {"data_safety_monitoring_board": True}}}
    assert entry(sheet(data), "CT03.03.01.03").state is FieldState.GAP
    data["trial"]["protocol"]["data_safety_monitoring_board"] = False
    assert entry(sheet(data), "CT03.03.01.03").state is FieldState.NOT_ASKED


TITLES = {"full_title_translations": [{"language": "nl", "text": "Titel"}]}


def test_a_translation_is_due_where_the_member_state_asks_for_it():
    data = {"member_states": [{"country": "NL", "languages": ["nl"]}, {"country": "FR", "languages": ["fr"]}]}
    one = entry(sheet(data), "CT03.01.02", language="nl")
    assert (one.state, one.conformance) == (FieldState.GAP, "conditional")
    assert entry(sheet(data), "CT03.01.02", language="fr").state is FieldState.EMPTY
    data["trial"] = {"ctis": TITLES}
    one = entry(sheet(data), "CT03.01.02", language="nl")
    assert (one.state, one.values[0].text) == (FieldState.STATED, "Titel")
    assert one.path == "trial.ctis.full_title_translations[nl].text"


def test_a_translation_that_nobody_asks_for_is_shown_where_it_is_given():
    one = entry(sheet({"trial": {"ctis": TITLES}}), "CT03.01.02")
    assert (one.language, one.conformance, one.state) == ("nl", "optional", FieldState.STATED)


def test_the_arms_of_a_period_stand_with_it():
    first, second, third = ({"id": title[0], "title": title} for title in ("All", "Dose", "Placebo"))
    periods = [
        {"id": "1", "title": "Run-in", "arms": [first]},
        {"id": "2", "title": "Main", "arms": [second, third]},
    ]
    found = sheet({"trial": {"ctis": {"periods": periods}}})
    titles = [value.text for one in found.entries() if one.label.startswith("Title of the") for value in one.values]
    assert titles == ["Run-in", "All", "Main", "Dose", "Placebo"]


def test_what_the_form_demands_is_said_where_it_differs():
    assert (entry(CAR_T, "CT05.09.01").conformance, entry(CAR_T, "CT05.09.01").in_form) == ("conditional", "optional")
    assert entry(CAR_T, "CT03.01.01").in_form == ""


def test_a_sheet_of_an_application_has_no_places():
    assert {one.place for one in sheet({"trial": {"title": "T"}}).entries()} == {None}
