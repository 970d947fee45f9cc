"""The legend below a plot: a sign beside each name, in as many columns as the names allow; notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.drawing import PAGE_WIDTH, Rectangle
from impd.figures.sentences import one_line
from impd.figures.text_lines import LEADING, PADDING, SMALL, Line, Style, TextBox, paragraph, text_width

EDGE = 1.0
SIGN = 30.0
SMALL_STYLE = Style(size=SMALL)
_MOST_COLUMNS, _FEWEST_COLUMNS, _MOST_LINES = 4, 2, 3
_MOST_NOTE_LINES = 8
_TIGHT = 2.0  # rows stand closer than boxes of text do


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """The frame of a sign, and the name beside it."""

    sign: Rectangle
    name: TextBox


@dataclass(frozen=True, slots=True)
class BelowPlot:
    """The legend and the notes below it, and where they end."""

    legend: tuple[LegendEntry, ...]
    notes: tuple[TextBox, ...]
    foot: float


def below_plot(names: Sequence[str], said: Sequence[str], y: float) -> BelowPlot:
    """A sign and a name each, and below them what is said, from ``y`` down."""
    entries, foot = _legend(names, y)
    lines = _notes(said, foot)
    return BelowPlot(entries, lines, lines[-1].frame.bottom if lines else foot)


def _legend(names: Sequence[str], y: float) -> tuple[tuple[LegendEntry, ...], float]:
    """The entries row by row from ``y`` down, and where they end."""
    if not names:
        return (), y
    room = PAGE_WIDTH - 2 * EDGE
    widest = max(text_width(one_line(name), SMALL_STYLE) for name in names) + SIGN + 2 * PADDING + 1
    columns = max(_FEWEST_COLUMNS, min(_MOST_COLUMNS, int(room // widest)))
    entries = list[LegendEntry]()
    for start in range(0, len(names), columns):
        row = [_lines(name, room / columns) for name in names[start : start + columns]]
        height = max(map(boxed_height, row)) - _TIGHT
        entries += [
            _entry(lines, Rectangle(EDGE + at * room / columns, y, room / columns, height))
            for at, lines in enumerate(row)
        ]
        y += height
    return tuple(entries), y


def _notes(texts: Sequence[str], y: float) -> tuple[TextBox, ...]:
    """What a plot cannot show, as lines across the page; a box, or none."""
    width = PAGE_WIDTH - 2 * EDGE
    lines = [line for text in texts for line in paragraph(text, width - 2 * PADDING, SMALL_STYLE)]
    kept = at_most(lines, _MOST_NOTE_LINES)
    return (TextBox(Rectangle(EDGE, y, width, boxed_height(kept)), kept),) if kept else ()


def _lines(name: str, width: float) -> tuple[Line, ...]:
    return at_most(paragraph(name, width - SIGN - 2 * PADDING, SMALL_STYLE), _MOST_LINES) or (Line("", SMALL_STYLE),)


def _entry(lines: tuple[Line, ...], frame: Rectangle) -> LegendEntry:
    sign = Rectangle(frame.x, frame.y + _TIGHT, SIGN, LEADING + PADDING)
    return LegendEntry(sign, TextBox(Rectangle(sign.right, frame.y, frame.width - SIGN, frame.height), lines))
