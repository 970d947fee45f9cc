"""Whether the entries of a dossier have unique names and every reference finds its entry."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, TypeGuard

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.application_references import unresolved
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import path_of
from impd.dossier.registers import registers
from impd.dossier.shape import Field, Location, fields_of, key_of, part

Value: TypeAlias = Facts | dict[str, Any]
FREE = "tests"
"""A register whose names are free: a test may be named that no specification holds."""
# Keeps the names of figures apart from ids.
_FIGURE = "figures/"


@dataclass(frozen=True, slots=True)
class IntegrityFault:
    """A name given twice (``first`` says where before) or a reference to an entry that does not exist."""

    location: Location
    path: str
    message: str
    remedy: str
    first: Location = ()


@dataclass(frozen=True, slots=True)
class _Registered:
    register: str
    location: Location


def find_faults(
    application: ClinicalTrialApplication | dict[str, Any], references: bool = True
) -> list[IntegrityFault]:
    """All duplicates and dangling references of an application, validated or still as read.

    ``references`` False leaves references out: for data of which a part could not be read.
    """
    faults = list(_repeated(application, ClinicalTrialApplication, ()))
    for index, product in enumerate(_items(part(application, "products"))):
        if _is_group(product):
            faults += _product_faults(product, ("products", index), references)
    if references:
        faults += [IntegrityFault(place, "", message, remedy) for place, message, remedy in unresolved(application)]
    root = application
    return [
        IntegrityFault(fault.location, path_of(root, fault.location, ClinicalTrialApplication),
                       fault.message, fault.remedy, fault.first)
        for fault in faults
    ]  # fmt: skip


def _product_faults(product: Value, location: Location, references: bool) -> Iterator[IntegrityFault]:
    names: dict[str, _Registered] = {}
    for register in registers().values():
        holder = part(product, register.part) if register.part else product
        for index, entry in enumerate(_items(part(holder, register.name) if _is_group(holder) else None)):
            place = (*location, *register.location, index)
            yield from _register(entry, _Registered(register.name, place), names)
    for index, figure in enumerate(_items(part(product, "figures"))):
        name = part(figure, "name") if _is_group(figure) else None
        if isinstance(name, str):
            names.setdefault(_FIGURE + name, _Registered("figures", (*location, "figures", index)))
    if references:
        yield from _dangling(product, MedicinalProduct, location, names)


def _register(entry: Any, place: _Registered, names: dict[str, _Registered]) -> Iterator[IntegrityFault]:
    """Adds an entry to the names of the product; the same id in another register is a fault."""
    name = part(entry, "id") if _is_group(entry) else None
    if not isinstance(name, str):
        return
    known = names.setdefault(name.strip(), place)
    if known.register != place.register:
        message = f'the id "{name.strip()}" names an entry of {known.register} already'
        yield _fault((*place.location, "id"), message, "Give each entry of a product its own id", known.location)


def _fault(location: Location, message: str, remedy: str, first: Location = ()) -> IntegrityFault:
    return IntegrityFault(location, "", message, remedy, first)


def _is_group(value: Any) -> TypeGuard[Value]:
    return isinstance(value, dict | Facts)


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple | list) else ()


def _groups(value: Any, field: Field, location: Location) -> Iterator[tuple[Any, Location]]:
    """The groups a field holds, with their locations."""
    if field.many:
        for index, item in enumerate(_items(value)):
            if _is_group(item):
                yield item, (*location, index)
    elif _is_group(value):
        yield value, location


def _repeated(group: Value, model: type[Facts], location: Location) -> Iterator[IntegrityFault]:
    """Items of one list with the same key, at any depth."""
    for field in _with_groups(model):
        value = part(group, field.name)
        if value is None or field.group is None:
            continue
        if field.many and field.group.key:
            yield from _twins(_items(value), field.group, (*location, field.name))
        if _with_groups(field.group):
            for item, place in _groups(value, field, (*location, field.name)):
                yield from _repeated(item, field.group, place)


def _twins(items: Sequence[Any], model: type[Facts], location: Location) -> Iterator[IntegrityFault]:
    seen: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(items):
        key = key_of(item, model) if _is_group(item) else None
        if key and seen.setdefault(key, index) != index:
            named = ", ".join(f'{name} "{value}"' for name, value in zip(model.key, key, strict=True))
            message = f"{location[-1]}: a second entry with {named}"
            yield _fault((*location, index), message, "Remove it, or give it its own name", (*location, seen[key]))


@cache
def _referring(model: type[Facts]) -> tuple[Field, ...]:
    """The fields that hold references, or groups that do."""
    fields = fields_of(model).values()
    return tuple(field for field in fields if _refers(field) or (field.group and _referring(field.group)))


def _refers(field: Field) -> bool:
    return bool(field.registers) and FREE not in field.registers


@cache
def _with_groups(model: type[Facts]) -> tuple[Field, ...]:
    """The fields that hold groups."""
    return tuple(field for field in fields_of(model).values() if field.group)


def _dangling(
    group: Value, model: type[Facts], location: Location, names: dict[str, _Registered]
) -> Iterator[IntegrityFault]:
    """References below a group that find no entry in their registers."""
    for field in _referring(model):
        value = part(group, field.name)
        if value is None:
            continue
        if field.group:
            for item, place in _groups(value, field, (*location, field.name)):
                yield from _dangling(item, field.group, place, names)
            continue
        many = isinstance(value, tuple | list)
        for index, reference in enumerate(value if many else (value,)):
            if isinstance(reference, str) and (fault := _unresolved(reference.strip(), field, names)):
                yield _fault((*location, field.name, index) if many else (*location, field.name), *fault)


def _unresolved(reference: str, field: Field, names: dict[str, _Registered]) -> tuple[str, str] | None:
    """What is wrong with a reference, and what to do; None if it finds its entry."""
    prefix = _FIGURE if "figures" in field.registers else ""
    known = names.get(prefix + reference)
    if known and known.register in field.registers:
        return None
    registers = " or ".join(dict.fromkeys(field.registers))
    if known:
        return f'{field.name}: "{reference}" is an entry of {known.register}', f"Give the id of an entry of {registers}"
    allowed = [name.removeprefix(prefix) for name, entry in names.items() if entry.register in field.registers]
    near = difflib.get_close_matches(reference, allowed, 1)
    add = "Put the file into figures/" if prefix else "Add the entry"
    remedy = f'Did you mean "{near[0]}"?' if near else f"{add}, or name one of: {_some(allowed)}"
    return f'{field.name}: no entry "{reference}" in {registers}', remedy


def _some(names: list[str]) -> str:
    """The first names of a list."""
    shown = ", ".join(names[:8]) or "none yet"
    return shown + (", …" if len(names) > 8 else "")
