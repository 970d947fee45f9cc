"""Whether a result meets its acceptance criterion: conforms, does not conform, or cannot be judged and why.

A result at the limit conforms. Units convert only within one kind; a censored result is judged by all values that it
leaves possible; words are compared by short lists. Nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from impd.calculation.judgement import Judgement, cannot_be_judged, conforms, does_not_conform
from impd.calculation.printed_figures import print_dose
from impd.calculation.reported_interval import Interval, reported_interval
from impd.calculation.stated_conformity import is_not_detected, judge_words, no_result, stated_compliance
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.number import parse_number, print_number
from impd.dossier.quantity import AcceptanceCriterion, join_unit

AS_REPORTED = "compared as reported; a result at a limit meets it, unless it says less or more than"
ROUNDED = (
    "result rounded to the last digit of the limit, halves away from zero, then compared; a result at a limit meets "
    "it, unless it says less or more than"
)
ROUNDING = "Ph. Eur., general notices, on limits"

_FRACTION = re.compile(r"(?P<sign>≥|>=|NLT|at least)?\s*(?P<count>\d{1,6})\s*(?:/|of|out of)\s*(?P<of>\d{1,6})")
_NO_UNIT = {None, "1", "[pH]"}


def judge(
    result: str | None,
    result_unit: str | None,
    criterion: AcceptanceCriterion | None,
    criterion_unit: str | None,
    rounded: bool = False,
) -> Judgement:
    """The judgement on a result as reported, each side with its UCUM unit or None.

    A result without unit is taken in the unit of its specification, which the convention says. With ``rounded`` the
    result is first rounded to the last digit of the limit, as the general notices of the Ph. Eur. have it.
    """
    missing = no_result(result)
    if missing or result is None:
        return missing or cannot_be_judged("there is no result")
    if criterion is None:
        return cannot_be_judged("no acceptance criterion is stated")
    try:
        return stated_compliance(result) or _judged(result, result_unit, criterion, criterion_unit, rounded)
    except CannotCalculate as reason:
        return cannot_be_judged(str(reason))


def _judged(
    result: str, result_unit: str | None, criterion: AcceptanceCriterion, criterion_unit: str | None, rounded: bool
) -> Judgement:
    shares = _FRACTION.fullmatch(result.strip()), _FRACTION.fullmatch(criterion.text.strip())
    if any(shares):
        return _judge_fractions(*shares, f'"{result}" against "{criterion.text}"')
    limit = reported_interval(criterion.text, criterion_unit)
    if limit is None:
        if criterion.kind == "report":
            return conforms("the result is reported", "the criterion asks for a result and sets no limit")
        return judge_words(result, criterion.text)
    found = reported_interval(result, result_unit)
    if found is None:
        raise CannotCalculate(_no_number(result, criterion))
    if found.estimate or limit.estimate:
        raise CannotCalculate(f'"{result}" against "{criterion.text}": an approximate number sets no limit')
    factor, convention = _conversion(found.unit, limit.unit)
    convention = (ROUNDED if rounded else AS_REPORTED) + convention
    said = f"{_printed(result, found.unit)} against {_printed(criterion.text, limit.unit)}"
    return _compared(found.scaled(factor), limit, rounded, said, convention)


def _compared(found: Interval, limit: Interval, rounded: bool, said: str, convention: str) -> Judgement:
    """By where all possible values lie: inside, outside, or on both sides of a limit."""
    citation = ROUNDING if rounded else ""
    rounded = rounded and not found.is_censored
    above_low = _holds(found, limit.low, limit.low_open, 1, rounded)
    below_high = _holds(found, limit.high, limit.high_open, -1, rounded)
    if above_low and below_high:
        return conforms(said, convention, citation)
    if above_low is False or below_high is False:
        return does_not_conform(said, convention, citation)
    if found.two_results:
        return does_not_conform(f"{said}: one end of the range is outside", convention, citation)
    return cannot_be_judged(f"{said}: the result may lie on either side of the limit", convention, citation)


def _holds(found: Interval, limit: Decimal | None, is_open: bool, side: int, rounded: bool) -> bool | None:
    """Whether all values keep to a limit (side 1: not below it, -1: not above it), none does, or some do (None)."""
    if limit is None:
        return True
    near, far = (found.low, found.high) if side == 1 else (found.high, found.low)
    near_open, far_open = (found.low_open, found.high_open) if side == 1 else (found.high_open, found.low_open)
    if near is None and side == 1 and _shuts_nothing_out(found, limit, is_open):
        return True
    if near is not None:
        inside = (_rounded(near, limit) if rounded else near).compare(limit) * side
        if inside > 0 or (inside == 0 and (near_open or not is_open)):
            return True
    if far is not None:
        reach = (_rounded(far, limit) if rounded else far).compare(limit) * side
        if reach < 0 or (reach == 0 and (far_open or is_open)):
            return False
    return None


def _shuts_nothing_out(found: Interval, limit: Decimal, is_open: bool) -> bool:
    """Whether the limit is the zero of "0 to 0.2", against which "<0.1" is judged by the upper limit alone."""
    return limit == 0 and not is_open and found.high is not None and found.high > 0 and found.unit != "Cel"


@lru_cache(maxsize=65536)
def _printed(text: str, unit: str | None) -> str:
    """A result or limit as printed, with its unit where the text does not name it."""
    return join_unit(print_number(text), unit if parse_number(text) else None)


def _rounded(value: Decimal, limit: Decimal) -> Decimal:
    """The value rounded to the last digit of the limit; one with fewer digits stays."""
    step, own = limit.as_tuple().exponent, value.as_tuple().exponent
    if not isinstance(step, int) or not isinstance(own, int) or own >= step:
        return value
    if value.adjusted() - step >= EXACT.prec:
        return value
    return value.quantize(Decimal(1).scaleb(step, EXACT), ROUND_HALF_UP, EXACT)


def _conversion(result_unit: str | None, criterion_unit: str | None) -> tuple[Decimal, str]:
    """By what the result is multiplied, and how that reads behind a convention."""
    if result_unit == criterion_unit:
        return Decimal(1), ""
    if result_unit is None:
        return Decimal(1), f"; the result has no unit and is taken in {criterion_unit}, the unit of its test"
    if criterion_unit is None:
        if result_unit in _NO_UNIT:
            return Decimal(1), ""
        raise CannotCalculate(f"the result is in {result_unit}, the criterion has no unit")
    factor = conversion_factor(result_unit, criterion_unit)
    if factor is None:
        raise CannotCalculate(
            f"the result is in {result_unit}, the criterion in {criterion_unit}, which is not of the same kind"
        )
    return factor, "" if factor == 1 else f"; {result_unit} to {criterion_unit}: × {print_dose(factor)}"


def _judge_fractions(found: re.Match[str] | None, limit: re.Match[str] | None, said: str) -> Judgement:
    """``6/6`` against ``≥ 5/6``: counts of one and the same number only."""
    if found is None or limit is None or found["of"] != limit["of"] or found["sign"]:
        raise CannotCalculate(f"{said}: only counts of the same number can be compared")
    count, least, of = int(found["count"]), int(limit["count"]), int(limit["of"])
    if max(count, least) > of or of == 0:
        raise CannotCalculate(f"{said}: more than there are")
    if count == least or (limit["sign"] and count > least):
        return conforms(said, f"counts of {of}; a count at the limit meets it")
    return does_not_conform(said, f"counts of {of}" if limit["sign"] else f"counts of {of}; the criterion has no sign")


def _no_number(result: str, criterion: AcceptanceCriterion) -> str:
    said = f'"{result}" against "{criterion.text}"'
    if is_not_detected(result):
        return f"{said}: below which detection limit nothing was detected is not stated"
    return f"{said}: the result is no number that can be compared"
