"""Paths of facts: ``products[LV].quality.batches[b01].results[viability].result``.

A list item is named by its key, in brackets; a key of several fields by their values in order, ``[b01,6,assay]``;
an item of a list without key by its position, ``[0]``. A value with a comma, bracket or quote stands in double quotes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from impd.dossier.facts import Facts
from impd.dossier.shape import Field, Location, as_key, fields_of, key_of, part
from impd.errors import UsageFault

_BARE = re.compile(r'[^\[\],"\s](?:[^\[\],"]*[^\[\],"\s])?')
_VALUE = re.compile(rf'\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>{_BARE.pattern}))\s*(?P<end>[,\]])')
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a field, and the key of the item meant (empty: the field as a whole)."""

    name: str
    key: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name + (f"[{','.join(map(_written, self.key))}]" if self.key else "")


@lru_cache(maxsize=65536)
def _written(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def build_path(*steps: Step | str) -> str:
    """The path as text; an empty text among the steps is left out."""
    return ".".join(filter(None, map(str, steps)))


def parse_path(path: str) -> tuple[Step, ...]:
    """The steps of a path. Raises UsageFault where it is not written as one."""
    steps = []
    position = 0
    while True:
        name = _NAME.match(path, position)
        if name is None:
            raise _unreadable(path)
        position = name.end()
        key: tuple[str, ...] = ()
        if path[position : position + 1] == "[":
            key, position = _parse_key(path, position + 1)
        steps.append(Step(name[0], key))
        if position == len(path):
            return tuple(steps)
        if path[position] != ".":
            raise _unreadable(path)
        position += 1


def _parse_key(path: str, position: int) -> tuple[tuple[str, ...], int]:
    """The values between brackets, and the position behind them."""
    values = []
    while True:
        value = _VALUE.match(path, position)
        if value is None:
            raise _unreadable(path)
        values.append(re.sub(r"\\(.)", r"\1", value["quoted"]) if value["bare"] is None else value["bare"])
        position = value.end()
        if value["end"] == "]":
            return tuple(values), position


def _unreadable(path: str) -> UsageFault:
    return UsageFault(f'"{path}" is no fact path', "Write e.g. products[CODE].quality.batches[ID].size")


def value_at(root: Facts, path: str) -> Any:
    """The value a path names, from the application or any group of it on. Raises UsageFault if there is none."""
    value: Any = root
    for step in parse_path(path):
        if not isinstance(value, Facts) or step.name not in fields_of(type(value)):
            raise _no_field(path, step, value)
        field = fields_of(type(value))[step.name]
        value = getattr(value, step.name)
        if step.key:
            value = _item(value, field, step, path)
    return value


def _no_field(path: str, step: Step, value: Any) -> UsageFault:
    names = list(fields_of(type(value))) if isinstance(value, Facts) else []
    near = difflib.get_close_matches(step.name, names, 1)
    return UsageFault(f'no field "{step.name}" in {path}', f'Did you mean "{near[0]}"?' if near else "")


def _item(value: Any, field: Field, step: Step, path: str) -> Any:
    items = value if isinstance(value, tuple) else ()
    known = {_key(item, index, field.group): item for index, item in enumerate(items)}
    wanted = as_key(step.key, field.group) if field.group and field.group.key else step.key
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(",".join(wanted), [",".join(key) for key in known], 1)
    message = f'no entry "{",".join(wanted)}" in {step.name} ({path})'
    raise UsageFault(message, f'Did you mean "{near[0]}"?' if near else "")


def _key(item: Any, index: int, model: type[Facts] | None) -> tuple[str, ...]:
    return (key_of(item, model) if model else None) or (str(index),)


def item_key(item: Any, index: int) -> str:
    """What stands in brackets for one item of a list: its key, else its position."""
    return ",".join(map(_written, _key(item, index, type(item) if isinstance(item, Facts) else None)))


def path_of(root: Facts | dict[str, Any], location: Location, model: type[Facts]) -> str:
    """The path of the value at these field names and list positions; ``root`` is validated or still as read."""
    steps: list[Step | str] = []
    value: Any = root
    group: type[Facts] | None = model
    for step in location:
        if isinstance(step, str):
            field = fields_of(group).get(step) if group else None
            group = field.group if field else None
            steps.append(Step(step))
            value = part(value, step) if isinstance(value, Facts | dict) else None
        elif steps and isinstance(steps[-1], Step):
            value = value[step] if isinstance(value, list | tuple) and step < len(value) else None
            key = key_of(value, group) if group and isinstance(value, Facts | dict) else None
            steps[-1] = Step(steps[-1].name, key or (str(step),))
    return build_path(*steps)


def walk_facts(root: Facts, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every fact that was supplied, with its path, in the order of the model.

    Fields that only name an entry are not facts. A quantity or a criterion is one fact, and so is each item
    of a list of plain facts.
    """
    found: list[tuple[str, Any, Field]] = []
    _collect(root, prefix + "." if prefix else "", found)
    return ((path, value) for path, value, _ in found)


def supplied_facts(root: Facts, elsewhere: bool = True) -> Iterator[tuple[str, Field]]:
    """The path of every fact that was supplied, with the field that holds it, in the order of the model.

    ``elsewhere`` False leaves out what documents other than the IMPD state.
    """
    found: list[tuple[str, Any, Field]] = []
    _collect(root, "", found, elsewhere)
    return ((path, field) for path, _, field in found)


def _collect(group: Facts, prefix: str, found: list[tuple[str, Any, Field]], elsewhere: bool = True) -> None:
    supplied = group.model_fields_set
    for name, field in fields_of(type(group)).items():
        value = getattr(group, name) if name in supplied and not field.identifier else None
        if value is None or (field.elsewhere and not elsewhere):
            continue
        if field.group is None and not field.many:
            found.append((prefix + name, value, field))
        elif not field.many:
            _collect(value, f"{prefix}{name}.", found, elsewhere)
        elif field.group is None:
            found.extend((f"{prefix}{name}[{index}]", item, field) for index, item in enumerate(value))
        else:
            for index, item in enumerate(value):
                step = Step(name, _key(item, index, field.group))
                _collect(item, f"{prefix}{step}.", found, elsewhere)
