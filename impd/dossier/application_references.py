"""References between the parts of an application: to its products, documents, member states and sites."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from impd.dossier.cover_letter import SafetyInformationPlace
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.facts import Facts
from impd.dossier.shape import Location, fields_of, part

Value: TypeAlias = Facts | dict[str, Any]
# Where the entries of each register stand in the application, and the field that names them.
_REGISTERS: dict[str, tuple[tuple[str, ...], str]] = {
    "products": (("products",), "code"),
    "documents": (("documents",), "id"),
    "member_states": (("member_states",), "country"),
    "trial_sites": (("trial", "sites"), "id"),
    "sites": (("products", "quality", "sites"), "id"),
}
APPLICATION_REGISTERS = frozenset(_REGISTERS)
# The groups of the application, outside its products, that refer to entries.
_REFERRING: tuple[tuple[tuple[str, ...], type[Facts]], ...] = (
    (("documents",), RegisteredDocument),
    (("cover_letter", "reference_safety_information"), SafetyInformationPlace),
)


def unresolved(application: Value) -> Iterator[tuple[Location, str, str]]:
    """Each reference that finds no entry: where it stands, what is wrong, what to do."""
    known = {name: _names(application, *place) for name, place in _REGISTERS.items()}
    for steps, model in _REFERRING:
        for group, location in _entries(application, steps):
            for field in fields_of(model).values():
                for place, given in _given(group, field.name) if field.registers else ():
                    if given not in known[field.registers[0]]:
                        message = f'{field.name}: no entry "{given}" in {field.registers[0]}'
                        yield (*location, *place), message, _remedy(given, known[field.registers[0]])


def _entries(value: Any, steps: Sequence[str], location: Location = ()) -> Iterator[tuple[Value, Location]]:
    """The groups at the end of these steps, through all lists on the way."""
    if isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _entries(item, steps, (*location, index))
    elif isinstance(value, Facts | dict) and steps:
        yield from _entries(part(value, steps[0]), steps[1:], (*location, steps[0]))
    elif isinstance(value, Facts | dict):
        yield value, location


def _names(application: Value, steps: Sequence[str], name: str) -> list[str]:
    found = (part(entry, name) for entry, _ in _entries(application, steps))
    return [one.strip() for one in found if isinstance(one, str)]


def _given(group: Value, name: str) -> Iterator[tuple[Location, str]]:
    """The references of one field, with their places in it."""
    value = part(group, name)
    many = isinstance(value, tuple | list)
    for index, one in enumerate(value if many else (value,)):
        if isinstance(one, str):
            yield ((name, index) if many else (name,)), one.strip()


def _remedy(given: str, known: list[str]) -> str:
    near = difflib.get_close_matches(given, known, 1)
    return f'Did you mean "{near[0]}"?' if near else f"Add the entry, or name one of: {', '.join(known) or 'none yet'}"
