"""The label texts of a product: the set of Annex VI, the reduced set, additions, languages, and what is missing."""

from __future__ import annotations

import pytest

import impd
from impd.document import GapMark, marks_of, walk_blocks
from impd.errors import UsageFault
from tests.composing.dossiers import TABLET, application, identifiers, marks, section, text
from tests.golden.rendered import loaded

LABEL = {"contact": True, "main_contact": "Sponsor Ltd, Street 1, +31 000", "substance": True, "batch_number": True,
         "subject_number": True, "investigator": True, "quantity": "10 tablets", "directions_for_use": "See leaflet",
         "clinical_trial_use_only": True, "period_of_use": True, "taken_home": False, "languages": ["en"]}  # fmt: skip
STATED = {"strength": "5 mg", "pharmaceutical_form": "Tablet", "route": ["Oral use"],
          "quality": {"drug_products": [{"id": "DP", "storage": "Below 25 °C"}]}}  # fmt: skip
AUTHORISED = {"authorisation": {"country": "DE", "modification": "relabelled", "name": "Tabletta"}}


def labels(product=None, label=None, **facts):
    stated = {**TABLET, **STATED, **(product or {}), "label": {**LABEL, **(label or {})}}
    states = {"trial": {"eu_ct_number": "2025-501234-11-00", "protocol_code": "P-1"}, **facts}
    return impd.compose(application(stated, **states), request=impd.Request(document="label-texts"))


def gaps(document):
    return {mark.path for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, GapMark)}


def test_the_label_of_a_sample_bears_its_particulars():
    made = impd.compose(loaded("car_t_cd19"), request=impd.Request(document="label-texts"))
    assert made.properties.file_name == "J1_Content-of-labelling_Linvocel_EN"
    assert identifiers(made) == ["J.1", "J.2", "J.6", "J.8"]
    printed = text(section(made, "J.2"))
    assert all(words in printed for words in ("OCT-LVC-101", "One bag with 20 mL", "For clinical trial use only"))
    additions = text(section(made, "J.6"))
    assert "For autologous use only" in additions
    assert "This product contains genetically modified organisms" in additions


def test_facts_of_the_product_stand_for_what_the_label_does_not_repeat():
    made = labels()
    assert marks(made, "products[TAB].strength") == ["5 mg"]
    assert marks(made, "products[TAB].quality.drug_products[DP].storage") == ["Below 25 °C"]
    assert marks(made, "trial.protocol_code")[-1:] == ["P-1"]
    assert "Not needed: the product is not taken home" in text(section(made, "J.2"))
    assert {path for path in gaps(made) if path.startswith("products[TAB].label")} == set()


def test_what_the_label_lacks_is_marked():
    made = impd.compose(application(TABLET), request=impd.Request(document="label-texts"))
    wanted = ("main_contact", "trial_code", "directions_for_use", "storage", "taken_home", "clinical_trial_use_only")
    assert {f"products[TAB].label.{name}" for name in wanted} <= gaps(made)


def test_a_particular_given_by_other_means_refers_to_the_reason():
    made = labels(label={"investigator": False, "omitted_items": "On the card of the subject"})
    assert "Not on the label, see section" in text(section(made, "J.2"))
    assert text(section(made, "J.7")).endswith("On the card of the subject")


@pytest.mark.parametrize(("packaging", "form"), [("kept_together", True), ("small_unit", False)])
def test_the_reduced_set_of_the_immediate_packaging(packaging, form):
    printed = text(section(labels(label={"immediate_packaging": packaging}), "J.4"))
    assert ("Pharmaceutical form" in printed) is form
    assert "Name of the main contact" in printed
    assert "Below 25 °C" not in printed


def test_a_full_set_is_no_reduced_one():
    made = labels(label={"immediate_packaging": "full_set"})
    assert "J.4" not in identifiers(made)
    assert "no reduced set is claimed" in text(section(made, "J.2"))


def test_an_authorised_product_has_three_additions_only():
    made = labels(AUTHORISED)
    assert identifiers(made) == ["J.1", "J.5", "J.8"]
    assert "10 tablets" not in text(section(made, "J.5"))


def test_an_unauthorised_auxiliary_product_states_its_substance():
    made = labels({"role": "auxiliary", "quality": {"substances": [{"id": "SU", "name": "Tablin"}]}})
    assert "J.2" not in identifiers(made)
    assert "Tablin, 5 mg" in text(section(made, "J.3"))


def test_an_authorised_auxiliary_product_has_no_label_text():
    with pytest.raises(UsageFault, match="label-texts is not due"):
        labels({"role": "auxiliary", "authorisation": {"country": "DE", "modification": "unmodified"}})


def test_a_placebo_names_what_it_is_compared_with():
    assert "products[TAB].label.product_name" in gaps(labels({"role": "placebo"}))
    made = labels({"role": "placebo"}, {"product_name": "Tablet or placebo"})
    assert "Tablet or placebo" in text(section(made, "J.2"))


def test_a_language_without_wording_of_the_sponsor_is_a_gap():
    made = labels(member_states=[{"country": "NL"}, {"country": "BE"}])
    assert {"products[TAB].label.text_in_Dutch", "member_states[BE].label_text_for_this_member_state"} <= gaps(made)
    assert "Dutch, French, German" in text(section(made, "J.8"))


def test_the_wording_that_the_sponsor_states_is_printed():
    wording = {"language": "nl", "clinical_trial_use_only": "Alleen bij onderzoek", "directions": "Zie kaart"}
    made = labels(label={"texts": [wording]}, member_states=[{"country": "NL"}])
    assert marks(made, "products[TAB].label.texts[nl].clinical_trial_use_only") == ["Alleen bij onderzoek"]
    missing = {path for path in gaps(made) if ".texts[" in path}
    assert missing == {f"products[TAB].label.texts[nl].{one}" for one in
                       ("pharmaceutical_form", "route", "storage", "reviewed_by")}  # fmt: skip


def test_where_the_status_is_open_each_set_is_shown_with_the_gap():
    made = labels({"authorisation": {"modification": "relabelled"}})
    assert identifiers(made)[:4] == ["J.1", "J.2", "J.3", "J.5"]
    assert "products[TAB].particulars_due" in gaps(made)
