"""Shades of grey and the few further shapes that timelines, heat maps and matrices take."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from impd.figures.drawing import Rectangle
from impd.figures.svg import LINE, Point, number
from impd.figures.text_lines import LEADING, PADDING, SIZE, TextBox, lines_height

WHITE = "#ffffff"
BLACK = "#000000"
_LIGHTEST, _DARKEST = 0xEC, 0x2E
_WHITE_READS_BELOW = 0x76  # below it white, from it on black text has a contrast of 4.5 to 1 or more
_BASELINE = 7.8  # from the top of a line of text to its baseline
_GRID = "#c4ccd5"


def grey(level: float) -> str:
    """The grey of a level from 0 (lightest, still darker than paper) to 1 (darkest)."""
    return f"#{_shade(level):02x}" + 2 * f"{_shade(level):02x}"


def ink_on(level: float) -> str:
    """The colour of text that reads on the grey of a level."""
    return WHITE if _shade(level) < _WHITE_READS_BELOW else BLACK


def filled_box(frame: Rectangle, fill: str, edge: str = LINE) -> str:
    """A filled box; without an ``edge`` (``none``) nothing but its fill is drawn."""
    place = f'x="{number(frame.x)}" y="{number(frame.y)}" width="{number(frame.width)}" height="{number(frame.height)}"'
    return f'<rect {place} fill="{fill}" stroke="{edge}" stroke-width="0.75"/>'


def grid_line(start: Point, end: Point) -> str:
    """A light line that leads the eye behind what is drawn."""
    outline = f"M {number(start[0])} {number(start[1])} L {number(end[0])} {number(end[1])}"
    return f'<path d="{outline}" fill="none" stroke="{_GRID}" stroke-width="0.5"/>'


def diamond(frame: Rectangle) -> str:
    """A filled diamond that touches the four sides of its frame."""
    corners = (
        (frame.centre, frame.y), (frame.right, frame.middle), (frame.centre, frame.bottom), (frame.x, frame.middle),
    )  # fmt: skip
    outline = " L ".join(f"{number(x)} {number(y)}" for x, y in corners)
    return f'<path d="M {outline} Z" fill="{LINE}"/>'


def inked(elements: Sequence[str], ink: str) -> str:
    """The elements, their text in the given colour."""
    return f'<g fill="{ink}">{"".join(elements)}</g>'


def turned_text(content: TextBox) -> list[str]:
    """The lines of a box turned to read from its foot upwards, side by side in its middle."""
    frame, elements = content.frame, list[str]()
    x = frame.centre - lines_height(content.lines) / 2 + _BASELINE
    for each in content.lines:
        size = "" if each.style.size == SIZE else f' font-size="{number(each.style.size)}"'
        weight = ' font-weight="bold"' if each.style.bold else ""
        place = f"{number(x)} {number(frame.bottom - PADDING)}"
        where = f'x="{number(x)}" y="{number(frame.bottom - PADDING)}" transform="rotate(-90 {place})"'
        elements.append(f"<text {where}{size}{weight}>{escape(each.text)}</text>")
        x += LEADING
    return elements


def _shade(level: float) -> int:
    return round(_LIGHTEST + (_DARKEST - _LIGHTEST) * min(1.0, max(0.0, level)))
