"""Whether two statements of a dossier say the same: periods, temperatures, amounts, names."""

from __future__ import annotations

import re
from decimal import Decimal

from impd.calculation.cumulative_time_span import longest_span
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity

_TEMPERATURE = re.compile(
    r"(?P<first>[-−–]?\d+(?:[.,]\d+)?)\s*(?:°\s*C|Cel)?\s*(?P<by>to|and|–|-|±)\s*"
    r"(?P<second>[-−]?\d+(?:[.,]\d+)?)\s*°\s*C|(?P<only>[-−–]?\d+(?:[.,]\d+)?)\s*°\s*C"
)
_HUMIDITY = re.compile(
    r"(?P<cel>\d+)\s*°\s*C(?:\s*±\s*\d+\s*°\s*C)?\s*(?:/|,|and|at)\s*(?P<rh>\d+)\s*%(?:\s*(?:RH)?\s*±\s*\d+\s*%)?"
    r"\s*(?:RH|r\.\s?h\.|relative humidity)",
    re.IGNORECASE,
)


def is_within(period: Quantity, limit: Quantity) -> bool | None:
    """Whether a period is no longer than another; None where their units or their words do not tell."""
    one, other = longest_span(period), longest_span(limit)
    return None if isinstance(one, str) or isinstance(other, str) else one.is_within(other)


def same_period(one: Quantity, other: Quantity) -> bool | None:
    """Whether two periods are equally long at their longest."""
    shorter, longer = is_within(one, other), is_within(other, one)
    if shorter is False or longer is False:
        return False
    return True if shorter and longer else None


def same_quantity(one: Quantity, other: Quantity) -> bool | None:
    """Whether two quantities are equal after conversion; None where their units are not of one kind."""
    factor = conversion_factor(one.unit, other.unit)
    if factor is None:
        return None
    mine, its = one.number, other.number
    ends = (mine.low, its.low), (mine.high, its.high)
    return all(
        (left is None) is (right is None)
        and (left is None or right is None or EXACT.multiply(left, factor).compare(right) == 0)
        for left, right in ends
    )


def agrees(one: Quantity, other: Quantity) -> bool | None:
    """Whether two quantities are equal, or one lies within the range of the other."""
    same, factor = same_quantity(one, other), conversion_factor(one.unit, other.unit)
    if same is not False or factor is None:
        return same
    mine, its = one.number, other.number
    low, high = (EXACT.multiply(end, factor) for end in (mine.low, mine.high or mine.low))
    return (its.low <= low and high <= (its.high or its.low)) or (low <= its.low and (its.high or its.low) <= high)


def temperatures(text: str) -> frozenset[Decimal]:
    """The temperatures in °C that a text names, tolerances left out."""
    found: set[Decimal] = set()
    for match in _TEMPERATURE.finditer(text):
        stated = [match["only"]] if match["only"] else _stated(match)
        found.update(_number(one) for one in stated)
    return frozenset(found)


def _stated(match: re.Match[str]) -> list[str]:
    """Both ends of a range; of a temperature with its tolerance, the temperature alone."""
    return [match["first"]] if match["by"] == "±" else [match["first"], match["second"]]


def _number(text: str) -> Decimal:
    return Decimal(re.sub("[−–]", "-", text).replace(",", "."))


def is_earlier(one: str, other: str) -> bool | None:
    """Whether a date lies before another; None where the one that is stated less exactly leaves it open."""
    length = min(len(one), len(other))
    if one[:length] != other[:length]:
        return one < other
    return False if len(one) == len(other) else None


def years_after(date: str, years: int) -> str:
    """The same date so many years later, or earlier."""
    return f"{int(date[:4]) + years}{date[4:]}"


def same_storage(one: str, other: str) -> bool | None:
    """Whether two storage conditions name the same temperatures; None where one names none and the words differ."""
    if plain(one) == plain(other):
        return True
    mine, its = temperatures(one), temperatures(other)
    return None if not mine or not its else mine == its


def humidities(text: str) -> list[tuple[str, str]]:
    """The pairs of temperature and relative humidity that a text names."""
    return [(match["cel"], match["rh"]) for match in _HUMIDITY.finditer(text)]


def plain(text: str) -> str:
    """A text in lower case with single spaces, one kind of hyphen and no full stop at its end."""
    return re.sub(r"[‐‑–—−]", "-", " ".join(text.split())).casefold().rstrip(".;")


def same_terms(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two lists hold the same terms, in any order, letter case aside."""
    return {plain(one) for one in some} == {plain(one) for one in others}


def names_the_same(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it in whole words, letter case and punctuation aside."""
    mine, its = _bare(one), _bare(other)
    return f" {mine} " in f" {its} " or f" {its} " in f" {mine} "


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w%.]+", " ", text.casefold()).split())
