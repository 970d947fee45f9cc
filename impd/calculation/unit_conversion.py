"""By what a number in one UCUM unit is multiplied to be in another, exactly, and only between units of one kind.

Unlike in UCUM, annotations count (``{vg}/kg`` is never ``{cells}/kg``) and nothing cancels out, so that ``mg/kg`` stays
a dose per body weight and is no percentage. Source: The Unified Code for Units of Measure 2.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from impd.dossier.unit import is_ucum

EXACT = Context(prec=28, Emin=MIN_EMIN, Emax=MAX_EMAX)
"""Context of all calculations: 28 digits, whatever the caller has set."""

_LONGEST = 120
_PREFIXES = {
    "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1, "d": -1, "c": -2, "m": -3,
    "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
}  # fmt: skip
_LITRE = (Fraction(1, 1000), {"m": 3})
_METRIC: dict[str, tuple[Fraction, dict[str, int]]] = {
    "L": _LITRE, "l": _LITRE, "t": (Fraction(10**6), {"g": 1}), "bar": (Fraction(10**5), {"Pa": 1}),
    "kat": (Fraction(1), {"mol": 1, "s": -1}), "U": (Fraction(1, 60 * 10**6), {"mol": 1, "s": -1}),
    "[IU]": (Fraction(1), {"[iU]": 1}), "Da": (Fraction(1), {"u": 1}),
} | {
    own: (Fraction(1), {own: 1})
    for own in ("g", "m", "s", "mol", "Pa", "osm", "eq", "u", "V", "Hz", "Gy", "F", "A", "J", "W", "N", "[iU]")
}  # fmt: skip
# A month is no number of days: it converts to years only.
_FIXED: dict[str, tuple[Fraction, dict[str, int]]] = {
    "min": (Fraction(60), {"s": 1}), "h": (Fraction(3600), {"s": 1}), "d": (Fraction(86400), {"s": 1}),
    "wk": (Fraction(7 * 86400), {"s": 1}), "mo": (Fraction(1), {"mo": 1}), "a": (Fraction(12), {"mo": 1}),
    "%": (Fraction(1, 100), {}), "[ppth]": (Fraction(1, 10**3), {}), "[ppm]": (Fraction(1, 10**6), {}),
    "[ppb]": (Fraction(1, 10**9), {}),
}  # fmt: skip
_TOKEN = re.compile(r"[./()]|(?:\{[^{}]*\}|[^./(){}])+")
_COMPONENT = re.compile(
    r"(?:10[*^](?P<ten>[+-]?\d{1,3})|(?P<number>\d{1,9})|(?P<atom>(?:[A-Za-z%]|\[[^\[\]]+\])+)(?P<exponent>[+-]?\d)?)?"
    r"(?P<notes>(?:\{[^{}]*\})*)"
)
_NOTE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class ResolvedUnit:
    """A unit in base units: the factor, and how often each base unit or annotation stands above and below the line."""

    factor: Fraction
    above: frozenset[tuple[str, int]]
    below: frozenset[tuple[str, int]]


@lru_cache(maxsize=4096)
def conversion_factor(one: str, other: str) -> Decimal | None:
    """By what a number in unit ``one`` is multiplied to be in ``other``; None where they are not of the same kind.

    Exact to 28 digits. Months do not convert to days, nor temperatures, nor units outside metric and medical use.
    """
    if one == other:
        return Decimal(1) if one and is_ucum(one) else None
    source, target = resolved_unit(one), resolved_unit(other)
    if source is None or target is None or (source.above, source.below) != (target.above, target.below):
        return None
    ratio = source.factor / target.factor
    return EXACT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))


@lru_cache(maxsize=4096)
def resolved_unit(text: str) -> ResolvedUnit | None:
    """The unit in base units (g, m, s, mol, mo, [iU] and others, each annotation as its own), or None if unreadable."""
    if not text or len(text) > _LONGEST or not _well_formed(text):
        return None
    factor, sides = Fraction(1), (Counter[str](), Counter[str]())
    for component, sign in _components(text):
        resolved = _resolved_component(component)
        if resolved is None:
            return None
        factor *= resolved[0] ** sign
        for base, exponent in resolved[1].items():
            sides[exponent * sign < 0][base] += abs(exponent)
    return ResolvedUnit(factor, frozenset(sides[0].items()), frozenset(sides[1].items()))


def _well_formed(text: str) -> bool:
    """Whether operators stand between components and brackets are paired; a unit may begin with a solidus."""
    shape = "".join(token if token in "./()" else "u" for token in _TOKEN.findall(text)).removeprefix("/")
    while "(" in shape and shape != (shape := re.sub(r"\(/?u(?:[./]u)*\)", "u", shape)):
        pass
    return "".join(_TOKEN.findall(text)) == text and re.fullmatch(r"u(?:[./]u)*", shape) is not None


def _components(text: str) -> Iterator[tuple[str, int]]:
    """Each component with 1 where it multiplies and -1 where it divides, read from left to right as UCUM does."""
    sign, signs = 1, [1]
    for token in _TOKEN.findall(text):
        if token == "(":
            signs.append(sign)
        elif token == ")":
            signs.pop()
        elif token not in "./":
            yield token, sign
        sign = -signs[-1] if token == "/" else signs[-1]


def _resolved_component(text: str) -> tuple[Fraction, dict[str, int]] | None:
    match = _COMPONENT.fullmatch(text)
    if match is None:
        return None
    notes = dict(Counter(_NOTE.findall(match["notes"])))
    if match["ten"]:
        return Fraction(10) ** int(match["ten"]), notes
    if match["number"]:
        number = int(match["number"])
        return (Fraction(number), notes) if number else None
    if match["atom"] is None:
        return Fraction(1), notes
    resolved, exponent = _resolved_atom(match["atom"]), int(match["exponent"] or 1)
    if resolved is None or exponent == 0:
        return None
    return resolved[0] ** exponent, {base: times * exponent for base, times in resolved[1].items()} | notes


def _resolved_atom(atom: str) -> tuple[Fraction, dict[str, int]] | None:
    known = _FIXED.get(atom) or _METRIC.get(atom)
    if known:
        return known
    for prefix, power in _PREFIXES.items():
        if atom.startswith(prefix) and atom[len(prefix) :] in _METRIC:
            factor, bases = _METRIC[atom[len(prefix) :]]
            return factor * Fraction(10) ** power, bases
    return (Fraction(1), {atom: 1}) if is_ucum(atom) else None
