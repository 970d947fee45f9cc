"""Versions, dates and trial numbers that a text states, and whether they are those expected."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_VERSION = re.compile(
    r"\b(?:version|versie|versión|versione|versão|wersja|verze|verzia|verzija|versioon|versija|versiune|verzió|έκδοση"
    r"|версия)(?:\s*(?:of (?:this|the) \w+|number|no\.?|nr\.?|:|-|–))*\s*v?(\d+(?:\.\d+)*)(?![\d-])"
    r"|\bv\.? ?(\d+\.\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d-])20\d{2}-5\d{5}-\d{2}(?:-\d{2})?(?!\d)")
_STEM = 14
_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec", "januar februar märz april mai juni juli august - okt - dez",
    "- - mrt - mei - - - - - - -", "ene - - abr - - - ago - - - dic",
    "janv févr mars avr - juin juil août sept - - déc", "gen - - - mag giu lug - set ott - -",
    "- - maart - - - - - - - - -",
)  # fmt: skip
_MONTH_OF = {
    name: number
    for line in _MONTHS
    for number, name in enumerate(line.split(), 1)
    if name != "-"
}  # fmt: skip
_ISO = re.compile(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](20\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]+(?:de\s+)?([^\W\d_]{3,10})\.?[\s/,-]+(?:de\s+)?(20\d{2})"
    r"(?!\d)"
)
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(20\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a document must state of itself: its version as printed, its date, the number of the trial."""

    version: str = ""
    date: datetime.date | None = None
    eu_ct_number: str = ""


def versions_in(text: str) -> list[str]:
    """The versions that stand after such a word, in the order of the text."""
    return list(dict.fromkeys(one or other for one, other in _VERSION.findall(text)))


def numbers_in(text: str) -> list[str]:
    """The EU CT numbers of a text, whole or without the number of the submission."""
    return list(dict.fromkeys(_NUMBER.findall(text)))


def dates_in(text: str) -> list[datetime.date]:
    """The full dates of a text. Of two numbers, the first is the day; the other way counts too where it can be."""
    found = [(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)]
    for first, second, year in _DAY_FIRST.findall(text):
        found += [(int(year), int(second), int(first))]
    for day, name, year in _NAMED.findall(text):
        found += [(int(year), _month(name), int(day))]
    for name, day, year in _MONTH_FIRST.findall(text):
        found += [(int(year), _month(name), int(day))]
    return list(dict.fromkeys(filter(None, (_date(*parts) for parts in found))))


def _month(name: str) -> int:
    lower = name.lower()
    return _MONTH_OF.get(lower) or _MONTH_OF.get(lower[:4]) or _MONTH_OF.get(lower[:3]) or 0


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def same_version(one: str, other: str) -> bool:
    """Whether two versions are the same number; ``2`` and ``2.0`` are."""
    return _parts(one) == _parts(other)


def _parts(version: str) -> list[int]:
    parts = [int(part) for part in re.findall(r"\d+", version)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def same_number(one: str, other: str) -> bool:
    """Whether two EU CT numbers are of one trial, whichever of its submissions they name."""
    return one[:_STEM] == other[:_STEM]
