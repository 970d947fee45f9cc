"""Whether an attribute changed significantly at accelerated conditions (ICH Q1A(R2), 2.1.7 and 2.2.7), or why unknown.

For a chemical product: 5 % change of assay from the initial value, or a degradation product, appearance, physical
attribute, pH, potency or dissolution outside its limits. For a chemical substance: a result outside its specification.
ICH Q1A says nothing for biological products: there, data at accelerated conditions serve excursions, not expiry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from impd.calculation.stability_points import Plain, StabilityLimits, StabilityPoint, plain_number
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import Number, parse_number
from impd.dossier.vocabulary import TestCategory

CITATION = "ICH Q1A(R2), CPMP/ICH/2736/99"
Material: TypeAlias = Literal["substance", "product", "biological"]

_ASSAY = {"assay", "content"}
_LIMITED = {
    "degradation_product", "product_impurity", "potency", "appearance", "physicochemical", "mechanical", "dissolution",
}  # fmt: skip
_CHANGE = Decimal(5)
_WORDS = {
    "complies": True, "conforms": True, "does not comply": False, "does not conform": False, "not compliant": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignificantChange:
    """Whether there is a significant change: true, false, or None where the results do not tell; with the reason.

    ``applies`` is false for an attribute that ICH Q1A does not name. ``until`` is the last time of the results.
    """

    found: bool | None
    reason: str
    until: Decimal | None = None
    applies: bool = True
    citation: str = CITATION


@dataclass(frozen=True, slots=True)
class _Judged:
    """One comparison: significant or not or unknown, and the words for it."""

    found: bool | None
    words: str


def significant_change(
    points: Iterable[StabilityPoint],
    category: TestCategory | None,
    limits: StabilityLimits | None,
    material: Material = "product",
) -> SignificantChange:
    """The judgement on one attribute from its initial results and those at accelerated conditions, in one unit."""
    given = sorted(points, key=lambda point: (str(point.batch), plain_number(point.months) or Decimal(0)))
    times = [plain_number(point.months) for point in given]
    later = [time for time in times if time is not None and time > 0]
    if material == "biological":
        return SignificantChange(None, "ICH Q1A defines significant change for chemical products only", applies=False)
    if not later or None in times:
        return SignificantChange(None, "there is no result after the start, or a time is no number")
    if len({point.unit for point in given}) > 1:
        return SignificantChange(None, "the results are in several units")
    until = max(later)
    if category is None:
        return SignificantChange(None, "the category of the test is not stated", until)
    if material == "product" and category not in _ASSAY | _LIMITED:
        words = f"ICH Q1A names no significant change of {category.replace('_', ' ')}"
        return SignificantChange(None, words, until, applies=False)
    by_change = material == "product" and category in _ASSAY
    judged = _changes(given) if by_change else _against_limits(given, category, limits)
    return _joined(judged, until)


def overall_change(changes: Iterable[SignificantChange]) -> SignificantChange:
    """The judgement on all attributes: true if one is, false if all that apply are false, else None.

    ``until`` is the shortest of theirs.
    """
    applying = [one for one in changes if one.applies]
    if not applying:
        return SignificantChange(None, "no attribute was judged")
    times = [one.until for one in applying if one.until is not None]
    judged = [_Judged(one.found, one.reason) for one in applying]
    return _joined(judged, min(times) if len(times) == len(applying) else None)


def _joined(judged: Sequence[_Judged], until: Decimal | None) -> SignificantChange:
    for found in (True, None):
        words = [one.words for one in judged if one.found is found]
        if words:
            return SignificantChange(found, "; ".join(words), until)
    return SignificantChange(False, "no significant change", until)


def _changes(points: Sequence[StabilityPoint]) -> list[_Judged]:
    """Each later mean of a batch against its initial mean."""
    judged = []
    for batch in sorted({str(point.batch) for point in points}):
        means: dict[Decimal, Decimal | None] = {}
        own = [point for point in points if str(point.batch) == batch]
        for time in sorted({plain_number(point.months) or Decimal(0) for point in own}):
            means[time] = _mean([point.value for point in own if plain_number(point.months) == time])
        initial = means.pop(Decimal(0), None)
        judged += [_change(f"{batch} at {time:f}", mean, initial, own[0].unit) for time, mean in means.items()]
    return judged


def _mean(values: Sequence[Plain]) -> Decimal | None:
    numbers = [number for value in values if (number := plain_number(value)) is not None]
    if len(numbers) != len(values):
        return None
    return EXACT.divide(sum(numbers, Decimal(0)), Decimal(len(numbers)))


def _change(place: str, mean: Decimal | None, initial: Decimal | None, unit: str) -> _Judged:
    """Per cent of the initial value or, for results in per cent, points: known only where both readings agree."""
    if mean is None or not initial:
        return _Judged(None, f"{place}: no number to compare, or no initial value above zero")
    points = EXACT.subtract(mean, initial)
    share = EXACT.divide(EXACT.multiply(points, Decimal(100)), initial)
    readings = {abs(share) >= _CHANGE} | ({abs(points) >= _CHANGE} if unit == "" or unit.startswith("%") else set())
    words = f"{place}: {mean:.4g} after {initial:.4g}, a change of {share:.3g} % of the initial value"
    if len(readings) == 2:
        return _Judged(None, f"{words} or {points:.3g} points: ICH Q1A can be read either way")
    return _Judged(readings.pop(), words)


def _against_limits(
    points: Sequence[StabilityPoint], category: TestCategory, limits: StabilityLimits | None
) -> list[_Judged]:
    judged = []
    for point in points:
        within = _within(point.value, limits)
        if within is False and category == "dissolution" and parse_number(str(point.value)):
            judged.append(_Judged(None, f"{point}: outside, to be judged on 12 units"))
        else:
            words = f"{point}, outside its limits" if within is False else f"{point}, cannot be judged by its limits"
            judged.append(_Judged(None if within is None else not within, words))
    return judged


def _within(value: Plain, limits: StabilityLimits | None) -> bool | None:
    """Whether a result lies within its limits; a censored one only where its bound decides, words only if they say."""
    number = parse_number(str(value))
    if number is None:
        return _WORDS.get(str(value).strip().lower())
    if limits is None or number.high is not None:
        return None
    low, high = _bounds(number)
    above = limits.lower is None or (low is not None and low >= limits.lower)
    below = limits.upper is None or (high is not None and high <= limits.upper)
    if above and below:
        return True
    strict = number.censor in ("<", ">")
    under = limits.lower is not None and high is not None and (high < limits.lower or (strict and high == limits.lower))
    over = limits.upper is not None and low is not None and (low > limits.upper or (strict and low == limits.upper))
    return False if under or over else None


def _bounds(number: Number) -> tuple[Decimal | None, Decimal | None]:
    if number.censor in ("<", "≤"):
        return None, number.low
    return (number.low, None) if number.censor in (">", "≥") else (number.low, number.low)
