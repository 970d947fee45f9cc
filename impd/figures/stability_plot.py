"""Results of a stability study over time against their limits, with fitted lines, the claim and what supports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from impd.figures.drawing import PAGE_WIDTH, Drawing, Rectangle
from impd.figures.plot_frame import border, grid
from impd.figures.plot_marks import (
    CLAIM,
    DASHES,
    LIMIT,
    SHAPES,
    STEM,
    SUPPORTED,
    area,
    censored_mark,
    point_mark,
    stroke,
)
from impd.figures.plot_spread import spread
from impd.figures.stability_plot_facts import (
    BandPoint,
    FittedLine,
    StabilityPlot,
    StabilityResult,
    band_of,
    finite_lines,
    plotted,
)
from impd.figures.stability_plot_layout import (
    StabilityPage,
    further_names,
    layout_stability_plot,
    limits_of,
    periods_of,
)
from impd.figures.stability_plot_words import describe_stability_plot
from impd.figures.svg import Point, drawing, text_box

__all__ = [
    "BandPoint", "FittedLine", "StabilityPlot", "StabilityResult", "describe_stability_plot", "draw_stability_plot",
]  # fmt: skip

_PIECES = 40  # straight pieces of a curved line
_COMMON = 1.5  # width of the line common to all batches
_BAND_EDGE = "1 2"


def draw_stability_plot(plot: StabilityPlot) -> tuple[Drawing, ...]:
    """The plot in as many drawings as its batches take, all on the same axes; without results one that says so."""
    return tuple(drawing(tuple(_page(plot, page)), PAGE_WIDTH, page.height) for page in layout_stability_plot(plot))


def _page(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    place = page.frame.place
    yield from _band(plot, page)
    yield from grid(page.frame)
    yield from border(place, [page.x_of(tick.at) for tick in page.x.ticks])
    yield from _periods(plot, page)
    for at, _ in limits_of(plot):
        yield stroke([(place.x, page.frame.height_of(at)), (place.right, page.frame.height_of(at))], 1.6, LIMIT)
    yield from _lines(plot, page)
    yield from _points(plot, page)
    yield from _legend(plot, page)
    for box in (*page.ticks, *page.limits, *page.words):
        yield from text_box(box)
    for box in (page.axis, *page.periods):
        yield from text_box(box, centred=True)


def _band(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    """The band as a light area with dotted edges, or the edge of its one side, cut off at the frame."""
    points = [each for each in band_of(plot) if page.x.low <= each[0] <= page.x.high]
    low = [(page.x_of(time), page.frame.height_of(value)) for time, value, _ in points if value is not None]
    high = [(page.x_of(time), page.frame.height_of(value)) for time, _, value in points if value is not None]
    if len(low) == len(high) == len(points) > 1:
        yield area([_held(point, page.frame.place) for point in (*low, *reversed(high))])
    for side in (low, high):
        yield from _within(side, page, 0.9, _BAND_EDGE)


def _periods(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    """A line down the frame where the claim and what is supported end, up to its words."""
    shown = [(at, text) for at, text in periods_of(plot) if at <= page.x.high]
    for (at, text), label in zip(shown, page.periods, strict=True):
        claim = text.startswith("claimed")
        ends = [(page.x_of(at), label.frame.bottom - 2), (page.x_of(at), page.frame.place.bottom)]
        yield stroke(ends, 1.2 if claim else 1.0, CLAIM if claim else SUPPORTED)


def _lines(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    """The lines over the whole axis of time: straight, or in pieces where the axis bends them."""
    for line in finite_lines(plot):
        if line.batch and line.batch not in page.batches:
            continue
        count = 1 if line.of_logarithm == plot.logarithmic else _PIECES
        times = [page.x.low + (page.x.high - page.x.low) * at / count for at in range(count + 1)]
        values = [(time, line.value_at(time)) for time in times]
        points = [(page.x_of(time), page.frame.height_of(value)) for time, value in values if _has_place(value, plot)]
        dashes = DASHES[page.batches.index(line.batch)] if line.batch else ""
        yield from _within(points, page, 0.9 if line.batch else _COMMON, dashes)


def _points(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    results = [result for result in plotted(plot) if result.stated.batch in page.batches]
    places = [(page.x_of(result.time), page.frame.height_of(result.value)) for result in results]
    for result, place in zip(results, spread(places, _room(places, page.frame.place)), strict=True):
        yield _mark(page.batches.index(result.stated.batch), place, result.censor)


def _room(places: Sequence[Point], frame: Rectangle) -> float:
    """The room that points at one time may take: three fifths of the least distance between two times."""
    across = sorted({x for x, _ in places})
    return 0.6 * min((later - earlier for earlier, later in pairwise(across)), default=frame.width / 4)


def _mark(batch: int, place: Point, censor: str) -> str:
    shape = SHAPES[batch]
    return censored_mark(shape, place, upwards=censor == ">") if censor else point_mark(shape, place)


def _legend(plot: StabilityPlot, page: StabilityPage) -> Iterator[str]:
    """The sign of each batch with the pattern of its line, and the signs of what else is drawn."""
    own = {line.batch for line in finite_lines(plot)}
    for at, entry in enumerate(page.legend):
        sign, name = entry.sign, ([*page.batches, *further_names(plot)])[at]
        ends = [(sign.x + 3, sign.middle), (sign.right - 1, sign.middle)]
        if at < len(page.batches):
            yield from [stroke(ends, dashes=DASHES[at])] if name in own else []
            yield point_mark(SHAPES[at], (sign.centre + 1, sign.middle))
        else:
            yield from _further_sign(name, sign, ends)
        yield from text_box(entry.name)


def _further_sign(name: str, sign: Rectangle, ends: Sequence[Point]) -> Iterator[str]:
    if name.startswith("arrow"):
        upwards = name.startswith("arrow up")
        middle = sign.middle + (STEM if upwards else -STEM) / 3
        yield censored_mark("circle", (sign.centre + 1, middle), upwards)
    elif name.startswith("line common"):
        yield stroke(ends, _COMMON)
    else:
        low, high = sign.middle - 3, sign.middle + 3
        corners = [(ends[0][0], low), (ends[1][0], low), (ends[1][0], high), (ends[0][0], high)]
        yield area(corners)
        yield stroke(corners[:2], dashes=_BAND_EDGE) + stroke(corners[2:], dashes=_BAND_EDGE)


def _within(points: Sequence[Point], page: StabilityPage, width: float, dashes: str) -> Iterator[str]:
    """The pieces of a line inside the frame, joined where they follow one another."""
    run: list[Point] = []
    for start, end in pairwise(points):
        piece = page.frame.within(start, end)
        if run and (piece is None or piece[0] != run[-1]):
            yield stroke(run, width, dashes)
            run = []
        if piece:
            run = [*run, piece[1]] if run else [*piece]
    if len(run) > 1:
        yield stroke(run, width, dashes)


def _held(point: Point, frame: Rectangle) -> Point:
    return point[0], max(frame.y, min(frame.bottom, point[1]))


def _has_place(value: float, plot: StabilityPlot) -> bool:
    return abs(value) < 1e150 and (value > 0 or not plot.logarithmic)
