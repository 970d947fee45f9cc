"""Word and PDF say the same, section by section."""

from __future__ import annotations

from collections import Counter

import pytest

from impd.document import walk_sections
from tests.golden.rendered import CASES, composed, written
from tests.golden.written_text import bare, docx_sections, pdf_sections, table_heads


@pytest.mark.parametrize(("name", "code", "document"), CASES, ids=["-".join(map(str, case)) for case in CASES])
def test_word_and_pdf_hold_the_same_text_section_by_section(name, code, document):
    files = written(name, code, document)
    word = docx_sections(files["docx"])
    pdf = pdf_sections(files["pdf"], list(word), table_heads(files["docx"]))
    sections = walk_sections(composed(name, code, document).sections)
    assert list(word) == [bare(f"{one.number} {one.title}") for one in sections]
    assert {heading: pdf[heading] for heading, text in word.items() if not _same(pdf[heading], text)} == {}


def _same(first: str, second: str) -> bool:
    """Whether two texts are equal; a row that breaks across pages lets its cells take turns."""
    return first == second or Counter(first) == Counter(second)
