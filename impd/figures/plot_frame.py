"""The frame of a plot with its two axes: where values stand on the page, and the numbers beside the ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.drawing import PAGE_WIDTH, Rectangle
from impd.figures.plot_legend import EDGE, SMALL_STYLE
from impd.figures.plot_marks import clipped, stroke
from impd.figures.plot_scale import Scale, Tick
from impd.figures.shading import grid_line
from impd.figures.svg import LINE, Point
from impd.figures.text_lines import LEADING, PADDING, Line, Style, TextBox, paragraph, text_width

INSET = 12.0  # between the first and last tick and the frame, so that points and arrows stay within it
TICK_LABEL = LEADING + 2 * PADDING
BELOW = LEADING + PADDING  # the numbers below the frame
BOLD = Style(bold=True)
_TICK = 3.0


@dataclass(frozen=True, slots=True)
class PlotFrame:
    """The rectangle that holds the points, and the scale of its height."""

    place: Rectangle
    y: Scale

    def height_of(self, value: float) -> float:
        """How far down the page a value stands; lower values stand lower."""
        room = self.place.height - 2 * INSET
        return self.place.bottom - INSET - room * self.y.share(value)

    def within(self, start: Point, end: Point) -> tuple[Point, Point] | None:
        """The part of a line inside the frame."""
        return clipped(start, end, self.place)


def x_between(place: Rectangle, share: float) -> float:
    """How far across the page a share of the horizontal axis stands."""
    return place.x + INSET + (place.width - 2 * INSET) * share


def label_width(scale: Scale) -> float:
    """The room that the numbers left of the frame take, in whole points."""
    return float(ceil(max(text_width(tick.text, SMALL_STYLE) for tick in scale.ticks) + 2 * PADDING))


def y_labels(frame: PlotFrame) -> tuple[TextBox, ...]:
    """The numbers left of the frame, ending at its ticks."""
    boxes = []
    for tick in frame.y.ticks:
        width, y = text_width(tick.text, SMALL_STYLE) + 2 * PADDING, frame.height_of(tick.at)
        place = Rectangle(frame.place.x - width, y - TICK_LABEL / 2 + 0.5, width, TICK_LABEL - 1)
        boxes.append(TextBox(place, (Line(tick.text, SMALL_STYLE),)))
    return tuple(boxes)


def x_labels(place: Rectangle, scale: Scale) -> tuple[TextBox, ...]:
    """The numbers below the frame, each in the middle of its tick; where they would touch, every other or third."""
    for stride in range(1, len(scale.ticks) + 1):
        boxes = [_below(place, scale, tick) for tick in scale.ticks[::stride]]
        if all(one.frame.right <= other.frame.x for one, other in pairwise(boxes)):
            return tuple(boxes)
    return ()


def grid(frame: PlotFrame) -> Iterator[str]:
    """A light line and a tick at each number left of the frame."""
    for tick in frame.y.ticks:
        y = frame.height_of(tick.at)
        yield grid_line((frame.place.x, y), (frame.place.right, y))
        yield stroke([(frame.place.x - _TICK, y), (frame.place.x, y)], 0.75, colour=LINE)


def border(place: Rectangle, ticks: Sequence[float] = ()) -> Iterator[str]:
    """The edge of the frame, and ticks below it."""
    corners = [(place.x, place.y), (place.right, place.y), (place.right, place.bottom), (place.x, place.bottom)]
    yield stroke([*corners, corners[0]], 0.75, colour=LINE)
    for x in ticks:
        yield stroke([(x, place.bottom), (x, place.bottom + _TICK)], 0.75, colour=LINE)


def heading(text: str, style: Style, y: float, most: int) -> tuple[TextBox, ...]:
    """A text across the page from ``y`` down; nothing where it is blank."""
    width = PAGE_WIDTH - 2 * EDGE
    lines = at_most(paragraph(text, width - 2 * PADDING, style), most)
    return (TextBox(Rectangle(EDGE, y, width, boxed_height(lines) - PADDING), lines),) if lines else ()


def beside(texts: Sequence[str], at: Sequence[float], column: Rectangle) -> tuple[TextBox, ...]:
    """Labels in a column, each as near as may be to its height, in order from top to bottom, none over another."""
    most = max(1, int((column.height / max(1, len(texts)) - 2 * PADDING) // LEADING))
    lines = [at_most(paragraph(text, column.width - 2 * PADDING, SMALL_STYLE), most) for text in texts]
    boxes, top = list[TextBox](), column.y
    heights = [boxed_height(each) for each in lines]
    for index, (each, middle) in enumerate(zip(lines, at, strict=True)):
        y = max(top, min(middle - heights[index] / 2, column.bottom - sum(heights[index:])))
        boxes.append(TextBox(Rectangle(column.x, y, column.width, heights[index]), each))
        top = y + heights[index]
    return tuple(boxes)


def _below(place: Rectangle, scale: Scale, tick: Tick) -> TextBox:
    width, x = text_width(tick.text, SMALL_STYLE) + 2 * PADDING, x_between(place, scale.share(tick.at))
    frame = Rectangle(x - width / 2, place.bottom, width, BELOW)
    return TextBox(frame, (Line(tick.text, SMALL_STYLE),))
