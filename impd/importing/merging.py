"""Several files to one dossier: groups are joined by key, and two files that state one fact differently are named."""

from __future__ import annotations

from typing import Any

from impd.dossier.facts import Facts
from impd.dossier.shape import fields_of, key_of
from impd.errors import Problem
from impd.importing.source import Group, Joined, Listing, Source


def merge(one: Group, other: Group, model: type[Facts], problems: list[Problem]) -> Group:
    """Both groups as one; where they contradict each other, the first counts and the contradiction is noted."""
    if not one or not other:
        return one or other
    fields = fields_of(model)
    values: dict[str, Any] = dict(one)
    for name, value in other.items():
        if name not in values:
            values[name] = value
            continue
        first = values[name]
        field = fields.get(name)
        group = field.group if field else None
        if group and isinstance(first, Group) and isinstance(value, Group):
            values[name] = merge(first, value, group, problems)
        elif group and group.key and isinstance(first, Listing) and isinstance(value, Listing):
            values[name] = _merge_lists(first, value, group, problems)
        elif not _same(first, value):
            problems.append(_contradiction(name, (first, value), (one.source(name), other.source(name))))
    return Joined(values, (*_parts(one), *_parts(other)))


def _parts(group: Group) -> tuple[Group, ...]:
    return group.parts if isinstance(group, Joined) else (group,)


def _merge_lists(one: Listing, other: Listing, model: type[Facts], problems: list[Problem]) -> Listing:
    """The entries of both, in order; an entry of the second list joins the first that has its key."""
    merged = Listing(one.place, one)
    merged.lines = list(one.lines)
    positions: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(one):
        if isinstance(item, Group) and (key := key_of(item, model)):
            positions.setdefault(key, index)
    for index, item in enumerate(other):
        key = key_of(item, model) if isinstance(item, Group) else None
        position = positions.pop(key, None) if key else None
        if position is None:
            merged.lines.extend([0] * (len(merged) - len(merged.lines)))
            merged.append(item)
            merged.lines.append(other.source(index).line)
        else:
            merged[position] = merge(merged[position], item, model, problems)
    return merged


def _same(one: Any, other: Any) -> bool:
    """Whether two values state the same; one value and a list of it do."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    if isinstance(one, str | list) and isinstance(other, str | list):
        return _items(one) == _items(other)
    return bool(one == other)


def _items(value: str | list[Any]) -> list[Any]:
    items = [value] if isinstance(value, str) else value
    return [item.strip() if isinstance(item, str) else item for item in items]


def _contradiction(name: str, values: tuple[Any, Any], places: tuple[Source, Source]) -> Problem:
    first, second = (f'"{value.strip()}"' if isinstance(value, str) else "another value" for value in values)
    message = f"{name}: states {second}, but {places[0]} states {first}"
    return Problem(places[1].file, places[1].line, message, "State it in one place only")
