"""Tolerance intervals of a normal distribution: mean ± k standard deviations hold a share of all values."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from impd.calculation.sample_statistics import SampleStatistics
from impd.calculation.unit_conversion import EXACT

Sides: TypeAlias = Literal["one", "two"]

METHODS: dict[Sides, str] = {
    "one": "each side for itself, exact factor by the noncentral t distribution",
    "two": "both sides together, factor by Howe's approximation (J. Am. Stat. Assoc. 1969, 64, 610)",
}
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an interval has to cover: 99 % of all values with a confidence of 95 %, on both sides."""

    coverage: Decimal = Decimal("0.99")
    confidence: Decimal = Decimal("0.95")
    sides: Sides = "two"


@dataclass(frozen=True, slots=True)
class ToleranceInterval:
    """Mean ± k SD. Of a one-sided interval each bound holds for itself."""

    factor: Decimal
    low: Decimal
    high: Decimal
    convention: str


def tolerance_interval(sample: SampleStatistics, asked: Coverage) -> ToleranceInterval | None:
    """The interval for a sample taken from a normal distribution; None for fewer than two values."""
    if sample.standard_deviation is None:
        return None
    factor = tolerance_factor(sample.count, asked.coverage, asked.confidence, asked.sides)
    reach = EXACT.multiply(factor, sample.standard_deviation)
    covered, sure = (f"{(100 * share).normalize(EXACT):f} %" for share in (asked.coverage, asked.confidence))
    convention = (
        f"tolerance interval for {covered} of a normal distribution with {sure} confidence, {METHODS[asked.sides]}"
    )
    return ToleranceInterval(factor, EXACT.subtract(sample.mean, reach), EXACT.add(sample.mean, reach), convention)


@lru_cache(maxsize=4096)
def tolerance_factor(count: int, coverage: Decimal, confidence: Decimal, sides: Sides = "two") -> Decimal:
    """The factor k with which mean ± k SD of ``count`` values covers a share of all values with a confidence.

    10 values, 0.99 and 0.95: 3.981 for one side, 4.44 for two. Raises ValueError for fewer than two values, or a
    coverage or confidence that does not lie between zero and one.
    """
    if not 2 <= count <= _MOST or not (0 < coverage < 1 and 0 < confidence < 1):
        raise ValueError(f"no tolerance factor for {count} values, coverage {coverage}, confidence {confidence}")
    special = importlib.import_module("scipy.special")  # takes a quarter of a second: loaded when first needed
    degrees = Decimal(count - 1)
    if sides == "one":
        root = EXACT.sqrt(Decimal(count))
        shift = float(special.ndtri(float(coverage))) * float(root)
        return EXACT.divide(Decimal(float(special.nctdtrit(float(degrees), shift, float(confidence)))), root)
    quantile = Decimal(float(special.ndtri(float((1 + coverage) / 2))))
    chi_square = Decimal(float(special.chdtri(float(degrees), float(confidence))))
    spread = EXACT.divide(EXACT.multiply(degrees, EXACT.divide(Decimal(count + 1), Decimal(count))), chi_square)
    return EXACT.multiply(quantile, EXACT.sqrt(spread))
