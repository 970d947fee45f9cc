"""Whether a document beside the IMPD is due: yes, no with the reason, or open with the missing fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impd.building.dueness import Dueness
from impd.composing.section_tree import read_section_tree
from impd.dossier.document_subject import subjects_of
from impd.errors import TemplateFault
from impd.rules.packs import read_pack
from tests.composing.dossiers import TABLET, application

TREE = read_section_tree("cover-letter")
AUXILIARY = {**TABLET, "code": "AUX", "role": "auxiliary"}


def due(when, of="application", name="", **facts):
    stated = application(TABLET, AUXILIARY, **facts)
    subject = next(one for one in subjects_of(stated) if (one.kind, one.name) == (of, name))
    return Dueness(stated, read_pack()).of(replace(TREE, of=of, when=tuple(when)), subject)


def test_without_a_condition_it_is_always_due():
    assert due([]).holds is True


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (["is_cluster_trial"], True),
        (["is_low_intervention_trial"], False),
        (["is_cluster_trial", "is_low_intervention_trial"], False),
        (["not is_low_intervention_trial"], True),
        (["has_several_sponsors"], None),
        (["is_cluster_trial", "has_several_sponsors"], None),
        (["has_several_sponsors", "is_low_intervention_trial"], False),
        ([{"any": ["has_several_sponsors", "is_cluster_trial"]}], True),
        ([{"any": ["has_several_sponsors", "is_low_intervention_trial"]}], None),
    ],
)
def test_all_conditions_must_hold(when, holds):
    assert due(when, trial={"cluster": True, "low_intervention": False}).holds is holds


@pytest.mark.parametrize(("name", "holds"), [("TAB", False), ("AUX", True)])
def test_a_condition_on_a_product_is_asked_of_that_product(name, holds):
    assert due(["is_auxiliary"], "product", name).holds is holds


def test_a_condition_on_a_member_state_is_asked_of_that_state():
    states = [{"country": "NL", "advertising": True}, {"country": "FR", "advertising": False}, {"country": "DE"}]
    found = [due(["subjects_are_sought_by_advertising"], "member_state", one["country"], member_states=states).holds
             for one in states]  # fmt: skip
    assert found == [True, False, None]


def test_an_unknown_condition_is_a_fault_of_the_tree():
    with pytest.raises(TemplateFault, match='of cover-letter names the condition "is_blue", which does not exist'):
        due(["is_blue"])
