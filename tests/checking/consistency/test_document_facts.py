"""Placeholders in texts, and what only looks like one; sections of risks' evidence."""

from __future__ import annotations

import pytest

from impd.checking.consistency.document_facts import placeholder_in, section_ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TBD", "TBD"),
        ("<INN>", "<INN>"),
        ("Store at XXX and protect from light", "XXX"),
        ("No reprocessing of {Drug Product Name} is foreseen", "{Drug Product Name}"),
        ("Made by [insert the manufacturer] in Lyon", "[insert the manufacturer]"),
    ],
)
def test_what_keeps_the_place_of_a_fact(text, found):
    assert placeholder_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1.0e13 {vg}/mL at pH 7.2",
        "karyotype 46,XX",
        "water content by USP <921>",
        "below the limit (< LOQ), once > 3",
        "-",
        "The dose is {{ product.strength }}",
        "the maximum tolerated dose is to be determined in this trial",
    ],
)
def test_what_only_looks_like_a_placeholder(text):
    assert placeholder_in(text) == ""


def test_sections_of_both_documents_are_known():
    assert {"P.8", "S.2.3.d", "2.2.3.4"} <= section_ids()
    assert "P.99" not in section_ids()
