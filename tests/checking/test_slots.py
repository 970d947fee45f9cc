"""Which slots an application needs, and what fills them: always from the facts, each change found."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd.checking.known import Known
from impd.checking.slots import slot_states
from impd.dossier.document_register import RegisteredDocument
from impd.errors import TemplateFault
from impd.gaps import Filling, Need
from impd.rules.packs import read_pack
from tests.commands import ROOT

CAR_T = impd.load(ROOT / "samples" / "car_t_cd19")
TABLET = impd.load(ROOT / "samples" / "small_molecule_tablet")
PACK = read_pack()
SMPC = {"kind": "summary_of_product_characteristics", "replaced": {"use_within_product_information": True}}
COMPARATOR = {
    "code": "CMP", "role": "comparator", "product_class": "chemical", "basis": SMPC,
    "authorisation": {"number": "EU/1/1", "country": "EU", "modification": "unmodified"},
}  # fmt: skip


def states(application, slot, instance=None):
    """The states of one slot, of one product, member state or site."""
    found = [one for one in slot_states(Known(application), PACK) if one.slot == slot]
    return [one for one in found if instance is None or instance in (one.product, one.member_state, one.site)]


def state(application, slot, instance=None):
    """The only state of one slot."""
    (one,) = states(application, slot, instance)
    return one


def registered(application, *changes, drop=()):
    """The application with documents dropped, and others changed or added by their id."""
    given = {one.id: one.model_dump(exclude_unset=True) for one in application.documents if one.id not in drop}
    for change in changes:
        given[change["id"]] = {**given.get(change["id"], {}), **change}
    documents = tuple(RegisteredDocument.model_validate(one) for one in given.values())
    return application.model_copy(update={"documents": documents})


def small(**facts):
    """A small application that submits both parts."""
    return impd.read({"application_type": "initial", "scope": "part_i_and_part_ii", **facts})


def test_a_complete_sample_lacks_no_document():
    for application in (CAR_T, TABLET):
        found = slot_states(Known(application), PACK)
        assert [(one.slot, one.instance) for one in found if one.need == Need.CANNOT_TELL] == []
        assert [(one.slot, one.instance) for one in found if one.filling in (Filling.MISSING, Filling.DUPLICATE)] == []


def test_each_registered_document_of_annex_i_lies_in_a_slot():
    filed = {one.id for slot in slot_states(Known(CAR_T), PACK) for one in slot.documents}
    outside = {"gmo_application", "gmo_decision", "pharmacy_manual", "atmp_classification"}
    assert {one.kind for one in CAR_T.documents if one.id not in filed} == outside


@pytest.mark.parametrize(
    ("document", "slot", "instance"),
    [
        ("DOC-LETTER", "cover_letter", None),
        ("DOC-PROTOCOL", "protocol", None),
        ("DOC-DSMB", "safety_monitoring_charter", None),
        ("DOC-IB", "investigators_brochure", "LVC-19"),
        ("DOC-SA-NL", "scientific_advice", None),
        ("DOC-DP", "data_protection_statement", None),
        ("DOC-REC-FR", "recruitment_arrangements", "FR"),
        ("DOC-REC-FR", "consent_procedure", "FR"),
        ("DOC-INS-NL", "insurance", "NL"),
        ("DOC-FEE-NL", "proof_of_payment", "NL"),
        ("DOC-NDP-FR", "national_data_protection", "FR"),
        ("DOC-CV-TRS", "investigator_cv", "TRS"),
        ("DOC-DOI-APD", "declaration_of_interest", "APD"),
        ("DOC-SUIT-TRS", "site_suitability", "TRS"),
    ],
)
def test_the_only_document_of_a_slot_is_missed(document, slot, instance):
    before = state(CAR_T, slot, instance)
    assert before.filling in (Filling.FINAL, Filling.DRAFT)
    expected = Filling.EXCLUDED if document == "DOC-FEE-NL" else Filling.MISSING  # the Netherlands ask for no proof
    assert state(registered(CAR_T, drop={document}), slot, instance).filling == expected
    assert states(CAR_T, slot)[0].need in (Need.REQUIRED, Need.CONDITIONAL, Need.NOT_APPLICABLE)


@pytest.mark.parametrize("sample", sorted(path.parent.name for path in (ROOT / "samples").glob("*/dossier.yaml")))
def test_in_every_sample_a_slot_without_its_only_document_is_not_final(sample):
    application = impd.load(ROOT / "samples" / sample)
    full = slot_states(Known(application), PACK)
    for document in {one.documents[0].id for one in full if len(one.documents) == 1}:
        left = slot_states(Known(registered(application, drop={document})), PACK)
        changed = [new for old, new in zip(full, left, strict=True) if [one.id for one in old.documents] == [document]]
        assert {one.filling for one in changed} <= {Filling.MISSING, Filling.EXCLUDED, Filling.NOT_NEEDED}
        assert all(one.ready or one.filling == Filling.MISSING for one in changed)


def test_a_reason_stands_instead_of_a_file():
    without = registered(CAR_T, drop={"DOC-INS-NL", "DOC-BIO-NL"})
    assert state(without, "biological_samples", "NL").explanation == "the protocol covers it, section: 8.10"
    assert state(without, "biological_samples", "NL").filling == Filling.EXCLUDED
    states_ = [{"country": "NL", "insurance_exemption": "Covered by the hospital"}, {"country": "FR"}]
    exempt = impd.read({"application_type": "initial", "scope": "part_i_and_part_ii", "member_states": states_})
    words = "no proof is needed under Article 76: Covered by the hospital"
    assert state(exempt, "insurance", "NL").explanation == words
    assert [one.filling for one in states(exempt, "insurance")] == [Filling.EXCLUDED, Filling.MISSING]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "NEW", "kind": "protocol", "version": "1.0", "language": "en"}, "DOC-PROTOCOL and NEW cover the same"),
        ({"id": "DOC-PROTOCOL", "file": "p.pdf"}, "p.pdf is the file of DOC-PROTOCOL and of DOC-IB"),
    ],
)
def test_duplicates_are_found(change, words):
    application = registered(CAR_T, {"id": "DOC-IB", "file": "p.pdf"}, change)
    found = state(application, "protocol")
    assert (found.filling, found.explanation) == (Filling.DUPLICATE, words)


def test_two_versions_of_one_document_are_found():
    found = state(registered(CAR_T, {"id": "NEW", "kind": "protocol", "version": "2.0", "language": "en"}), "protocol")
    assert (found.filling, found.explanation) == (
        Filling.WRONG_VERSION, "DOC-PROTOCOL is version 1.0, NEW version 2.0"
    )  # fmt: skip


def test_a_version_that_another_fact_contradicts_is_found():
    found = state(registered(CAR_T, {"id": "DOC-PROTOCOL", "version": "4.0"}), "protocol")
    assert found.filling == Filling.WRONG_VERSION
    assert found.explanation == "DOC-PROTOCOL is version 4.0, trial.protocol_version says 1.0"


def test_documents_of_different_cover_are_no_duplicates():
    assert len(state(CAR_T, "manufacturing_authorisation").documents) == 2
    assert state(CAR_T, "manufacturing_authorisation").filling == Filling.DRAFT


@pytest.mark.parametrize(
    ("document", "language", "slot", "instance", "words"),
    [
        ("DOC-SYN-NL", "de", "protocol_synopsis", None, "there in de, en, fr; missing: nl (NL)"),
        ("DOC-SYN-EN", "nl", "protocol_synopsis", None, "there in fr, nl; missing: en"),
        ("DOC-LABEL-FR", "de", "labelling", "LVC-19", "there in de, nl; missing: fr (FR)"),
    ],
)
def test_a_language_that_is_swapped_is_found(document, language, slot, instance, words):
    found = state(registered(CAR_T, {"id": document, "language": language}), slot, instance)
    assert (found.filling, found.explanation) == (Filling.WRONG_LANGUAGE, words)


def test_texts_for_subjects_are_in_their_languages():
    swapped = registered(
        CAR_T, {"id": "DOC-ICF-FR", "language": "en"}, {"id": "DOC-SIS-FR", "language": "en"}
    )  # fmt: skip
    assert state(swapped, "subject_information", "FR").filling == Filling.WRONG_LANGUAGE
    assert state(swapped, "subject_information", "NL").filling == Filling.FINAL
    unsaid = registered(CAR_T, {"id": "DOC-ICF-FR", "language": None}, {"id": "DOC-SIS-FR", "language": "en"})
    assert state(unsaid, "subject_information", "FR").filling == Filling.FINAL


def test_a_draft_and_a_document_of_open_status_are_drafts():
    assert state(registered(CAR_T, {"id": "DOC-DP", "status": "draft"}), "data_protection_statement").explanation == (
        "draft: DOC-DP"
    )
    assert state(CAR_T, "scientific_advice").explanation == (
        "counts as a draft, because its status is not stated: DOC-SA-NL"
    )
    assert not state(CAR_T, "scientific_advice").ready


def test_the_dossier_of_the_product_is_a_draft_until_its_file_is_registered():
    assert state(CAR_T, "impd_quality").filling == Filling.DRAFT
    filed = registered(CAR_T, {"id": "Q", "kind": "impd_quality", "version": "1.0", "status": "final"})
    assert state(filed, "impd_quality").filling == Filling.FINAL
    other = registered(CAR_T, {"id": "Q", "kind": "impd_quality", "version": "0.9", "status": "final"})
    assert state(other, "impd_quality").filling == Filling.WRONG_VERSION
    bare = small(products=[{"code": "A", "role": "test", "product_class": "chemical"}])
    assert state(bare, "impd_quality").filling == Filling.MISSING


def test_an_smpc_stands_for_the_dossier_of_an_authorised_comparator():
    application = small(products=[COMPARATOR], member_states=[{"country": "NL"}])
    assert state(application, "simplified_impd_quality").explanation == "the SmPC stands for it"
    assert state(application, "simplified_impd_safety_efficacy").filling == Filling.EXCLUDED
    assert state(application, "smpc").need == Need.CONDITIONAL
    assert state(application, "smpc").filling == Filling.MISSING
    assert state(application, "impd_quality").need == Need.NOT_APPLICABLE
    assert state(application, "investigators_brochure").need == Need.NOT_APPLICABLE


def test_the_brochure_holds_the_data_it_is_said_to_hold():
    product = {"code": "A", "role": "test", "product_class": "chemical", "basis": {"kind": "investigators_brochure"}}
    found = state(small(products=[product]), "impd_safety_efficacy")
    assert (found.filling, found.need) == (Filling.DRAFT, Need.CONDITIONAL)  # the tool writes the part that refers


def test_an_auxiliary_product_owes_a_dossier_unless_it_is_authorised():
    product = {"code": "X", "role": "auxiliary", "product_class": "chemical"}
    unauthorised = state(small(products=[product]), "auxiliary_product_dossier")
    assert (unauthorised.need, unauthorised.filling) == (Need.CONDITIONAL, Filling.MISSING)
    marketed = {**product, "authorisation": {"country": "NL", "number": "RVG 1", "modification": "unmodified"}}
    assert state(small(products=[marketed]), "auxiliary_product_dossier").need == Need.NOT_APPLICABLE
    modified = {**marketed, "authorisation": {"country": "NL", "number": "RVG 1", "modification": "modified"}}
    assert state(small(products=[modified]), "auxiliary_product_dossier").need == Need.CONDITIONAL


@pytest.mark.parametrize(
    ("kind", "scope", "held"),
    [
        ("initial", "part_i_and_part_ii", {"cover_letter", "protocol", "recruitment_arrangements", "proof_of_payment"}),
        ("resubmission", "part_i_and_part_ii",
         {"cover_letter", "protocol", "recruitment_arrangements", "proof_of_payment"}),
        ("initial_part_i", None, {"cover_letter", "protocol", "proof_of_payment"}),
        ("initial", "part_i", {"cover_letter", "protocol", "proof_of_payment"}),
        ("part_ii", None, {"recruitment_arrangements", "proof_of_payment"}),
        ("additional_member_state", None, {"recruitment_arrangements", "proof_of_payment"}),
        ("substantial_modification", "part_i", {"cover_letter", "proof_of_payment", "modification_description"}),
        ("non_substantial_modification", None, set()),
    ],
)  # fmt: skip
def test_each_kind_of_application_holds_its_sections(kind, scope, held):
    facts = {"application_type": kind, "scope": scope, "member_states": [{"country": "FR", "fee_due": True}]}
    application = impd.read({name: value for name, value in facts.items() if value})
    asked = ("cover_letter", "protocol", "recruitment_arrangements", "proof_of_payment", "modification_description")
    assert {slot for slot in asked if state(application, slot).need != Need.NOT_APPLICABLE} == held


def test_an_open_fact_is_named_and_never_taken_for_no():
    nothing = slot_states(Known(impd.read({})), PACK)
    protocol = next(one for one in nothing if one.slot == "protocol")
    assert (protocol.need, protocol.path) == (Need.CANNOT_TELL, "application_type")
    assert not any(one.ready for one in nothing if one.need == Need.CANNOT_TELL)
    bare = small()
    assert state(bare, "recruitment_arrangements").path == "member_states"
    assert state(bare, "investigator_cv").path == "trial.sites"
    assert state(bare, "labelling").because == "no product is stated"
    board = state(bare, "safety_monitoring_charter")
    assert (board.need, board.path) == (Need.CANNOT_TELL, "trial.protocol")


def test_what_is_registered_and_not_asked_for_is_said():
    application = small(documents=[{"id": "L", "kind": "low_intervention_justification", "status": "final"}],
                        trial={"low_intervention": False})  # fmt: skip
    found = state(application, "low_intervention")
    assert (found.need, found.filling) == (Need.NOT_APPLICABLE, Filling.FINAL)
    assert found.explanation == "registered, but not asked for"
    assert found.ready


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("when: [is_tst]", 'names the condition "is_tst", which does not exist'),
        ("alternatives: [{kind: reason, says: x, when: [is_tst]}]", 'the condition "is_tst"'),
        ("also_holds: [no_kind]", 'names the kind of document "no_kind"'),
        ("versions: [application.trial.nothing]", '"nothing" in application.trial.nothing is no field of Trial'),
    ],
)
def test_a_slot_that_names_what_does_not_exist_stops_the_run(tmp_path, changed, words):
    folder = own_pack(tmp_path, changed)
    with pytest.raises(TemplateFault, match=r"slots\.yaml") as caught:
        slot_states(Known(CAR_T), read_pack(folder))
    assert words in str(caught.value)


def test_a_pack_of_ones_own_replaces_a_slot(tmp_path):
    found = slot_states(Known(CAR_T), read_pack(own_pack(tmp_path, "remark: Ours")))
    assert [one.title for one in found if one.slot == "protocol"] == ["Our protocol"]
    assert len(found) == len(slot_states(Known(CAR_T), PACK))


def own_pack(place: Path, line: str) -> Path:
    """A pack that extends the usual one, with a slot of its own for the protocol."""
    (place / "pack.yaml").write_text(
        'id: own\nversion: "1"\ntitle: T\ndate_of_law: "2026"\nextends: eu-ctr-atmp\n', encoding="utf-8"
    )
    (place / "slots.yaml").write_text(
        'version: "1"\ndate: "2026-01-01"\ntypes_basis: {seen: false, confidence: low}\n'
        'publication:\n  shown: {published: true, says: S, in_force: "2024-06-18", cites: [{act: ctr-536-2014}], '
        "basis: {seen: false, confidence: low}}\n"
        "slots:\n  - id: protocol\n    letter: D\n    title: Our protocol\n    part: part_i\n    scope: trial\n"
        "    belongs_to: [part_i]\n    kinds: [protocol]\n    publication: shown\n    cites: [{act: ctr-536-2014}]\n"
        f"    basis: {{seen: false, confidence: low}}\n    {line}\n",
        encoding="utf-8",
    )
    return place
