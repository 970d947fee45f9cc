"""The answer of an evaluation by ICH Q1E: model, tests, months to the limit, and the conventions printed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from impd.calculation.confidence_band import ConfidenceBand
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.stability_points import ErrorTerm, PlottedPoint, Sides, StabilityLimits
from impd.calculation.stability_regression import Model, PoolingTests
from impd.calculation.unit_conversion import EXACT

CITATION = "ICH Q1E, CPMP/ICH/420/02"


@dataclass(frozen=True, slots=True)
class ShelfLifeResult:
    """The months until the limits are met, by batch and for the product, and how found; or the reason why not.

    None for a batch or the product says that no limit is reached within the horizon of the choice. ``outside`` holds
    the observed results outside their limits, ``bands`` the fitted lines (of logarithms where the choice says so).
    """

    choice: Q1EChoice
    limits: StabilityLimits
    model: Model | None = None
    tests: PoolingTests | None = None
    months_by_batch: Mapping[str, Decimal | None] = field(default_factory=dict)
    bands: Mapping[str, ConfidenceBand] = field(default_factory=dict)
    points: tuple[PlottedPoint, ...] = ()
    outside: tuple[PlottedPoint, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    citation: str = CITATION

    @property
    def months(self) -> Decimal | None:
        """Those of the least favourable batch; None where no limit is reached or nothing could be calculated."""
        return min((months for months in self.months_by_batch.values() if months is not None), default=None)

    @property
    def whole_months(self) -> int | None:
        """The months rounded down."""
        return None if self.months is None else int(self.months.to_integral_value(ROUND_FLOOR, EXACT))

    @property
    def limiting_batch(self) -> str | None:
        """The least favourable batch; None where all share one line or no limit is reached."""
        reached = {batch: months for batch, months in self.months_by_batch.items() if months is not None}
        return None if self.model == "one line" or not reached else min(reached, key=lambda batch: reached[batch])

    @property
    def sides(self) -> Sides:
        """Whether the confidence limits are one-sided or two-sided."""
        return self.choice.sides_for(self.limits)

    @property
    def error(self) -> ErrorTerm:
        """Whose residual error the confidence limits take: the model's or, for separate lines, each batch's own."""
        return self.choice.error if self.model == "separate lines" else "pooled"

    @property
    def convention(self) -> str:
        """How it was calculated, in words to print."""
        return self.choice.in_words(self.limits, self.error, pooling=self.model != "single batch")

    def as_mapping(self) -> dict[str, Any]:
        """The result as plain numbers, texts and lists under the keys of its JSON form."""
        tests = self.tests
        return {
            "model": self.model,
            "p_slope": float(tests.p_slope) if tests else None,
            "p_intercept": float(tests.p_intercept) if tests else None,
            "f_slope": float(tests.f_slope) if tests else None,
            "f_intercept": float(tests.f_intercept) if tests else None,
            "months_by_batch": {batch: _float(months) for batch, months in self.months_by_batch.items()},
            "months": _float(self.months),
            "limiting_batch": self.limiting_batch,
            "whole_months": self.whole_months,
            "lines": {
                batch: {"intercept": float(band.intercept), "slope": float(band.slope)}
                for batch, band in self.bands.items()
            },
            "points": len(self.points),
            "outside": [str(point) for point in self.outside],
            "error": self.error,
            "sides": self.sides,
            "alpha": float(self.choice.alpha),
            "confidence": float(self.choice.confidence),
            "log": self.choice.log,
            "horizon": float(self.choice.horizon),
            "convention": self.convention,
            "notes": list(self.notes),
            "reason": self.reason,
            "citation": self.citation,
        }


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
