"""Points, lines and areas of a plot, told apart by shape and dashes, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from impd.figures.drawing import Rectangle
from impd.figures.svg import INK, Point, number

SHAPES = (
    "circle", "open square", "triangle", "open diamond", "square", "open circle", "diamond", "open triangle",
)  # fmt: skip
DASHES = ("", "7 2", "2 2", "8 2 2 2", "4 2", "8 2 2 2 2 2", "1 2", "12 3")
"""A shape and a pattern for each batch of one drawing."""
LIMIT, CLAIM, SUPPORTED = "9 3", "", "3 2"
RADIUS = 3.2
STEM = 10.0  # from the middle of a censored point to the tip of its arrow
_AREA = "#e3e3e3"


def stroke(points: Sequence[Point], width: float = 0.9, dashes: str = "", colour: str = INK) -> str:
    """A line through the points."""
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{_outline(points)}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{pattern}/>'


def area(points: Sequence[Point]) -> str:
    """A light area without edge, for what lies between two lines."""
    return f'<path d="{_outline(points)} Z" fill="{_AREA}"/>'


def point_mark(shape: str, at: Point) -> str:
    """A point of a batch: filled, or open over white."""
    fill = "#ffffff" if shape.startswith("open ") else INK
    outline = _shape(shape.removeprefix("open "), at)
    return f'<path d="{outline}" fill="{fill}" stroke="{INK}" stroke-width="1"/>'


def censored_mark(shape: str, at: Point, upwards: bool) -> str:
    """A point with an open arrow: the value lies below the one shown, or above it."""
    sign = -1 if upwards else 1
    tip, foot = at[1] + sign * STEM, at[1] + sign * (STEM - 4)
    stem = stroke([at, (at[0], tip)])
    head = stroke([(at[0] - 2.5, foot), (at[0], tip), (at[0] + 2.5, foot)])
    open_shape = shape if shape.startswith("open ") else f"open {shape}"
    return stem + head + point_mark(open_shape, at)


def clipped(start: Point, end: Point, frame: Rectangle) -> tuple[Point, Point] | None:
    """The part of a straight line that lies within a frame (Liang and Barsky 1984); None if none does."""
    (x, y), across, down = start, end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-across, x - frame.x),
        (across, frame.right - x),
        (-down, y - frame.y),
        (down, frame.bottom - y),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter > leave:
        return None
    return (x + enter * across, y + enter * down), (x + leave * across, y + leave * down)


def _shape(shape: str, at: Point) -> str:
    x, y = at
    reach = RADIUS
    if shape == "circle":
        turn = f"a {number(reach)} {number(reach)} 0 1 0"
        return f"M {number(x - reach)} {number(y)} {turn} {number(2 * reach)} 0 {turn} {number(-2 * reach)} 0 Z"
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "triangle": ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }[shape]
    return _outline([(x + right * reach, y + below * reach) for right, below in corners]) + " Z"


def _outline(points: Sequence[Point]) -> str:
    return "M " + " L ".join(f"{number(x)} {number(y)}" for x, y in points)
