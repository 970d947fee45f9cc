"""Lines of text with the box around them: how high it is, where they stand in it, how many it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from impd.figures.drawing import Rectangle
from impd.figures.sentences import one_line
from impd.figures.text_lines import PADDING, Line, Style, TextBox, lines_height, text_width


def at_most(lines: Sequence[Line], count: int) -> tuple[Line, ...]:
    """The lines, or the first of them and a sign that more were stated."""
    return tuple(lines) if len(lines) <= count else (*lines[: count - 1], Line("…", lines[0].style, lines[0].indent))


def boxed_height(lines: Sequence[Line]) -> float:
    """The height of the lines with the padding around them."""
    return lines_height(lines) + 2 * PADDING


def in_middle(content: TextBox) -> TextBox:
    """The same lines in the vertical middle of their frame."""
    frame, height = content.frame, boxed_height(content.lines)
    return TextBox(Rectangle(frame.x, frame.middle - height / 2, frame.width, height), content.lines)


def widest_word(texts: Iterable[str], style: Style, limit: float = inf) -> float:
    """The width of the widest word, wider ones than the limit left out."""
    # A no-break space parts no words: it keeps a number and its power of ten together.
    words = {word for text in texts for word in one_line(text).split(" ")}
    return max((width for word in words if (width := text_width(word, style)) <= limit), default=0.0)
