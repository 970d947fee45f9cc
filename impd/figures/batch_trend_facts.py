"""What a batch trend is drawn from: one value a batch in order, limits, mean, interval, versions and uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from impd.figures.plot_words import number_text, placeable, result_text
from impd.figures.sentences import one_line

CLINICAL, NON_CLINICAL, BOTH, OTHER = "clinical use", "non-clinical use", "clinical and non-clinical use", "other use"
SIGNS = {CLINICAL: "circle", NON_CLINICAL: "open square", BOTH: "diamond", OTHER: "open circle"}
"""The shape of a point for each use of its batch."""


@dataclass(frozen=True, slots=True)
class TrendBatch:
    """A batch with its result: ``value`` is its number or bound, ``censor`` ``<`` or ``>`` where it is a bound.

    ``version`` is that of its process; ``uses`` may hold ``clinical`` and ``non_clinical``.
    """

    batch: str
    value: Decimal | None
    text: str = ""
    censor: str = ""
    version: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchTrend:
    """One attribute over the batches in their order, with what they are held against."""

    title: str
    unit: str
    batches: tuple[TrendBatch, ...]
    lower: Decimal | None = None
    upper: Decimal | None = None
    mean: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    interval_name: str = "tolerance interval"
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """Neighbouring batches of one process version: the place of the first and how many there are."""

    version: str
    start: int
    count: int


def shown(trend: BatchTrend, value: Decimal | None) -> float | None:
    """The value where the trend can show it."""
    return placeable(value, trend.logarithmic)


def use_of(batch: TrendBatch) -> str:
    """The use that sets the shape of a point."""
    clinical, other = "clinical" in batch.uses, "non_clinical" in batch.uses
    return {(True, True): BOTH, (True, False): CLINICAL, (False, True): NON_CLINICAL}.get((clinical, other), OTHER)


def levels(trend: BatchTrend) -> list[tuple[float, str, str]]:
    """The lines across the trend from top to bottom: height, kind (limit, mean, interval), and label."""
    found = [(shown(trend, value), kind, f"{name} {number_text(value)}") for kind, name, value in _stated(trend)]
    return sorted([(at, kind, text) for at, kind, text in found if at is not None], key=lambda each: -each[0])


def _stated(trend: BatchTrend) -> list[tuple[str, str, Decimal]]:
    """Limits, mean and interval as far as they are stated: kind, name, value."""
    low, high = trend.interval or (None, None)
    name = one_line(trend.interval_name) or "interval"
    every = (
        ("limit", "upper limit", trend.upper),
        ("limit", "lower limit", trend.lower),
        ("mean", "mean", trend.mean),
        ("interval", f"{name}, high", high),
        ("interval", f"{name}, low", low),
    )
    return [(kind, words, value) for kind, words, value in every if value is not None]


def strata(batches: Sequence[TrendBatch]) -> tuple[Stratum, ...]:
    """The runs of neighbouring batches of one process version; none where no version is stated."""
    if not any(one_line(batch.version) for batch in batches):
        return ()
    found, start = list[Stratum](), 0
    for version, group in groupby(batches, lambda batch: one_line(batch.version)):
        count = len(list(group))
        found.append(Stratum(version or "version not stated", start, count))
        start += count
    return tuple(found)


def missing(trend: BatchTrend) -> Iterator[str]:
    """What the trend cannot show, a sentence each: no limit, and batches whose result has no place in it."""
    if trend.lower is None and trend.upper is None:
        yield "No limit stated."
    hidden = [f"{name} {number_text(value)}" for _, name, value in _stated(trend) if shown(trend, value) is None]
    bare = [each for each in trend.batches if shown(trend, each.value) is None]
    left_out = [f"{one_line(each.batch) or 'batch not stated'} ({trend_text(each)})" for each in bare]
    if hidden or left_out:
        yield f"Not drawn: {'; '.join([*hidden, *left_out])}."
    if not trend.batches:
        yield "No batches stated."


def trend_text(batch: TrendBatch) -> str:
    """The result of a batch as reported, or its number with the sign of its bound."""
    return result_text(batch.text, batch.value, batch.censor)
