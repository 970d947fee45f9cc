"""What the papers of Part II print: per Member State and per trial site, fact by fact."""

from __future__ import annotations

from functools import cache

import pytest

import impd
from impd.building.composing_all import Composing, made_of
from impd.document import GapMark, marks_of, walk_blocks
from impd.errors import UsageFault
from tests.composing.dossiers import TABLET, application, identifiers, marks, section, text
from tests.golden.rendered import loaded

PAPERS = {
    "recruitment-and-consent": "member_state",
    "insurance-statement": "member_state",
    "financial-arrangements": "member_state",
    "biological-samples": "member_state",
    "investigator-data-sheet": "site",
    "site-suitability": "site",
}
CELLS = {**TABLET, "product_class": "gtmp_ex_vivo",
         "atmp": {"genetically_modified_organism": True, "donor_relation": "autologous"}}  # fmt: skip
SITE = {"id": "S", "name": "Clinic", "country": "NL"}
STATES = [{"country": "NL"}, {"country": "FR"}]
FACTS = {"application_type": "initial", "scope": "part_i_and_part_ii", "member_states": STATES}


def paper(document, product=TABLET, trial=None, **facts):
    """A paper of the Netherlands, or of the site there."""
    of = {"member_state": "NL"} if PAPERS[document] == "member_state" else {"site": "S"}
    stated = application(product, **{**FACTS, "trial": {"sites": [SITE], **(trial or {})}, **facts})
    return impd.compose(stated, request=impd.Request(document=document), **of)


def gaps(document):
    return {mark.path for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, GapMark)}


def state(**facts):
    return [{"country": "NL", **facts}, {"country": "FR"}]


def entry(identifier, kind, **facts):
    stated = {"title": f"Paper {identifier}", "version": "1", "date": "2026-01-02"}
    return {"id": identifier, "kind": kind, **stated, **facts}


def all_made(**facts):
    stated = application(TABLET, **{**FACTS, "trial": {"sites": [SITE]}, **facts})
    return made_of(stated, Composing(documents=tuple(PAPERS)))


@cache
def of_sample():
    return made_of(loaded("car_t_cd19"), Composing(documents=tuple(PAPERS)))


def test_a_sample_has_each_paper_for_each_state_and_site():
    found = {(one.kind, one.properties.member_state, one.properties.site) for one in of_sample().documents}
    states = {(name, country, "") for name, of in PAPERS.items() if of == "member_state" for country in ("NL", "FR")}
    sites = {(name, *where) for name, of in PAPERS.items() if of == "site" for where in (("NL", "APD"), ("FR", "TRS"))}
    assert found == states | sites


def test_a_sample_names_its_files_by_state_and_site():
    names = {one.properties.file_name for one in of_sample().documents}
    assert {"K1_Recruitment-and-consent_NLD_EN", "N1_Site-suitability_TRS_FRA_EN"} <= names


def test_the_sheet_of_an_investigator_is_complete_in_a_sample_and_holds_what_is_registered():
    sheet = next(one for one in of_sample().documents if one.kind == "investigator-data-sheet")
    assert gaps(sheet) == set()
    assert "PI-APD\nPosition\nSenior consultant" in text(section(sheet, "M.64"))
    assert "Paper" not in text(section(sheet, "M.65"))
    assert "Declaration of interest of investigator PI-APD\n1.0\n2026-09-01\n" in text(section(sheet, "M.66"))
    assert "PI-TRS" not in str(sheet)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"application_type": "initial_part_i"}, "type of application = initial part i"),
        ({"scope": "part_i"}, "scope = Part I"),
    ],
)
def test_without_part_ii_no_paper_is_due(facts, words):
    with pytest.raises(UsageFault) as fault:
        all_made(**facts)
    assert [name for name in PAPERS if f"{name} is not due" not in str(fault.value)] == []
    assert words in str(fault.value)


def test_samples_have_a_paper_only_where_they_are_taken():
    made = all_made(trial={"protocol": {"biological_samples": False}, "sites": [SITE]})
    assert "biological-samples" not in {one.kind for one in made.documents}
    reasons = {one.because for one in made.not_made if one.document == "biological-samples"}
    assert [one for one in reasons if "biological samples are taken" not in one] == []
    assert reasons


