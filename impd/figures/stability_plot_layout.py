"""Where frame, numbers, labels and legend of a stability plot stand, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from impd.figures.boxed_lines import at_most
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.even_parts import even_parts, part_of
from impd.figures.plot_frame import (
    BELOW,
    BOLD,
    INSET,
    PlotFrame,
    beside,
    heading,
    label_width,
    x_between,
    x_labels,
    y_labels,
)
from impd.figures.plot_legend import EDGE, SMALL_STYLE, LegendEntry, below_plot
from impd.figures.plot_marks import RADIUS, SHAPES
from impd.figures.plot_scale import Scale, logarithmic_scale, measured, number_scale, time_scale
from impd.figures.plot_words import SIDES, number_text, with_unit
from impd.figures.sentences import one_line
from impd.figures.stability_plot_facts import (
    StabilityPlot,
    band_of,
    batches_of,
    finite_lines,
    missing,
    ordered,
    plotted,
    shown,
    time_text,
)
from impd.figures.stability_plot_periods import period_labels, row_height
from impd.figures.text_lines import LEADING, PADDING, TextBox, paragraph

_FRAME = (130.0, 220.0)  # the least and the greatest height of the frame
_LIMIT_LABEL, _RIGHT = 76.0, 12.0
_ROW = LEADING + 2 * PADDING
_BAND_REACH = 0.25  # the band may widen the axis by this part of the span of results and limits


@dataclass(frozen=True, slots=True)
class StabilityPage:
    """One drawing: its frame with both scales, its batches with their places in the lists of shapes, and all words."""

    height: float
    frame: PlotFrame
    x: Scale
    batches: tuple[str, ...]
    legend: tuple[LegendEntry, ...]
    ticks: tuple[TextBox, ...]
    limits: tuple[TextBox, ...]
    periods: tuple[TextBox, ...]
    axis: TextBox
    words: tuple[TextBox, ...]

    def boxes(self) -> Iterator[Rectangle]:
        """Everything that takes room on the page; no two of them overlap."""
        yield self.frame.place
        for entry in self.legend:
            yield from (entry.sign, entry.name.frame)
        yield from (each.frame for each in (*self.ticks, *self.limits, *self.periods, self.axis, *self.words))

    def x_of(self, time: float) -> float:
        """How far across the page a time stands."""
        return x_between(self.frame.place, self.x.share(time))


def layout_stability_plot(plot: StabilityPlot) -> tuple[StabilityPage, ...]:
    """The drawings of the plot, all on the same axes, each with as many batches as there are shapes."""
    batches = batches_of(plot)
    parts = even_parts(batches, max(1, -(-len(batches) // len(SHAPES))))
    return tuple(_page(plot, part, part_of(at, len(parts))) for at, part in enumerate(parts, start=1))


def further_names(plot: StabilityPlot) -> list[str]:
    """What the legend names after the batches: censored results, a common line, and the band."""
    censored = {result.censor for result in plotted(plot)}
    sides = [words for side, words in SIDES.items() if side in censored]
    common = ["line common to all batches"] if any(not line.batch for line in finite_lines(plot)) else []
    return [*sides, *common, *([one_line(plot.band_name) or "confidence band"] if band_of(plot) else [])]


def limits_of(plot: StabilityPlot) -> list[tuple[float, str]]:
    """The limits from top to bottom with their labels."""
    found = [
        (shown(plot, value), name, value) for name, value in (("upper limit", plot.upper), ("lower limit", plot.lower))
    ]
    return [
        (at, f"{name} {with_unit(number_text(value), plot.unit)}")
        for at, name, value in found
        if at is not None and value is not None
    ]


def periods_of(plot: StabilityPlot) -> list[tuple[float, str]]:
    """The claimed and the supported period with their labels."""
    found = (("claimed", plot.claimed), ("supported", plot.supported))
    return [
        (at, f"{name} {time_text(value, plot.time_unit)}")
        for name, value in found
        if value is not None and (at := measured(value)) is not None
    ]


def scales(plot: StabilityPlot) -> tuple[Scale, Scale]:
    """The scale of time and that of the values, which hold all results, limits and, as far as it shows, the claim."""
    results, limits = plotted(plot), [at for at, _ in limits_of(plot)]
    claimed = ordered([measured(plot.claimed)])
    times = [*(result.time for result in results), *claimed]
    reach = 1.5 * max(times, default=0.0)
    times += [at for at, _ in periods_of(plot) if at <= reach or not times]
    across = time_scale(times, one_line(plot.time_unit))
    values = [*(result.value for result in results), *limits]
    values += [value for value in _curves(plot, across) if _near(value, values, plot.logarithmic)]
    return across, logarithmic_scale(values) if plot.logarithmic else number_scale(values)


def _curves(plot: StabilityPlot, across: Scale) -> list[float]:
    """The ends of the lines and all of the band within the axis of time."""
    ends = [line.value_at(time) for line in finite_lines(plot) for time in (across.low, across.high)]
    band = [value for time, *sides in band_of(plot) if across.low <= time <= across.high for value in sides]
    return ordered([*ends, *band])


def _near(value: float, values: Sequence[float], logarithmic: bool) -> bool:
    """Whether an axis may reach to a value that is no result and no limit."""
    if not values:
        return not logarithmic or value > 0
    low, high = min(values), max(values)
    if logarithmic:
        return low / 10 <= value <= high * 10
    room = _BAND_REACH * (high - low)
    return low - room <= value <= high + room


def _page(plot: StabilityPlot, batches: Sequence[str], part: str) -> StabilityPage:
    across, up = scales(plot)
    title = heading(plot.title, BOLD, EDGE, 4)
    top = title[-1].frame.bottom if title else EDGE
    unit = heading(one_line(plot.unit) or "unit not stated", SMALL_STYLE, top, 2)
    periods = [(at, text) for at, text in periods_of(plot) if at <= across.high]
    frame_top = unit[-1].frame.bottom + (row_height(periods) or PADDING)
    names = [*map(one_line, batches), *further_names(plot)]
    beside_one_another = "Points that would cover one another stand side by side."
    beyond = [f"{text.capitalize()}: beyond the axis." for at, text in periods_of(plot) if at > across.high]
    said = [*beyond, *missing(plot), *([beside_one_another] if _crowded(plot, up) else []), *([part] if part else [])]
    below = below_plot(names, said, 0.0).foot + BELOW + _ROW
    height = max(_FRAME[0], min(_FRAME[1], PAGE_HEIGHT - EDGE - frame_top - below))
    limits = limits_of(plot)
    right = _LIMIT_LABEL if limits else _RIGHT
    left = EDGE + label_width(up)
    place = Rectangle(left, frame_top, PAGE_WIDTH - EDGE - right - left, height)
    frame = PlotFrame(place, up)
    axis = _axis_name(plot, place)
    under = below_plot(names, said, axis.frame.bottom)
    return StabilityPage(
        under.foot + EDGE, frame, across, tuple(batches), under.legend,
        (*y_labels(frame), *x_labels(place, across)), _limit_labels(limits, frame),
        period_labels(periods, place, across), axis, (*title, *unit, *under.notes),
    )  # fmt: skip


def _crowded(plot: StabilityPlot, up: Scale) -> bool:
    """Whether results of one time stand so near one another that the drawing sets them side by side."""
    places = sorted((result.time, up.share(result.value) * (_FRAME[1] - 2 * INSET)) for result in plotted(plot))
    return any(one[0] == other[0] and other[1] - one[1] < RADIUS for one, other in pairwise(places))


def _axis_name(plot: StabilityPlot, place: Rectangle) -> TextBox:
    unit = one_line(plot.time_unit)
    lines = at_most(paragraph(f"Time ({unit})" if unit else "Time", place.width - 2 * PADDING, SMALL_STYLE), 1)
    return TextBox(Rectangle(place.x, place.bottom + BELOW, place.width, _ROW), lines)


def _limit_labels(limits: Sequence[tuple[float, str]], frame: PlotFrame) -> tuple[TextBox, ...]:
    column = Rectangle(frame.place.right, frame.place.y, _LIMIT_LABEL, frame.place.height)
    return beside([text for _, text in limits], [frame.height_of(at) for at, _ in limits], column)
