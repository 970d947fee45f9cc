"""Tables as WordprocessingML text, row by row: no element tree, so that 5,000 rows cost what their letters cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from impd.document import Cell, Fact, Table, Text
from impd.errors import TemplateFault
from impd.writing.docx_inlines import Inlines
from impd.writing.docx_markup import escape
from impd.writing.docx_reference import Styles

# A table this short is kept on one page.
KEPT_TOGETHER = 5
_JUSTIFIED = {"start": "", "center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>'}
_KEEP = "<w:keepNext/>"
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_END = "</w:p></w:tc>"


@dataclass(slots=True)
class _Merged:
    """A cell that reaches into rows below: how many are left, and how it looks there."""

    rows: int
    cell: Cell


class TableWriter:
    """Writes the grid of one table, ``width`` twentieths of a point wide."""

    def __init__(self, table: Table, width: int, styles: Styles, inlines: Inlines) -> None:
        self._table = table
        self._inlines = inlines
        self._styles = styles
        self._edges = _edges(table, width)
        self._merged: dict[int, _Merged] = {}
        self._openings: dict[tuple[int, bool, bool], str] = {}

    def rows(self) -> Iterator[str]:
        """The table's opening, its rows, its end."""
        table, edges = self._table, self._edges
        grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
        look = 'w:val="0620" w:firstRow="1"' if table.head else 'w:val="0600" w:firstRow="0"'
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles["IMPD Table"]}"/>'
            f'<w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook {look} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        for row in table.head:
            yield self._row(row, _HEAD_ROW, keep=True)
        last = len(table.body) - 1
        together = last < KEPT_TOGETHER
        for position, row in enumerate(table.body):
            # The last row stays with the notes that explain it, a short table with itself.
            keep = bool(table.notes) if position == last else together or position == 0
            yield self._row(row, _ROW, keep)
        yield "</w:tbl>"

    def _row(self, row: tuple[Cell, ...], opening: str, keep: bool) -> str:
        pieces = [opening]
        column, columns = 0, len(self._edges) - 1
        waiting = iter(row)
        while column < columns:
            merged = self._merged.get(column)
            cell = merged.cell if merged else next(waiting, None)
            if cell is None or column + cell.column_span > columns:
                raise self._fault()
            pieces.append(self._continued(column, merged) if merged else self._cell(column, cell, keep))
            column += cell.column_span
        if next(waiting, None) is not None:
            raise self._fault()
        pieces.append("</w:tr>")
        return "".join(pieces)

    def _cell(self, column: int, cell: Cell, keep: bool) -> str:
        if cell.row_span > 1:
            self._merged[column] = _Merged(cell.row_span - 1, cell)
        if cell.column_span == 1 and cell.row_span == 1:
            known = (column, cell.header, keep)
            opening = self._openings.get(known)
            if opening is None:
                opening = self._openings[known] = self._opening(column, cell, keep, "")
        else:
            opening = self._opening(column, cell, keep, '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else "")
        content = cell.content
        if len(content) == 1 and isinstance(content[0], Text | Fact):
            return f'{opening}<w:r><w:t xml:space="preserve">{escape(content[0].text)}</w:t></w:r>{_END}'
        return f"{opening}{self._inlines.runs(content)}{_END}"

    def _continued(self, column: int, merged: _Merged) -> str:
        merged.rows -= 1
        if not merged.rows:
            del self._merged[column]
        return self._opening(column, merged.cell, False, "<w:vMerge/>") + _END

    def _opening(self, column: int, cell: Cell, keep: bool, merge: str) -> str:
        """The cell up to its first run: width, spans, shading, paragraph style, alignment."""
        width = self._edges[column + cell.column_span] - self._edges[column]
        span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
        style = self._styles["Table Head" if cell.header else "Table Text"]
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
            f'{self._styles.head_fill if cell.header else ""}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f"{_KEEP if keep else ''}{self._justified(column, cell)}</w:pPr>"
        )

    def _justified(self, column: int, cell: Cell) -> str:
        """A heading over several columns stands in their middle, any other cell as its column says."""
        if cell.header and cell.column_span > 1:
            whole = cell.column_span == len(self._table.columns)
            return _JUSTIFIED["start" if whole else "center"]
        return _JUSTIFIED[self._table.columns[column].alignment]

    def _fault(self) -> TemplateFault:
        name = self._table.label or self._table.identifier or "a table without caption"
        return TemplateFault(
            f"{name}: the cells of a row do not fill its {len(self._table.columns)} columns exactly",
            "Check the number of cells and their spans.",
        )


def _edges(table: Table, width: int) -> list[int]:
    """Left edge of each column and the right edge of the last; rounding never loses a twip of the width."""
    share = sum(column.width for column in table.columns) or 1.0
    edges, reached = [0], 0.0
    for column in table.columns:
        reached += column.width
        edges.append(round(width * reached / share))
    return edges
