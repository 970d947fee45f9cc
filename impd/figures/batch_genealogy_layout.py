"""Where each box and line of a batch genealogy stands, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.lineage import GenealogyNode, Lineage
from impd.figures.lineage_order import Slot, columns_of, ordered_columns, paths
from impd.figures.lineage_split import split_lineage
from impd.figures.text_lines import PADDING, SMALL, Line, Style, TextBox, lines_height, paragraph

_EDGE, _NOTE, _GAP, _PASSAGE, _WIDEST_BOX, _SPREAD = 1.0, 14.0, 7.0, 3.0, 120.0, 24.0
_LOOP = 14.0  # room right of the last column for lines between nodes of one column
_MOST_LINES = 40
_HEADING, _SMALL = Style(bold=True), Style(size=SMALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between two neighbouring slots; ``arrow`` if it ends at a node."""

    start: Rectangle
    end: Rectangle
    arrow: bool


@dataclass(frozen=True, slots=True)
class GenealogyPage:
    """One drawing: column headings, the nodes' boxes by id, passages of lines through columns, segments between."""

    height: float
    headings: tuple[TextBox, ...]
    nodes: tuple[tuple[str, TextBox], ...]
    passages: tuple[Rectangle, ...]
    segments: tuple[Segment, ...]
    note: TextBox | None

    def boxes(self) -> Iterator[Rectangle]:
        """Everything that takes room on the page; no two of them overlap."""
        yield from (each.frame for each in (*self.headings, *(box for _, box in self.nodes)))
        yield from self.passages
        yield from (each.frame for each in (self.note,) if each)


class Sheet:
    """The measures that all drawings of one lineage share."""

    def __init__(self, family: Lineage) -> None:
        self.family = family
        self.columns = _columns(family)
        self.lines = {node.id: self._node_lines(node) for node in family.nodes.values()}
        self.headings = [paragraph(" / ".join(each), self.columns[0][1], _HEADING) for each in family.groups]
        self.top = max(map(lines_height, self.headings)) + 2 * PADDING

    def _node_lines(self, node: GenealogyNode) -> tuple[Line, ...]:
        """The label, below its kind where the column holds several kinds."""
        at = self.family.column[node.id]
        width = self.columns[at][1] - 2 * PADDING
        kind = paragraph(node.group, width, _SMALL) if len(self.family.groups[at]) > 1 else ()
        lines = (*kind, *(paragraph(node.label, width) or (Line(""),)))
        return lines if len(lines) <= _MOST_LINES else (*lines[:_MOST_LINES], Line("…"))

    def slot_height(self, slot: Slot) -> float:
        node, at = slot
        return lines_height(self.lines[node]) + 2 * PADDING if self.family.column[node] == at else _PASSAGE

    def column_height(self, slots: Sequence[Slot]) -> float:
        return sum(map(self.slot_height, slots)) + _GAP * max(0, len(slots) - 1)

    def fits(self, chosen: frozenset[str]) -> bool:
        """Whether a drawing of these nodes fits one page."""
        columns = columns_of(self.family, chosen, paths(self.family, chosen))
        return self.top + max(map(self.column_height, columns)) + _NOTE + _EDGE <= PAGE_HEIGHT


def layout_batch_genealogy(family: Lineage) -> tuple[GenealogyPage, ...]:
    """The drawings of the lineage, none larger than a page; none for no node."""
    if not family.nodes:
        return ()
    sheet = Sheet(family)
    columns = ordered_columns(family, frozenset(family.nodes))
    order = [node for column in columns for node, at in column if family.column[node] == at]
    pieces = split_lineage(family, order, sheet.fits)
    total = len(pieces)
    return tuple(
        _page(sheet, piece, f"Part {at} of {total}" if total > 1 else "") for at, piece in enumerate(pieces, start=1)
    )


def _columns(family: Lineage) -> list[tuple[float, float]]:
    """Left edge and width of each column."""
    count = len(family.groups)
    looped = any(family.column[origin] == family.column[made] for origin, made in family.edges)
    room = PAGE_WIDTH - 2 * _EDGE - (_LOOP if looped else 0.0)
    width = min(_WIDEST_BOX, room / (count + 0.35 * (count - 1)))
    if count == 1:
        return [(_EDGE + (room - width) / 2, width)]
    return [(_EDGE + at * (room - width) / (count - 1), width) for at in range(count)]


def _page(sheet: Sheet, chosen: frozenset[str], note: str) -> GenealogyPage:
    ordered = ordered_columns(sheet.family, chosen)
    height = max(map(sheet.column_height, ordered))
    places = {slot: frame for at, slots in enumerate(ordered) for slot, frame in _stacked(sheet, at, slots, height)}
    column = sheet.family.column
    own = {node: frame for (node, at), frame in places.items() if column[node] == at}
    nodes = tuple((node, TextBox(frame, sheet.lines[node])) for node, frame in own.items())
    passages = tuple(frame for (node, at), frame in places.items() if column[node] != at)
    pairs = dict.fromkeys(pair for way in paths(sheet.family, chosen) for pair in pairwise(way))
    segments = tuple(Segment(places[a], places[b], column[b[0]] == b[1]) for a, b in pairs)
    foot = sheet.top + height
    below = TextBox(Rectangle(_EDGE, foot, PAGE_WIDTH - 2 * _EDGE, _NOTE), (Line(note, _SMALL),)) if note else None
    return GenealogyPage(
        foot + (_NOTE if note else 0.0) + _EDGE, tuple(_headings(sheet, ordered)), nodes, passages, segments, below
    )


def _headings(sheet: Sheet, ordered: Sequence[Sequence[Slot]]) -> Iterator[TextBox]:
    for (x, width), lines, slots in zip(sheet.columns, sheet.headings, ordered, strict=True):
        if any(sheet.family.column[node] == at for node, at in slots):
            yield TextBox(Rectangle(x, 0.0, width, lines_height(lines) + 2 * PADDING), lines)


def _stacked(sheet: Sheet, at: int, slots: Sequence[Slot], height: float) -> Iterator[tuple[Slot, Rectangle]]:
    """The slots of a column one below the other, in the middle of the height and a little spread."""
    x, width = sheet.columns[at]
    free = height - sheet.column_height(slots)
    extra = min(_SPREAD, free / max(1, len(slots)))
    y = sheet.top + (free - extra * (len(slots) - 1)) / 2
    for slot in slots:
        size = sheet.slot_height(slot)
        yield slot, Rectangle(x, y, width, size)
        y += size + _GAP + extra
