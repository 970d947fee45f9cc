"""Values as levels of grey by their logarithm, and the steps of the scale that a legend shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_DECADES = 4
_APART = 0.35  # a power of ten nearer than this to the lowest or highest value is not shown beside it


@dataclass(frozen=True, slots=True)
class GreyScale:
    """The scale from the logarithm of the lowest to that of the highest value above zero."""

    lowest: float
    highest: float

    def level(self, value: Decimal) -> float:
        """The grey of a value from 0 (lightest) to 1; zero and what is below are lightest, a lone value is halfway."""
        if value <= 0:
            return 0.0
        if self.lowest == self.highest:
            return 0.5
        return (_logarithm(value) - self.lowest) / (self.highest - self.lowest)

    def steps(self) -> tuple[tuple[str, float], ...]:
        """What the legend shows, each with its level: lowest and highest value and powers of ten between."""
        if self.lowest == self.highest:
            return ((_rounded(self.lowest), 0.5),)
        between = range(ceil(self.lowest + _APART), floor(self.highest - _APART) + 1)
        stride = max(1, ceil(len(between) / _MOST_DECADES))
        shown = [self.lowest, *between[(len(between) - 1) % stride // 2 :: stride], self.highest]
        return tuple((_rounded(each), (each - self.lowest) / (self.highest - self.lowest)) for each in shown)


def grey_scale(values: Iterable[Decimal]) -> GreyScale | None:
    """The scale over all values above zero; None if there is none."""
    logarithms = [_logarithm(value) for value in values if value > 0]
    return GreyScale(min(logarithms), max(logarithms)) if logarithms else None


def plain_number(value: Decimal) -> str:
    """The number as it is printed where no text was stated: with a power of ten if very large or small."""
    if value == 0 or -3 <= value.adjusted() <= 4:
        return f"{value:f}"
    mantissa = value.scaleb(-value.adjusted())
    return _power(f"{mantissa:f}", value.adjusted())


def _logarithm(value: Decimal) -> float:
    return float(value.log10())


def _rounded(logarithm: float) -> str:
    """The value of a logarithm to two significant digits."""
    exponent = floor(logarithm)
    tenths = round(10 ** (logarithm - exponent) * 10)
    exponent, tenths = (exponent + 1, 10) if tenths == 100 else (exponent, tenths)
    if -3 <= exponent <= 3:
        return f"{Decimal(tenths).scaleb(exponent - 1).normalize():f}"
    mantissa = f"{tenths / 10:g}"
    return _power(mantissa, exponent) if mantissa != "1" else f"10{_raised(exponent)}"


def _power(mantissa: str, exponent: int) -> str:
    return f"{mantissa}\u00a0×\u00a010{_raised(exponent)}"


def _raised(exponent: int) -> str:
    return str(exponent).translate(_SUPERSCRIPTS)
