"""Tables of a Word file: grid, head rows, spans, alignment, notes, faults."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impd.document import Table
from impd.errors import TemplateFault
from impd.writing.docx_file import write_docx
from tests.writing.docx_sample import SPANNED, cell, find, in_style, of_blocks, part, style_of, table, words

TEXT_WIDTH = 9638


def grid_of(block: Table):
    return find(part(write_docx(of_blocks(block))), ".//w:tbl")[0]


def rows(grid):
    return [[words(node) for node in find(row, "./w:tc")] for row in find(grid, "./w:tr")]


def test_head_rows_repeat_and_no_row_splits():
    grid = grid_of(SPANNED)
    assert len(find(grid, "./w:tr")) == len(find(grid, "./w:tr/w:trPr/w:cantSplit")) == 6
    assert [len(find(row, "./w:trPr/w:tblHeader")) for row in find(grid, "./w:tr")] == [1, 1, 0, 0, 0, 0]


def test_spans_and_the_cells_they_cover():
    grid = grid_of(SPANNED)
    assert rows(grid) == [
        ["Test", "Result", "Criterion"],
        ["", "B001", "B002", ""],
        ["Identity"],
        ["Vector copies", "2.1", "1.9", "≤ 5 per cell"],
        ["", "n.d.", "< 0.5 % & NMT\n<LOQ>"],
        ["Purity", "[not stated: purity of B001]", "99.1", "pass"],
    ]
    assert find(grid, ".//w:gridSpan/@w:val") == ["2", "4", "2"]
    merges = ["".join(find(node, "./@w:val")) for node in find(grid, ".//w:vMerge")]
    assert merges == ["restart", "restart", "", "", "restart", ""]


def test_every_row_fills_the_grid():
    grid = grid_of(SPANNED)
    widths = [int(width) for width in find(grid, "./w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == TEXT_WIDTH
    for row in find(grid, "./w:tr"):
        assert sum(int(width) for width in find(row, "./w:tc/w:tcPr/w:tcW/@w:w")) == TEXT_WIDTH
    assert find(grid, "./w:tblPr/w:tblLayout/@w:type") == ["fixed"]


@pytest.mark.parametrize("columns", [3, 7, 11])
def test_rounding_loses_nothing_of_the_width(columns):
    grid = grid_of(table(columns=columns))
    assert sum(int(width) for width in find(grid, "./w:tblGrid/w:gridCol/@w:w")) == TEXT_WIDTH


def test_cells_align_as_their_column_says():
    grid = grid_of(table())
    last = find(grid, "./w:tr/w:tc[3]/w:p/w:pPr/w:jc/@w:val")
    assert last == ["right"] * 4
    assert find(grid, "./w:tr/w:tc[1]/w:p/w:pPr/w:jc") == []
    centred = find(grid_of(SPANNED), "./w:tr[4]/w:tc/w:p/w:pPr/w:jc/@w:val")
    assert centred == ["center", "center"]


def test_heading_cells_have_style_and_shading():
    grid = grid_of(SPANNED)
    for node in find(grid, ".//w:tc"):
        shaded = bool(find(node, "./w:tcPr/w:shd"))
        assert shaded == (style_of(find(node, "./w:p")[0]) == "TableHead")
    assert len(find(grid, ".//w:tc/w:tcPr/w:shd")) == 8


def test_a_short_table_and_a_note_stay_with_their_rows():
    short = find(grid_of(table(rows=3)), "./w:tr")
    long = find(grid_of(table(rows=9)), "./w:tr")
    noted = find(grid_of(SPANNED), "./w:tr")
    kept = [[bool(find(row, "./w:tc/w:p/w:pPr/w:keepNext")) for row in each] for each in (short, long, noted)]
    assert kept == [[True] * 3 + [False], [True, True] + [False] * 8, [True] * 6]


def test_notes_stand_below():
    body = part(write_docx(of_blocks(SPANNED)))
    after = find(body, ".//w:tbl/following-sibling::w:p")
    assert [words(node) for node in after[:2]] == ["a) n.d.: not determined.", "b) As reported."]
    assert in_style(body, "TableNote")[:2] == ["a) n.d.: not determined.", "b) As reported."]


def test_two_tables_in_a_row_stay_two():
    bare = replace(table(), caption=(), identifier="")
    body = part(write_docx(of_blocks(bare, bare)))
    assert len(find(body, ".//w:tbl")) == 2
    assert find(body, ".//w:tbl/following-sibling::*[1][self::w:tbl]") == []


@pytest.mark.parametrize(
    "row",
    [
        (cell("a"),),
        (cell("a"), cell("b"), cell("c"), cell("d")),
        (cell("a"), cell("b", column_span=3)),
    ],
    ids=["too few", "too many", "too wide"],
)
def test_a_row_that_does_not_fill_the_columns_is_a_fault(row):
    broken = replace(table(), body=(row,))
    with pytest.raises(TemplateFault, match=r"Table 1: the cells of a row do not fill its 3 columns exactly"):
        write_docx(of_blocks(broken))


def test_five_thousand_rows_are_written():
    grid = grid_of(table(rows=5000, columns=6))
    assert len(find(grid, "./w:tr")) == 5001
    assert words(find(grid, "./w:tr[5001]/w:tc[6]")[0]) == "4999.5"
