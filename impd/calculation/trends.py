"""One attribute across batches: number, mean, standard deviation, range, nearness to the limit, by process version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from impd.calculation.near_limit import BorderZone, border_zone
from impd.calculation.reported_interval import Interval, reported_interval
from impd.calculation.sample_statistics import SampleStatistics, sample_statistics
from impd.calculation.stated_conformity import no_result
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.tolerance_interval import Coverage, ToleranceInterval, tolerance_interval
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quality.control import Batch, Specification
from impd.dossier.quantity import AcceptanceCriterion

_SAMPLE = "standard deviation of the sample (n − 1)"
_LEFT_OUT = "results below or above a bound are left out"


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A result as reported, of one batch, with its unit and the process version that made the batch."""

    batch: str
    result: str | None
    unit: str | None = None
    process: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What the results are held against: the criterion with its unit, and which share of it counts as near."""

    criterion: AcceptanceCriterion | None = None
    unit: str | None = None
    near: Decimal = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of one attribute in ``unit``; ``reason`` says why there are none.

    ``censored`` and ``without_result`` name the batches that do not enter them, ``near_limit`` those in the border zone
    of the limit or beyond it; ``mean_near_limit`` is None without limit. ``strata`` are the same by process version.
    """

    unit: str = ""
    statistics: SampleStatistics | None = None
    text: str = ""
    tolerance: ToleranceInterval | None = None
    near_limit: tuple[str, ...] = ()
    mean_near_limit: bool | None = None
    censored: tuple[str, ...] = ()
    without_result: tuple[str, ...] = ()
    strata: tuple[tuple[str, Trend], ...] = ()
    convention: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Value:
    batch: str
    process: str
    number: Decimal


def trend(results: Iterable[BatchResult], attribute: Attribute | None = None, asked: Coverage | None = None) -> Trend:
    """The trend of one attribute over batches, in the unit of the specification or of the results; or why not.

    Results below or above a bound do not enter, and their batches are named; so are batches without result. Near the
    limit (rule BAT-12) is within 10 % of the range between two limits, or of the one limit.
    """
    given = sorted(results, key=lambda one: (one.process, one.batch, str(one.result), str(one.unit)))
    against = attribute or Attribute()
    missing = tuple(one.batch for one in given if no_result(one.result))
    try:
        values, censored, unit = _values([one for one in given if not no_result(one.result)], against)
        zone = border_zone(_limit(against, unit), against.near)
    except CannotCalculate as reason:
        return Trend(without_result=missing, reason=str(reason))
    whole = _figures(values, unit, zone, asked)
    groups = [(process, tuple(group)) for process, group in groupby(values, lambda one: one.process)]
    strata = tuple((process, _figures(group, unit, zone, asked)) for process, group in groups if len(groups) > 1)
    convention = "; ".join(filter(None, (whole.convention, _LEFT_OUT if censored else "")))
    return replace(
        whole,
        censored=censored,
        without_result=missing,
        strata=strata if len(strata) > 1 else (),
        convention=convention,
    )


def batch_trends(
    batches: Iterable[Batch], specification: Specification, asked: Coverage | None = None
) -> tuple[tuple[str, Trend], ...]:
    """The trend of each test of a specification over batches, held against the release or else the shelf-life limit."""
    given = tuple(batches)
    found = []
    for test in specification.tests:
        results = [
            BatchResult(batch.id, one.result, one.unit, batch.process or "")
            for batch in given
            for one in batch.results
            if one.test == test.id
        ]
        found.append(
            (test.id, trend(results, Attribute(test.release_limit or test.shelf_life_limit, test.unit), asked))
        )
    return tuple(found)


def _values(given: Sequence[BatchResult], against: Attribute) -> tuple[tuple[_Value, ...], tuple[str, ...], str]:
    """The plain numbers in one unit, the batches whose result is censored, and the unit.

    Raises CannotCalculate naming every result that is neither, or of another kind of unit.
    """
    values, censored, faults = [], [], []
    unit = against.unit
    for one in given:
        try:
            found = _interval(one, against)
            unit = unit if unit is not None else (found.unit or "")
            number = _in_unit(found, unit)
        except CannotCalculate as fault:
            faults.append(f"{one.batch}: {fault}")
            continue
        if number is None:
            censored.append(one.batch)
        else:
            values.append(_Value(one.batch, one.process, number))
    if faults:
        raise CannotCalculate("; ".join(faults))
    if not values:
        raise CannotCalculate(
            "no result is a plain number" + (f"; censored: {', '.join(censored)}" if censored else "")
        )
    return tuple(values), tuple(censored), unit or ""


def _interval(one: BatchResult, against: Attribute) -> Interval:
    """The result as an interval; without a unit of its own it is in that of the specification."""
    found = reported_interval(one.result or "", one.unit)
    if found is None or found.estimate or (found.low != found.high and not found.is_censored):
        raise CannotCalculate(f'"{one.result}" is not one number')
    return found if found.unit is not None else replace(found, unit=against.unit)


def _in_unit(found: Interval, unit: str) -> Decimal | None:
    """The number in the unit of the trend, None for a censored one."""
    factor = Decimal(1) if (found.unit or "") == unit else conversion_factor(found.unit or "", unit)
    if factor is None:
        raise CannotCalculate(f"the result is in {found.unit or 'no unit'}, others in {unit or 'no unit'}")
    return None if found.is_censored or found.low is None else EXACT.multiply(found.low, factor)


def _limit(against: Attribute, unit: str) -> Interval | None:
    """The limit in numbers, where it is in the unit of the trend."""
    limit = reported_interval(against.criterion.text, against.unit) if against.criterion else None
    return limit if limit is not None and (limit.unit or "") == unit else None


def _figures(values: Sequence[_Value], unit: str, zone: BorderZone | None, asked: Coverage | None) -> Trend:
    """The figures of one group of values."""
    sample = sample_statistics(one.number for one in values)
    tolerance = tolerance_interval(sample, asked) if asked else None
    said = (
        _SAMPLE if sample.standard_deviation is not None else "",
        zone.convention if zone else "",
        tolerance.convention if tolerance else "",
    )
    return Trend(
        unit=unit,
        statistics=sample,
        text=sample.printed(unit),
        tolerance=tolerance,
        near_limit=tuple(one.batch for one in values if zone and zone.holds(one.number)),
        mean_near_limit=zone.holds(sample.mean) if zone else None,
        convention="; ".join(filter(None, said)),
    )
