"""One attribute over the batches in their order, against its limits, with process versions and uses."""

from __future__ import annotations

from collections.abc import Iterator

from impd.figures.batch_trend_facts import (
    SIGNS,
    BatchTrend,
    TrendBatch,
    levels,
    missing,
    shown,
    strata,
    trend_text,
    use_of,
)
from impd.figures.batch_trend_layout import TrendPage, layout_batch_trend
from impd.figures.drawing import PAGE_WIDTH, Drawing
from impd.figures.plot_frame import border, grid
from impd.figures.plot_legend import LegendEntry
from impd.figures.plot_marks import LIMIT, STEM, censored_mark, point_mark, stroke
from impd.figures.plot_words import batches, bound, with_unit
from impd.figures.sentences import counted, listed, one_line
from impd.figures.shading import turned_text
from impd.figures.svg import drawing, text_box

__all__ = ["BatchTrend", "TrendBatch", "describe_batch_trend", "draw_batch_trend"]

_LEVELS = {"limit": (1.6, LIMIT), "mean": (1.0, ""), "interval": (0.9, "2 2")}
_VERSIONS = "6 2 1 2"
_MOST_NAMED = 6


def draw_batch_trend(trend: BatchTrend) -> tuple[Drawing, ...]:
    """The trend in as many drawings as its batches take, all on one scale; without batches one that says so."""
    return tuple(drawing(tuple(_page(trend, page)), PAGE_WIDTH, page.height) for page in layout_batch_trend(trend))


def describe_batch_trend(trend: BatchTrend) -> str:
    """What the trend shows in a few sentences: batches, range, limits, versions, uses, and what is missing."""
    name = one_line(trend.title)
    start = f"Batch trend{f' of {name}' if name else ''}: "
    drawn = [(value, batch) for batch in trend.batches if (value := shown(trend, batch.value)) is not None]
    unit = one_line(trend.unit)
    texts = [f"{start}{_range(drawn, unit)}" if drawn else f"{start}no batch has a place in it."]
    held = listed([text for _, _, text in levels(trend)])
    versions = list(dict.fromkeys(each.version for each in strata(trend.batches)))
    uses = [use_of(batch) for _, batch in drawn]
    texts += [f"{held[:1].upper()}{held[1:]}."] if held else []
    texts += [f"Process versions: {listed(versions)}."] if 0 < len(versions) <= _MOST_NAMED else []
    texts += [f"{listed([f'{uses.count(use)} for {use}' for use in SIGNS if use in uses])}."] if uses else []
    return " ".join([*texts, *missing(trend)])


def _range(drawn: list[tuple[float, TrendBatch]], unit: str) -> str:
    (_, lowest), (_, highest) = (pick(drawn, key=lambda each: each[0]) for pick in (min, max))
    low, high = trend_text(lowest), with_unit(trend_text(highest), unit)
    bounds = sum(bool(bound(batch.censor)) for _, batch in drawn)
    only = f"; {counted(bounds, 'result')} only as a bound" if bounds else ""
    values = f"values from {low} to {high}" if low != trend_text(highest) else f"value {high}"
    return f"{batches(len(drawn))}, {values}{only}."


def _page(trend: BatchTrend, page: TrendPage) -> Iterator[str]:
    place = page.frame.place
    yield from grid(page.frame)
    yield from border(place, [page.columns.x_of(at + 0.5) for at in range(len(page.columns.batches))])
    yield from _versions(page)
    for at, kind, _ in levels(trend):
        width, dashes = _LEVELS[kind]
        y = page.frame.height_of(at)
        yield stroke([(place.x, y), (place.right, y)], width, dashes)
    for at, batch in enumerate(page.columns.batches):
        yield from _point(trend, page, at, batch)
    for name in page.names:
        yield from turned_text(name) if page.turned else text_box(name, centred=True)
    for box in page.versions:
        yield from text_box(box, centred=True)
    for entry, sign in zip(page.legend, page.signs, strict=True):
        yield from _sign(entry, sign)
    for box in (*page.labels, *page.words):
        yield from text_box(box)


def _versions(page: TrendPage) -> Iterator[str]:
    """A line between neighbouring versions, from their words down the frame."""
    place = page.frame.place
    for box in page.versions[1:]:
        yield stroke([(box.frame.x, box.frame.y + 2), (box.frame.x, place.bottom)], 0.9, _VERSIONS)


def _point(trend: BatchTrend, page: TrendPage, at: int, batch: TrendBatch) -> Iterator[str]:
    value = shown(trend, batch.value)
    if value is None:
        return
    place, shape, censor = (
        (page.columns.x_of(at + 0.5), page.frame.height_of(value)),
        SIGNS[use_of(batch)],
        bound(batch.censor),
    )
    yield censored_mark(shape, place, upwards=censor == ">") if censor else point_mark(shape, place)


def _sign(entry: LegendEntry, sign: str) -> Iterator[str]:
    x, y = entry.sign.centre + 1, entry.sign.middle
    if sign in SIGNS:
        yield point_mark(SIGNS[sign], (x, y))
    else:
        upwards = sign.startswith("arrow up")
        yield censored_mark("circle", (x, y + (STEM if upwards else -STEM) / 3), upwards)
    yield from text_box(entry.name)
