"""Text measured with the bundled DejaVu Sans and broken into lines that fit a width in points."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the library ships no types

from impd.figures.drawing import Rectangle
from impd.resources import folder

SIZE = 8.0
SMALL = 7.0
LEADING = 10.0
RULE = 4.0  # room for a thin rule above a line
PADDING = 4.0  # between the edge of a box and its text, above, below and beside it

_BLANKS = re.compile(r"[ \t\r\n\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")  # a no-break space is kept
_BREAK_AFTER = frozenset("-/_.,;:–")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    size: float = SIZE
    bold: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``indent`` is from the left edge of its text; ``ruled`` sets a thin rule above it."""

    text: str
    style: Style = PLAIN
    indent: float = 0.0
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of text in their rectangle."""

    frame: Rectangle
    lines: tuple[Line, ...]


@cache
def advance_widths(bold: bool) -> Mapping[int, float]:
    """The advance width of each code point of DejaVu Sans, in em."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    with TTFont(folder("templates") / "style" / "fonts" / name, lazy=True) as font:
        metrics, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


def text_width(text: str, style: Style = PLAIN) -> float:
    """The width of the text in points; a sign the font lacks counts as one em."""
    widths = advance_widths(style.bold)
    return style.size * sum(widths.get(ord(sign), 1.0) for sign in text)


def wrapped(text: str, width: float, style: Style = PLAIN) -> tuple[str, ...]:
    """The text in lines no wider than ``width``; a word too wide for a line is broken. Nothing if it is blank."""
    lines: list[str] = []
    for word in filter(None, _BLANKS.split(text)):
        joined = f"{lines[-1]} {word}" if lines else word
        if text_width(joined, style) <= width:
            lines[-1:] = [joined]
        else:
            lines.extend(_pieces(word, width, style))
    return tuple(lines)


def _pieces(word: str, width: float, style: Style) -> list[str]:
    """A word cut where it outgrows the width, after a punctuation mark where one is near."""
    pieces: list[str] = []
    while text_width(word, style) > width and len(word) > 1:
        end = next((each for each in range(1, len(word)) if text_width(word[: each + 1], style) > width), len(word))
        marks = [each for each in range(end // 2, end) if word[each] in _BREAK_AFTER]
        end = marks[-1] + 1 if marks else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word] if word else pieces


def paragraph(text: str, width: float, style: Style = PLAIN, indent: float = 0.0) -> tuple[Line, ...]:
    """The lines of a text, all indented alike and ending within ``width``."""
    return tuple(Line(line, style, indent) for line in wrapped(text, width - indent, style))


def items(texts: Sequence[str], width: float, indent: float = 0.0) -> tuple[Line, ...]:
    """The lines of several texts, the second and further lines of each set in."""
    result: list[Line] = []
    for text in texts:
        lines = wrapped(text, width - indent - 6)
        result.extend(Line(line, indent=indent + (6 if place else 0)) for place, line in enumerate(lines))
    return tuple(result)


def lines_height(lines: Sequence[Line]) -> float:
    """The height of the lines without padding."""
    return sum(LEADING + (RULE if line.ruled else 0) for line in lines)
