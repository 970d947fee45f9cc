"""The words above a stability plot that say where the claim and what is supported end."""

from __future__ import annotations

from collections.abc import Sequence

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.drawing import PAGE_WIDTH, Rectangle
from impd.figures.plot_frame import x_between
from impd.figures.plot_legend import EDGE, SMALL_STYLE
from impd.figures.plot_scale import Scale
from impd.figures.text_lines import PADDING, Line, TextBox, paragraph, text_width

_WIDEST_PERIOD = 205.0


def period_labels(periods: Sequence[tuple[float, str]], place: Rectangle, across: Scale) -> tuple[TextBox, ...]:
    """The words of each period above its line, side by side where both have to stand close."""
    boxes, y = [], place.y - row_height(periods)
    for at, text in periods:
        lines = _lines(text)
        width = max((text_width(line.text, SMALL_STYLE) for line in lines), default=0.0) + 2 * PADDING
        x = x_between(place, across.share(at))
        start = max(EDGE, min(x - width / 2, PAGE_WIDTH - EDGE - width))
        boxes.append((x, TextBox(Rectangle(start, y, width, boxed_height(lines)), lines)))
    return _apart(boxes)


def _apart(boxes: Sequence[tuple[float, TextBox]]) -> tuple[TextBox, ...]:
    """The boxes, two that would meet set left and right of the middle between their lines."""
    if len(boxes) < 2 or not boxes[0][1].frame.overlaps(boxes[1][1].frame):
        return tuple(box for _, box in boxes)
    places = sorted(range(2), key=lambda at: (boxes[at][0], at))
    (first_x, first), (second_x, second) = (boxes[at] for at in places)
    middle = (first_x + second_x) / 2
    split = max(EDGE + first.frame.width, min(middle, PAGE_WIDTH - EDGE - second.frame.width))
    moved = {places[0]: _at(first, split - first.frame.width), places[1]: _at(second, split)}
    return moved[0], moved[1]


def _at(box: TextBox, x: float) -> TextBox:
    return TextBox(Rectangle(x, box.frame.y, box.frame.width, box.frame.height), box.lines)


def _lines(text: str) -> tuple[Line, ...]:
    return at_most(paragraph(text, _WIDEST_PERIOD, SMALL_STYLE), 2)


def row_height(periods: Sequence[tuple[float, str]]) -> float:
    """The height of the words above the frame."""
    return max((boxed_height(_lines(text)) for _, text in periods), default=0.0)
