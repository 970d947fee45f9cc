"""Analysis of covariance of a stability attribute over time by batch: may batches share a slope, an intercept, both?

Convention of ICH Q1E: every test divides by the residual of the full model (each batch with its own line). First slopes
(batch × time), then intercepts (batch), each at a significance level that is 0.25 unless stated. The sums run over
points in one order with 28 digits, so that the order of rows changes nothing. Source: ICH Q1E, CPMP/ICH/420/02;
LeBlond, Griffith and Aubuchon, J. Valid. Technol. 17(3) (2011) 47-68.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal, TypeAlias

from impd.calculation.confidence_band import ConfidenceBand, f_probability, student_quantile
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT

Model: TypeAlias = Literal["one line", "common slope", "separate lines", "single batch"]
Coordinates: TypeAlias = Sequence[tuple[Decimal, Decimal]]

_NOISE = Decimal("1e-20")
"""Residuals smaller than this share of the largest value come from rounding in the 28th digit."""


@dataclass(frozen=True, slots=True)
class LineSums:
    """Least squares through some points: how many, their mean time (``centre``) and mean value (``mean``).

    ``spread`` is the sum of squares of the times, ``product`` that of times and values, ``residual`` that of what the
    line leaves; all about the means.
    """

    points: int
    centre: Decimal
    mean: Decimal
    spread: Decimal
    product: Decimal
    residual: Decimal

    @property
    def slope(self) -> Decimal:
        """Change per unit of time; zero where all points are at one time."""
        return EXACT.divide(self.product, self.spread) if self.spread else Decimal(0)


@dataclass(frozen=True, slots=True)
class PoolingTests:
    """F and p of the slopes (batch × time) and of the intercepts (batch), over the residual of the full model."""

    f_slope: Decimal
    p_slope: Decimal
    f_intercept: Decimal
    p_intercept: Decimal

    def model(self, alpha: Decimal) -> Model:
        """What may be pooled where a p below ``alpha`` forbids it."""
        if self.p_slope < alpha:
            return "separate lines"
        return "common slope" if self.p_intercept < alpha else "one line"


@dataclass(frozen=True, slots=True)
class Covariance:
    """The lines of each batch, and of all points together."""

    batches: Mapping[str, LineSums]
    together: LineSums

    @property
    def spread(self) -> Decimal:
        """Sum of squares of times within batches."""
        return _sum(one.spread for one in self.batches.values())

    @property
    def common_slope(self) -> Decimal:
        """The slope that all batches share while each keeps its intercept."""
        return EXACT.divide(_sum(one.product for one in self.batches.values()), self.spread)

    @property
    def residual(self) -> Decimal:
        """Residual sum of squares of the full model."""
        return _sum(one.residual for one in self.batches.values())

    @property
    def degrees_of_freedom(self) -> int:
        """Those of the full model: points less two for each batch."""
        return self.together.points - 2 * len(self.batches)

    @property
    def residual_of_common_slope(self) -> Decimal:
        """Residual sum of squares where all batches share a slope."""
        slope = self.common_slope
        with localcontext(EXACT):
            return self.residual + _sum(one.spread * (one.slope - slope) ** 2 for one in self.batches.values())


def covariance(batches: Mapping[str, Coordinates]) -> Covariance:
    """The sums of an analysis of covariance. ``batches`` holds (time, value) of each; none may be empty."""
    together = [point for points in batches.values() for point in points]
    return Covariance({name: line_sums(points) for name, points in batches.items()}, line_sums(together))


def line_sums(points: Coordinates) -> LineSums:
    """The least squares line through points (time, value); a residual that is rounding only counts as zero."""
    with localcontext(EXACT):
        number = len(points)
        centre, mean = sum(x for x, _ in points) / Decimal(number), sum(y for _, y in points) / Decimal(number)
        spread = _sum((x - centre) ** 2 for x, _ in points)
        product = _sum((x - centre) * (y - mean) for x, y in points)
        slope = product / spread if spread else Decimal(0)
        residual = _sum((y - mean - slope * (x - centre)) ** 2 for x, y in points)
        noise = (_NOISE * max(abs(y) for _, y in points)) ** 2 * number
        if _sum((y - mean) ** 2 for _, y in points) <= noise:
            product = Decimal(0)
    return LineSums(number, centre, mean, spread, product, residual if residual > noise else Decimal(0))


def pooling_tests(sums: Covariance) -> PoolingTests:
    """The two tests of two or more batches. Raises CannotCalculate where the full model leaves no residual."""
    freedom, differences = sums.degrees_of_freedom, len(sums.batches) - 1
    if freedom < 1:
        raise CannotCalculate(f"{sums.together.points} results of {len(sums.batches)} batches leave no residual "
                              "degrees of freedom: the lines cannot be compared")  # fmt: skip
    if not sums.residual:
        raise CannotCalculate("no residual variance: every result lies exactly on the line of its batch, so that no "
                              "confidence limit can be estimated")  # fmt: skip
    with localcontext(EXACT):
        unit = differences * sums.residual / freedom
        common = sums.residual_of_common_slope
        f_slope = (common - sums.residual) / unit
        f_intercept = max(Decimal(0), sums.together.residual - common) / unit
    p_slope, p_intercept = (f_probability(f, differences, freedom) for f in (f_slope, f_intercept))
    return PoolingTests(f_slope, p_slope, f_intercept, p_intercept)


def confidence_bands(
    sums: Covariance, model: Model, probability: Decimal, own_error: bool = False
) -> dict[str, ConfidenceBand]:
    """The line of each batch under a model, with the limits of its mean at the ``probability`` of Student's t.

    One line and common slope take the residual of their own model; separate lines that of the full model, or with
    ``own_error`` that of each batch alone.
    """
    if model == "one line":
        residual, freedom = sums.together.residual, sums.together.points - 2
    elif model == "common slope":
        residual, freedom = sums.residual_of_common_slope, sums.together.points - len(sums.batches) - 1
    else:
        residual, freedom = sums.residual, sums.degrees_of_freedom
    bands = {}
    for name, batch in sums.batches.items():
        line = sums.together if model == "one line" else batch
        if model == "separate lines" and own_error:
            residual, freedom = batch.residual, batch.points - 2
        slope, spread = (sums.common_slope, sums.spread) if model == "common slope" else (line.slope, line.spread)
        quantile = student_quantile(probability, freedom)
        deviation = EXACT.sqrt(EXACT.divide(residual, Decimal(freedom)))
        bands[name] = ConfidenceBand(line.centre, line.mean, slope, line.points, spread, deviation, freedom, quantile)
    return bands


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    with localcontext(EXACT):
        return sum(numbers, Decimal(0))
