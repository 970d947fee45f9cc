"""Numbers of tables and figures, and what cross-references print."""

from __future__ import annotations

import pytest

from impd.document import (
    BulletList,
    Cell,
    Column,
    CrossReference,
    Document,
    Emphasis,
    Fact,
    Figure,
    FindingBox,
    Formula,
    GapBox,
    Image,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Properties,
    Section,
    Strong,
    Subheading,
    Subscript,
    Superscript,
    Table,
    Text,
    contents_of,
    number,
    plain_text,
    walk_blocks,
    walk_sections,
)
from impd.errors import TemplateFault

PROPERTIES = Properties("T", "f", "p", "s", "t", "1", None, "", "en", draft=False)
IMAGE = Image("image/png", b"", 10, 10)


def table(identifier, caption="caption", *content):
    cell = Cell(content or (Text("x"),))
    return Table((Column(100.0),), (), ((cell,),), (Text(caption),) if caption else (), (), identifier=identifier)


def figure(identifier):
    return Figure(IMAGE, (Text("caption"),), "what it shows", 100, identifier)


def section(identifier, *parts, level=1):
    blocks = tuple(part for part in parts if not isinstance(part, Section))
    return Section(
        identifier, f"2.1.{identifier}", "Title", level, blocks, tuple(p for p in parts if isinstance(p, Section))
    )


def document(*sections, cover=()):
    return Document("impd-quality", PROPERTIES, tuple(cover), sections)


def test_tables_and_figures_are_counted_apart_in_reading_order():
    tree = document(
        section("S", table("a"), figure("f1"), section("S.1", table("b"), figure("f2"), level=2)),
        section("P", table("c"), figure("f3")),
        cover=[table("", caption="")],
    )
    labels = [block.label for block in walk_blocks(number(tree)) if isinstance(block, Table | Figure)]
    assert labels == ["", "Table 1", "Figure 1", "Table 2", "Figure 2", "Table 3", "Figure 3"]


def test_a_table_without_caption_takes_no_number():
    numbered = number(document(section("S", table("", caption=""), table("b"))))
    assert [block.label for block in numbered.sections[0].blocks] == ["", "Table 1"]


def test_a_figure_without_identifier_is_given_one_so_that_it_may_stand_twice():
    numbered = number(document(section("S", figure(""), figure("own"), figure(""))))
    assert [block.identifier for block in numbered.sections[0].blocks] == ["figure-1", "own", "figure-3"]


def refer(target):
    return (CrossReference(target),)


BLOCKS = {
    "paragraph": Paragraph(refer("t")),
    "subheading": Subheading(refer("t")),
    "note": Note(refer("t")),
    "formula": Formula(refer("t")),
    "gap box": GapBox(refer("t")),
    "finding box": FindingBox((), (refer("t"),)),
    "title of a finding box": FindingBox(refer("t"), ()),
    "bullets": BulletList((refer("t"),)),
    "numbers": NumberedList((refer("t"),)),
    "cell": table("own", "caption", CrossReference("t")),
    "caption": Table((Column(100.0),), (), ((Cell(()),),), refer("t"), identifier="own"),
    "head": Table((Column(100.0),), ((Cell(refer("t"), header=True),),), ((Cell(()),),), (), identifier=""),
    "note below": Table((Column(100.0),), (), ((Cell(()),),), (), (refer("t"),)),
    "figure": Figure(IMAGE, refer("t"), "shown", 10, "own"),
    **{kind.__name__.lower(): Paragraph((kind(refer("t")),)) for kind in (Strong, Emphasis, Subscript, Superscript)},
    "link": Paragraph((Link("https://example.org", refer("t")),)),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_reference_is_resolved_wherever_it_stands(name):
    numbered = number(document(section("P", table("t"), BLOCKS[name])))
    block = numbered.sections[0].blocks[1]
    assert "Table 1" in " ".join(plain_text(content) for content in contents_of(block))


def test_references_name_sections_tables_and_figures_before_and_after():
    paragraph = Paragraph((CrossReference("P.8"), Text(", "), CrossReference("t"), Text(", "), CrossReference("f")))
    numbered = number(document(section("P", paragraph, PageBreak()), section("P.8", table("t"), figure("f"))))
    assert plain_text(numbered.sections[0].blocks[0].content) == "section 2.1.P.8, Table 1, Figure 1"


def test_a_reference_on_the_cover_is_resolved():
    numbered = number(document(section("P"), cover=[Paragraph(refer("P"))]))
    assert plain_text(numbered.cover[0].content) == "section 2.1.P"


def test_a_stated_reference_keeps_its_path():
    numbered = number(document(section("P", Paragraph((CrossReference("P", path="products[X].see"),)))))
    assert numbered.sections[0].blocks[0].content == (CrossReference("P", "section 2.1.P", "products[X].see"),)


def test_a_part_may_refer_to_what_is_left_out():
    numbered = number(document(section("P", Paragraph(refer("S.1")))), {"S.1": Text("section 2.1.S.1")})
    assert numbered.sections[0].blocks[0].content == (Text("section 2.1.S.1"),)


def test_a_stated_reference_to_what_is_left_out_is_a_fact():
    reference = Paragraph((CrossReference("S.1", path="products[X].see"),))
    numbered = number(document(section("P", reference)), {"S.1": Text("section 2.1.S.1")})
    assert numbered.sections[0].blocks[0].content == (Fact("products[X].see", "section 2.1.S.1"),)


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ([section("P", Paragraph(refer("nowhere")))], 'cross-reference to "nowhere"'),
        (
            [section("P", table("bare", caption="")), section("Q", Paragraph(refer("bare")))],
            'cross-reference to "bare"',
        ),
        ([section("P", table("t"), table("t"))], '"t" stands twice'),
        ([section("P", table("t"), figure("t"))], '"t" stands twice'),
        ([section("P"), section("P")], '"P" stands twice'),
    ],
)
def test_a_reference_to_nothing_and_a_double_identifier_are_refused(sections, words):
    with pytest.raises(TemplateFault) as fault:
        number(document(*sections))
    assert words in str(fault.value)


def test_numbering_makes_a_new_document():
    tree = document(section("P", table("t"), section("P.1", Paragraph(refer("t")), level=2)))
    numbered = number(tree)
    assert tree.sections[0].blocks[0].label == ""
    assert [one.identifier for one in walk_sections(numbered.sections)] == ["P", "P.1"]
