"""How long results stay within their limits: shelf life or re-test period by ICH Q1E, per batch and for the product.

The months to a limit are those until the confidence limit of the mean meets it; the least favourable batch decides;
whole months are rounded down. What cannot be calculated has a reason, never a number. How far beyond its data a claim
may then go is asked of ``extrapolation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from impd.calculation.confidence_band import ConfidenceBand
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.stability_points import (
    ErrorTerm,
    PlottedPoint,
    Sides,
    StabilityLimits,
    StabilityPoint,
    UsablePoints,
    usable_points,
)
from impd.calculation.stability_regression import (
    Covariance,
    Model,
    PoolingTests,
    confidence_bands,
    covariance,
    pooling_tests,
)
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT

CITATION = "ICH Q1E, CPMP/ICH/420/02"
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class ShelfLifeResult:
    """The months until the limits are met, by batch and for the product, and how they were found; or the reason why not.

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
        """Whose residual error the confidence limits take: that of the model or, for separate lines, each batch's own."""
        return self.choice.error if self.model == "separate lines" else "pooled"

    @property
    def convention(self) -> str:
        """How it was calculated, in words to print."""
        return self.choice.in_words(self.limits, self.error)

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


def shelf_life(
    points: Iterable[StabilityPoint], limits: StabilityLimits, choice: Q1EChoice | None = None
) -> ShelfLifeResult:
    """The months until the confidence limit of the mean meets a limit, by batch and for the product, or why unknown.

    The attribute is one, at one condition; ``points`` may come in any order. Source: ICH Q1E.
    """
    empty = ShelfLifeResult(choice or Q1EChoice(), limits)
    try:
        return _evaluated(usable_points(points, empty.choice.censored), empty)
    except CannotCalculate as reason:
        return replace(empty, reason=str(reason))


def _evaluated(usable: UsablePoints, empty: ShelfLifeResult) -> ShelfLifeResult:
    choice, limits = empty.choice, empty.limits
    _refuse_too_few(usable)
    scaled = {
        batch: [(point.time, _scaled(point.value, choice.log, "result")) for point in points]
        for batch, points in usable.by_batch.items()
    }
    sums = covariance(scaled)
    tests = _tests(sums)
    model = _model(sums, tests, choice)
    outside = tuple(point for point in usable.points if not limits.hold(point.value))
    found = replace(empty, model=model, tests=tests, points=usable.points, outside=outside)
    bands = confidence_bands(sums, model, choice.probability(limits), found.error == "own")
    months = {batch: _months(batch, band, found) for batch, band in bands.items()}
    found = replace(found, bands=bands, months_by_batch=months)
    return replace(found, notes=(*usable.notes, *_notes(found), *_other_error(sums, found)))


def _refuse_too_few(usable: UsablePoints) -> None:
    """Raises CannotCalculate with every batch that no line can be drawn through."""
    if not usable.points:
        raise CannotCalculate("; ".join(("no result is left to draw a line through", *usable.notes)))
    faults = []
    for batch, points in usable.by_batch.items():
        if len({point.time for point in points}) == 1:
            results = "one result" if len(points) == 1 else "results"
            faults.append(f"batch {batch} has {results} at one time only ({points[0].time:f}): no line can be drawn")
    if not faults and len(usable.by_batch) == 1 and len(usable.points) < _FEWEST:
        faults.append(f"{len(usable.points)} results leave no residual degrees of freedom: at least {_FEWEST} are needed")
    if faults:
        raise CannotCalculate("; ".join((*faults, *usable.notes)))


def _scaled(value: Decimal, log: bool, name: str) -> Decimal:
    if log and value <= 0:
        raise CannotCalculate(f"a {name} of {value:f} has no logarithm")
    return EXACT.ln(value) if log else value


def _tests(sums: Covariance) -> PoolingTests | None:
    """The pooling tests; None for a single batch and where nothing varies at all."""
    if not sums.residual and not any(one.product for one in sums.batches.values()):
        return None
    if len(sums.batches) > 1:
        return pooling_tests(sums)
    if not sums.residual:
        raise CannotCalculate("no residual variance: every result lies exactly on the line, so that no confidence "
                              "limit can be estimated")  # fmt: skip
    return None


def _model(sums: Covariance, tests: PoolingTests | None, choice: Q1EChoice) -> Model:
    if len(sums.batches) == 1:
        return "single batch"
    if tests is None:
        return "common slope" if sums.together.residual else "one line"
    model = tests.model(choice.alpha)
    few = [batch for batch, one in sums.batches.items() if one.points < _FEWEST]
    if model == "separate lines" and few:
        raise CannotCalculate(f"the slopes differ, but {', '.join(few)} has fewer than {_FEWEST} results for a line "
                              "of its own")  # fmt: skip
    return model


def _months(batch: str, band: ConfidenceBand, found: ShelfLifeResult) -> Decimal | None:
    """Until the first of the limits is met; None beyond the horizon."""
    if not band.residual and band.slope:
        raise CannotCalculate(f"no residual variance in batch {batch}: its results lie exactly on a line, so that its own "
                              "error cannot be estimated")  # fmt: skip
    limits, log = found.limits, found.choice.log
    lower = None if limits.lower is None else band.time_to_lower(_scaled(limits.lower, log, "limit"))
    upper = None if limits.upper is None else band.time_to_upper(_scaled(limits.upper, log, "limit"))
    first = min((time for time in (lower, upper) if time is not None), default=None)
    return first if first is not None and first <= found.choice.horizon else None


def _notes(found: ShelfLifeResult) -> list[str]:
    notes = []
    if found.tests is None and found.model != "single batch":
        notes.append("no result of a batch differs from its others: there is nothing to test, and no change")
    beyond = [batch for batch, months in found.months_by_batch.items() if months is None]
    if beyond:
        notes.append(f"no limit reached within {found.choice.span(found.choice.horizon)}: {', '.join(beyond)}")
    at_start = [batch for batch, months in found.months_by_batch.items() if months == 0]
    if at_start:
        notes.append(f"the confidence limit is outside from time 0 on: {', '.join(at_start)}")
    if found.outside:
        notes.append(f"observed outside the limits: {'; '.join(map(str, found.outside))}")
    return notes


def _other_error(sums: Covariance, found: ShelfLifeResult) -> list[str]:
    """What the other convention for separate lines would say, because it can decide a month."""
    if found.model != "separate lines":
        return []
    other: ErrorTerm = "pooled" if found.error == "own" else "own"
    words = "with each batch's own error" if other == "own" else "with one pooled error"
    asked = replace(found, choice=replace(found.choice, error=other))
    bands = confidence_bands(sums, "separate lines", found.choice.probability(found.limits), other == "own")
    try:
        months = replace(asked, months_by_batch={batch: _months(batch, band, asked) for batch, band in bands.items()}).months
    except CannotCalculate as reason:
        return [f"{words}: cannot be calculated, {reason}"]
    return [f"{words}: {'no limit reached' if months is None else found.choice.span(months)}"]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
