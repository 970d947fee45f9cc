"""The XHTML for print: markup that costs little to lay out, and nothing unescaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from impd.document import Cell, Document, Fact, Link, Paragraph, Strong, Table, Text, number
from impd.errors import TemplateFault
from impd.writing.xhtml import print_xhtml
from impd.writing.xhtml_block import block_xhtml
from impd.writing.xhtml_inline import xhtml_of
from impd.writing.xhtml_table import table_xhtml
from tests.writing.pdf_document import cells, columns, document, long_table, section, spanned_table, text

WHOLE = print_xhtml(document(rows=20))


def test_a_cell_holds_bare_text_and_no_style():
    assert re.search(r"<td>B000</td><td class=\"e\">0\.0</td>", WHOLE)
    assert not re.search(r"<t[dh][^>]* style=", WHOLE)
    assert "<span>" not in WHOLE


def test_a_fact_carries_no_element():
    assert xhtml_of((Text("x "), Fact("a.b", "1 < 2 & 3"))) == "x 1 &lt; 2 &amp; 3"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src="file:///etc/passwd">', "]]>&amp;"])
def test_markup_in_text_stays_text(hostile):
    page = print_xhtml(
        number(Document("x", document().properties, (Paragraph(text(hostile)),), (section("S", hostile, 1),)))
    )
    assert hostile not in page
    assert "<script" not in page
    assert "<img" not in page


def test_characters_xml_forbids_are_left_out():
    assert xhtml_of(text("a\x00\x0b\ud800\uffffb\tc")) == "ab\tc"


def test_a_link_stands_around_text_only():
    link = Link("https://example.org/?a=1&b=2", (Text("see "), Strong(text("this"))))
    opening = '<a class="out" href="https://example.org/?a=1&amp;b=2">'
    assert xhtml_of((link,)) == f"{opening}see </a><strong>{opening}this</a></strong>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "other.pdf"])
def test_a_link_elsewhere_than_the_web_is_text(address):
    assert xhtml_of((Link(address, text("words")),)) == "words"


def test_a_link_without_words_shows_its_address():
    assert ">https://example.org</a>" in xhtml_of((Link("https://example.org", ()),))


def test_heading_levels_follow_the_tree_without_gaps():
    page = print_xhtml(number(Document("x", document().properties, (), (section("P.8", "Deep", 3, long_table(1)),))))
    assert re.findall(r"<h(\d) id", page) == ["1"]


def test_empty_lists_are_left_out():
    bare = print_xhtml(number(Document("x", document().properties, (), (section("S", "Only", 1),))))
    assert re.findall(r'class="list">([^<]*)', bare) == ["Contents"]
    assert re.findall(r'class="list">([^<]*)', WHOLE) == [
        "Contents",
        "List of tables",
        "List of figures",
        "List of abbreviations",
    ]


def test_a_paper_without_front_pages_has_its_title_above_the_text():
    made = document()
    paper = print_xhtml(replace(made, properties=replace(made.properties, front=False)))
    assert '<div class="head"><h1 class="title">' in paper
    assert [one for one in ('class="cover"', 'class="front"', "Contents") if one in paper] == []


def test_contents_go_four_levels_deep():
    listed = re.findall(r'class="l(\d)"><div class="entry"><span class="number"><a href="#(S[.\d]*)"', WHOLE)
    assert listed == [("1", "S"), ("2", "S.1"), ("3", "S.1.1"), ("4", "S.1.1.1")]


def test_spans_keep_columns_aligned_as_their_column_says():
    grid = table_xhtml(spanned_table())
    assert '<td class="e" colspan="2">positive</td>' in grid
    assert '<th rowspan="2" scope="row">Purity</th><td class="e">≥ 95.0 %</td>' in grid
    assert '<tr><td class="e">≤ 2.0 % dimer</td>' in grid
    assert '<th class="c" colspan="2" scope="col">Acceptance criterion</th>' in grid


@pytest.mark.parametrize(
    "row",
    [cells("a"), cells("a", "b", "c"), (Cell(text("a"), column_span=3),)],
    ids=["too few", "too many", "span too wide"],
)
def test_a_row_that_does_not_fit_is_refused(row):
    with pytest.raises(TemplateFault, match="do not fill its 2 columns"):
        table_xhtml(Table(columns(50, 50), (), (row,)))


def test_a_span_into_rows_below_is_counted_in_each_of_them():
    rows = ((Cell(text("a"), row_span=3), *cells("b")), cells("c"), cells("d"), cells("e", "f"))
    assert table_xhtml(Table(columns(50, 50), (), rows)).count("<td") == 6
    with pytest.raises(TemplateFault):
        table_xhtml(Table(columns(50, 50), (), (*rows[:3], cells("e"))))


def test_only_a_very_long_row_may_break():
    words = Table(columns(100), (), (cells("short"), cells("long " * 600)))
    assert table_xhtml(words).count('<tr class="long">') == 1
    assert block_xhtml(words, 1).index("short") < block_xhtml(words, 1).index('class="long"')
