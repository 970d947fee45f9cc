"""How many containers a dose per body weight takes: by bands of weight, or at single weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal

from impd.calculation.amounts import Amount, amount, times
from impd.calculation.calculated_figure import CalculatedFigure, figure, trimmed
from impd.calculation.dose_arithmetic import WHOLE_CONTAINERS, counted, volume_of
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT
from impd.dossier.quantity import Quantity

BANDS = f"{WHOLE_CONTAINERS}; weights at which their number changes rounded down to 0.01 kg, so that more are taken"

_MOST_ROWS = 500
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One band of body weight, or one weight, with the containers it takes.

    ``weight`` reads ``10 to 65 kg``, ``over 65 to 70 kg`` or ``70 kg``; ``heaviest`` is its upper end in kg, not
    rounded. ``volume`` and ``residual`` are those at the upper end.
    """

    weight: str
    heaviest: Decimal
    containers: int
    volume: CalculatedFigure
    residual: CalculatedFigure


@dataclass(frozen=True, slots=True)
class WeightSteps:
    """Body weights from the lowest to the highest by a step, each as stated."""

    lowest: Quantity | None
    highest: Quantity | None
    step: Quantity | None


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Rows in order of weight with the convention, or the reason why there are none."""

    rows: tuple[WeightRow, ...] = ()
    convention: str = ""
    reason: str = ""


def container_bands(
    dose: Quantity | None,
    concentration: Quantity | None,
    fill: Quantity | None,
    lowest: Quantity | None,
    highest: Quantity | None,
) -> WeightTable:
    """The bands of body weight between two weights in which the number of containers of volume ``fill`` is the same."""
    try:
        per_kilogram, held = _per_kilogram(dose, concentration), _held(fill)
        light, heavy = (_kilograms(one, "a weight of the range") for one in (lowest, highest))
        if light >= heavy:
            raise CannotCalculate(f"the range of weights, {light:f} to {heavy:f} kg, does not ascend")
        rows = _bands(per_kilogram, held, light, heavy)
    except CannotCalculate as reason:
        return WeightTable(reason=str(reason))
    return WeightTable(rows, BANDS)


def containers_by_step(
    dose: Quantity | None, concentration: Quantity | None, fill: Quantity | None, weights: WeightSteps
) -> WeightTable:
    """The volume, containers and rest at weights that rise by a stated step, the last one among them."""
    try:
        low, high = (_kilograms(one, "a weight of the range") for one in (weights.lowest, weights.highest))
        step = _kilograms(weights.step, "the step of weights")
        if low >= high:
            raise CannotCalculate(f"the range of weights, {low:f} to {high:f} kg, does not ascend")
        count = int(EXACT.divide(EXACT.subtract(high, low), step).to_integral_value(ROUND_FLOOR))
        if count >= _MOST_ROWS:
            raise CannotCalculate(f"{count + 1} weights are more than a table of {_MOST_ROWS} rows")
    except CannotCalculate as reason:
        return WeightTable(reason=str(reason))
    stepped = {EXACT.add(low, EXACT.multiply(Decimal(number), step)) for number in range(count + 1)}
    kilograms = [Quantity(value=f"{one:f}", unit="kg") for one in {*stepped, high}]
    return containers_at_weights(dose, concentration, fill, kilograms)


def containers_at_weights(
    dose: Quantity | None, concentration: Quantity | None, fill: Quantity | None, weights: Iterable[Quantity]
) -> WeightTable:
    """The volume, containers and rest at each stated body weight, in order of weight."""
    try:
        per_kilogram, held = _per_kilogram(dose, concentration), _held(fill)
        kilograms = sorted({_kilograms(one, "a weight") for one in weights})
        if len(kilograms) > _MOST_ROWS:
            raise CannotCalculate(f"{len(kilograms)} weights are more than a table of {_MOST_ROWS} rows")
        rows = tuple(_row(f"{_plain(one)} kg", one, per_kilogram, held) for one in kilograms)
    except CannotCalculate as reason:
        return WeightTable(reason=str(reason))
    return WeightTable(rows, WHOLE_CONTAINERS)


def _bands(per_kilogram: Decimal, held: Amount, light: Decimal, heavy: Decimal) -> tuple[WeightRow, ...]:
    """One row for each number of containers; the first weight belongs to the first band."""
    first, last = (_count(one, per_kilogram, held) for one in (light, heavy))
    if last - first >= _MOST_ROWS:
        raise CannotCalculate(f"{last - first + 1} bands are more than a table of {_MOST_ROWS} rows")
    rows: list[WeightRow] = []
    below = _plain(light)
    for count in range(first, last + 1):
        full = EXACT.divide(EXACT.multiply(Decimal(count), held.number), per_kilogram)
        end = heavy if count == last else trimmed(full)
        printed = _plain(end if count == last else end.quantize(_HUNDREDTH, ROUND_DOWN, EXACT))
        rows.append(_row(f"{'over ' if rows else ''}{below} to {printed} kg", end, per_kilogram, held))
        below = printed
    return tuple(rows)


def _count(weight: Decimal, per_kilogram: Decimal, held: Amount) -> int:
    needed = Amount(trimmed(EXACT.multiply(weight, per_kilogram)), "mL")
    return int(counted(needed, held).count.number or 0)


def _row(text: str, weight: Decimal, per_kilogram: Decimal, held: Amount) -> WeightRow:
    # A band ends where its containers are just full: the last of 28 digits must not ask for one more.
    needed = Amount(trimmed(EXACT.multiply(weight, per_kilogram), 18), "mL")
    found = counted(needed, held)
    volume = figure(needed.number, "mL", f"{_plain(weight)} kg × {Amount(per_kilogram, 'mL/kg')}")
    return WeightRow(text, weight, int(found.count.number or 0), volume, found.residual)


def _per_kilogram(dose: Quantity | None, concentration: Quantity | None) -> Decimal:
    """The volume in mL for one kilogram of body weight."""
    for_one, _ = times(amount(dose, "the dose"), Amount(Decimal(1), "kg"), "the dose", "the body weight")
    return volume_of(for_one, amount(concentration, "the concentration")).number


def _held(fill: Quantity | None) -> Amount:
    return amount(fill, "the volume of a container").in_unit("mL", "the volume of a container")


def _kilograms(weight: Quantity | None, name: str) -> Decimal:
    return amount(weight, name).in_unit("kg", name).number


def _plain(number: Decimal) -> str:
    """A weight in full, without trailing zeros."""
    return f"{number.normalize(EXACT):f}"
