"""The straight line of one batch with the confidence limits of its mean, and when they meet a limit."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache

from impd.calculation.unit_conversion import EXACT


@dataclass(frozen=True, slots=True)
class ConfidenceBand:
    """A line through (``centre``, ``mean``) with ``slope``, and a band of confidence around its mean.

    ``centre`` is the mean time of the ``points`` results that set the height of the line and ``mean`` their mean;
    ``spread`` is the sum of squares of the times that set its slope. ``residual`` is the residual standard deviation
    with ``degrees_of_freedom``, ``quantile`` that of Student's t. At time x the limits are
    mean + slope (x − centre) ± quantile · residual · √(1 / points + (x − centre)² / spread).
    """

    centre: Decimal
    mean: Decimal
    slope: Decimal
    points: int
    spread: Decimal
    residual: Decimal
    degrees_of_freedom: int
    quantile: Decimal

    @property
    def intercept(self) -> Decimal:
        """The height of the line at time zero."""
        return EXACT.subtract(self.mean, EXACT.multiply(self.slope, self.centre))

    def limits(self, time: Decimal) -> tuple[Decimal, Decimal]:
        """The lower and the upper confidence limit of the mean at a time."""
        with localcontext(EXACT):
            distance = time - self.centre
            middle = self.mean + self.slope * distance
            half_width = self.quantile * self.residual * (1 / Decimal(self.points) + distance**2 / self.spread).sqrt()
            return middle - half_width, middle + half_width

    def time_to_lower(self, limit: Decimal) -> Decimal | None:
        """The first time from zero on at which the lower confidence limit meets ``limit`` on its way down.

        Zero where it is below from the start; None where it never gets there. Solved exactly as a quadratic equation.
        """
        return _first_meeting(self, self.mean, self.slope, limit)

    def time_to_upper(self, limit: Decimal) -> Decimal | None:
        """The first time from zero on at which the upper confidence limit meets ``limit`` on its way up, as above."""
        return _first_meeting(self, -self.mean, -self.slope, -limit)


def _first_meeting(band: ConfidenceBand, mean: Decimal, slope: Decimal, limit: Decimal) -> Decimal | None:
    """Solves d + b·u = √(c / n + c·u² / S) for u = time − centre, where d = mean − limit and c = (t·s)².

    The lower limit is concave in time: if it holds at zero, it holds until the larger solution on this branch.
    """
    with localcontext(EXACT):
        above, squared_width = mean - limit, (band.quantile * band.residual) ** 2
        at_centre, per_time = squared_width / band.points, squared_width / band.spread
        start = above - slope * band.centre
        if start < 0 or start**2 < at_centre + per_time * band.centre**2:
            return Decimal(0)
        leading = slope**2 - per_time
        if slope >= 0 and leading >= 0:
            return None
        root = (per_time * above**2 + leading * at_centre).max(Decimal(0)).sqrt()
        towards = -slope * above
        # Two forms of the same solution; each is taken where it does not subtract two nearly equal numbers.
        if towards >= 0 and root + towards > 0:
            distance = (above**2 - at_centre) / (root + towards)
        else:
            distance = (towards - root) / leading
        return max(Decimal(0), band.centre + distance)


@lru_cache(maxsize=4096)
def student_quantile(probability: Decimal, degrees_of_freedom: int) -> Decimal:
    """The quantile of Student's t distribution: 1.7109 for 0.95 and 24 degrees of freedom."""
    special = importlib.import_module("scipy.special")  # takes a quarter of a second: loaded when first needed
    return Decimal(float(special.stdtrit(degrees_of_freedom, float(probability))))


def f_probability(value: Decimal, numerator: int, denominator: int) -> Decimal:
    """The probability of an F at least as large as ``value`` with these degrees of freedom, when nothing differs."""
    special = importlib.import_module("scipy.special")
    return Decimal(float(special.fdtrc(numerator, denominator, float(value))))
