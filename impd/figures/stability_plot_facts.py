"""What a stability plot is drawn from: results by batch and time, lines, limits, the claim and what supports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, inf, isfinite

from impd.figures.plot_scale import measured
from impd.figures.plot_words import bound, number_text, placeable, result_text, with_unit
from impd.figures.sentences import one_line


@dataclass(frozen=True, slots=True)
class StabilityResult:
    """One result of one batch: ``value`` is its number or bound, ``censor`` ``<`` or ``>`` where it is a bound.

    ``text`` is the result as reported; it is printed where there is no number.
    """

    batch: str
    time: Decimal | None
    value: Decimal | None
    text: str = ""
    censor: str = ""


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A line through ``intercept`` with ``slope`` per unit of time; no ``batch`` for one line common to all.

    ``of_logarithm``: it gives the natural logarithm of the value.
    """

    intercept: Decimal
    slope: Decimal
    batch: str = ""
    of_logarithm: bool = False

    def value_at(self, time: float) -> float:
        """The value on the line at a time; infinite beyond all measure."""
        value = float(self.intercept) + float(self.slope) * time
        if not self.of_logarithm:
            return value
        return exp(value) if value < 230 else inf


@dataclass(frozen=True, slots=True)
class BandPoint:
    """The lower and upper confidence limit of the mean at a time; None on a side that is not limited."""

    time: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StabilityPlot:
    """One attribute at one condition. ``claimed`` and ``supported`` are periods in the unit of time."""

    title: str
    unit: str
    results: tuple[StabilityResult, ...]
    lines: tuple[FittedLine, ...] = ()
    band: tuple[BandPoint, ...] = ()
    band_name: str = "confidence band"
    lower: Decimal | None = None
    upper: Decimal | None = None
    claimed: Decimal | None = None
    supported: Decimal | None = None
    time_unit: str = "months"
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class PlottedResult:
    """A result that has a place: its time and value as numbers, the sign of a bound, and the result as stated."""

    time: float
    value: float
    censor: str
    stated: StabilityResult


def plotted(plot: StabilityPlot) -> tuple[PlottedResult, ...]:
    """The results that have a place in the plot, in stated order."""
    found = [(result, measured(result.time), shown(plot, result.value)) for result in plot.results]
    return tuple(
        PlottedResult(time, value, bound(result.censor), result)
        for result, time, value in found
        if time is not None and value is not None
    )


def shown(plot: StabilityPlot, value: Decimal | None) -> float | None:
    """The value where the plot can show it."""
    return placeable(value, plot.logarithmic)


def batches_of(plot: StabilityPlot) -> tuple[str, ...]:
    """The batches that have a result in the plot, or a line, in stated order."""
    drawn = [result.stated.batch for result in plotted(plot)]
    return tuple(dict.fromkeys([*drawn, *(line.batch for line in finite_lines(plot) if line.batch)]))


def finite_lines(plot: StabilityPlot) -> tuple[FittedLine, ...]:
    """The lines that can be drawn."""
    return tuple(
        line for line in plot.lines if measured(line.intercept) is not None and measured(line.slope) is not None
    )


def band_of(plot: StabilityPlot) -> tuple[tuple[float, float | None, float | None], ...]:
    """The points of the band in order of time, as numbers."""
    found = [(measured(each.time), shown(plot, each.low), shown(plot, each.high)) for each in plot.band]
    return tuple(sorted(((time, low, high) for time, low, high in found if time is not None), key=lambda each: each[0]))


def missing(plot: StabilityPlot) -> Iterator[str]:
    """What the plot cannot show, a sentence each: limits and claim that are not stated, results without a place."""
    if plot.lower is None and plot.upper is None:
        yield "No limit stated."
    if plot.claimed is None:
        yield "No claimed period stated."
    if plot.time_unit.strip() == "":
        yield "Unit of time not stated."
    bounds = (("lower limit", plot.lower), ("upper limit", plot.upper))
    unshown = [
        f"the {name} of {number_text(value)}"
        for name, value in bounds
        if value is not None and shown(plot, value) is None
    ]
    left_out = [
        _named(plot, each) for each in plot.results if measured(each.time) is None or shown(plot, each.value) is None
    ]
    if left_out or unshown:
        yield f"Not drawn: {'; '.join([*unshown, *left_out])}."
    if not plot.results:
        yield "No results stated."


def time_text(value: Decimal, unit: str) -> str:
    """A period in words: ``24 months``, ``1 month``."""
    name = one_line(unit)
    return with_unit(
        number_text(value), name[:-1] if value == 1 and name in {"months", "weeks", "days", "years"} else name
    )


def _named(plot: StabilityPlot, result: StabilityResult) -> str:
    """A result in words: batch, time, and what was reported."""
    at = f" at {time_text(result.time, plot.time_unit)}" if result.time is not None else ", time not stated"
    return (
        f"{one_line(result.batch) or 'batch not stated'}{at} ({result_text(result.text, result.value, result.censor)})"
    )


def ordered(values: Sequence[float | None]) -> list[float]:
    """The values that are numbers."""
    return [value for value in values if value is not None and isfinite(value)]
