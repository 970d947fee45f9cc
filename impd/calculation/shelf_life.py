"""How long results stay within their limits: shelf life or re-test period by ICH Q1E, per batch and for the product.

The months to a limit are those until the confidence limit of the mean meets it; the least favourable batch decides;
whole months are rounded down. What cannot be calculated has a reason, never a number. How far beyond its data a claim
may then go is asked of ``extrapolation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from impd.calculation.confidence_band import ConfidenceBand
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life_result import ShelfLifeResult
from impd.calculation.stability_points import StabilityLimits, StabilityPoint, UsablePoints, usable_points
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

_FEWEST = 3


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
    found = replace(found, bands=bands, months_by_batch=_months(bands, limits, choice))
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
        faults.append(f"{len(usable.points)} results leave no residual degrees of freedom: {_FEWEST} are needed")
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


def _months(
    bands: Mapping[str, ConfidenceBand], limits: StabilityLimits, choice: Q1EChoice
) -> dict[str, Decimal | None]:
    """Until each batch meets the first of the limits; None beyond the horizon."""
    lower, upper = (
        None if limit is None else _scaled(limit, choice.log, "limit") for limit in (limits.lower, limits.upper)
    )
    months = {}
    for batch, band in bands.items():
        if not band.residual and band.slope:
            raise CannotCalculate(f"no residual variance in batch {batch}: its results lie exactly on a line, so that "
                                  "its own error cannot be estimated")  # fmt: skip
        down = None if lower is None else band.time_to_lower(lower)
        up = None if upper is None else band.time_to_upper(upper)
        first = min((time for time in (down, up) if time is not None), default=None)
        months[batch] = first if first is not None and first <= choice.horizon else None
    return months


def _notes(found: ShelfLifeResult) -> list[str]:
    notes = []
    if not any(band.residual for band in found.bands.values()):
        notes.append("no result of a batch differs from its others: no change, and nothing to test")
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
    own = found.error == "pooled"
    words = "with each batch's own error" if own else "with one pooled error"
    bands = confidence_bands(sums, "separate lines", found.choice.probability(found.limits), own)
    try:
        other = replace(found, months_by_batch=_months(bands, found.limits, found.choice)).months
    except CannotCalculate as reason:
        return [f"{words}: {reason}"]
    return [f"{words}: {'no limit reached' if other is None else found.choice.span(other)}"]
