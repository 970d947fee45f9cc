"""Word and PDF say the same, section by section."""

from __future__ import annotations

from collections import Counter

import pytest

from impd.document import walk_sections
from tests.golden.rendered import CASES, composed, written
from tests.golden.written_text import bare, docx_sections, pdf_sections, table_heads


@pytest.mark.parametrize(("name", "code"), CASES, ids=[f"{name}-{code}" for name, code in CASES])
def test_word_and_pdf_hold_the_same_text_section_by_section(name, code):
    files = written(name, code)
    word = docx_sections(files["docx"])
    pdf = pdf_sections(files["pdf"], list(word), table_heads(files["docx"]))
    assert list(word) == [bare(f"{one.number} {one.title}") for one in walk_sections(composed(name, code).sections)]
    assert {heading: pdf[heading] for heading, text in word.items() if not _same(pdf[heading], text)} == {}


def _same(first: str, second: str) -> bool:
    """Whether two texts are equal; a row that breaks across pages lets its cells take turns."""
    return first == second or Counter(first) == Counter(second)
