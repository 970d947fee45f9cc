"""Spans of time that are added up and compared; a month has no fixed number of hours, so both are kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity, join_unit

_YEAR, _MONTH = (365 * 24, 366 * 24), (28 * 24, 31 * 24)  # the shortest and the longest, in hours
_BEYOND_MEASURE = 12  # powers of ten


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Months and hours together: ``TimeSpan(6, 5)`` is half a year and five hours."""

    months: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)

    def __add__(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(EXACT.add(self.months, other.months), EXACT.add(self.hours, other.hours))

    def __sub__(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(EXACT.subtract(self.months, other.months), EXACT.subtract(self.hours, other.hours))

    def __str__(self) -> str:
        """As printed: ``6 months 26 h``, ``9 days 4 h``, ``1 h 15 min``."""
        return " ".join(_parts(self)) or "0 h"

    def is_within(self, limit: TimeSpan) -> bool | None:
        """Whether it is no longer than the limit; None where that depends on how long the months are."""
        shortest, longest = (limit - self)._hours()
        if shortest >= 0:
            return True
        return False if longest < 0 else None

    def _hours(self) -> tuple[Decimal, Decimal]:
        """The fewest and the most hours it can stand for; negative months count against it."""
        years = EXACT.divide_int(self.months, Decimal(12))
        rest = EXACT.subtract(self.months, EXACT.multiply(years, Decimal(12)))
        bounds = [
            EXACT.add(self.hours, EXACT.add(EXACT.multiply(years, Decimal(year)), EXACT.multiply(rest, Decimal(month))))
            for year, month in zip(_YEAR, _MONTH, strict=True)
        ]
        return min(bounds), max(bounds)


def longest_span(quantity: Quantity | None) -> TimeSpan | str:
    """The longest time a quantity states (36 h for ``<= 36 h`` and ``24 to 36 h``), or why it states none."""
    if quantity is None:
        return "is not stated"
    number = quantity.number
    if number.censor in (">", "≥", "about") or number.low < 0:
        return f"is no longest time ({quantity})"
    value = number.high if number.high is not None else number.low
    if value.adjusted() > _BEYOND_MEASURE:
        return f"is beyond measure ({quantity})"
    for unit, field in (("h", "hours"), ("mo", "months")):
        if factor := conversion_factor(quantity.unit, unit):
            return TimeSpan(**{field: EXACT.multiply(value, factor)})
    return f"is no time ({quantity})"


def _parts(span: TimeSpan) -> list[str]:
    """Months, days from 72 h on, hours and minutes, as far as they are not zero."""
    days = EXACT.divide_int(span.hours, Decimal(24)) if span.hours >= 72 else Decimal(0)
    rest = EXACT.subtract(span.hours, EXACT.multiply(days, Decimal(24)))
    hours = EXACT.divide_int(rest, Decimal(1))
    minutes = EXACT.quantize(EXACT.multiply(EXACT.subtract(rest, hours), Decimal(60)), Decimal("0.01"))
    parts = ((span.months, "mo"), (days, "d"), (hours, "h"), (minutes, "min"))
    return [join_unit(f"{value.normalize(EXACT):f}", unit) for value, unit in parts if value]
