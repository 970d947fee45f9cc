"""Cells, spheroids and copies: per dose, per area, and what is seeded."""

from __future__ import annotations

import re

from impd.calculation.amounts import above_and_below, amount, content, times
from impd.calculation.calculated_figure import CalculatedFigure, figure, or_the_reason
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

_ONE_CELL = re.compile(r"\{(?P<kind>[^{}]*\b)cell\}")
_VIABLE = "viable cells: counted cells times viability"


@or_the_reason
def copies_per_dose(copies: Quantity | None, cells: Quantity | None) -> CalculatedFigure:
    """The vector copies in a dose: copies per cell times the cells that they are counted on; or why not.

    2.5 {copies}/{cell} and 7e7 {cells}: 1.75e8 {copies}. ``{transduced cell}`` asks for ``{transduced cells}``.
    """
    found, given = content(copies, "the copy number"), amount(cells, "the number of cells")
    above, below = above_and_below(found.unit, "the copy number")
    several = _ONE_CELL.sub(r"{\g<kind>cells}", below)
    counted = given.in_unit(several, "the number of cells")
    number = EXACT.multiply(found.number, counted.number)
    return figure(number, above, f"{found} × {counted}", f"copies per {below.strip('{}')}", found.bound)


@or_the_reason
def per_area(dose: Quantity | None, area: Quantity | None) -> CalculatedFigure:
    """The dose or number per cm²: 100 {spheroids} on 2.5 cm2 are 40 {spheroids}/cm2; or why not."""
    given, on = content(dose, "the dose"), amount(area, "the area").in_unit("cm2", "the area")
    return figure(EXACT.divide(given.number, on.number), f"{given.unit}/cm2", f"{given} / {on}", bound=given.bound)


@or_the_reason
def amount_on_area(density: Quantity | None, area: Quantity | None) -> CalculatedFigure:
    """The dose or number on an area at a density, e.g. 10.9 10*6.{cells} for 0.75 per cm2 on 14.5 cm2; or why not."""
    found = content(density, "the density")
    _, below = above_and_below(found.unit, "the density")
    if conversion_factor(below, "cm2") is None:
        raise CannotCalculate(f"the density is in {found.unit}, which is not per area")
    total, on = times(found, amount(area, "the area"), "the density", "the area")
    return figure(total.number, total.unit, f"{found} × {on}", bound=total.bound)


@or_the_reason
def seeding_density(
    cells: Quantity | None, area: Quantity | None, viability: Quantity | None = None
) -> CalculatedFigure:
    """The cells seeded per cm², the viable ones alone where the viability is given in %; or why not."""
    given, on = amount(cells, "the number of cells"), amount(area, "the area").in_unit("cm2", "the area")
    if viability is None:
        return figure(
            EXACT.divide(given.number, on.number), f"{given.unit}/cm2", f"{given} / {on}", "all counted cells"
        )
    alive = amount(viability, "the viability")
    if alive.unit != "%" or alive.number > 100:
        raise CannotCalculate(f"the viability ({viability}) is no percentage up to 100")
    viable = EXACT.multiply(given.number, alive.number.scaleb(-2, EXACT))
    number = EXACT.divide(viable, on.number)
    return figure(number, f"{given.unit}/cm2", f"{given} × {alive} / {on}", _VIABLE)
