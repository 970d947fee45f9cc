"""Studies, trials and versions over time: a bar a row from start to end, group by group, below one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from impd.figures.boxed_lines import in_middle
from impd.figures.drawing import PAGE_WIDTH, Drawing, Rectangle
from impd.figures.sentences import counted, listed, one_line
from impd.figures.shading import WHITE, diamond, filled_box, grey, grid_line
from impd.figures.study_timeline_layout import PlacedRow, TimelinePage, layout_study_timeline
from impd.figures.study_timeline_marks import EDGE, x_of
from impd.figures.study_timeline_rows import TimelineRow, span_of
from impd.figures.svg import drawing, text_box
from impd.figures.text_lines import PADDING

__all__ = ["TimelineRow", "describe_study_timeline", "draw_study_timeline"]

_GREYS = (0.3, 0.75, 0.05, 0.55)  # of the bars, group after group
_HEADING_GREY = 0.0


def draw_study_timeline(rows: Sequence[TimelineRow]) -> tuple[Drawing, ...]:
    """The timeline in as many drawings as it takes, all on one axis; none for no row."""
    return tuple(drawing(tuple(_page(page)), PAGE_WIDTH, page.height) for page in layout_study_timeline(rows))


def describe_study_timeline(rows: Sequence[TimelineRow]) -> str:
    """What the timeline shows in one to three sentences: rows, groups, first and last date, and what has no date."""
    if not rows:
        return ""
    spans = [(span, row) for row in rows if (span := span_of(row)).start is not None]
    text = f"Timeline of {counted(len(rows), 'row')}"
    if spans:
        first = min(spans, key=lambda each: each[0].start or 0.0)[1].start
        span, last = max(spans, key=lambda each: each[0].end or each[0].start or 0.0)
        until = (last.end if span.end else last.start).strip()
        text += f" from {first.strip()} to {until}" if first.strip() != until else f", all in {until}"
    groups = Counter(name for row in rows if (name := one_line(row.group)))
    parts = listed([f"{name} ({count})" for name, count in groups.items()])
    undated = len(rows) - len(spans)
    missing = (
        f" {counted(undated, 'row')} {'stands' if undated == 1 else 'stand'} without a start date." if undated else ""
    )
    return f"{text}: {parts}.{missing}" if parts else f"{text}.{missing}"


def _page(page: TimelinePage) -> Iterator[str]:
    yield from _axis(page)
    for heading in page.headings:
        yield filled_box(heading.frame, grey(_HEADING_GREY), "none")
        yield from text_box(heading)
    for row in page.rows:
        yield grid_line((EDGE, row.label.frame.bottom), (PAGE_WIDTH - EDGE, row.label.frame.bottom))
        yield from _row(row)
    for note in page.notes:
        yield from text_box(note)


def _axis(page: TimelinePage) -> Iterator[str]:
    """The names, and a line down from each beginning of a unit."""
    for name in page.names:
        yield from text_box(in_middle(name), centred=True)
    if page.axis:
        for at in (*(unit.start for unit in page.axis.units), page.axis.end):
            x = x_of(page.axis, at)
            yield grid_line((x, page.top - PADDING), (x, page.foot))


def _row(row: PlacedRow) -> Iterator[str]:
    yield from text_box(row.label)
    if row.note:
        frame = row.note.frame
        # The lines of the axis do not run through the words.
        yield filled_box(Rectangle(frame.x + 2, frame.y + 3, frame.width - 4, frame.height - 6), WHITE, "none")
        yield from text_box(row.note)
    if row.bar:
        yield filled_box(row.bar, grey(_GREYS[row.group % len(_GREYS)]))
    if row.point:
        yield diamond(row.point)
