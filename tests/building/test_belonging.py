"""Which findings belong to which document."""

from __future__ import annotations

from dataclasses import replace

import pytest

import impd
from impd.building import belonging
from impd.building.belonging import belongs
from impd.composing.section_tree import read_section_tree
from tests.building.report_sample import finding
from tests.composing.dossiers import TABLET, application

STATED = application(TABLET, member_states=[{"country": "NL"}])
LETTER = impd.compose(STATED, request=impd.Request(document="cover-letter"))
PROTECTION = impd.compose(STATED, request=impd.Request(document="data-protection-statement"))


def test_a_finding_belongs_to_the_document_it_names():
    assert belongs(finding("B-1", document="cover-letter", product=""), LETTER)
    assert not belongs(finding("B-1", document="impd-quality", product=""), LETTER)
    assert not belongs(finding("B-1", document="cover-letter", product="TAB"), LETTER)


def test_a_document_answers_for_sections_that_have_none_of_their_own():
    assert belongs(finding("R-1", document="data-protection", section="R", product=""), PROTECTION)
    assert not belongs(finding("R-1", document="data-protection", section="Q", product=""), PROTECTION)


@pytest.mark.parametrize(
    ("place", "held"),
    [
        ({"member_state": "NL"}, True),
        ({"member_state": "FR"}, False),
        ({"member_state": "NL", "site": "A"}, True),
        ({"member_state": "NL", "site": "B"}, False),
        ({}, True),
    ],
)
def test_a_document_of_a_site_has_the_findings_on_it_and_its_state_alone(place, held, monkeypatch):
    tree = replace(read_section_tree("data-protection-statement"), findings={"part-ii": ("K",)})
    monkeypatch.setattr(belonging, "read_section_tree", lambda _: tree)
    properties = replace(PROTECTION.properties, member_state="NL", site="A")
    one = finding("K-1", document="part-ii", section="K", product="", **place)
    assert belongs(one, replace(PROTECTION, properties=properties)) is held
    assert belongs(one, PROTECTION), "one of the application has those of every place"
