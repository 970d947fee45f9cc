"""What documents beside the IMPD are told of products: regulatory status, evidence of good manufacturing practice."""

from __future__ import annotations

import pytest

from impd.building.document_answers import document_answers
from impd.building.dueness import Dueness
from impd.composing.answers import Answers
from impd.composing.section_tree import read_section_tree
from impd.dossier.document_subject import of_application
from impd.rules.packs import read_pack
from tests.composing.dossiers import TABLET, application

PATH = "products[TAB]"


def values(product, **facts):
    stated = application({**TABLET, **product}, **facts)
    tree = read_section_tree("cover-letter")
    answers = document_answers(Answers({}), of_application(stated), tree, Dueness(stated, read_pack()))
    return {name: one for (path, name), one in answers.calculated.items() if path == PATH}, answers.applies


def site(country, *roles):
    return {"quality": {"sites": [{"id": "S", "name": "Maker", "country": country, "roles": list(roles)}]}}


def test_a_product_without_authorisation_has_none():
    status = values({})[0]["regulatory status"]
    assert (status.text, status.convention) == ("No marketing authorisation", "none is stated")


def test_of_an_authorised_product_the_authorisation_is_printed_instead():
    assert "regulatory status" not in values({"authorisation": {"country": "DE"}})[0]


@pytest.mark.parametrize(
    ("product", "paragraph"),
    [
        (site("DE", "product_manufacture"), "34"),
        (site("US", "product_manufacture"), "33"),
        ({"authorisation": {"country": "DE", "modification": "unmodified"}}, "32"),
        ({**site("DE", "product_manufacture"), "manufacturing_evidence": {"exempt_process": "Relabelling"}}, "35"),
    ],
)
def test_the_evidence_due_is_that_of_annex_i(product, paragraph):
    found = values(product)[0]
    assert found["evidence due"].text.endswith(f"(Annex I, {paragraph})")
    assert found["evidence due"].convention.casefold() == found["reason of evidence"].text.casefold()


def test_where_a_fact_is_missing_nothing_is_said():
    assert not {"evidence due", "reason of evidence"} & set(values({})[0])


def test_the_conditions_of_sections_are_answered():
    applies = values({}, trial={"cluster": True, "low_intervention": False})[1]
    assert (applies["is_cluster_trial"], applies["is_low_intervention_trial"]) == (True, False)
    assert applies["is_resubmission"] is None
