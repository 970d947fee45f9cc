"""The heading tags of a PDF: the first is H1 and none skips a level, as PDF/UA-1 asks (ISO 14289-1, 7.4.2)."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf

from impd.document import Subheading, Text
from impd.writing.pdf_file import write_pdf
from tests.writing.pdf_document import document


def _headings(node) -> list[int]:
    if isinstance(node, pikepdf.Array):
        return [level for child in node for level in _headings(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    name = str(node.get("/S", ""))
    own = [int(name[2:])] if name.startswith("/H") and name[2:].isdigit() else []
    return own + _headings(node.get("/K"))


def test_headings_begin_at_the_top_and_skip_no_level():
    given = document()
    cover = (*given.cover, Subheading((Text("Document history"),)))
    data = write_pdf(replace(given, cover=cover), "pdf/ua-1").data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        levels = _headings(pdf.Root.StructTreeRoot)
    assert levels[0] == 1
    assert max(levels) > 3
    assert all(after <= before + 1 for before, after in pairwise(levels))
