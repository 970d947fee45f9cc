"""UCUM units: whether a text is one, how it is printed, and whether two are the same.

Annotations such as ``{vg}`` and ``{cells}`` are part of the unit here: UCUM treats them as 1, which would
let a dose in vector genomes be compared with one in cells. Source: The Unified Code for Units of Measure 2.2.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache

_PRINTED = {
    "Cel": "°C", "[iU]": "IU", "[IU]": "IU", "[EU]": "Ehrlich unit", "[CFU]": "CFU", "[pfu]": "PFU", "[ppm]": "ppm",
    "mosm": "mOsm", "osm": "Osm", "mo": "months", "a": "years", "d": "days", "h": "h", "min": "min", "s": "s",
    "wk": "weeks", "%": "%", "1": "", "L": "L", "l": "L", "mol": "mol", "g": "g", "m": "m", "Da": "Da", "u": "Da",
    "[pH]": "", "V": "V", "Hz": "Hz", "Gy": "Gy", "Pa": "Pa", "bar": "bar", "N": "N", "kat": "kat", "U": "U",
    "[TCID_50]": "TCID₅₀", "[CCID_50]": "CCID₅₀", "[FFU]": "FFU", "eq": "eq", "deg": "°", "J": "J", "W": "W",
    "[AU]": "AU", "bp": "bp", "F": "F", "A": "A", "Ohm": "Ω", "[g]": "g (gravity)", "cm": "cm", "B": "B", "ar": "a",
}  # fmt: skip
_ONE_OF = {"months": "month", "years": "year", "days": "day", "weeks": "week"}  # within a compound: mg/kg per day
_PREFIXES = {"u": "µ", "m": "m", "k": "k", "n": "n", "p": "p", "f": "f", "c": "c", "d": "d", "M": "M", "G": "G"}
_SYMBOLS = frozenset({*_PRINTED.values(), *_ONE_OF.values(), "h", "min", "s"}) | {
    prefix + unit for prefix in ("µ", "m", "k", "n", "p", "f", "c", "d") for unit in ("g", "L", "m", "mol", "s")
}
_PREFIXED = {"g", "L", "l", "m", "mol", "s", "Pa", "osm", "Da", "V", "Hz", "Gy", "F", "A", "J", "W", "bar", "kat", "N"}
_COMPONENT = re.compile(r"(?P<power>10[*^](?P<ten>-?\d+))|(?P<atom>\[[^\]]+\]|[A-Za-z%°]+|1)?(?P<exponent>-?\d+)?")
_ANNOTATION = re.compile(r"\{([^{}]*)\}")
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=4096)
def is_ucum(text: str) -> bool:
    """Whether a text is a valid UCUM unit, annotations included."""
    if _print_term(text) is not None:
        return True
    ucumvert = importlib.import_module("ucumvert")
    try:
        ucumvert.get_ucum_parser().parse(text)
    except Exception as fault:
        if type(fault).__module__.startswith(("lark", "ucumvert")):
            return False
        raise
    return True


@lru_cache(maxsize=4096)
def print_unit(text: str) -> str:
    """The unit as printed: ``{vg}/mL`` as ``vg/mL``, ``Cel`` as ``°C``, ``10*6.{cells}`` as ``× 10⁶ cells``."""
    printed = _print_term(text)
    return text if printed is None else printed


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same unit, annotations included; no conversion is attempted."""
    return one == other or print_unit(one) == print_unit(other)


def _print_term(text: str) -> str | None:
    parts = re.split(r"([./])", _protect(text))
    printed = [_print_component(part) if part not in "./" else part for part in parts]
    if len(parts) > 1:
        printed = [_ONE_OF.get(part or "", part) for part in printed]
    if any(part is None for part in printed):
        return None
    printed = [_product(printed, place) if part == "." else part for place, part in enumerate(printed)]
    joined = "".join(part for part in printed if part is not None).strip()
    return re.sub(r"^(×[^ ]* \S*)\s+", r"\1 ", joined)


def _product(printed: list[str | None], place: int) -> str:
    """What stands between two factors: a dot between units, a blank beside a power of ten or what is counted."""
    both = (printed[place - 1] or "", printed[place + 1] or "")
    return "·" if all(one in _SYMBOLS for one in both) else " "


def _protect(text: str) -> str:
    """Annotations may hold dots and slashes (``%{w/w}``): keep them out of the splitting."""
    return _ANNOTATION.sub(lambda match: "{" + match[1].replace(".", "\x01").replace("/", "\x02") + "}", text)


def _print_component(component: str) -> str | None:
    notes = " ".join(_ANNOTATION.findall(component)).replace("\x01", ".").replace("\x02", "/")
    bare = _ANNOTATION.sub("", component)
    match = _COMPONENT.fullmatch(bare)
    if match is None or not (bare or notes):
        return None
    if match["power"]:
        symbol: str | None = f"× 10{match['ten'].translate(_SUPERSCRIPT)}"
    else:
        symbol = _print_atom(match["atom"])
    if symbol is None:
        return None
    exponent = (match["exponent"] or "").translate(_SUPERSCRIPT)
    return " ".join(part for part in (symbol + exponent, notes) if part)


def _print_atom(atom: str | None) -> str | None:
    if atom is None or atom in _PRINTED:
        return _PRINTED[atom] if atom else ""
    prefix, rest = atom[0], atom[1:]
    if prefix in _PREFIXES and rest in _PREFIXED:
        return _PREFIXES[prefix] + _PRINTED.get(rest, rest)
    return None
