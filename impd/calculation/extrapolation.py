"""Whether data carry a claimed shelf life or re-test period, and how far a claim may go beyond long-term data.

The verdict joins what the results say, how far the rule for the kind of product goes, and accelerated data.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.extrapolation_rule import ExtrapolationRule
from impd.calculation.shelf_life_result import ShelfLifeResult
from impd.calculation.significant_change import SignificantChange
from impd.calculation.stated_value import CannotCalculate, stated
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity, join_unit

_UNSEEN = "no result within the claim is outside its limits"
_WORDS = {True: "supported", False: "not supported", None: "cannot tell"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the data carry the claim: true, false or None for "cannot tell", and the sentence that says why.

    ``longest`` is what the rule allows on these data at most; ``conditions`` are what no calculation can judge.
    """

    supported: bool | None
    sentence: str
    longest: Decimal | None = None
    unit: str = ""
    conditions: tuple[str, ...] = ()
    citation: str = ""

    @property
    def word(self) -> str:
        """The verdict: ``supported``, ``not supported`` or ``cannot tell``."""
        return _WORDS[self.supported]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim and what it rests on, in the unit of the claim."""

    value: Decimal
    unit: str
    data: Decimal
    longest: Decimal

    def printed(self, time: Decimal) -> str:
        """A time with the unit of the claim."""
        return join_unit(f"{time.normalize(EXACT):f}", self.unit)


def supported_claim(
    claim: Quantity,
    data: Quantity,
    result: ShelfLifeResult | None,
    rule: ExtrapolationRule,
    change: SignificantChange | None = None,
) -> Verdict:
    """Whether a claim holds: by the period of the long-term ``data``, their evaluation, the rule, accelerated data.

    ``result`` is the evaluation of the least favourable attribute, or None without one; ``change`` that of all
    attributes at accelerated conditions. Times are in UCUM units; months do not convert to days.
    """
    try:
        value, unit = stated(claim, "the claim")
        covered, data_unit = stated(data, "the period of the long-term data")
        period = _converted(covered, data_unit, unit)
        asked = _Claim(value, unit, period, rule.longest(period, unit))
        against, unknown = _objections(asked, result, rule, change)
    except CannotCalculate as reason:
        return Verdict(None, f"{claim} claimed: cannot tell, because {reason} ({rule.source}).", citation=rule.citation)
    supported = False if against else None if unknown else True
    conditions = (*rule.conditions, *(() if result and not result.reason else (_UNSEEN,)))
    sentence = _sentence(asked, rule, against or unknown, conditions, supported)
    return Verdict(supported, sentence, asked.longest, unit, conditions, rule.citation)


def _sentence(
    asked: _Claim, rule: ExtrapolationRule, reasons: list[str], conditions: tuple[str, ...], supported: bool | None
) -> str:
    opening = f"{asked.printed(asked.value)} claimed on {asked.printed(asked.data)} of long-term data"
    if not reasons:
        within = asked.value <= asked.data
        reasons = ["the data cover the claim" if within else f"the rule allows {asked.printed(asked.longest)}"]
    provided = f", provided that {' and '.join(conditions)}" if supported else ""
    return f"{opening}: {_WORDS[supported]}, because {'; '.join(reasons)}{provided} ({rule.name}: {rule.source})."


def _objections(
    asked: _Claim, result: ShelfLifeResult | None, rule: ExtrapolationRule, change: SignificantChange | None
) -> tuple[list[str], list[str]]:
    """What speaks against the claim, and what is not known."""
    against: list[str] = []
    unknown: list[str] = []
    if result is not None and not result.reason:
        _ask_result(asked, result, against, unknown)
    if asked.value > asked.data:
        if "agreed protocol" in rule.needs:
            unknown.append("a claim beyond the data needs an agreed protocol")
        elif asked.value > asked.longest:
            against.append(f"the rule allows {asked.printed(asked.longest)} at most")
        if "statistics" in rule.needs and (result is None or result.reason):
            why = f": {result.reason}" if result else ""
            unknown.append(f"a claim beyond the data needs a statistical evaluation, and there is none{why}")
        if "no significant change" in rule.needs:
            _ask_change(rule, change, against, unknown)
    return against, unknown


def _ask_result(asked: _Claim, result: ShelfLifeResult, against: list[str], unknown: list[str]) -> None:
    """Observed results outside their limits, and when the confidence limit of the least favourable batch meets one."""
    unit = result.choice.time_unit
    outside = [point for point in result.outside if _converted(point.time, unit, asked.unit) <= asked.value]
    if outside:
        against.append(f"results are outside their limits ({'; '.join(map(str, outside))})")
    if result.months is not None and _converted(result.months, unit, asked.unit) < asked.value:
        batch = f" in batch {result.limiting_batch}" if result.limiting_batch else ""
        against.append(f"the confidence limit meets the limit at {result.choice.span(result.months)}{batch}")
    if result.months is None and _converted(result.choice.horizon, unit, asked.unit) < asked.value:
        unknown.append(f"the evaluation looked no further than {result.choice.span(result.choice.horizon)}")


def _ask_change(
    rule: ExtrapolationRule, change: SignificantChange | None, against: list[str], unknown: list[str]
) -> None:
    if change is None or change.found is None:
        reason = change.reason if change else "no data are given"
        unknown.append(f"a significant change at accelerated conditions is not ruled out: {reason}")
    elif change.found:
        words = f"there is a significant change at accelerated conditions ({change.reason})"
        if rule.after_significant_change == "real time only":
            against.append(f"{words}, so that only real-time data count")
        else:
            unknown.append(f"{words}: what may still be extrapolated depends on intermediate conditions")
    elif rule.accelerated is not None and change.until is None:
        unknown.append("how long the data at accelerated conditions are is not known")
    elif rule.accelerated is not None and change.until is not None and change.until < rule.accelerated:
        against.append(f"data at accelerated conditions cover {change.until:f} of {rule.accelerated:f} months")


def _converted(value: Decimal, unit: str, wanted: str) -> Decimal:
    factor = conversion_factor(unit, wanted)
    if factor is None:
        raise CannotCalculate(f"times in {unit} and in {wanted} cannot be compared")
    return EXACT.multiply(value, factor)
