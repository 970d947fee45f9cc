"""Dissolution of conventional-release forms in three stages (Ph. Eur. 2.9.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, Decimal

from impd.calculation.judgement import Judgement, cannot_be_judged, conforms, does_not_conform
from impd.calculation.unit_conversion import EXACT

CITATION = "Ph. Eur. 2.9.3, acceptance table for conventional-release dosage forms"

_CONVENTION = "values and Q in per cent of the labelled content, in the order tested, none rounded"
_FIRST, _SECOND, _THIRD = 6, 12, 24
_ABOVE, _BELOW, _FAR_BELOW, _MAY_BE_BELOW = Decimal(5), Decimal(15), Decimal(25), 2


def judge_dissolution(dissolved: Sequence[Decimal], quantity: Decimal) -> Judgement:
    """The judgement by stages on what dissolved of 6, 12 or 24 units, against Q, all in per cent of the label claim.

    S1: each of 6 is at least Q + 5. S2: the mean of 12 is at least Q, none below Q − 15. S3: the mean of 24 is at
    least Q, not more than 2 are below Q − 15, none below Q − 25. Where more units may decide, it cannot be judged.
    """
    if not all(one.is_finite() and one >= 0 for one in (*dissolved, quantity)) or quantity > 100:
        return _answer(cannot_be_judged, "a value is no percentage from zero on, or Q is above 100")
    tested = len(dissolved)
    if tested not in (_FIRST, _SECOND, _THIRD):
        return _answer(cannot_be_judged, f"{tested} values are given; the stages have {_FIRST}, {_SECOND} and {_THIRD}")
    if all(one >= quantity + _ABOVE for one in dissolved[:_FIRST]):
        return _answer(conforms, f"S1: each of 6 units is at least Q + 5 ({quantity + _ABOVE} %)")
    if tested >= _SECOND and _second_stage(dissolved[:_SECOND], quantity):
        mean = _mean(dissolved[:_SECOND])
        return _answer(conforms, f"S2: the mean of 12 is {mean} %, at least Q, and none is below Q − 15")
    return _third_stage(dissolved, quantity)


def _third_stage(dissolved: Sequence[Decimal], quantity: Decimal) -> Judgement:
    """What the last stage says, which fewer units can fail already but not meet."""
    tested = len(dissolved)
    below, far_below = (sum(one < quantity - less for one in dissolved) for less in (_BELOW, _FAR_BELOW))
    if far_below or below > _MAY_BE_BELOW:
        return _answer(does_not_conform, f"{below} of {tested} units are below Q − 15, {far_below} below Q − 25")
    if tested < _THIRD:
        stage = "S1" if tested == _FIRST else "S2"
        return _answer(cannot_be_judged, f"{stage} is not met by {tested} units; the next stage decides")
    said = f"S3: the mean of 24 is {_mean(dissolved)} %, {below} units are below Q − 15, none below Q − 25"
    enough = _total(dissolved) >= EXACT.multiply(quantity, Decimal(_THIRD))
    return _answer(conforms if enough else does_not_conform, said)


def _second_stage(dissolved: Sequence[Decimal], quantity: Decimal) -> bool:
    enough = _total(dissolved) >= EXACT.multiply(quantity, Decimal(_SECOND))
    return enough and min(dissolved) >= quantity - _BELOW


def _total(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in sorted(values):
        total = EXACT.add(total, one)
    return total


def _mean(values: Sequence[Decimal]) -> str:
    """The mean to one decimal, rounded down, so that it never reads as Q when it is below."""
    mean = EXACT.divide(_total(values), Decimal(len(values)))
    return str(mean.quantize(Decimal("0.1"), ROUND_DOWN, EXACT))


def _answer(verdict: Callable[[str, str, str], Judgement], reason: str) -> Judgement:
    return verdict(reason, _CONVENTION, CITATION)
