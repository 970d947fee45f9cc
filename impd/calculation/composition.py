"""The composition recalculated: the sum against the stated total, and the percentages against the typed ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from impd.calculation.calculated_figure import CalculatedFigure, print_step
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.sums_compared import TOLERANCE, Comparison, compared, near, summed, within
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import parse_number
from impd.dossier.quality.product import Component
from impd.dossier.quantity import Quantity

_TYPED = re.compile(r"\s*%(?:\s*\(?[wmv]/[wmv]\)?)?\s*$", re.IGNORECASE)
_LAST_DIGIT = "agrees within one unit of the last typed digit"


@dataclass(frozen=True, slots=True)
class Percentages:
    """The percentage of each component beside the typed one, and the sum of the typed ones against 100."""

    lines: tuple[Comparison, ...]
    typed_sum: Comparison


def composition_sum(
    components: Iterable[Component], total: Quantity | None, tolerance: Decimal = TOLERANCE
) -> Comparison:
    """The sum of the components of a unit against the stated total of the unit (rule CMP-01), 1 % being tolerated.

    Amounts of different kinds (vg, mg, mL "to volume") have no sum, and the reason names them.
    """
    unit = total.unit if total is not None else None
    return compared("total", summed(((one.name, one.amount) for one in components), unit), total, tolerance)


def percentages(
    components: Sequence[Component], total: Quantity | None = None, tolerance: Decimal = TOLERANCE
) -> Percentages:
    """The percentages recalculated from the amounts (rule CMP-02), of the stated total or else of the sum.

    A typed percentage agrees when it is within one unit of its last digit: 7.67 for 7.666…; the typed ones add up when
    their sum is 100 within the tolerance: 99.99 does, 197.5 does not.
    """
    whole = _whole(components, total)
    return Percentages(tuple(_percentage(one, whole) for one in components), typed_sum(components, tolerance))


def typed_sum(components: Iterable[Component], tolerance: Decimal = TOLERANCE) -> Comparison:
    """The sum of the typed percentages against 100; or why not."""
    typed = [(one.name, one.percentage, _typed(one.percentage)) for one in components]
    stated = [(name, number) for name, _, number in typed if number is not None]
    words = [name for name, text, number in typed if text is not None and number is None]
    blank = [name for name, text, _ in typed if text is None]
    name = "sum of the percentages"
    if not stated or words or blank:
        reason = f"no percentage is typed for {', '.join((*blank, *words))}" if blank or words else "none is typed"
        return Comparison(name, CalculatedFigure(reason=reason), "100 %", reason=reason)
    total = Decimal(0)
    for number in sorted(number for _, number in stated):
        total = EXACT.add(total, number)
    text = print_step(total, "%")
    steps = " + ".join(print_step(number, "1") for _, number in stated)
    difference = EXACT.divide(EXACT.subtract(total, Decimal(100)), Decimal(100))
    found = CalculatedFigure(total, "%", text, f"{steps} = {text}")
    return Comparison(name, found, "100 %", abs(difference) <= tolerance, difference, within(tolerance))


def _whole(components: Sequence[Component], total: Quantity | None) -> CalculatedFigure:
    """What is one hundred per cent: the stated total, or the sum."""
    if total is None:
        whole = summed((one.name, one.amount) for one in components)
        return replace(whole, convention="of the sum, as no total is stated")
    try:
        stated = near(total, "the total")
    except CannotCalculate as reason:
        return CalculatedFigure(reason=str(reason))
    return CalculatedFigure(stated.number, stated.unit, str(stated), convention="of the stated total")


def _percentage(component: Component, whole: CalculatedFigure) -> Comparison:
    said = component.percentage or ""
    try:
        if whole.number is None:
            raise CannotCalculate(whole.reason)
        own = near(component.amount, f"the amount of {component.name}").in_unit(whole.unit, "the amount")
    except CannotCalculate as reason:
        return Comparison(component.name, CalculatedFigure(reason=str(reason)), said, reason=str(reason))
    percent = EXACT.divide(EXACT.multiply(own.number, Decimal(100)), whole.number)
    text = (
        f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP, EXACT):f} %" if percent < 1000 else print_step(percent, "%")
    )
    found = CalculatedFigure(percent, "%", text, f"{own} / {whole.text} = {text}", whole.convention)
    return _against_typed(component, found, percent)


def _against_typed(component: Component, found: CalculatedFigure, percent: Decimal) -> Comparison:
    typed = _typed(component.percentage)
    if typed is None:
        reason = "no percentage is typed" if component.percentage is None else "the typed percentage is no plain number"
        return Comparison(component.name, found, component.percentage or "", reason=reason)
    exponent = typed.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0, EXACT)
    agrees = abs(EXACT.subtract(percent, typed)) <= last
    share = EXACT.divide(EXACT.subtract(percent, typed), typed) if typed else None
    return Comparison(component.name, found, component.percentage or "", agrees, share, _LAST_DIGIT)


def _typed(text: str | None) -> Decimal | None:
    """The number of ``8.44``, ``8.44 %`` or ``8.44 % w/w``; None for a range, a limit or words."""
    number = parse_number(_TYPED.sub("", text)) if text else None
    return None if number is None or number.high is not None or number.censor or number.low < 0 else number.low
