"""Tables: rows, spans, optional columns, widths, and when a page is turned."""

from __future__ import annotations

import pytest

from impd.composing.xhtml import Reader
from impd.document import Cell, Column, Table, Text, plain_text
from impd.errors import TemplateFault


def read(markup):
    blocks = Reader("templates/x.xhtml", {}.__getitem__).read(f"<table>{markup}</table>")
    return blocks[0] if blocks else None


def row(*cells, tag="td"):
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def body(*rows):
    return f"<tbody>{''.join(rows)}</tbody>"


def test_all_parts():
    table = read(
        '<caption>Batches</caption><col width="30"/><col width="70" align="end"/>'
        f"<thead>{row('Batch', 'Size', tag='th')}</thead>{body('<tr><th>b1</th><td>5</td></tr>')}"
        "<tnote>below</tnote><tnote/>"
    )
    assert table == Table(
        columns=(Column(30.0), Column(70.0, "end")),
        head=((Cell((Text("Batch"),), header=True), Cell((Text("Size"),), header=True)),),
        body=((Cell((Text("b1"),), header=True), Cell((Text("5"),))),),
        caption=(Text("Batches"),),
        notes=((Text("below"),),),
    )


EMPTY = ["", "<tbody/>", f"<thead>{row('a')}</thead>", f'<col optional="yes"/>{body(row(""))}']


@pytest.mark.parametrize("markup", EMPTY)
def test_a_table_without_rows_or_columns_is_not_printed(markup):
    assert read(markup) is None


def test_spans_cover_cells():
    rows = ('<tr><th rowspan="2">a</th><td>b</td><td>c</td></tr>', '<tr><td colspan="2">d</td></tr>')
    table = read(body(*rows))
    spans = [[(cell.column_span, cell.row_span) for cell in line] for line in table.body]
    assert spans == [[(1, 2), (1, 1), (1, 1)], [(2, 1)]]


FAULTY = [
    (body(row("a", "b"), row("a")), "the rows do not all fill 2 columns"),
    (body(row("a"), row("a", "b")), "the rows do not all fill 1 columns"),
    (f"<thead>{row('a', 'b')}</thead>{body(row('a'))}", "the rows do not all fill 2 columns"),
    (body('<tr><td rowspan="2">a</td><td>b</td></tr>'), "the rows do not all fill 2 columns"),
    (body('<tr><td rowspan="2">a</td><td>b</td></tr>', row("c", "d")), "the rows do not all fill 2 columns"),
    (f"<col/>{body(row('a', 'b'))}", "1 col elements for 2 columns"),
    (f'<col width="60"/><col width="40"/><col/>{body(row(1, 2, 3))}', "the widths leave no room for the other columns"),
]


@pytest.mark.parametrize(("markup", "message"), FAULTY)
def test_rows_and_widths_that_do_not_fit_are_refused(markup, message):
    with pytest.raises(TemplateFault, match=f"line 1 of its output: {message}"):
        read(markup)


def test_an_optional_column_without_content_is_left_out():
    columns = '<col width="20"/><col optional="yes"/><col optional="yes"/>'
    head, rows = row("Test", "Remark", "Date"), body(row("pH", "", ""), row("Assay", "", "2025"))
    table = read(f"{columns}<thead>{head}</thead>{rows}")
    assert [plain_text(cell.content) for cell in table.head[0]] == ["Test", "Date"]
    assert [column.width for column in table.columns] == [20.0, 80.0]


def test_a_table_with_spans_keeps_its_optional_columns():
    columns = '<col/><col optional="yes"/>'
    table = read(f'{columns}<thead><tr><th colspan="2">both</th></tr></thead>{body(row("a", ""))}')
    assert len(table.columns) == 2


@pytest.mark.parametrize(
    ("columns", "widths"),
    [
        ('<col width="50"/><col width="50"/><col width="100"/>', [25.0, 25.0, 50.0]),
        ('<col width="33.3"/><col width="33.3"/><col width="33.3"/>', [33.33, 33.33, 33.34]),
    ],
)
def test_widths_given_add_to_a_hundred(columns, widths):
    table = read(columns + body(row("a", "b", "c")))
    assert [column.width for column in table.columns] == widths


def test_free_columns_share_what_is_left_by_their_text():
    table = read(f'<col width="10"/><col/><col/>{body(row("a", "word", "long text " * 20))}')
    first, short, long = (column.width for column in table.columns)
    assert first == 10.0
    assert short < long
    assert round(first + short + long, 2) == 100.0


@pytest.mark.parametrize(
    ("asked", "cells", "wide"),
    [
        ("", ["short"] * 8, False),
        ("", ["Hydroxypropylmethylcellulose"] * 4, False),
        ("", ["Hydroxypropylmethylcellulose"] * 5, True),
        (' wide="yes"', ["short"], True),
        (' wide="no"', ["Hydroxypropylmethylcellulose"] * 9, False),
    ],
)
def test_when_a_page_is_turned(asked, cells, wide):
    blocks = Reader("x", {}.__getitem__).read(f"<table{asked}>{body(row(*cells))}</table>")
    assert blocks[0].wide is wide
