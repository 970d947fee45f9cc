"""Which stated facts a document leaves out."""

from __future__ import annotations

import pytest

import impd
from impd.building.coverage import unprinted
from tests.composing.dossiers import TABLET, application, composed

QUALITY = {"drug_products": [{"id": "DP", "name": "Tablet"}], "sites": [{"id": "MK", "name": "Maker"}]}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def left(product, **request):
    stated = application({**TABLET, **product})
    document = impd.compose(stated, request=impd.Request(**request))
    return unprinted(stated, [document], {"TAB"})


def test_a_printed_fact_is_not_told():
    assert left({"quality": QUALITY}) == []


def test_a_reference_and_a_code_count_as_printed_when_they_were_read():
    batch = {"id": "b1", "subject": "DP", "size": "5 kg", "uses": ["clinical"]}
    assert left({"quality": {**QUALITY, "batches": [batch]}}) == []


def test_an_entry_of_no_material_is_told():
    assert left({"quality": {**QUALITY, "batches": [{"id": "b1", "size": "5 kg"}]}}) == [
        "products[TAB].quality.batches[b1].size"
    ]


@pytest.mark.parametrize("section", ["P.2.2", "S.2.3", "S.4.1"])
def test_a_text_counts_as_printed(section):
    product = {"quality": {**QUALITY, "substances": [{"id": "DS", "name": "S"}]}}
    assert left({**product, "narratives": [{"section": section, "text": "Words.", "file": "text/x.md"}]}) == []


def test_a_figure_that_nobody_shows_is_told():
    figures = [{"name": "map.svg", "media_type": "image/svg+xml", "data": SVG}]
    told = left({"quality": QUALITY, "figures": figures})
    assert "products[TAB].figures[map.svg].data" in told
    shown = [{"section": "P.2.2", "text": "![a map](figures/map.svg)"}]
    assert left({"quality": QUALITY, "figures": figures, "narratives": shown}) == []


def test_a_statement_counts_as_printed():
    sections = [{"section": "P.6", "see_instead": "P.5"}, {"section": "P.7", "not_applicable": "None is used."}]
    assert left({"quality": {**QUALITY, "sections": sections}}) == []


def test_facts_below_a_section_that_a_statement_replaces_are_told():
    sections = [{"section": "P.3", "not_applicable": "Elsewhere."}]
    told = left({"quality": {**QUALITY, "sections": sections}})
    assert "products[TAB].quality.sites[MK].name" in told


def test_a_document_of_the_product_has_to_be_printed_and_one_of_the_trial_not():
    entry = {"kind": "label", "title": "Label", "signed": True, "status": "final"}
    documents = [
        {"id": "D1", "products": ["TAB"], **entry},
        {"id": "D2", **entry},
        {"id": "D3", "products": ["OTH"], **entry},
    ]
    other = {"code": "OTH", "name": "Other"}
    stated = application({**TABLET, "quality": QUALITY}, other, documents=documents)
    made = impd.compose(stated, "TAB")
    assert unprinted(stated, [made], {"TAB"}) == []
    assert unprinted(stated, [composed({"quality": QUALITY})], {"TAB"}) == [
        f"documents[D1].{name}" for name in ("id", "kind", "title", "products[0]")
    ]


def test_what_other_documents_state_is_not_told():
    product = {"label": {"storage": "Cold"}, "stated_elsewhere": [{"document": "protocol", "storage": "Cold"}]}
    assert left({"quality": QUALITY, **product}) == []


def test_what_steers_the_tool_is_no_fact_to_print():
    stated = application({**TABLET, "quality": QUALITY}, schema_version="1", language="en", version="2")
    assert unprinted(stated, [composed({"quality": QUALITY})], {"TAB"}) == []
