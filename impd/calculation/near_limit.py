"""The zone beside a limit in which a result or mean is marked as near (rule BAT-12)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from impd.calculation.reported_interval import Interval
from impd.calculation.unit_conversion import EXACT


@dataclass(frozen=True, slots=True)
class BorderZone:
    """The limits, how wide the zone inside them is, and by which convention."""

    low: Decimal | None
    high: Decimal | None
    width: Decimal
    convention: str

    def holds(self, value: Decimal) -> bool:
        """Whether a value is within the zone, at its edge, or beyond the limit."""
        beside_low = self.low is not None and EXACT.subtract(value, self.low) <= self.width
        return beside_low or (self.high is not None and EXACT.subtract(self.high, value) <= self.width)


def border_zone(limit: Interval | None, share: Decimal) -> BorderZone | None:
    """The zone that is ``share`` of the range between two limits, or of the one limit; None without such limits.

    95 to 105 and 0.1: up to 1 inside of either. At most 0.5: from 0.45 on.
    """
    if limit is None or limit.estimate or limit.low == limit.high:
        return None
    percent = f"{(100 * share).normalize(EXACT):f} %"
    if limit.low is not None and limit.high is not None:
        width = EXACT.multiply(EXACT.subtract(limit.high, limit.low), share)
        return BorderZone(limit.low, limit.high, width, f"near: within {percent} of the range between the limits")
    only = limit.low if limit.low is not None else limit.high
    width = EXACT.multiply(abs(only or Decimal(0)), share)
    return BorderZone(limit.low, limit.high, width, f"near: within {percent} of the limit")
