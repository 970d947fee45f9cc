"""What each row of a timeline says: its label, the time it covers as far as dates are stated, and its note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impd.figures.sentences import one_line
from impd.figures.stated_dates import period


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A study, trial or version with its group; ``start`` and ``end`` to the day, month or year, blank if unknown."""

    group: str
    label: str
    start: str
    end: str
    note: str


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in months; ``end`` is None where only a start is known, both are where not even that is."""

    start: float | None
    end: float | None
    note: str


def span_of(row: TimelineRow) -> Span:
    """The time a row covers; what its dates do not say, or say wrongly, stands in its note."""
    start, end = period(row.start), period(row.end)
    note, stated_end = one_line(row.note), one_line(row.end)
    if start and end and end[1] > start[0]:
        return Span(start[0], end[1], note)
    if start:
        return Span(start[0], None, _noted(f"end stated as {stated_end}" if stated_end else "", note))
    if not row.start.strip():
        return Span(None, None, _noted("date not stated" if not stated_end else _only_end(stated_end), note))
    return Span(None, None, _noted(f"start stated as {one_line(row.start)}", note))


def covered(rows: Sequence[TimelineRow]) -> tuple[float, float] | None:
    """The earliest and the latest time of the rows, in months; None if no row has a date."""
    spans = [(span.start, span.end or span.start) for row in rows if (span := span_of(row)).start is not None]
    starts, ends = [start for start, _ in spans if start], [end for _, end in spans if end]
    return (min(starts), max(ends)) if starts else None


def _only_end(end: str) -> str:
    return f"start date not stated, end stated as {end}"


def _noted(*parts: str) -> str:
    return "; ".join(filter(None, parts))
