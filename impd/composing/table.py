"""Reads a table element into a Table block: rows, spans, notes, and how wide its columns need to be.

``<table id wide="yes|no">`` holds ``<caption>``, ``<col width align optional="yes">`` or none, ``<thead>``,
``<tbody>`` and ``<tnote>``. A column marked optional is left out when all its body cells are empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import cast

from lxml import etree

from impd.composing.markup import fault_at
from impd.document import Cell, Column, CrossReference, Inline, Table, plain_text
from impd.document.block import Alignment

# A line of a portrait table holds about this many characters of table text; more asks for landscape.
_PORTRAIT = 105
_LANDSCAPE = 158
_LONGEST_WORD = 26
# What the edges of a cell take, and how much wider a word in a bold head may be.
_PADDING = 3.0
_BOLD = 1.25


@dataclass(slots=True)
class _Layout:
    width: float | None = None
    alignment: Alignment = "start"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Need:
    """The characters of line a column wants for its longest word, and for its text."""

    word: float
    text: float


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads tables of one template; ``inlines`` reads the content of a cell."""

    origin: str
    inlines: Callable[[etree._Element], tuple[Inline, ...]]

    def read(self, element: etree._Element) -> Table | None:
        """The table, or None when it has no body row or no column. Raises TemplateFault where rows do not fit."""
        head, body = self._rows(element, "thead"), self._rows(element, "tbody")
        columns = self._columns(element, head, body) if body else []
        kept = _kept(columns, head, body)
        if not kept:
            return None
        head, body = _without(head, kept), _without(body, kept)
        columns = [columns[index] for index in kept]
        wide = _wide(element.get("wide"), columns, head, body)
        widths = _widths(columns, _needs(columns, head, body), _LANDSCAPE if wide else _PORTRAIT)
        notes = map(self.inlines, element.iterfind("tnote"))
        return Table(
            columns=tuple(Column(width, layout.alignment) for width, layout in zip(widths, columns, strict=True)),
            head=tuple(map(tuple, head)),
            body=tuple(map(tuple, body)),
            caption=next(map(self.inlines, element.iterfind("caption")), ()),
            notes=tuple(note for note in notes if note),
            wide=wide,
            identifier=element.get("id", ""),
        )

    def _rows(self, element: etree._Element, part: str) -> list[list[Cell]]:
        return [[self._cell(cell) for cell in row] for row in element.iterfind(f"{part}/tr")]

    def _cell(self, element: etree._Element) -> Cell:
        columns, rows = int(element.get("colspan", "1")), int(element.get("rowspan", "1"))
        return Cell(self.inlines(element), element.tag == "th", columns, rows)

    def _columns(self, element: etree._Element, head: list[list[Cell]], body: list[list[Cell]]) -> list[_Layout]:
        count = sum(cell.column_span for cell in (head or body)[0])
        layouts = [_layout(one) for one in element.iterfind("col")] or [_Layout() for _ in range(count)]
        if len(layouts) != count:
            raise fault_at(element, self.origin, f"{len(layouts)} col elements for {count} columns")
        if not _is_grid(head, count) or not _is_grid(body, count):
            raise fault_at(element, self.origin, f"the rows do not all fill {count} columns")
        fixed = [layout.width for layout in layouts if layout.width]
        if len(fixed) < count and sum(fixed) >= 100:
            raise fault_at(element, self.origin, "the widths leave no room for the other columns")
        return layouts


def _is_grid(rows: list[list[Cell]], count: int) -> bool:
    """Whether each row fills all columns, those covered from above included, and no cell hangs out below."""
    covered = [0] * count
    for row in rows:
        free = iter([index for index, below in enumerate(covered) if not below])
        covered = [max(below - 1, 0) for below in covered]
        for cell in row:
            places = list(islice(free, cell.column_span))
            if len(places) < cell.column_span:
                return False
            for index in places:
                covered[index] = cell.row_span - 1
        if next(free, None) is not None:
            return False
    return not any(covered)


def _layout(element: etree._Element) -> _Layout:
    width = element.get("width")
    alignment = cast("Alignment", element.get("align", "start"))  # markup.parse lets no other value pass
    return _Layout(float(width) if width else None, alignment, element.get("optional") == "yes")


def _kept(columns: list[_Layout], head: list[list[Cell]], body: list[list[Cell]]) -> list[int]:
    """The columns that stay; a table with spans keeps all."""
    if any(cell.column_span > 1 or cell.row_span > 1 for row in (*head, *body) for cell in row):
        return list(range(len(columns)))
    filled = {index for row in body for index, cell in enumerate(row) if cell.content}
    return [index for index, column in enumerate(columns) if not column.optional or index in filled]


def _without(rows: list[list[Cell]], kept: list[int]) -> list[list[Cell]]:
    """The rows with the columns that stay; cells of tables with spans, which keep all, stand as they are."""
    return [[row[index] for index in kept if index < len(row)] for row in rows]


def _widths(columns: list[_Layout], needs: list[_Need], line: int) -> list[float]:
    """Percent of the table width for each column: as given, else by how much text it holds.

    ``line`` is the number of characters that fit across the table.
    """
    fixed = sum(layout.width for layout in columns if layout.width)
    free = [need for need, layout in zip(needs, columns, strict=True) if not layout.width]
    shares = iter(_shares(free, 100 - fixed, line) if free else [])
    return _to_hundred([layout.width or next(shares) for layout in columns])


def _shares(needs: list[_Need], room: float, line: int) -> list[float]:
    """Parts of ``room``: to each column its longest word, where all of them fit; the rest by text."""
    least = [need.word * 100 / line for need in needs]
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    narrow: set[int] = set()
    while True:
        rest = room - sum(least[index] for index in narrow)
        text = sum(need.text for index, need in enumerate(needs) if index not in narrow)
        shares = [least[i] if i in narrow else need.text * rest / text for i, need in enumerate(needs)]
        short = {index for index, share in enumerate(shares) if share < least[index]}
        if not short:
            return shares
        narrow |= short


def _to_hundred(widths: list[float]) -> list[float]:
    rounded = [round(width * 100 / sum(widths), 2) for width in widths]
    return [*rounded[:-1], round(100 - sum(rounded[:-1]), 2)]


def _needs(columns: list[_Layout], head: list[list[Cell]], body: list[list[Cell]]) -> list[_Need]:
    """What each column wants, in characters: its longest word, and a line that grows with its longest text."""
    words = [3.0] * len(columns)
    lengths = [0.0] * len(columns)
    for row in (*head, *body):
        if len(row) != len(columns):
            continue
        for index, cell in enumerate(row):
            if cell.column_span == 1:
                text = _as_long_as(cell.content)
                longest = min(_LONGEST_WORD, max(map(len, text.split()), default=0))
                words[index] = max(words[index], longest * (_BOLD if cell.header else 1))
                lengths[index] = max(lengths[index], min(len(text), 240))
    return [
        _Need(word + _PADDING, max(word + _PADDING, 2.4 * length**0.62))
        for word, length in zip(words, lengths, strict=True)
    ]


def _as_long_as(content: tuple[Inline, ...]) -> str:
    """Text as long as the content will be: cross-references get their text only when the document is numbered."""
    references = sum(isinstance(inline, CrossReference) for inline in content)
    return plain_text(content) + " section_2.1.S.2.3.d" * references


def _wide(asked: str | None, columns: list[_Layout], head: list[list[Cell]], body: list[list[Cell]]) -> bool:
    if asked in ("yes", "no"):
        return asked == "yes"
    return len(columns) > 4 and sum(need.word for need in _needs(columns, head, body)) > _PORTRAIT
