"""Topics of advanced therapies: the table is sound, and its patterns do not take one thing for another."""

from __future__ import annotations

import re

import pytest

from impd.checking.consistency.advanced_therapy.release import supply_out_of_specification_has_its_conditions
from impd.checking.consistency.advanced_therapy.risks import expected_kinds, risk_kinds
from impd.checking.consistency.advanced_therapy.topics import read_topics
from impd.checking.known import Known
from impd.checking.lookups.statements import INPUT_TESTS, TESTS, pattern_of, statements
from impd.checking.subject import subjects
from impd.dossier.changing import with_fact
from impd.dossier.risk import Risk
from impd.gaps import Outcome
from impd.rules.packs import read_pack
from tests.rules.case_run import sample

TOPICS = read_topics()


def product_of(application):
    return next(subjects("products[*]", Known(application)))


def test_every_topic_is_the_check_of_a_rule():
    used = {rule.entry.check for rule in read_pack().rules.values()}
    assert set(TOPICS) - used == set()


def test_every_place_of_every_topic_can_be_read():
    known = product_of(sample("limbal_cells")).of_product
    for place in {place for topic in TOPICS.values() for place in topic.places}:
        assert isinstance(statements(known, place), tuple)


def test_tests_of_the_vector_are_apart_from_those_of_the_cells():
    known = product_of(sample("car_t_cd19")).of_product
    assert "Infectious titre" in [one.name for one in statements(known, INPUT_TESTS)]
    assert "Infectious titre" not in [one.name for one in statements(known, TESTS)]


@pytest.mark.parametrize(("topic", "words", "spoken_of"), [
    ("potency_of_chondrocytes_is_formation_of_cartilage", "Potency; potency; residual collagenase", False),
    ("potency_of_chondrocytes_is_formation_of_cartilage", "Aggrecan mRNA; potency; >= 0.5", True),
    ("growth_arrest_of_feeder_cells_is_shown", "Fetal bovine serum; irradiated at 30 kGy", False),
    ("growth_arrest_of_feeder_cells_is_shown", "Feeder cells 3T3-J2; irradiation; 60 Gy", True),
    ("fate_of_the_scaffold_is_known", "Clonal analysis of single cells", False),
    ("packaged_plasmid_sequences_are_described", "Identity of the packaged genome", False),
    ("failed_manufacture_has_a_plan", "Platelets fell after the batch was given", False),
    ("failed_manufacture_has_a_plan", "If the batch fails, leukapheresis is repeated", True),
    ("clones_are_followed_in_subjects", "Copies of the transgene at each visit", False),
    ("lymphodepletion_waits_for_the_product", "Lymphodepletion starts only when the bag is certified", True),
])  # fmt: skip
def test_a_pattern_tells_apart(topic, words, spoken_of):
    found = [part for part in TOPICS[topic].parts if pattern_of(part.words).search(words)]
    assert bool(found) is spoken_of


def test_kinds_of_risk_are_those_of_the_register():
    known = set(re.findall(r"'(\w+)'", str(Risk.model_fields["kind"].annotation)))
    assert {kind for kinds in risk_kinds().values() for kind in kinds} <= known


def test_a_combined_autologous_product_adds_device_and_donor():
    kinds = expected_kinds(product_of(sample("chondrocyte_matrix_combined")).product)
    assert {"device_failure", "donor_harm", "tumour_formation"} <= set(kinds)
    assert "insertional_oncogenesis" not in kinds


@pytest.mark.parametrize(("policy", "outcomes"), [
    ("Batches outside the specification are not released", {Outcome.NOT_APPLICABLE}),
    ("They are not used, save that a batch may be supplied on request of the investigator after assessment of the "
     "risk, with notice to the authority", {Outcome.SATISFIED}),
    ("A batch may be supplied on request of the physician", {Outcome.SATISFIED, Outcome.GAP}),
])  # fmt: skip
def test_policy_on_batches_out_of_specification(policy, outcomes):
    path = "products[LBF-01].quality.specifications[LBF-SPEC].out_of_specification_policy"
    subject = product_of(with_fact(sample("limbal_cells"), path, policy))
    assert {one.outcome for one in supply_out_of_specification_has_its_conditions(subject)} == outcomes