def test_recruitment_marks_what_an_author_must_write():
    made = paper("recruitment-and-consent")
    of_state = {f"member_states[NL].{one}" for one in ("identification", "first_act_of_recruitment", "languages")}
    of_trial = {f"trial.consent.{one}" for one in ("procedure", "impartial_witness", "covers")}
    assert of_state | of_trial <= gaps(made)
    assert "member_states[NL].information_and_consent_form" in gaps(made)


def test_recruitment_lists_the_sites_of_its_state_alone():
    sites = [{**SITE, "planned_participants": 4}, {"id": "T", "name": "Hospital", "country": "FR"}]
    found = text(section(paper("recruitment-and-consent", trial={"sites": sites}), "K.59"))
    assert "Clinic\n4" in found
    assert "Hospital" not in found
    assert "member_states[NL].trial_sites" in gaps(paper("recruitment-and-consent", trial={"sites": sites[1:]}))


@pytest.mark.parametrize(("sought", "shown"), [(True, True), (None, True), (False, False)])
def test_advertising_asks_for_its_material(sought, shown):
    made = paper("recruitment-and-consent", member_states=state(advertising=sought))
    assert ("K.60" in identifiers(made)) is shown
    assert ("member_states[NL].recruitment_material" in gaps(made)) is shown


@pytest.mark.parametrize(
    ("identifier", "trial", "fact"),
    [
        ("L.62.a.1", {"includes": {"minors": True}}, "minors"),
        ("L.62.a.2", {"includes": {"incapacitated": True}}, "incapacitated"),
        ("L.62.c", {"includes": {"emergency": True}}, "emergency"),
        ("L.62.e", {"cluster": True}, "cluster"),
    ],
)
def test_consent_of_special_subjects_is_asked_of_their_trials_alone(identifier, trial, fact):
    assert f"trial.consent.{fact}" in gaps(paper("recruitment-and-consent", trial=trial))
    stated = paper("recruitment-and-consent", trial={**trial, "consent": {fact: "As the ward does"}})
    assert text(section(stated, identifier)) == "As the ward does"
    no = {"includes": {"minors": False, "incapacitated": False, "emergency": False}, "cluster": False}
    assert identifier not in identifiers(paper("recruitment-and-consent", trial=no))


def test_only_papers_of_the_state_are_listed():
    documents = [
        entry("A", "informed_consent", member_states=["NL"], language="nl", readers=["adults"]),
        entry("B", "informed_consent", member_states=["FR"]),
        entry("C", "subject_information"),
    ]
    found = text(section(paper("recruitment-and-consent", documents=documents), "L.61"))
    assert "Paper A\n1\n2026-01-02\nnl\nadults" in found
    assert ("Paper B" in found, "Paper C" in found) == (False, True)


def test_an_unregistered_curriculum_and_declaration_are_marked():
    made = paper("investigator-data-sheet", documents=[entry("A", "investigator_cv", sites=["S"])])
    assert "trial.sites[S].curriculum_vitae_of_the_investigator" not in gaps(made)
    assert "trial.sites[S].declaration_of_interest_of_the_investigator" in gaps(made)
    assert {"trial.sites[S].investigator", "trial.sites[S].good_clinical_practice_trained"} <= gaps(made)


def test_a_site_of_an_advanced_therapy_shows_its_capability():
    made = paper("site-suitability", CELLS)
    asked = ("accreditation", "cell_processing", "procurement", "gmo_containment")
    assert {f"trial.sites[S].{one}" for one in asked} <= gaps(made)
    able = {**SITE, "accreditation": "JACIE 1", "cell_processing": True, "procurement": False, "gmo_containment": True}
    stated = paper("site-suitability", CELLS, trial={"sites": [able]},
                   member_states=state(gmo={"route": "contained_use", "status": "approved"}))  # fmt: skip
    assert [marks(stated, f"trial.sites[S].{one}") for one in asked] == [["JACIE 1"], ["Yes"], ["No"], ["Yes"]]
    assert "Contained use\nStatus\nApproved" in text(section(stated, "N.67.6"))


