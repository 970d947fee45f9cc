"""Which documents of an order are made, of what, and why others are not."""

from __future__ import annotations

import pytest

from impd.building.composing_all import Composing, chosen_subject, composed_one, made_of
from impd.composing.compose import Request
from impd.composing.section_tree import further_documents
from impd.dossier.document_subject import of_application
from impd.errors import InputFault, UsageFault
from tests.composing.dossiers import TABLET, application

PLACEBO = {"code": "PBO", "name": "Placebo", "role": "placebo"}
QUALITY, SAFETY = "impd-quality", "impd-safety-efficacy"
SEVERAL, LOW = "responsibilities-of-sponsors", "low-intervention-statement"


def made(*documents, products=(), sections=(), **facts):
    order = Composing(Request(sections=sections), documents, products)
    return made_of(application(TABLET, PLACEBO, **facts), order)


def whose(found):
    return [(one.kind, one.properties.product_code) for one in found.documents]


def test_the_parts_of_the_impd_are_made_unless_others_are_named():
    found = made()
    assert whose(found) == [(QUALITY, "TAB"), (SAFETY, "TAB"), (QUALITY, "PBO"), (SAFETY, "PBO")]
    assert found.not_made == ()


def test_all_are_the_impd_and_each_other_that_is_due():
    found = made("all", sponsor={"sole": False}, trial={"low_intervention": False})
    kinds = [kind for kind, _ in whose(found)]
    assert {QUALITY, SAFETY, SEVERAL, "cover-letter", "product-list", "data-protection-statement"} <= set(kinds)
    told = {one.document for one in found.not_made}
    assert {tree.document for tree in further_documents("application")} <= {*kinds, *told}
    assert kinds.index("cover-letter") < kinds.index(QUALITY), "of the application before those of products"


def test_a_document_that_is_not_due_says_why():
    (one,) = [one for one in made("all", trial={"low_intervention": False}).not_made if one.document == LOW]
    assert (one.subject, one.missing) == ("application", "")
    assert one.because == "only where the trial is claimed to be of low intervention (low intervention = no)"


def test_of_all_none_is_made_whose_need_is_open_and_the_missing_fact_is_told():
    (one,) = [one for one in made("all").not_made if one.document == SEVERAL]
    assert (one.because, one.missing) == ("whether the trial has more than one sponsor is open", "sponsor.sole")


def test_a_document_named_is_made_while_its_need_is_open():
    assert whose(made(SEVERAL)) == [(SEVERAL, "")]


def test_a_document_named_that_is_not_due_is_a_fault_of_usage():
    with pytest.raises(UsageFault, match=f"^{SEVERAL} is not due: only where the trial has more than one sponsor"):
        made(SEVERAL, sponsor={"sole": True})


def test_a_document_named_beside_one_that_is_due_is_told():
    found = made(SEVERAL, "cover-letter", sponsor={"sole": True})
    assert (whose(found), [one.document for one in found.not_made]) == ([("cover-letter", "")], [SEVERAL])


def test_products_are_chosen_and_documents_of_the_application_stay():
    assert whose(made("cover-letter", QUALITY, products=("PBO",))) == [("cover-letter", ""), (QUALITY, "PBO")]


def test_a_section_is_asked_of_the_document_that_has_it():
    found = made("all", sections=("B.7", "P.8"))
    assert [(one.kind, one.properties.product_code) for one in found.documents] == [
        ("cover-letter", ""), (QUALITY, "TAB"), (QUALITY, "PBO"),
    ]  # fmt: skip
    assert [one.identifier for one in found.documents[0].sections] == ["B.7"]


def test_a_document_of_the_application_needs_no_product():
    stated = application()
    assert [one.kind for one in made_of(stated, Composing(documents=("cover-letter",))).documents] == ["cover-letter"]
    with pytest.raises(InputFault, match="the dossier has no product"):
        made_of(stated, Composing())


def test_what_no_document_can_be_of_is_told():
    found = made_of(application(), Composing(documents=("all",)))
    told = {one.document: (one.subject, one.because, one.missing) for one in found.not_made}
    assert told[QUALITY] == ("product", "no product is stated", "products")
    assert "cover-letter" in [one.kind for one in found.documents]


def test_each_step_is_told_once():
    steps = []
    made_of(application(TABLET), Composing(documents=("cover-letter", QUALITY, SAFETY)), steps.append)
    assert steps == ["composing cover-letter", "composing TAB"]


def test_one_document_alone_must_be_due():
    subject = of_application(application(TABLET, sponsor={"sole": True}))
    with pytest.raises(UsageFault, match="is not due"):
        composed_one(subject, Request(document=SEVERAL))
    assert composed_one(subject, Request(document="cover-letter")).kind == "cover-letter"


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("product", "", "the application has 2 products. Name one: TAB, PBO."),
        ("product", "X", 'there is no product "X". The application has TAB, PBO.'),
        ("member_state", "NL", 'there is no member state "NL". The application has FR.'),
        ("site", "", "the application has 0 trial sites. Name one: none."),
    ],
)
def test_what_a_document_is_of_must_be_clear(kind, name, words):
    stated = application(TABLET, PLACEBO, member_states=[{"country": "FR"}])
    with pytest.raises(UsageFault) as fault:
        chosen_subject(stated, kind, name)
    assert str(fault.value) == words


def test_the_only_one_of_its_kind_need_not_be_named():
    stated = application(TABLET, member_states=[{"country": "FR"}])
    assert [chosen_subject(stated, kind, "").path for kind in ("application", "product", "member_state")] == [
        "", "products[TAB]", "member_states[FR]",
    ]  # fmt: skip
