"""The batch formula from the unit formula and back, and its sum against the stated total."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.amounts import Amount
from impd.calculation.calculated_figure import CalculatedFigure, detailed_figure, or_the_reason, print_step
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.sums_compared import TOLERANCE, Comparison, compared, near, summed
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quality.product import DrugProduct
from impd.dossier.quantity import Quantity

_COUNT = re.compile(r"\{(?:[^{}]* )?(?P<word>[^{} ]+?)s?\}")


@dataclass(frozen=True, slots=True)
class BatchFormulaCheck:
    """The batch formula held against the unit formula.

    ``units`` is the number of units it rests on; ``batch`` holds the amounts per batch from the unit formula, ``unit``
    those per unit from the batch formula; ``total`` is the sum of the lines against the stated total. Lines without a
    counterpart say so.
    """

    units: CalculatedFigure
    batch: tuple[Comparison, ...]
    unit: tuple[Comparison, ...]
    total: Comparison


def check_batch_formula(product: DrugProduct, tolerance: Decimal = TOLERANCE) -> BatchFormulaCheck | None:
    """The batch formula of a product recalculated (rule CMP-03); None where none is stated.

    Lines agree within 1 % unless another tolerance is given. On the number of units, see units_of.
    """
    formula = product.batch_formula
    if formula is None:
        return None
    units = units_of(product)
    lines = {line.name: line.amount for line in formula.lines}
    parts = {part.name: part.amount for part in product.composition}
    names = [*parts, *(name for name in lines if name not in parts)]
    total = summed(lines.items(), formula.total.unit if formula.total else None)
    return BatchFormulaCheck(
        units,
        tuple(
            compared(name, _per_batch(name, parts, units, lines.get(name)), lines.get(name), tolerance)
            for name in names
        ),
        tuple(
            compared(name, _per_unit(name, lines, units, parts.get(name)), parts.get(name), tolerance) for name in names
        ),
        compared("total", total, formula.total, tolerance),
    )


@or_the_reason
def units_of(product: DrugProduct) -> CalculatedFigure:
    """How many times the unit formula goes into the batch formula; or why not.

    That is the stated number of units where the composition is per such a unit (722000 {tablets}, per tablet), else the
    batch size divided by the total of the composition (2 L, 1 mL).
    """
    formula, total = product.batch_formula, product.composition_total
    sizes = (("the number of units", formula.units), ("the batch size", formula.batch_size)) if formula else ()
    stated = [(name, near(size, name)) for name, size in sizes if size is not None]
    for name, size in stated:
        if _is_counted(size.unit, product.composition_basis or ""):
            return CalculatedFigure(size.number, "1", print_step(size.number, "1"), str(size), f"{name}, as stated")
    for name, size in stated:
        if total is not None and conversion_factor(size.unit, total.unit) is not None:
            one = near(total, "the total of the composition")
            number = EXACT.divide(size.in_unit(one.unit, name).number, one.number)
            convention = f"{name} divided by the total of the composition"
            return CalculatedFigure(number, "1", print_step(number, "1"), f"{size} / {one}", convention)
    basis = f" ({product.composition_basis})" if product.composition_basis else ""
    raise CannotCalculate(f"the batch is neither in units of the composition{basis} nor of the kind of its total")


def _is_counted(unit: str, basis: str) -> bool:
    """Whether a unit such as ``{tablets}`` is what the composition is stated for, ``per tablet``."""
    counted = _COUNT.fullmatch(unit)
    return counted is not None and re.search(rf"\b{re.escape(counted['word'])}", basis, re.IGNORECASE) is not None


@or_the_reason
def _per_batch(
    name: str, parts: Mapping[str, Quantity | None], units: CalculatedFigure, like: Quantity | None
) -> CalculatedFigure:
    """The amount of one component in a batch, in the unit of the line of the batch formula."""
    one, number = near(_listed(name, parts, "the composition"), f"the amount of {name}"), _number(units)
    whole = Amount(EXACT.multiply(one.number, number), one.unit)
    whole = whole.in_unit(like.unit, f"{name} in the composition") if like is not None else whole
    return detailed_figure(whole.number, whole.unit, f"{one} × {units.text}", units.convention)


@or_the_reason
def _per_unit(
    name: str, lines: Mapping[str, Quantity | None], units: CalculatedFigure, like: Quantity | None
) -> CalculatedFigure:
    """The amount of one component in a unit, in the unit of the composition."""
    whole, number = near(_listed(name, lines, "the batch formula"), f"the amount of {name}"), _number(units)
    one = Amount(EXACT.divide(whole.number, number), whole.unit)
    one = one.in_unit(like.unit, f"{name} in the batch formula") if like is not None else one
    return detailed_figure(one.number, one.unit, f"{whole} / {units.text}", units.convention)


def _listed(name: str, amounts: Mapping[str, Quantity | None], where: str) -> Quantity | None:
    if name not in amounts:
        raise CannotCalculate(f"{name} is not in {where}")
    return amounts[name]


def _number(units: CalculatedFigure) -> Decimal:
    if units.number is None:
        raise CannotCalculate(units.reason)
    return units.number
