"""Ratios of particles of one vector: genomes to infectious units, full to empty capsids."""

from __future__ import annotations

from decimal import Decimal

from impd.calculation.amounts import Amount, above_and_below, amount
from impd.calculation.calculated_figure import CalculatedFigure, or_the_reason
from impd.calculation.printed_figures import print_ratio
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

_TITRES = "both titres of one sample, per the same volume; each by its own assay"


@or_the_reason
def genomes_per_infectious_unit(genomes: Quantity | None, infectious: Quantity | None) -> CalculatedFigure:
    """How many vector genomes (or particles) there are for one infectious unit, from two titres; or why not.

    5.75e11 {vg}/mL and 1.26e9 {IU}/mL: 456 : 1.
    """
    above, below = amount(genomes, "the genome titre"), amount(infectious, "the infectious titre")
    ratio = _ratio(above, below)
    return CalculatedFigure(
        ratio, "1", f"{print_ratio(ratio)} : 1", f"({above}) / ({below}) = {print_ratio(ratio)}", _TITRES
    )


@or_the_reason
def full_to_empty(genomes: Quantity | None, capsids: Quantity | None) -> CalculatedFigure:
    """How many full capsids there are for one empty one, from the titres of genomes and capsids; or why not.

    One genome is taken for one full capsid, all others for empty: partly filled ones are not told apart.
    """
    above, below = amount(genomes, "the genome titre"), amount(capsids, "the capsid titre")
    share = _ratio(above, below)
    if share >= 1:
        raise CannotCalculate(f"there are no fewer genomes ({above}) than capsids ({below}), which leaves none empty")
    ratio = EXACT.divide(share, 1 - share)
    convention = f"{_TITRES}; one genome counts as one full capsid, all other capsids as empty"
    steps = f"({above}) / ({below}) = {print_ratio(100 * share)} % full"
    return CalculatedFigure(ratio, "1", f"{print_ratio(ratio)} : 1", f"{steps}; {_steps(100 * share)}", convention)


@or_the_reason
def full_to_empty_by_share(full: Quantity | None) -> CalculatedFigure:
    """How many full capsids there are for one that is not, from the share of full ones in %; or why not."""
    share = amount(full, "the share of full capsids")
    if share.unit != "%" or share.number >= 100:
        raise CannotCalculate(f"the share of full capsids ({full}) is no percentage below 100")
    ratio = EXACT.divide(share.number, 100 - share.number)
    convention = "all that are not full count as empty, partly filled ones among them"
    return CalculatedFigure(ratio, "1", f"{print_ratio(ratio)} : 1", _steps(share.number), convention)


def _steps(percent: Decimal) -> str:
    full, rest = (print_ratio(one) for one in (percent, 100 - percent))
    return f"{full} / {rest} = {print_ratio(EXACT.divide(percent, 100 - percent))}"


def _ratio(above: Amount, below: Amount) -> Decimal:
    """The ratio of two titres whose volumes convert. Raises CannotCalculate where they are not per the same."""
    one, other = above_and_below(above.unit, "the first titre"), above_and_below(below.unit, "the second titre")
    factor = conversion_factor(other[1], one[1])
    if factor is None:
        raise CannotCalculate(f"one titre is per {one[1]}, the other per {other[1]}")
    if conversion_factor(one[0], other[0]) is not None:
        raise CannotCalculate(f"both titres are in {one[0]}, which makes no ratio of two kinds")
    return EXACT.multiply(EXACT.divide(above.number, below.number), factor)