def test_a_site_that_lacks_what_is_needed_is_not_called_suitable_until_it_is_provided():
    made = paper("site-suitability", CELLS, trial={"sites": [{**SITE, "procurement": False}]})
    assert "is suitable" not in text(section(made, "N.67.7"))
    assert "trial.sites[S].facilities.arrangements" in gaps(made)
    provided = {**SITE, "procurement": False, "facilities": {"arrangements": "Apheresis at Hospital"}}
    found = text(section(paper("site-suitability", CELLS, trial={"sites": [provided]}), "N.67.7"))
    assert ("is suitable" in found, "Apheresis at Hospital" in found) == (True, True)
    tablet = paper("site-suitability", trial={"sites": [{**SITE, "procurement": False}]})
    assert "is suitable" in text(section(tablet, "N.67.7"))


def test_a_site_of_a_tablet_is_asked_for_none_of_it():
    made = paper("site-suitability", member_states=state(gmo={"route": "not_required"}))
    assert identifiers(made) == ["N.67.1", "N.67.2", "N.67.7"]
    assert {f"trial.sites[S].facilities.{one}" for one in ("premises", "staff", "expertise")} <= gaps(made)


def test_a_vector_given_in_vivo_needs_containment_but_no_cells():
    vector = {**TABLET, "product_class": "gtmp_in_vivo_viral", "atmp": {"genetically_modified_organism": True}}
    assert identifiers(paper("site-suitability", vector)) == ["N.67.1", "N.67.2", "N.67.6", "N.67.7"]


def test_a_site_outside_the_states_concerned_still_has_its_paper():
    made = paper("site-suitability", CELLS, member_states=[{"country": "FR"}])
    assert "Clinic is suitable for the clinical trial" in text(section(made, "N.67.7"))


def test_a_site_is_signed_for_by_a_function():
    facilities = {"premises": "Ward", "staff": "Two nurses", "expertise": "Leukaemia", "signatory_function": "Head"}
    made = paper("site-suitability", trial={"sites": [{**SITE, "facilities": facilities}]})
    path = "trial.sites[S].facilities"
    assert {name: marks(made, f"{path}.{name}") for name in facilities} == {k: [v] for k, v in facilities.items()}


def test_cover_is_asked_for_or_why_none_is_needed():
    assert {"member_states[NL].insurance.insurer", "member_states[NL].proof_of_insurance_or_indemnification"} <= gaps(
        paper("insurance-statement")
    )
    exempt = paper("insurance-statement", member_states=state(insurance_exemption="Cover of the hospital holds"))
    assert identifiers(exempt) == ["O.68.2"]
    assert "Cover of the hospital holds" in text(section(exempt, "O.68.2"))
    assert "trial.low_intervention" in gaps(exempt)


def test_an_exemption_hides_no_cover_that_is_stated():
    states = state(insurance_exemption="Not asked for", insurance={"insurer": "Mutual"})
    made = paper("insurance-statement", member_states=states)
    assert marks(made, "member_states[NL].insurance.insurer") == ["Mutual"]


def test_money_is_stated_or_marked():
    names = ("financing", "subjects", "sites", "other_agreements")
    assert {f"member_states[NL].financial.{one}" for one in names} <= gaps(paper("financial-arrangements"))
    made = paper("financial-arrangements", member_states=state(financial={one: f"About {one}" for one in names}))
    assert [marks(made, f"member_states[NL].financial.{one}") for one in names] == [[f"About {one}"] for one in names]


def test_samples_are_described_or_marked():
    names = ("samples", "purpose", "storage", "retention", "transfer", "later_use")
    protocol = {"biological_samples": True, "sample_use": {one: f"About {one}" for one in names}}
    made = paper("biological-samples", trial={"protocol": protocol})
    path = "trial.protocol.sample_use"
    assert [marks(made, f"{path}.{one}") for one in names] == [[f"About {one}"] for one in names]
    assert {"trial.protocol.biological_samples_section", "member_states[NL].sample_rules"} <= gaps(made)
    bare = gaps(paper("biological-samples", trial={"protocol": {"biological_samples": True}}))
    assert {f"{path}.{one}" for one in names} <= bare


@pytest.mark.parametrize("document", PAPERS)
def test_each_paper_names_its_state_or_site(document):
    words = [mark.text for block in paper(document).cover for mark in marks_of(block)]
    assert words[0] == ("Netherlands" if PAPERS[document] == "member_state" else "Clinic")
