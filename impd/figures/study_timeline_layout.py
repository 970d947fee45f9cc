"""Where each heading, row and name of a timeline stands, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.even_parts import part_of
from impd.figures.sentences import one_line
from impd.figures.study_timeline_marks import (
    EDGE,
    LABEL,
    NOTE_STYLE,
    bar,
    label_lines,
    note_box,
    point,
    row_height,
    x_of,
)
from impd.figures.study_timeline_rows import TimelineRow, covered, span_of
from impd.figures.text_lines import LEADING, PADDING, Line, Style, TextBox, paragraph
from impd.figures.time_axis import Axis, axis

_NOTE, _GAP = 18.0, 1.0
_MOST_HEADING = 4
_HEADING = Style(bold=True)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with the number of its group, and a bar, or the frame of a point if only a start is known, or neither."""

    group: int
    label: TextBox
    bar: Rectangle | None
    point: Rectangle | None
    note: TextBox | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One drawing: the names on the axis, group headings, rows between ``top`` and ``foot``, and the notes below."""

    height: float
    axis: Axis | None
    names: tuple[TextBox, ...]
    headings: tuple[TextBox, ...]
    rows: tuple[PlacedRow, ...]
    top: float
    foot: float
    notes: tuple[TextBox, ...]

    def boxes(self) -> Iterator[Rectangle]:
        """Everything that takes room on the page; no two of them overlap."""
        yield from (each.frame for each in (*self.names, *self.headings, *self.notes))
        for row in self.rows:
            yield from filter(None, (row.label.frame, row.bar, row.point, row.note.frame if row.note else None))


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a group, or the lines of a heading, with the height it takes."""

    height: float
    group: int
    row: TimelineRow | None = None
    heading: tuple[Line, ...] = ()


def layout_study_timeline(rows: Sequence[TimelineRow]) -> tuple[TimelinePage, ...]:
    """The drawings of the timeline, none taller than a page, all with the same axis; none for no row."""
    span = covered(rows)
    scale = axis(*span) if span else None
    pages = _paginated(rows, scale)
    return tuple(_page(page, scale, part_of(at, len(pages))) for at, page in enumerate(pages, start=1))


def _top(scale: Axis | None) -> float:
    return EDGE + (2 * PADDING + LEADING * (2 if scale.years else 1) if scale else 0.0)


def _paginated(rows: Sequence[TimelineRow], scale: Axis | None) -> list[list[Item]]:
    """The rows group by group, each page and each group beginning with the heading of the group."""
    room = PAGE_HEIGHT - EDGE - _top(scale) - _NOTE
    pages, free = list[list[Item]](), 0.0
    for number, group in enumerate(dict.fromkeys(row.group for row in rows)):
        for at, row in enumerate(each for each in rows if each.group == group):
            item = Item(row_height(row, scale), number, row)
            new = [item] if at else [*_heading(group, number), item]
            if sum(each.height for each in new) > free:
                pages.append([])
                new, free = [*_heading(group, number, continued=at > 0), item], room
            pages[-1].extend(new)
            free -= sum(each.height for each in new)
    return pages


def _heading(group: str, number: int, continued: bool = False) -> Iterator[Item]:
    """The heading of a group; none if the group has no name."""
    if name := one_line(group):
        text = f"{name} (continued)" if continued else name
        lines = at_most(paragraph(text, PAGE_WIDTH - 2 * EDGE - 2 * PADDING, _HEADING), _MOST_HEADING)
        yield Item(boxed_height(lines) + 2 * _GAP, number, heading=lines)


def _page(items: Sequence[Item], scale: Axis | None, part: str) -> TimelinePage:
    y = _top(scale)
    headings, rows = list[TextBox](), list[PlacedRow]()
    for item in items:
        if item.row:
            rows.append(_placed(item, item.row, scale, y))
        else:
            frame = Rectangle(EDGE, y + _GAP, PAGE_WIDTH - 2 * EDGE, item.height - 2 * _GAP)
            headings.append(TextBox(frame, item.heading))
        y += item.height
    notes = tuple(_notes(y, part, "◆ start only" if any(row.point for row in rows) else ""))
    names = tuple(_names(scale)) if scale else ()
    height = y + (_NOTE if notes else 0.0) + EDGE
    return TimelinePage(height, scale, names, tuple(headings), tuple(rows), _top(scale), y, notes)


def _placed(item: Item, row: TimelineRow, scale: Axis | None, y: float) -> PlacedRow:
    span = span_of(row)
    label = TextBox(Rectangle(EDGE, y, LABEL, item.height), label_lines(row))
    return PlacedRow(item.group, label, bar(span, scale, y), point(span, scale, y), note_box(span, scale, y))


def _names(scale: Axis) -> Iterator[TextBox]:
    """The years, where units are shorter, and below them the units."""
    for at, intervals in enumerate(filter(None, (scale.years, scale.units))):
        for each in intervals:
            start, end = x_of(scale, each.start), x_of(scale, each.end)
            frame = Rectangle(start, EDGE + PADDING + at * LEADING, end - start, LEADING)
            yield TextBox(frame, (Line(each.name, NOTE_STYLE),))


def _notes(y: float, *texts: str) -> Iterator[TextBox]:
    """The notes side by side below the rows."""
    width = (PAGE_WIDTH - 2 * EDGE) / len(texts)
    for at, text in enumerate(texts):
        if text:
            yield TextBox(Rectangle(EDGE + at * width, y, width, _NOTE), (Line(text, NOTE_STYLE),))
