"""The numbers that a result or limit leaves possible: ``<0.1``, ``95–97``, ``NLT 95.0 % and NMT 105.0 %``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT
from impd.dossier.number import Number, leading_number, parse_number
from impd.dossier.unit import is_ucum, print_unit, same_unit

_SIGNS = (
    (re.compile(r"^(?:not|no) (?:less|fewer|lower) than\b|^at least\b", re.IGNORECASE), "≥"),
    (re.compile(r"^(?:not|no) (?:more|greater|higher) than\b|^at most\b|^up to\b", re.IGNORECASE), "≤"),
    (re.compile(r"^(?:more|greater|higher) than\b|^above\b", re.IGNORECASE), ">"),
    (re.compile(r"^(?:less|fewer|lower) than\b|^below\b", re.IGNORECASE), "<"),
    (re.compile(r"^nlt\b", re.IGNORECASE), "≥"),
    (re.compile(r"^nmt\b", re.IGNORECASE), "≤"),
)
_BETWEEN = re.compile(r"^between\s+(?P<low>\S.*?)\s+and\s+(?P<high>\S.*)$", re.IGNORECASE)
_TWICE = re.compile(
    r"(?P<low>[-−+]?\d[\d.]*)\s*(?P<unit>(?![eE][-+]?\d)[^\d\s.±x×*]\S*)\s*(?P<sign>to|–|-)\s*(?P<high>[-−+]?\d[\d.]*)\s*(?P=unit)"
)
_BOTH = re.compile(r"\s+(?:and|but)\s+|\s*[,;]\s*", re.IGNORECASE)
_UNIT_IN_TEXT = re.compile(r"(?:10[*^]|/?[A-Za-zµ%\[{×]).{0,60}")
_SPREAD = re.compile(r"±|\+/-")
_POWER = re.compile(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_BEYOND_MEASURE = 400


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, without an end that is open; None where there is no bound.

    ``unit`` is the unit in the text or beside it. ``two_results`` marks the ends of a range, ``estimate`` a number
    that is only about right; a ``±`` is neither, as it may be a bound or a deviation.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    two_results: bool = False
    estimate: bool = False

    @property
    def is_censored(self) -> bool:
        """Whether one side is open-ended, as in ``<0.1``."""
        return self.low is None or self.high is None

    def scaled(self, factor: Decimal) -> Interval:
        """The same in another unit, of which the number is ``factor`` times as large."""
        if factor == 1:
            return self
        low = None if self.low is None else EXACT.multiply(self.low, factor)
        high = None if self.high is None else EXACT.multiply(self.high, factor)
        return replace(self, low=low, high=high)


@lru_cache(maxsize=65536)
def reported_interval(text: str, unit: str | None) -> Interval | None:
    """The interval a text with its unit states, or None where it states no numbers alone.

    Raises CannotCalculate where the unit in the text is not the one beside it, or the bounds are in the wrong order.
    """
    found = _one(text.strip(), unit) or _lower_and_upper(text.strip(), unit)
    if found and found.low is not None and found.high is not None and found.low > found.high:
        raise CannotCalculate(f'the bounds of "{text}" are in the wrong order')
    return found


def _one(text: str, unit: str | None) -> Interval | None:
    """One number, censored number, range or tolerance, with or without its unit behind."""
    plain = text if parse_number(text) else _in_signs(_POWER.sub(_caret, text))
    number, behind = parse_number(plain), ""
    if number is None:
        split = leading_number(plain)
        if split is None or not _UNIT_IN_TEXT.fullmatch(split[1]):
            return None
        number, behind = parse_number(split[0]), split[1]
    if number is None or not _measurable(number):
        return None
    spread = bool(_SPREAD.search(plain))
    if not behind:
        return _interval(number, unit, spread)
    if not is_ucum(behind) and not (unit and behind == print_unit(unit)):
        return None
    if unit and behind != print_unit(unit) and not same_unit(behind, unit):
        raise CannotCalculate(f'"{text}" is stated with the unit {unit} beside it')
    return _interval(number, unit or behind, spread)


def _caret(match: re.Match[str]) -> str:
    """``10¹³`` as ``10^13``, which a number is read from."""
    return f"10^{match[1].translate(_PLAIN_DIGITS)}"


def _in_signs(text: str) -> str:
    """``not more than 0.2`` as ``≤ 0.2``, ``between 95 and 105`` and ``95 % to 105 %`` as ranges."""
    for words, sign in _SIGNS:
        if words.match(text):
            return sign + words.sub("", text, count=1)
    if between := _BETWEEN.match(text):
        text = f"{between['low']} to {between['high']}"
    if twice := _TWICE.fullmatch(text):
        return f"{twice['low']} {twice['sign']} {twice['high']} {twice['unit']}"
    return text


def _interval(number: Number, unit: str | None, spread: bool) -> Interval:
    low, high = number.low, number.high
    if high is not None:
        return Interval(low, high, unit=unit, two_results=not spread)
    if number.censor in ("<", "≤"):
        return Interval(None, low, high_open=number.censor == "<", unit=unit)
    if number.censor in (">", "≥"):
        return Interval(low, None, low_open=number.censor == ">", unit=unit)
    return Interval(low, low, unit=unit, estimate=number.censor == "about")


def _lower_and_upper(text: str, unit: str | None) -> Interval | None:
    """``NLT 95.0 % and NMT 105.0 %``: one bound below and one above, in one unit."""
    parts = [_one(part, unit) for part in _BOTH.split(text)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    below, above = sorted((parts[0], parts[1]), key=lambda part: part.low is None)
    one_each = below.low is not None and below.high is None and above.low is None and above.high is not None
    if not one_each or (below.unit and above.unit and not same_unit(below.unit, above.unit)):
        return None
    return Interval(below.low, above.high, below.low_open, above.high_open, below.unit or above.unit)


def _measurable(number: Number) -> bool:
    """Whether the powers of ten are such as a measurement has."""
    return all(not one or abs(one.adjusted()) < _BEYOND_MEASURE for one in (number.low, number.high) if one is not None)
