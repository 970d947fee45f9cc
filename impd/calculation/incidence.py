"""How many of how many subjects, animals or samples, with the percentage as printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from impd.calculation.unit_conversion import EXACT

_FINE = 100
"""From so many on, one decimal is printed; below, one more subject moves the percentage by more than one per cent."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count with its percentage; ``fault`` says why there is none although both numbers are stated."""

    text: str
    percent: Decimal | None = None
    fault: str = ""


def share(count: int | None, of: int | None) -> Share | None:
    """The share as text, ``22 (58 %)`` of 38 and ``22 (14.7 %)`` of 150, or None where no count is stated.

    One decimal from a denominator of 100 on, none below; halves are rounded up. A percentage that only rounding would
    turn into 0 or 100 prints as ``< 0.1 %`` or ``> 99.9 %``. Without denominator, or of none, the count stands alone.
    """
    if count is None:
        return None
    text = str(count)
    if count < 0 or (of is not None and of < 0):
        return Share(text, fault="a number of subjects cannot be negative")
    if of is None:
        return Share(text)
    if count > of:
        return Share(text, fault=f"{count} of {of}: more subjects than the group has")
    if of == 0:
        return Share(text)
    percent = EXACT.divide(Decimal(100 * count), Decimal(of))
    return Share(f"{text} ({_printed(percent, of)} %)", percent)


def _printed(percent: Decimal, of: int) -> str:
    step = Decimal("0.1") if of >= _FINE else Decimal(1)
    rounded = percent.quantize(step, ROUND_HALF_UP, EXACT)
    if rounded == 0 and percent > 0:
        return f"< {step}"
    if rounded == 100 and percent < 100:
        return f"> {100 - step}"
    return str(rounded)
