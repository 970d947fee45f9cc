"""What a stability plot shows, in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from impd.figures.plot_words import batches, number_text, result_text, with_unit
from impd.figures.sentences import counted, listed, one_line
from impd.figures.stability_plot_facts import (
    StabilityPlot,
    band_of,
    batches_of,
    finite_lines,
    missing,
    plotted,
    time_text,
)
from impd.figures.stability_plot_layout import limits_of, periods_of

_MOST_NAMED = 8


def describe_stability_plot(plot: StabilityPlot) -> str:
    """What the plot shows in a few sentences: results, batches, range, limits, periods, lines, and what is missing."""
    name = one_line(plot.title)
    start = f"Stability plot{f' of {name}' if name else ''}: "
    texts = [start + (_results(plot) if plotted(plot) else "no result has a place in it.")]
    limits, periods = ([text for _, text in found] for found in (limits_of(plot), periods_of(plot)))
    texts += [f"{_capital(listed(said))}." for said in (limits, periods, list(_fitted(plot))) if said]
    return " ".join([*texts, *missing(plot)])


def _results(plot: StabilityPlot) -> str:
    """How many results of which batches, over which time and range."""
    results, drawn = plotted(plot), batches_of(plot)
    names = f" ({listed([one_line(batch) for batch in drawn])})" if len(drawn) <= _MOST_NAMED else ""
    times = [time for result in results if (time := result.stated.time) is not None]
    lowest, highest = (pick(results, key=lambda result: result.value).stated for pick in (min, max))
    low, high = (result_text(one.text, one.value, one.censor) for one in (lowest, highest))
    censored = sum(bool(result.censor) for result in results)
    bound = f"; {censored} of them only as a bound" if censored else ""
    return (
        f"{counted(len(results), 'result')} of {batches(len(drawn))}{names} "
        f"{_span(number_text(min(times)), number_text(max(times)), time_text(max(times), plot.time_unit))}, "
        f"values {_span(low, high, with_unit(high, plot.unit))}{bound}."
    )


def _span(low: str, high: str, with_its_unit: str) -> str:
    return f"from {low} to {with_its_unit}" if low != high else f"at {with_its_unit}"


def _fitted(plot: StabilityPlot) -> Iterator[str]:
    lines = finite_lines(plot)
    if own := [line for line in lines if line.batch]:
        yield f"a fitted line for {batches(len(own))}"
    if len(own) < len(lines):
        yield "one line common to all batches"
    if band_of(plot):
        yield one_line(plot.band_name) or "confidence band"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
