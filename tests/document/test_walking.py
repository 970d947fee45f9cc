"""Walks in reading order, and the text a reader sees."""

from __future__ import annotations

import pytest

from impd.document import (
    Cell,
    Column,
    CrossReference,
    Document,
    Fact,
    Figure,
    FindingBox,
    GapMark,
    Image,
    LineBreak,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Properties,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
    contents_of,
    marks_of,
    plain_text,
    walk_blocks,
    walk_inlines,
    walk_sections,
)

FACT, GAP = Fact("a.b", "5 mg"), GapMark("a.c", "shelf life")
TABLE = Table(
    columns=(Column(50.0), Column(50.0)),
    head=((Cell((Text("h1"),), header=True), Cell((Text("h2"),), header=True)),),
    body=((Cell((FACT,)), Cell((GAP,))),),
    caption=(Text("caption"),),
    notes=((Text("note"),),),
    identifier="t",
)
FIGURE = Figure(Image("image/png", b"", 1, 1), (Text("caption"),), "alt", 10, "f")


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        (TABLE, ["caption", "h1", "h2", "5 mg", "[not stated: shelf life]", "note"]),
        (FIGURE, ["caption"]),
        (NumberedList(((Text("one"),), (Text("two"),))), ["one", "two"]),
        (PageBreak(), []),
        (FindingBox((Text("title"),), ((Text("one"),), (Text("two"),))), ["title", "one", "two"]),
        (Paragraph((Text("a"), Strong((Text("b"), Superscript((Text("c"),)))))), ["abc"]),
    ],
)
def test_the_contents_of_a_block_in_reading_order(block, texts):
    assert [plain_text(content) for content in contents_of(block)] == texts


def test_plain_text_shows_references_links_and_breaks():
    content = (CrossReference("t", "Table 1"), LineBreak(), Link("https://example.org", (Text("page"),)))
    assert plain_text(content) == "Table 1\npage"


def test_inlines_come_before_what_they_hold():
    inner = Superscript((FACT,))
    outer = Strong((Text("a"), inner))
    assert list(walk_inlines((outer, GAP))) == [outer, Text("a"), inner, FACT, GAP]


def test_marks_are_facts_gaps_and_stated_references():
    stated = CrossReference("P.5", "section 2.1.P.5", "products[X].see_instead")
    block = Paragraph((Text("x"), Strong((FACT,)), GAP, stated, CrossReference("P.8", "section 2.1.P.8")))
    assert list(marks_of(block)) == [FACT, GAP, Fact("products[X].see_instead", "section 2.1.P.5")]


def test_sections_and_blocks_in_reading_order():
    cover, first, second = (Paragraph((Text(text),)) for text in ("cover", "first", "second"))
    child = Section("S.1", "1.1", "Child", 2, (second,))
    properties = Properties("T", "f", "p", "s", "t", "1", None, "", "en", draft=False)
    document = Document("x", properties, (cover,), (Section("S", "1", "Parent", 1, (first,), (child,)),))
    assert [section.identifier for section in walk_sections(document.sections)] == ["S", "S.1"]
    assert list(walk_blocks(document)) == [cover, first, second]
