"""SVG written by hand: attributes only, text as text, no outside reference, the same bytes on each run."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from impd.figures.drawing import Drawing, Rectangle
from impd.figures.text_lines import LEADING, PADDING, RULE, SIZE, Line, TextBox

FONT_FAMILY = "DejaVu Sans, sans-serif"
INK = "#1c2733"
LINE = "#2f4b6e"
FAINT = "#6b7c90"

Point = tuple[float, float]
_BASELINE = 7.8  # from the top of a line of text to its baseline


def drawing(elements: Sequence[str], width: float, height: float) -> Drawing:
    """The elements as one standalone drawing, later ones over earlier ones."""
    size = f'width="{number(width)}pt" height="{number(height)}pt" viewBox="0 0 {number(width)} {number(height)}"'
    text = f'font-family="{FONT_FAMILY}" font-size="{number(SIZE)}" fill="{INK}"'
    body = "\n".join(elements)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size}>\n<g {text}>\n{body}\n</g>\n</svg>\n'
    return Drawing(svg.encode("utf-8"), width, height)


def number(value: float) -> str:
    """A length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(frame: Rectangle, radius: float = 0.0) -> str:
    """A white box with a thin edge, its corners rounded by ``radius``."""
    place = f'x="{number(frame.x)}" y="{number(frame.y)}" width="{number(frame.width)}" height="{number(frame.height)}"'
    corner = f' rx="{number(radius)}" ry="{number(radius)}"' if radius else ""
    return f'<rect {place}{corner} fill="#ffffff" stroke="{LINE}" stroke-width="0.75"/>'


def line(start: Point, end: Point, dashes: str = "") -> str:
    """A thin straight line, dashed like ``2 2`` where asked."""
    return _path(f"M {_pair(start)} L {_pair(end)}", LINE, dashes)


def faint_line(start: Point, end: Point) -> str:
    """A thin straight line that is part of a curve."""
    return _path(f"M {_pair(start)} L {_pair(end)}", FAINT, "")


def arrow(start: Point, end: Point) -> str:
    """A thin straight line along one axis with a head at its end."""
    return line(start, end) + head(end, (_sign(end[0] - start[0]), _sign(end[1] - start[1])))


def curve(start: Point, bends: tuple[Point, Point], end: Point) -> str:
    """A thin curve from start to end, drawn towards the two bends."""
    return _path(f"M {_pair(start)} C {_pair(bends[0])} {_pair(bends[1])} {_pair(end)}", FAINT, "")


def head(tip: Point, towards: Point) -> str:
    """A small filled arrow head; ``towards`` is the direction it points in, along one axis."""
    (x, y), (across, down) = tip, towards
    back = (x - 5 * across, y - 5 * down)
    corners = (tip, (back[0] + 2 * down, back[1] + 2 * across), (back[0] - 2 * down, back[1] - 2 * across))
    return f'<path d="M {" L ".join(map(_pair, corners))} Z" fill="{LINE}"/>'


def text_box(content: TextBox, centred: bool = False) -> list[str]:
    """The lines of a box within its padding, with their rules; the box itself is not drawn."""
    frame, elements, y = content.frame, list[str](), content.frame.y + PADDING
    for each in content.lines:
        if each.ruled:
            elements.append(line((frame.x, y + RULE / 2), (frame.right, y + RULE / 2)))
            y += RULE
        x = frame.centre if centred else frame.x + PADDING + each.indent
        elements.append(_text(each, (x, y + _BASELINE), centred))
        y += LEADING
    return elements


def _text(content: Line, place: Point, centred: bool) -> str:
    style = content.style
    size = "" if style.size == SIZE else f' font-size="{number(style.size)}"'
    weight = ' font-weight="bold"' if style.bold else ""
    anchor = ' text-anchor="middle"' if centred else ""
    where = f'x="{number(place[0])}" y="{number(place[1])}"'
    return f"<text {where}{size}{weight}{anchor}>{escape(content.text)}</text>"


def _path(outline: str, colour: str, dashes: str) -> str:
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{outline}" fill="none" stroke="{colour}" stroke-width="0.75"{pattern}/>'


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _sign(value: float) -> float:
    return (value > 0) - (value < 0)
