"""The axis of a timeline: months, quarters, years or longer, as the span asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Months in a unit, and how many units have room for their names.
_UNITS = ((1, 14), (3, 16), (12, 13), *((12 * years, 6) for years in (5, 10, 20, 50, 100, 200, 500, 1000, 2000)))


@dataclass(frozen=True, slots=True)
class Interval:
    """A part of the axis with its name, in months since the year 0."""

    start: float
    end: float
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole units that cover a span, and above them the years where the units are shorter."""

    units: tuple[Interval, ...]
    years: tuple[Interval, ...]

    @property
    def start(self) -> float:
        return self.units[0].start

    @property
    def end(self) -> float:
        return self.units[-1].end

    def share(self, at: float) -> float:
        """Where a time lies between the start (0) and the end (1) of the axis."""
        return (at - self.start) / (self.end - self.start)


def axis(first: float, last: float) -> Axis:
    """The axis from ``first`` to ``last``, both in months, in the shortest units that have room."""
    spans = [(size, floor(first / size), max(ceil(last / size), floor(first / size) + 1)) for size, _ in _UNITS]
    size, start, end = next(
        (span for span, (_, most) in zip(spans, _UNITS, strict=True) if span[2] - span[1] <= most), spans[-1]
    )
    units = _cut(start * size, end * size, size, _unit_name(size))
    return Axis(units, _cut(start * size, end * size, 12, _years(1)) if size < 12 else ())


def _cut(start: int, end: int, size: int, name: Callable[[int], str]) -> tuple[Interval, ...]:
    """The intervals of a size that cover the span, cut off at its ends."""
    whole = range(start // size * size, end, size)
    return tuple(Interval(max(at, start), min(at + size, end), name(at)) for at in whole)


def _unit_name(size: int) -> Callable[[int], str]:
    if size == 1:
        return lambda at: _MONTHS[at % 12]
    return (lambda at: f"Q{at % 12 // 3 + 1}") if size == 3 else _years(size // 12)


def _years(count: int) -> Callable[[int], str]:
    return lambda at: str(at // 12) if count == 1 else f"{at // 12}–{at // 12 + count - 1}"
