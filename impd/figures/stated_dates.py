"""Dates to the day, month or year as periods on an axis counted in months."""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def months(year: int, month: int, day: int) -> float:
    """The beginning of a day in months since the year 0, the day as its part of the month."""
    return year * 12 + month - 1 + (day - 1) / monthrange(year, month)[1]


def period(text: str) -> tuple[float, float] | None:
    """The beginning and the end of a stated day, month or year, in months; None if the text is no date."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    last = month or 12
    if not (year and last <= 12 and day <= monthrange(year, last)[1]) or "00" in match.groups()[1:]:
        return None
    start = months(year, month or 1, day or 1)
    return start, months(year, last, day or monthrange(year, last)[1]) + 1 / monthrange(year, last)[1]
