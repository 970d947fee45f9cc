"""Uniformity of dosage units by acceptance value (Ph. Eur. 2.9.40)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from impd.calculation.judgement import Judgement, cannot_be_judged, conforms, does_not_conform
from impd.calculation.sample_statistics import sample_statistics
from impd.calculation.unit_conversion import EXACT

CITATION = "Ph. Eur. 2.9.40"

_CONSTANTS = {10: Decimal("2.4"), 30: Decimal("2.0")}
_LOW, _HIGH = Decimal("98.5"), Decimal("101.5")
_L1, _L2 = Decimal("15.0"), Decimal("0.25")


@dataclass(frozen=True, slots=True)
class DosageUnitUniformity:
    """The acceptance value with what it is made of, in per cent of the label claim, and the judgement by it."""

    judgement: Judgement
    mean: Decimal | None = None
    standard_deviation: Decimal | None = None
    reference_value: Decimal | None = None
    acceptance_value: Decimal | None = None
    steps: str = ""


def judge_uniformity(contents: Sequence[Decimal], target: Decimal = Decimal(100)) -> DosageUnitUniformity:
    """The acceptance value of 10 or 30 units, contents and target in per cent of the label claim, and the judgement.

    AV = |M − mean| + ks with k = 2.4 for 10 units and 2.0 for 30; M is the mean within 98.5 to 101.5 (or to the target
    where that is higher), else the nearer end. With 10 units AV ≤ 15.0 conforms, else 20 more decide; with 30 units AV
    ≤ 15.0 and no unit outside 0.75 M to 1.25 M.
    """
    constant = _CONSTANTS.get(len(contents))
    if constant is None:
        reason = f"{len(contents)} contents are given; the test has 10 or 30"
        return DosageUnitUniformity(cannot_be_judged(reason, citation=CITATION))
    if not all(one.is_finite() and one >= 0 for one in contents) or not (target.is_finite() and target > 0):
        reason = "a content is no percentage from zero on, or the target is not above zero"
        return DosageUnitUniformity(cannot_be_judged(reason, citation=CITATION))
    sample = sample_statistics(contents)
    mean, deviation = sample.mean, sample.standard_deviation or Decimal(0)
    reference = min(max(mean, _LOW), max(_HIGH, target))
    value = EXACT.add(EXACT.abs(EXACT.subtract(reference, mean)), EXACT.multiply(constant, deviation))
    printed = [_print(one) for one in (reference, mean, deviation, value)]
    steps = f"|{printed[0]} − {printed[1]}| + {constant} × {printed[2]} = {printed[3]}"
    return DosageUnitUniformity(_judgement(contents, reference, value), mean, deviation, reference, value, steps)


def _judgement(contents: Sequence[Decimal], reference: Decimal, value: Decimal) -> Judgement:
    convention = f"acceptance value of {len(contents)} units, not rounded, against L1 = {_L1}"
    said = f"AV = {_print(value)}"
    if len(contents) == min(_CONSTANTS):
        if value <= _L1:
            return conforms(said, convention, CITATION)
        return cannot_be_judged(f"{said} is above {_L1}; 20 more units decide", convention, CITATION)
    low, high = (EXACT.multiply(reference, factor) for factor in (1 - _L2, 1 + _L2))
    outside = sum(not low <= one <= high for one in contents)
    said += f"; {outside} of {len(contents)} units are outside {_print(low)} to {_print(high)}"
    verdict = conforms if value <= _L1 and not outside else does_not_conform
    return verdict(said, f"{convention} and L2 = 25.0", CITATION)


def _print(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP, EXACT))
