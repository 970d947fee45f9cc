"""Where each box, arrow and interval of a dose escalation stands, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from impd.figures.boxed_lines import at_most, boxed_height
from impd.figures.dose_escalation_steps import (
    GAP,
    INTERVAL_INDENT,
    EscalationStep,
    Stair,
    interval_width,
    stairs,
    words_fit,
)
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.even_parts import even_parts, part_of
from impd.figures.svg import Point
from impd.figures.text_lines import PADDING, SMALL, Line, Style, TextBox

_EDGE, _NOTE = 1.0, 18.0
_RISE = 14.0  # from the top of a box to the level of the arrow that leaves it
_MOST, _WIDEST = 5, 140.0  # steps in a drawing, and how far apart they are
_MOST_LINES, _MOST_INTERVAL = 34, 20  # of a box and above an arrow, where one step takes a whole drawing
_ROOM = PAGE_WIDTH - 2 * _EDGE


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from a box through its points, the last of them the tip, and what is said above it."""

    points: tuple[Point, ...]
    label: TextBox | None


@dataclass(frozen=True, slots=True)
class EscalationPage:
    """One drawing: the steps from lower left to upper right, and the arrows between them."""

    height: float
    steps: tuple[TextBox, ...]
    arrows: tuple[Arrow, ...]
    note: TextBox | None

    def boxes(self) -> Iterator[TextBox]:
        """Everything that takes room on the page; no two of them overlap."""
        yield from self.steps
        yield from (each.label for each in self.arrows if each.label)
        yield from filter(None, (self.note,))


def layout_dose_escalation(steps: Sequence[EscalationStep]) -> tuple[EscalationPage, ...]:
    """The drawings of the escalation, none larger than a page; none for no step."""
    parts, pitch = _parts(steps) if steps else ([], 0.0)
    return tuple(_page(part, pitch, part_of(at, len(parts))) for at, part in enumerate(parts, start=1))


def _parts(steps: Sequence[EscalationStep]) -> tuple[list[list[Stair]], float]:
    """The stairs in the fewest even parts that fit, and how far apart all of them stand."""
    for count in range(-(-len(steps) // _MOST), len(steps) + 1):
        pieces = even_parts(steps, count)
        pitch = min(_WIDEST, (_ROOM + GAP) / len(pieces[0]))
        parts = _measured(pieces, pitch)
        if words_fit(steps, pitch) and all(_height(part) <= PAGE_HEIGHT for part in parts):
            return parts, pitch
    return [[_cut(stair) for stair in part] for part in _measured(even_parts(steps, len(steps)), _ROOM)], _ROOM


def _measured(pieces: Sequence[Sequence[EscalationStep]], pitch: float) -> list[list[Stair]]:
    last = len(pieces) - 1
    return [stairs(piece, pitch, f"continued in part {at + 2}" if at < last else "") for at, piece in enumerate(pieces)]


def _cut(stair: Stair) -> Stair:
    return replace(stair, lines=at_most(stair.lines, _MOST_LINES), interval=at_most(stair.interval, _MOST_INTERVAL))


def _tops(part: Sequence[Stair]) -> list[float]:
    """The top of each box, upwards from the foot of the first at 0, so that the arrow before it meets its side."""
    tops, foot = list[float](), 0.0
    for stair in part:
        height = boxed_height(stair.lines)
        top = min(tops[-1] - _RISE - height / 2, foot - _RISE - height) if tops else -height
        tops.append(top)
        foot = top + height
    return tops


def _above(stair: Stair) -> float:
    """The room that the arrow and its words take above a box."""
    return (_RISE if stair.leads else 0.0) + (boxed_height(stair.interval) if stair.interval else 0.0)


def _rise(part: Sequence[Stair]) -> float:
    """From the highest point of a drawing to the foot of its first box."""
    return max(_above(stair) - top for stair, top in zip(part, _tops(part), strict=True))


def _height(part: Sequence[Stair]) -> float:
    return _rise(part) + 2 * _EDGE + _NOTE


def _page(part: Sequence[Stair], pitch: float, note: str) -> EscalationPage:
    left = (PAGE_WIDTH - pitch * len(part) + GAP) / 2
    foot = _EDGE + _rise(part)
    frames = [
        Rectangle(left + at * pitch, foot + top, pitch - GAP, boxed_height(stair.lines))
        for at, (stair, top) in enumerate(zip(part, _tops(part), strict=True))
    ]
    boxes = tuple(TextBox(frame, stair.lines) for frame, stair in zip(frames, part, strict=True))
    arrows = tuple(
        _arrow(stair, frames[at], frames[at + 1] if at + 1 < len(part) else None, pitch)
        for at, stair in enumerate(part)
        if stair.leads
    )
    below = TextBox(Rectangle(_EDGE, foot, _ROOM, _NOTE), (Line(note, Style(size=SMALL)),)) if note else None
    return EscalationPage(foot + (_NOTE if note else 0.0) + _EDGE, boxes, arrows, below)


def _arrow(stair: Stair, frame: Rectangle, after: Rectangle | None, pitch: float) -> Arrow:
    """Up from a box and to the side of the next, or just up where the next is in another drawing."""
    x, level = frame.x + INTERVAL_INDENT + PADDING, frame.y - _RISE
    points = ((x, frame.y), (x, level), *(((after.x, level),) if after else ()))
    height = boxed_height(stair.interval)
    place = Rectangle(frame.x + INTERVAL_INDENT, level - height, interval_width(pitch, after is not None), height)
    return Arrow(points, TextBox(place, stair.interval) if stair.interval else None)
