"""Numbers as people report them: ``98.0``, ``<0.1``, ``1.0e13``, ``15 to 25``, ``25 ± 2``.

The text stays; what is parsed stands beside it, with the sign that censors it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_NUMBER = r"[-−+]?\d+(?:\.\d+)?(?:\s*(?:[eE]|[x×*]\s*10\^?)\s*[-−+]?\d+)?"
_CENSOR = r"<=|>=|<|>|≤|≥|NMT|NLT|about|ca\."
_ONE = re.compile(rf"(?P<censor>{_CENSOR})?\s*(?P<low>{_NUMBER})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*(?P<sign>-|–|to|\.\.)\s*(?P<high>{_NUMBER})")
_TOLERANCE = re.compile(rf"(?P<low>{_NUMBER})\s*(?:±|\+/-)\s*(?P<high>{_NUMBER})")
_SIGNS = {"<=": "≤", ">=": "≥", "NMT": "≤", "NLT": "≥", "ca.": "about"}
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, slots=True)
class Number:
    """A parsed number or range. ``censor`` is one of "", "<", ">", "≤", "≥", "about"; ``high`` is set for a range."""

    low: Decimal
    high: Decimal | None = None
    censor: str = ""


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Number | None:
    """The number, censored number, range or tolerance a text states, or None where it states none."""
    text = text.strip()
    try:
        return _parsed(text)
    except InvalidOperation:  # digits of an exponent beyond all measure
        return None


def _parsed(text: str) -> Number | None:
    if match := _RANGE.fullmatch(text):
        return _range(_decimal(match["low"]), _decimal(match["high"]), match["sign"])
    if match := _TOLERANCE.fullmatch(text):
        middle, tolerance = _decimal(match["low"]), _decimal(match["high"])
        return Number(middle - tolerance, middle + tolerance)
    if match := _ONE.fullmatch(text):
        censor = match["censor"] or ""
        return Number(_decimal(match["low"]), None, _SIGNS.get(censor, censor))
    return None


def _range(low: Decimal, high: Decimal, sign: str) -> Number | None:
    """A range; but ``2026-02`` is a month and ``24-01`` a batch number: with a mere hyphen it must ascend."""
    return None if sign == "-" and low >= high else Number(low, high)


def leading_number(text: str) -> tuple[str, str] | None:
    """The text split behind the longest number it starts with: number text and the rest, or None."""
    for pattern in (_TOLERANCE, _RANGE, _ONE):
        match = pattern.match(text.strip())
        if match and not text.strip()[match.end() :][:1].isdigit():
            return match[0], text.strip()[match.end() :].strip()
    return None


def _decimal(text: str) -> Decimal:
    plain = re.sub(r"\s*[x×*]\s*10\^?\s*", "e", text).replace("−", "-").replace(" ", "")
    return Decimal(plain)


@lru_cache(maxsize=65536)
def print_number(text: str) -> str:
    """The number as printed: digits untouched, ``1.0e13`` as ``1.0 × 10¹³``, ``>=`` as ``≥``, ``-`` as ``−``."""
    text = re.sub(r"([\d.]+)\s*(?:[eE]|[x×*]\s*10\^?)\s*([-−+]?\d+)", _power, text)
    text = re.sub(r"^(>=|<=|NMT|NLT|ca\.)\s*", lambda match: _SIGNS[match[1]] + " ", text)
    text = re.sub(r"^([<>≤≥])\s*", r"\1 ", text)
    text = re.sub(r"\s*(?:\+/-|±)\s*", " ± ", text)
    text = re.sub(r"(?<=[\d⁰¹²³⁴⁵⁶⁷⁸⁹])\s*(?:-|\.\.)\s*(?=\d)", "–", text)
    return re.sub(r"(^|(?<=[\s≤≥<>±–]))-(?=\d)", "−", text)


def _power(match: re.Match[str]) -> str:
    exponent = str(int(match[2].replace("−", "-"))).translate(_SUPERSCRIPT)
    return f"{match[1]} × 10{exponent}"
