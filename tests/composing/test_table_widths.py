"""Columns of a table: none breaks its words while all of them fit, and long text gets the room that is left."""

from __future__ import annotations

from lxml import etree

from impd.composing.table import TableReader
from impd.document import Inline, Table, Text

LONG = "manufactured in the pilot plant, tested and released by the qualified person of the site named " * 3


def _inlines(element: etree._Element) -> tuple[Inline, ...]:
    return (Text(element.text),) if element.text else ()


def _table(head: list[str], row: list[str], columns: str = "") -> Table:
    cells = "".join(f"<td>{text}</td>" for text in row)
    heads = "".join(f"<th>{text}</th>" for text in head)
    markup = f"<table>{columns}<thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    table = TableReader("test", _inlines).read(etree.fromstring(markup))
    assert table is not None
    return table


def _widths(table: Table) -> list[float]:
    return [column.width for column in table.columns]


def test_a_batch_number_keeps_its_width_beside_long_text() -> None:
    table = _table(["Batch", "Site", "Dates", "Use", "Made from", "Disposition"], ["33445", *[LONG] * 5])
    batch, *others = _widths(table)
    assert not table.wide  # long text wraps; only words that do not fit ask for landscape
    assert batch >= len("33445") * 100 / 105
    assert min(others) > batch


def test_widths_add_up_to_the_whole() -> None:
    assert round(sum(_widths(_table(["Batch", "Site", "Use"], ["33445", LONG, "clinical"]))), 2) == 100


def test_a_width_given_is_kept() -> None:
    table = _table(["Test", "Limit", "Result"], ["Assay", LONG, "98"], '<col width="20"/><col/><col/>')
    assert _widths(table)[0] == 20


def test_words_too_long_for_the_line_share_it() -> None:
    words = ["A" * 26] * 9
    table = _table(words, words)
    widths = _widths(table)
    assert table.wide
    assert max(widths) - min(widths) < 0.1
