"""Tables as XHTML: fixed widths, repeated head rows, one class a cell at most."""

from __future__ import annotations

from collections.abc import Iterator

from impd.document import Cell, Table
from impd.errors import TemplateFault
from impd.writing.xhtml_inline import escaped, xhtml_of

# Signs of markup in a row; above it the row may take half a page.
LONG_ROW = 2500

_ALIGNED = {"start": "", "center": "c", "end": "e"}


def table_xhtml(table: Table) -> str:
    """The table with caption above and notes below."""
    identifier = f' id="{escaped(table.identifier)}"' if table.identifier else ""
    style = "" if table.notes else ' class="space"'
    share = sum(column.width for column in table.columns) or 1.0
    columns = "".join(f'<col style="width:{100 * column.width / share:.3f}%"/>' for column in table.columns)
    return (
        f"<table{identifier}{style}>{_caption(table)}<colgroup>{columns}</colgroup>"
        f"{_head(table)}{_body(table)}</table>{_notes(table)}"
    )


def _caption(table: Table) -> str:
    """``Table 3`` and the caption; empty without caption."""
    if not table.caption:
        return ""
    return f"<caption>{escaped(table.label)} {xhtml_of(table.caption)}</caption>"


def _head(table: Table) -> str:
    return f"<thead>{_rows(table, table.head, head=True)}</thead>" if table.head else ""


def _body(table: Table) -> str:
    return f"<tbody>{_rows(table, table.body, head=False)}</tbody>"


def _rows(table: Table, rows: tuple[tuple[Cell, ...], ...], head: bool) -> str:
    """The rows; a cell that reaches into rows below is remembered until they are written."""
    covered: list[int] = [0] * len(table.columns)
    return "".join(_whole("".join(_row(table, row, covered, head))) for row in rows)


def _whole(cells: str) -> str:
    """A row, which stays on one page unless it is very long."""
    return f'<tr class="long">{cells}</tr>' if len(cells) > LONG_ROW else f"<tr>{cells}</tr>"


def _row(table: Table, row: tuple[Cell, ...], covered: list[int], head: bool) -> Iterator[str]:
    """The cells of a row; ``covered`` counts, by column, the rows that a cell from above still fills."""
    column = _next_free(covered, 0)
    for cell in row:
        reached = column + cell.column_span
        if reached > len(covered) or any(covered[column:reached]):
            raise _misfit(table)
        covered[column:reached] = [cell.row_span - 1] * cell.column_span
        yield _cell(cell, _alignment(table, column, cell, head), head)
        column = _next_free(covered, reached)
    if column < len(covered):
        raise _misfit(table)


def _next_free(covered: list[int], column: int) -> int:
    """The next column that no cell from above fills; each one passed over has a row less to go."""
    while column < len(covered) and covered[column]:
        covered[column] -= 1
        column += 1
    return column


def _misfit(table: Table) -> TemplateFault:
    name = table.label or table.identifier or "a table without caption"
    return TemplateFault(
        f"{name}: the cells of a row do not fill its {len(table.columns)} columns exactly",
        "Check the number of cells and their spans.",
    )


def _alignment(table: Table, column: int, cell: Cell, head: bool) -> str:
    """A heading over several columns stands in their middle, any other cell as its column says."""
    if (head or cell.header) and cell.column_span > 1:
        return _ALIGNED["start" if cell.column_span == len(table.columns) else "center"]
    return _ALIGNED[table.columns[column].alignment]


def _cell(cell: Cell, alignment: str, head: bool) -> str:
    attributes = f' class="{alignment}"' if alignment else ""
    if cell.column_span > 1:
        attributes += f' colspan="{cell.column_span}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if not (head or cell.header):
        return f"<td{attributes}>{xhtml_of(cell.content)}</td>"
    return f'<th{attributes} scope="{"col" if head else "row"}">{xhtml_of(cell.content)}</th>'


def _notes(table: Table) -> str:
    if not table.notes:
        return ""
    return f'<div class="notes">{"".join(f"<p>{xhtml_of(note)}</p>" for note in table.notes)}</div>'
