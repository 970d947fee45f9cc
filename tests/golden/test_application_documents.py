"""Documents beside the IMPD: Word and PDF say the same, for the samples and for dossiers that state little of them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from impd.building.composing_all import Composing, Made, made_of
from impd.building.coverage import unprinted
from impd.building.writers import write
from impd.composing.section_tree import further_documents
from impd.document import Document, marks_of, walk_blocks, walk_sections
from impd.document.inline import GapMark
from tests.golden.rendered import FOLDERS, loaded
from tests.golden.written_text import bare, docx_sections, pdf_sections, table_heads

SAMPLES = [name for name, path in FOLDERS.items() if path.parent.name == "samples"]
NAMED = tuple(tree.document for tree in further_documents())
# With no application facts of their own: an authorised auxiliary product, a modified comparator, a gene therapy.
BARE = ["auxiliary", "comparator_modified", "plasmid"]


@cache
def made(name: str) -> Made:
    """Every document beside the IMPD that is due, or may be."""
    return made_of(loaded(name), Composing(documents=NAMED))


def named(document: Document) -> tuple[str, str, str, str]:
    whose = document.properties
    return document.kind, whose.product_code, whose.member_state, whose.site


@pytest.mark.parametrize("name", [*SAMPLES, *BARE])
def test_word_and_pdf_hold_the_same_text_section_by_section(name):
    differing = {}
    for document in made(name).documents:
        files = {one.format: one.data for one in write(document, ("docx", "pdf"))}
        word = docx_sections(files["docx"])
        pdf = pdf_sections(files["pdf"], list(word), table_heads(files["docx"]))
        headings = [bare(f"{one.number} {one.title}") for one in walk_sections(document.sections)]
        same = all(Counter(pdf[heading]) == Counter(text) for heading, text in word.items())
        if list(word) != headings or not same:
            differing[named(document)] = (headings, word, pdf)
    assert differing == {}


@pytest.mark.parametrize("name", [*SAMPLES, *BARE])
def test_each_file_has_a_name_of_its_own(name):
    files = [one.properties.file_name for one in made(name).documents]
    assert sorted(files) == sorted(set(files))


@pytest.mark.parametrize("name", SAMPLES)
def test_letter_list_and_statements_of_a_sample_have_no_gap(name):
    ours = ("cover-letter", "product-list", "data-protection-statement", "advice-summary", "advice-quality")
    found = [
        (document.kind, mark.path, mark.text)
        for document in made(name).documents
        if document.kind in ours
        for block in walk_blocks(document)
        for mark in marks_of(block)
        if isinstance(mark, GapMark)
    ]
    assert found == []


@pytest.mark.parametrize("name", BARE)
def test_a_dossier_without_a_letter_has_one_of_gap_marks(name):
    letter = next(one for one in made(name).documents if one.kind == "cover-letter")
    marked = {mark.path for block in walk_blocks(letter) for mark in marks_of(block) if isinstance(mark, GapMark)}
    assert {"cover_letter.special_population.applies", "cover_letter.universal_trial_number"} <= marked


@pytest.mark.parametrize("name", SAMPLES)
def test_every_fact_of_the_letter_is_printed(name):
    application = loaded(name)
    products = {one.code for one in application.products}
    left = unprinted(application, made(name).documents, products, elsewhere=True)
    ours = ("cover_letter.", "trial.includes.", "scope", "sponsor.", "co_sponsors", "trial.category", "trial.cluster")
    assert [path for path in left if path.startswith(ours)] == []
