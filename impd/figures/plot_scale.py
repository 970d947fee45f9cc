"""The scale of an axis of numbers: where it begins and ends, and its ticks at round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from math import ceil, floor, isfinite, log10

from impd.figures.grey_scale import plain_number

_MEASURE = 100  # no value has a power of ten beyond this one; floats would end there, not medicine
_CONTEXT = Context(prec=28, Emin=-999999, Emax=999999)
_ROUND = (1, 2, 5, 10)
_CALENDAR = {
    "months": (1, 3, 6, 12, 24, 36, 60, 120),
    "weeks": (1, 2, 4, 13, 26, 52),
    "h": (1, 2, 4, 6, 12, 24, 48, 72),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis with its number as printed."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high``, both ticks, straight or by the logarithm."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies between the start (0) and the end (1) of the axis, or outside of both."""
        if self.logarithmic:
            return (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return (value - self.low) / (self.high - self.low)


def measured(value: Decimal | None) -> float | None:
    """The value as a plot can place it; None for what is missing, no number or beyond all measure."""
    if value is None or not value.is_finite() or (value and abs(value.adjusted()) > _MEASURE):
        return None
    return float(value)


def number_scale(values: Sequence[float], most: int = 7) -> Scale:
    """The straight scale that holds all values, with at most ``most`` steps of 1, 2 or 5 times a power of ten."""
    low, high = _widened(min(values, default=0.0), max(values, default=1.0))
    exponent = floor(log10((high - low) / most))
    steps = [Decimal(digit).scaleb(power, _CONTEXT) for power in (exponent, exponent + 1) for digit in _ROUND[:3]]
    return next(scale for step in steps if (scale := _stepped(low, high, step)) and len(scale.ticks) <= most + 1)


def time_scale(values: Sequence[float], unit: str, most: int = 10) -> Scale:
    """The straight scale of times: months in quarters and years, hours in days, else as any other number."""
    low, high = _widened(min(0.0, *values) if values else 0.0, max(values, default=1.0))
    scales = (_stepped(low, high, Decimal(step)) for step in _CALENDAR.get(unit, ()) if (high - low) / step <= most + 1)
    if fitting := next((scale for scale in scales if len(scale.ticks) <= most + 1), None):
        return fitting
    return number_scale([low, high], most)


def logarithmic_scale(values: Sequence[float], most: int = 7) -> Scale:
    """The scale in powers of ten that holds all values above zero; between few of them also their 2- and 5-fold."""
    above = [value for value in values if value > 0] or [1.0]
    first, last = floor(log10(min(above))), ceil(log10(max(above)))
    last = max(last, first + 1)
    stride = ceil((last - first) / most)
    last = first + stride * ceil((last - first) / stride)
    digits = (1, 2, 5) if last - first <= 2 else (1,)
    numbers = [Decimal(digit).scaleb(power, _CONTEXT) for power in range(first, last, stride) for digit in digits]
    return _scale([*numbers, Decimal(1).scaleb(last, _CONTEXT)], logarithmic=True)


def _widened(low: float, high: float) -> tuple[float, float]:
    """The span, made wider where it is too narrow for its numbers to be told apart."""
    least = max(abs(low), abs(high)) * 1e-9
    if high - low > least and isfinite(high - low):
        return low, high
    half = abs(high) * 0.1 or 1.0
    return (0.0, high + half) if 0 <= low < half else (low - half, high + half)


def _stepped(low: float, high: float, step: Decimal) -> Scale:
    """The scale of whole steps around a span; the last digits of a float make no further step."""
    first, last = floor(low / float(step) + 1e-6), ceil(high / float(step) - 1e-6)
    return _scale([_CONTEXT.multiply(step, Decimal(at)) for at in range(first, max(last, first + 1) + 1)])


def _scale(numbers: Sequence[Decimal], logarithmic: bool = False) -> Scale:
    ticks = tuple(Tick(float(number), _printed(number)) for number in numbers)
    return Scale(ticks[0].at, ticks[-1].at, ticks, logarithmic)


def _printed(number: Decimal) -> str:
    """The number of a tick: in full where it is short, with a true minus sign."""
    full = f"{number:f}" if abs(number.adjusted()) <= 6 else ""
    text = full if full and len(full) <= 9 else plain_number(number.normalize(_CONTEXT))
    return "0" if not number else text.replace("-", "−")
