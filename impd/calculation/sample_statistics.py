"""Mean, standard deviation and ends of a sample, the same in whatever order the values come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from impd.calculation.calculated_figure import trimmed
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import print_number
from impd.dossier.quantity import join_unit


@dataclass(frozen=True, slots=True)
class SampleStatistics:
    """The figures of a sample; ``standard_deviation`` is that of the sample (n − 1), None for one value."""

    count: int
    mean: Decimal
    standard_deviation: Decimal | None
    lowest: Decimal
    highest: Decimal

    def printed(self, unit: str = "") -> str:
        """``n = 3, mean 102.0, SD 1.0, 101 to 103 %``: mean and SD to one digit more than the finest end."""
        last = min(_last_digit(self.lowest), _last_digit(self.highest))
        inner = [(name, one) for name, one in (("mean", self.mean), ("SD", self.standard_deviation)) if one is not None]
        shown = [f"{name} {print_number(str(_to_digit(one, last - 1)))}" for name, one in inner]
        ends = f"{print_number(str(self.lowest))} to {print_number(str(self.highest))}"
        return ", ".join((f"n = {self.count}", *shown, join_unit(ends, unit or None)))


def sample_statistics(values: Iterable[Decimal]) -> SampleStatistics:
    """The statistics of one or more values, to 20 digits. Raises ValueError for none, or where one is not finite."""
    numbers = sorted(values)
    if not numbers or not all(one.is_finite() for one in numbers):
        raise ValueError("a sample has at least one value, and all are finite")
    count, mean = len(numbers), EXACT.divide(_sum(numbers), Decimal(len(numbers)))
    deviation = None
    if count > 1:
        squares = _sum([EXACT.power(EXACT.subtract(one, mean), Decimal(2)) for one in numbers])
        deviation = trimmed(EXACT.sqrt(EXACT.divide(squares, Decimal(count - 1))))
    return SampleStatistics(count, trimmed(mean), deviation, numbers[0], numbers[-1])


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for one in numbers:
        total = EXACT.add(total, one)
    return total


def _last_digit(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _to_digit(number: Decimal, exponent: int) -> Decimal:
    if number.adjusted() - exponent > 20:
        return number
    return number.quantize(Decimal(1).scaleb(exponent, EXACT), ROUND_HALF_UP, EXACT)
