"""How a row of a timeline is marked on its axis: a bar or a point, with the note beside or below it."""

from __future__ import annotations

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.drawing import PAGE_WIDTH, Rectangle
from impd.figures.study_timeline_rows import Span, TimelineRow, span_of
from impd.figures.text_lines import LEADING, PADDING, SMALL, Line, Style, TextBox, paragraph, text_width
from impd.figures.time_axis import Axis

EDGE, LABEL = 1.0, 128.0
MOST_LINES = 36  # of a label or note: with heading, axis and part they still fit a page
NOTE_STYLE = Style(size=SMALL)
_INSET = 6.0  # a point at either end of the axis stands half outside it
_FIRST_LINE = LEADING + 2 * PADDING  # the height of a row of one line
_BAR, _POINT, _THINNEST = 8.0, 7.0, 2.0
_LEFT, _RIGHT = EDGE + LABEL + _INSET, PAGE_WIDTH - EDGE - _INSET


def x_of(scale: Axis, at: float) -> float:
    """Where a time, in months, stands across the page."""
    return _LEFT + (_RIGHT - _LEFT) * scale.share(at)


def label_lines(row: TimelineRow) -> tuple[Line, ...]:
    """The label of a row, left of the axis."""
    return at_most(paragraph(row.label, LABEL - 2 * PADDING), MOST_LINES)


def row_height(row: TimelineRow, scale: Axis | None) -> float:
    """The height that label, mark and note of a row take."""
    note = note_box(span_of(row), scale, 0.0)
    return max(_FIRST_LINE, boxed_height(label_lines(row)), note.frame.bottom if note else 0.0)


def bar(span: Span, scale: Axis | None, y: float) -> Rectangle | None:
    """The bar of a row that begins at ``y``; None where start or end is not known."""
    if scale is None or span.start is None or span.end is None:
        return None
    x = x_of(scale, span.start)
    return Rectangle(x, y + (_FIRST_LINE - _BAR) / 2, max(_THINNEST, x_of(scale, span.end) - x), _BAR)


def point(span: Span, scale: Axis | None, y: float) -> Rectangle | None:
    """The frame of the point that stands at the start of a row without end."""
    if scale is None or span.start is None or span.end is not None:
        return None
    return Rectangle(x_of(scale, span.start) - _POINT / 2, y + (_FIRST_LINE - _POINT) / 2, _POINT, _POINT)


def note_box(span: Span, scale: Axis | None, y: float) -> TextBox | None:
    """The note right of the mark, or left of it, or below it where neither side has room; None for no note."""
    if not span.note:
        return None
    line, width = (Line(span.note, NOTE_STYLE),), text_width(span.note, NOTE_STYLE) + 2 * PADDING
    mark = bar(span, scale, y) or point(span, scale, y) or Rectangle(_LEFT, y, 0.0, 0.0)
    if mark.right + width <= _RIGHT:
        return TextBox(Rectangle(mark.right, y, width, _FIRST_LINE), line)
    if _LEFT + width <= mark.x:
        return TextBox(Rectangle(mark.x - width, y, width, _FIRST_LINE), line)
    lines = at_most(paragraph(span.note, _RIGHT - _LEFT - 2 * PADDING, NOTE_STYLE), MOST_LINES)
    down = _FIRST_LINE - PADDING if mark.width else 0.0
    return TextBox(Rectangle(_LEFT, y + down, _RIGHT - _LEFT, boxed_height(lines)), lines)
