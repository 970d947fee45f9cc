"""Where each label, column head and cell of a grid stands, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor

from impd.figures.boxed_lines import at_most, boxed_height, widest_word
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.even_parts import even_parts, part_of
from impd.figures.grid_heads import LABEL, MOST_LINES, heads_of
from impd.figures.sentences import one_line
from impd.figures.text_lines import PADDING, SMALL, Line, Style, TextBox, paragraph, text_width

Cell = tuple[str, str]
_EDGE, _NOTE, _GAP = 1.0, 18.0, 4.0
_WIDEST_LABEL, _WIDEST_COLUMN, _TALLEST_CELL = 120.0, 72.0, 160.0
_WIDEST_WORD = 64.0  # a longer one is broken
_MOST_COLUMNS, _MOST_ROWS = 8, 30


@dataclass(frozen=True)
class Grid:
    """The texts by row and column, how they are set, and the height that a legend below each drawing takes."""

    texts: Mapping[Cell, str]
    style: Style
    foot: float

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The rows in the order of their first cells."""
        return tuple(dict.fromkeys(row for row, _ in self.texts))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of their first cells."""
        return tuple(dict.fromkeys(column for _, column in self.texts))


@dataclass(frozen=True, slots=True)
class GridPage:
    """One drawing: column heads (turned or upright), row labels, cells, and the room of the legend below them."""

    height: float
    turned: bool
    heads: tuple[TextBox, ...]
    labels: tuple[TextBox, ...]
    cells: tuple[tuple[Cell, TextBox], ...]
    legend: Rectangle
    note: TextBox | None

    def boxes(self) -> Iterator[Rectangle]:
        """Everything that takes room on the page; no two of them overlap."""
        yield from (each.frame for each in (*self.heads, *self.labels, *(box for _, box in self.cells)))
        yield self.legend
        yield from (each.frame for each in (self.note,) if each)


class Sheet:
    """The measures that all drawings of one grid share when each has at most ``count`` columns."""

    def __init__(self, grid: Grid, count: int) -> None:
        self.grid = grid
        longest = max(text_width(one_line(row), LABEL) for row in grid.rows)
        # Whole points, so that neighbours meet exactly.
        self.label_width = float(ceil(min(_WIDEST_LABEL, longest + 2 * PADDING + 1)))
        room = PAGE_WIDTH - 2 * _EDGE - self.label_width
        self._set(min(_WIDEST_COLUMN, float(floor(room / count))))
        if count == 1 and not self.fits():
            self._set(room)

    def _set(self, width: float) -> None:
        self.width = width
        self.heads = heads_of(self.grid.columns, width)
        self.cells = {cell: self._cell(text) for cell, text in self.grid.texts.items()}

    def _cell(self, text: str) -> tuple[Line, ...]:
        return at_most(paragraph(text, self.width - 2 * PADDING, self.grid.style), MOST_LINES)

    def label(self, row: str) -> tuple[Line, ...]:
        """The lines of a row's label."""
        return at_most(paragraph(row, self.label_width - 2 * PADDING, LABEL), MOST_LINES) or (Line(""),)

    def row_heights(self) -> dict[str, float]:
        """The height of each row, the same in each drawing that shows it."""
        heights = {row: boxed_height(self.label(row)) for row in self.grid.rows}
        for (row, _), lines in self.cells.items():
            heights[row] = max(heights[row], boxed_height(lines))
        return heights

    def fits(self) -> bool:
        """Whether the columns are wide enough for their heads and for the words of their cells."""
        words = widest_word(self.grid.texts.values(), self.grid.style, _WIDEST_WORD)
        low = all(boxed_height(lines) <= _TALLEST_CELL for lines in self.cells.values())
        return self.heads.fit and low and words <= self.width - 2 * PADDING


def layout_grid(grid: Grid) -> tuple[GridPage, ...]:
    """The drawings of the grid, none larger than a page: all columns of the first rows, then of the next; or none."""
    if not grid.texts:
        return ()
    sheet, columns = _columns(grid)
    pieces = [(rows, part) for rows in _rows(sheet) for part in columns]
    return tuple(_page(sheet, piece, part_of(at, len(pieces))) for at, piece in enumerate(pieces, start=1))


def _columns(grid: Grid) -> tuple[Sheet, list[Sequence[str]]]:
    """The fewest even parts of the columns in which their texts fit, with their measures."""
    count = len(grid.columns)
    choices = [even_parts(grid.columns, parts) for parts in range(-(-count // _MOST_COLUMNS), count + 1)]
    sizes = list(dict.fromkeys(len(choice[0]) for choice in choices))
    sheets = {size: Sheet(grid, size) for size in sizes}
    size = next((size for size in sizes if sheets[size].fits()), 1)
    return sheets[size], next(choice for choice in choices if len(choice[0]) == size)


def _rows(sheet: Sheet) -> list[Sequence[str]]:
    """The fewest even parts of the rows that fit a page each."""
    rows = sheet.grid.rows
    heights = sheet.row_heights()
    room = PAGE_HEIGHT - 2 * _EDGE - sheet.heads.height - _GAP - sheet.grid.foot - _NOTE
    for count in range(-(-len(rows) // _MOST_ROWS), len(rows)):
        parts = even_parts(rows, count)
        if all(sum(heights[row] for row in part) <= room for part in parts):
            return parts
    return even_parts(rows, len(rows))


def _page(sheet: Sheet, piece: tuple[Sequence[str], Sequence[str]], note: str) -> GridPage:
    rows, columns = piece
    left = (PAGE_WIDTH - sheet.label_width - sheet.width * len(columns)) / 2
    across = {column: left + sheet.label_width + at * sheet.width for at, column in enumerate(columns)}
    heads = tuple(
        TextBox(Rectangle(x, _EDGE, sheet.width, sheet.heads.height), sheet.heads.lines[column])
        for column, x in across.items()
    )
    heights, y = sheet.row_heights(), _EDGE + sheet.heads.height
    labels, cells = list[TextBox](), list[tuple[Cell, TextBox]]()
    for row in rows:
        height = heights[row]
        labels.append(TextBox(Rectangle(left, y, sheet.label_width, height), sheet.label(row)))
        for column, x in across.items():
            frame = Rectangle(x, y, sheet.width, height)
            cells.append(((row, column), TextBox(frame, sheet.cells.get((row, column), ()))))
        y += height
    legend = Rectangle(_EDGE, y + _GAP, PAGE_WIDTH - 2 * _EDGE, sheet.grid.foot)
    foot = Rectangle(_EDGE, legend.bottom, legend.width, _NOTE)
    below = TextBox(foot, (Line(note, Style(size=SMALL)),)) if note else None
    bottom = (foot if note else legend).bottom + _EDGE
    return GridPage(bottom, sheet.heads.turned, heads, tuple(labels), tuple(cells), legend, below)
