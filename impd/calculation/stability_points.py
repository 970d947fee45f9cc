"""Stability results as a regression needs them: batch, time and one number, or the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Literal, TypeAlias

from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import Number, parse_number

Plain: TypeAlias = Decimal | float | str
Sides: TypeAlias = Literal["one", "two"]
ErrorTerm: TypeAlias = Literal["pooled", "own"]
Censored: TypeAlias = Literal["exclude", "value", "half", "zero"]

_BEYOND_MEASURE = 30
"""Results and times with a power of ten beyond this one are refused; none in medicine comes near."""


@dataclass(frozen=True, slots=True)
class StabilityPoint:
    """One result of one batch: the time, months unless said otherwise, and the value as number or as reported.

    Two results of one batch at one time are two points; so are two equal results.
    """

    batch: str
    months: Plain
    value: Plain
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.batch} at {self.months}: {self.value}"


@dataclass(frozen=True, slots=True)
class StabilityLimits:
    """What the results must not fall below or exceed, in their unit; a result at the limit passes.

    A text or float becomes the number it shows. Raises ValueError where neither is given, one is no finite number, or
    lower is not below upper.
    """

    lower: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        for name in ("lower", "upper"):
            given = getattr(self, name)
            if given is not None:
                object.__setattr__(self, name, stated_number(given, f"the {name} limit"))
        if self.lower is None and self.upper is None:
            raise ValueError("neither a lower nor an upper limit is given")
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError(f"the lower limit {self.lower} is not below the upper limit {self.upper}")

    def hold(self, value: Decimal) -> bool:
        """Whether a value lies within the limits or at one of them."""
        return (self.lower is None or value >= self.lower) and (self.upper is None or value <= self.upper)


@dataclass(frozen=True, slots=True)
class PlottedPoint:
    """A point as it enters the regression: before any logarithm, with a substitute for a censored result."""

    batch: str
    time: Decimal
    value: Decimal

    def __str__(self) -> str:
        return f"{self.batch} at {self.time:f}: {self.value:f}"


@dataclass(frozen=True, slots=True)
class UsablePoints:
    """The points of the regression in order of batch, time and value, and what was done with the others."""

    points: tuple[PlottedPoint, ...]
    notes: tuple[str, ...]

    @property
    def by_batch(self) -> dict[str, tuple[PlottedPoint, ...]]:
        """The points of each batch."""
        return {batch: tuple(group) for batch, group in groupby(self.points, lambda point: point.batch)}


def usable_points(points: Iterable[StabilityPoint], censored: Censored = "exclude") -> UsablePoints:
    """The points that a line can be drawn through.

    A censored result (``<0.1``) is excluded, or stands as its bound (``value``), half of it or zero; notes name each.
    Raises CannotCalculate with all reasons where a point is no number, a time is negative or units differ.
    """
    given = sorted(points, key=lambda point: (str(point.batch), str(point.months), str(point.value)))
    faults: list[str] = []
    set_aside: list[str] = []
    found = [plotted for point in given if (plotted := _plotted(point, censored, faults, set_aside))]
    faults += _unit_fault(given)
    gone = sorted({str(point.batch) for point in given} - {point.batch for point in found})
    if gone and set_aside and not faults:
        faults.append(f"no result is left of {', '.join(gone)}, because all are censored and excluded")
    if faults:
        raise CannotCalculate("; ".join(faults))
    found.sort(key=lambda point: (point.batch, point.time, point.value))
    return UsablePoints(tuple(found), (*_censoring_note(set_aside, censored), *_repetition_note(found)))


def _plotted(
    point: StabilityPoint, censored: Censored, faults: list[str], set_aside: list[str]
) -> PlottedPoint | None:
    time, number = plain_number(point.months), _reported_number(point.value)
    if time is None or time < 0:
        faults.append(f"{point}: the time is no number from zero on")
    if number is None or number.high is not None:
        faults.append(f"{point}: the result is not one finite number")
    if time is None or number is None or number.high is not None:
        return None
    value = number.low
    if number.censor in ("<", ">", "≤", "≥"):
        set_aside.append(str(point))
        if censored == "exclude":
            return None
        if number.censor in (">", "≥") and censored != "value":
            faults.append(f"{point}: a result above a bound cannot stand as {censored}")
        value = {"half": EXACT.divide(value, Decimal(2)), "zero": Decimal(0)}.get(censored, value)
    return PlottedPoint(str(point.batch), time, value)


def plain_number(given: Plain) -> Decimal | None:
    """The finite number that is given, or None; a text counts when it is one number without sign of censoring."""
    number = _reported_number(given)
    return None if number is None or number.high is not None or number.censor else number.low


def stated_number(given: Plain, name: str) -> Decimal:
    """The finite number that is given. Raises ValueError, which calls it by ``name``."""
    number = plain_number(given)
    if number is None:
        raise ValueError(f"{name} is {given}, which is no finite number")
    return number


def _reported_number(given: Plain) -> Number | None:
    try:  # the shortest text of a float is the number that was meant
        number = parse_number(given) if isinstance(given, str) else Number(Decimal(str(given)))
    except InvalidOperation:
        return None
    return number if number and all(_measurable(one) for one in (number.low, number.high) if one is not None) else None


def _measurable(number: Decimal) -> bool:
    return number.is_finite() and (not number or abs(number.adjusted()) <= _BEYOND_MEASURE)


def _unit_fault(points: list[StabilityPoint]) -> list[str]:
    units = sorted({point.unit for point in points})
    named = ", ".join(unit or "no unit" for unit in units)
    return [f"the results are in several units ({named})"] if len(units) > 1 else []


def _censoring_note(set_aside: list[str], censored: Censored) -> list[str]:
    if not set_aside:
        return []
    done = {
        "exclude": "excluded",
        "value": "taken at their bound",
        "half": "taken at half of their bound",
        "zero": "taken as zero",
    }
    return [f"censored results {done[censored]}: {'; '.join(set_aside)}"]


def _repetition_note(points: list[PlottedPoint]) -> list[str]:
    repeated = [point for point, times in Counter(points).items() if times > 1]
    return [f"equal results taken as repeated measurements: {'; '.join(map(str, repeated))}"] if repeated else []
