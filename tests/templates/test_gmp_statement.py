"""The statement on good manufacturing practice: the case of Annex I, the sites with their steps, the declaration."""

from __future__ import annotations

import impd
from impd.document import GapMark, marks_of, walk_blocks
from tests.composing.dossiers import TABLET, application, identifiers, section, text
from tests.golden.rendered import loaded

ABROAD = {"id": "US", "name": "Maker Inc", "address": "Road 1", "country": "US", "roles": ["product_manufacture"]}
AT_HOME = {
    "id": "NL", "name": "Importer BV", "address": "Street 1", "country": "NL", "roles": ["import", "batch_release"],
    "authorisations": [{"kind": "manufacturing authorisation", "number": "NL-1"}],
}  # fmt: skip
DECLARED = {"last_audit": "2026-01-02", "qualified_person_declaration": "QP-7"}


def statement(*sites, product=None, **facts):
    stated = {**TABLET, **(product or {}), "quality": {"sites": list(sites)}}
    return impd.compose(application(stated, **facts), request=impd.Request(document="gmp-statement"))


def gaps(document):
    return {mark.path for block in walk_blocks(document) for mark in marks_of(block) if isinstance(mark, GapMark)}


def test_a_sample_made_in_the_union_owes_authorisations_and_no_declaration():
    made = impd.compose(loaded("car_t_cd19"), request=impd.Request(document="gmp-statement"))
    assert made.properties.file_name == "F1_GMP-statement_Linvocel_EN"
    assert identifiers(made) == ["GMP.1", "GMP.2"]
    assert "(Annex I, 34)" in text(section(made, "GMP.1"))
    assert "Third country" in text(section(made, "GMP.2"))
    assert [path for path in gaps(made) if not path.startswith("documents")] == []


def test_a_product_made_outside_the_union_has_the_data_of_the_declaration():
    made = statement({**ABROAD, **DECLARED}, AT_HOME)
    assert "(Annex I, 33)" in text(section(made, "GMP.1"))
    printed = text(section(made, "GMP.4"))
    assert all(words in printed for words in ("Importer BV", "NL-1", "Maker Inc", "2026-01-02", "QP-7"))
    assert {"products[TAB].document_qp_declaration", "products[TAB].document_manufacturing_authorisation"} <= gaps(made)


def test_the_document_in_the_register_is_named():
    register = [{"id": "Q", "kind": "qp_declaration", "title": "Declaration 7", "version": "2", "products": ["TAB"]}]
    made = statement(ABROAD, AT_HOME, documents=register)
    assert "Declaration 7, version 2" in text(section(made, "GMP.1"))
    assert "products[TAB].document_qp_declaration" not in gaps(made)


def test_audit_declaration_and_importer_that_are_not_stated_are_marked():
    site = "products[TAB].quality.sites[US]"
    marked = gaps(statement(ABROAD))
    assert {f"{site}.last_audit", f"{site}.qualified_person_declaration"} <= marked
    assert "products[TAB].quality.site_of_import_and_release_in_the_Union" in marked


def test_an_authorised_product_owes_nothing():
    made = statement(product={"authorisation": {"country": "DE", "modification": "unmodified"}})
    assert identifiers(made) == ["GMP.1"]
    assert "No document is due (Annex I, 32)" in text(section(made, "GMP.1"))


def test_a_process_under_article_61_5_is_described():
    evidence = {"manufacturing_evidence": {"exempt_process": "Relabelling in the hospital"}}
    made = statement({**AT_HOME, "roles": ["product_manufacture"]}, product=evidence)
    assert text(section(made, "GMP.3")).endswith("Relabelling in the hospital")
    assert "GMP.4" not in identifiers(made)


def test_a_declaration_that_is_often_asked_for_has_its_data_too():
    made = statement(ABROAD, AT_HOME, product={"authorisation": {"country": "US", "modification": "unmodified"}})
    assert "Not due, often asked for" in text(section(made, "GMP.1"))
    assert "GMP.4" in identifiers(made)
    assert "products[TAB].document_qp_declaration" not in gaps(made)


def test_without_sites_the_case_is_open():
    marked = gaps(statement())
    assert {"products[TAB].evidence_due", "products[TAB].quality.sites"} <= marked
