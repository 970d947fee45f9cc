"""What pydantic found, in the words of the dossier: one line each, with what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.quantity import Quantity
from impd.dossier.shape import Location, fields_of

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_LONGEST = 60


def faults_of(
    error: ValidationError, root: type[Facts] = ClinicalTrialApplication
) -> list[tuple[Location, str, str]]:
    """Each fault of a validation: where, what is wrong, what to do. ``root`` is the model that was validated."""
    return [_fault(found, root) for found in error.errors(include_url=False, include_context=True)]


def _fault(found: Any, root: type[Facts]) -> tuple[Location, str, str]:
    location: Location = found["loc"]
    what, remedy = _words(found, location, root)
    name = _name(location, root)
    return location, what if found["type"] == "extra_forbidden" else f"{name}: {what}", remedy


def _name(location: Location, root: type[Facts]) -> str:
    """The field a fault lies in; what a quantity or limit consists of is called by the field that holds it."""
    model: type[Facts] | None = root
    name = ""
    for step in location:
        if isinstance(step, str) and model:
            name = step
            field = fields_of(model).get(step)
            model = field.group if field else None
    return name


def _words(found: Any, location: Location, root: type[Facts]) -> tuple[str, str]:
    kind: str = found["type"]
    given = found["input"]
    if kind == "extra_forbidden":
        return _unknown_key(location, given, root)
    if kind == "missing":
        return "is missing", f"Add the key {location[-1]}"
    if given is None:
        return "is an empty entry of a list", "Fill it or remove it"
    if kind in _TEXTS:
        return _TEXTS[kind](given, found.get("ctx", {}))
    return _not_a_number(kind, given) or (f"{found['msg']}, got {_shown(given)}", "Correct the value")


def _other_shape(wanted: str, remedy: str) -> Callable[[Any, Any], tuple[str, str]]:
    return lambda given, _context: (f"expected {wanted}, got {_shown(given)}", remedy)


_GROUP = _other_shape("a group of keys", "Write key: value below it, indented")
_YES_OR_NO = _other_shape("true or false", "Write true or false")
_TEXTS: dict[str, Callable[[Any, Any], tuple[str, str]]] = {
    "value_error": lambda _given, context: _own_words(str(context["error"])),
    "literal_error": lambda given, context: _not_a_term(given, context["expected"]),
    "string_pattern_mismatch": lambda given, _: (f"{_shown(given)} cannot be an id", _ID_REMEDY),
    "string_too_short": lambda _given, _: ("is empty", "Write a text, or leave the key out"),
    "string_type": _other_shape("a text", "Write one text; put it in quotes if it holds { [ or : signs"),
    "tuple_type": _other_shape("a list", "Begin each item with a dash"),
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "model_attributes_type": _GROUP,
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
}
_ID_REMEDY = 'Use letters, digits, ".", "_" and "-", without spaces'


def _shown(given: Any) -> str:
    if isinstance(given, Mapping):
        return "a group of keys"
    if isinstance(given, list | tuple):
        return "a list"
    text = str(given).strip()
    return f'"{text[:_LONGEST]}…"' if len(text) > _LONGEST else f'"{text}"'


def _unknown_key(location: Location, given: Any, root: type[Facts]) -> tuple[str, str]:
    name = str(location[-1])
    known = list(fields_of(_model_at(location[:-1], root)))
    near = difflib.get_close_matches(name, known, 1)
    if not near and given is None:
        return f'unknown key "{name}" without a value', "Put the text before it in quotes if this belongs to it"
    return f'unknown key "{name}"', f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(known)}"


def _model_at(location: Iterable[str | int], root: type[Facts]) -> type[Facts]:
    model = root
    for step in location:
        if isinstance(step, str):
            model = fields_of(model)[step].group or Quantity
    return model


def _own_words(words: str) -> tuple[str, str]:
    """A message of the model itself: ``what. what to do``."""
    what, _, remedy = words.partition(". Write")
    return what, f"Write{remedy}" if remedy else "Correct the value"


def _not_a_term(given: Any, expected: str) -> tuple[str, str]:
    terms = re.findall(r"'([^']*)'", expected)
    near = difflib.get_close_matches(str(given), terms, 1, cutoff=0.5)
    remedy = f'Did you mean "{near[0]}"?' if near else f"Write one of: {', '.join(terms)}"
    return f"{_shown(given)} is not a term of this list", remedy


def _not_a_number(kind: str, given: Any) -> tuple[str, str] | None:
    if not kind.startswith(("decimal", "int", "float", "finite")):
        return None
    wanted = "a whole number" if kind.startswith("int") else "a number"
    number = _NUMBER.search(str(given))
    plain = number[0].replace(",", ".") if number else ""
    if kind.startswith("int"):
        plain = plain if plain.isdigit() else ""
    if re.search(r"\d,\d", str(given)) and plain:
        return f"decimal comma in {_shown(given)}", f"Write: {plain}"
    return f"expected {wanted}, got {_shown(given)}", f"Write: {plain}" if plain else f"Write {wanted}"
