"""What lies on landscape pages beside the wide tables themselves."""

from __future__ import annotations

import pytest

from impd.document import PageBreak, Paragraph, Section, Subheading
from impd.writing.orientation import SHORT, placed
from tests.writing.docx_sample import table, text

LITTLE, MUCH = Paragraph(text("Short.")), Paragraph(text("x" * (SHORT + 1)))
SUB = Subheading(text("Sub"))
WIDE, NARROW = table("w", wide=True), table("n")


def turned(*blocks):
    """L for landscape, p for portrait: the heading, then each block."""
    section = Section("S", "1", "Section", 1, blocks)
    return "".join("L" if one.landscape else "p" for one in placed((section,)))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((LITTLE,), "pp"),
        ((WIDE,), "LL"),
        ((LITTLE, WIDE), "LLL"),
        ((MUCH, WIDE), "ppL"),
        ((MUCH, SUB, LITTLE, WIDE), "ppLLL"),
        ((NARROW, WIDE), "ppL"),
        ((NARROW, SUB, WIDE), "ppLL"),
        ((NARROW, LITTLE, WIDE), "pppL"),
        ((WIDE, LITTLE), "LLp"),
        ((WIDE, LITTLE, WIDE), "LLLL"),
        ((WIDE, MUCH, WIDE), "LLpL"),
        ((WIDE, NARROW, WIDE), "LLpL"),
        ((PageBreak(), WIDE), "ppL"),
    ],
)
def test_short_text_goes_with_the_wide_table(blocks, expected):
    assert turned(*blocks) == expected


def test_headings_above_headings_go_along():
    tree = (
        Section(
            "A", "1", "A", 1, (LITTLE,), (Section("B", "1.1", "B", 2, (), (Section("C", "1.1.1", "C", 3, (WIDE,)),)),)
        ),
    )
    assert [one.landscape for one in placed(tree)] == [False, False, True, True, True]


def test_text_of_the_section_before_stays_where_it_is():
    tree = (Section("A", "1", "A", 1, (LITTLE,)), Section("B", "2", "B", 1, (WIDE,)))
    assert [one.landscape for one in placed(tree)] == [False, False, True, True]


def test_no_sections_no_pages():
    assert placed(()) == []
