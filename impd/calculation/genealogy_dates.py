"""Whether one stated date lies before another, as far as days, months or years are known."""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["in order", "out of order", "cannot tell"]


def date_order(earlier: str, later: str) -> Verdict:
    """Whether ``earlier`` is not after ``later``; one day is in order with itself, a month cannot tell with itself.

    A date to the month or year stands for each of its days: 2021 against 2021-03 cannot tell.
    """
    first, second = _days(earlier), _days(later)
    if first[1] <= second[0]:
        return "in order"
    return "out of order" if first[0] > second[1] else "cannot tell"


def last_day(stated: str) -> str:
    """The last day of a stated day, month or year; an expiry date to the month holds until then."""
    return _days(stated)[1].isoformat()


def _days(stated: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a stated date can mean."""
    year, month, day = (*(int(part) for part in stated.split("-")), 0, 0)[:3]
    last = month or 12
    first = datetime.date(year, month or 1, day or 1)
    return first, datetime.date(year, last, day or monthrange(year, last)[1])
