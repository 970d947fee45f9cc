"""Another dossier with one fact changed, dropped or added; values are frozen, so that the first stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from impd.dossier.facts import Facts
from impd.dossier.path import Step, item_key, parse_path
from impd.dossier.shape import as_key, fields_of, key_of
from impd.errors import UsageFault

Group = TypeVar("Group", bound=Facts)
EVERY = "*"
_Change = Callable[[Facts, Step], Facts]


def with_fact(root: Group, path: str, value: Any) -> Group:
    """The same facts with the one at that path set; ``[*]`` in the path means every item of a list.

    The value is read as from a file. Raises UsageFault where the path finds nothing, and pydantic's ValidationError
    for a value that the field cannot hold.
    """

    def change(group: Facts, step: Step) -> Facts:
        if step.key:
            items = tuple(value if _is_meant(item, index, step) else item for index, item in _items(group, step))
            return _validated(group, step.name, items)
        return _validated(group, step.name, value)

    return _changed(root, path, change)


def without_fact(root: Group, path: str) -> Group:
    """The same facts without the one, or without the item, at that path. Raises UsageFault, ValidationError."""

    def change(group: Facts, step: Step) -> Facts:
        if step.key:
            left = tuple(item for index, item in _items(group, step) if not _is_meant(item, index, step))
            return group.model_copy(update={step.name: left})
        return _without(group, step.name)

    return _changed(root, path, change)


def with_item(root: Group, path: str, value: Any) -> Group:
    """The same facts with an item added to the list at that path. Raises UsageFault, ValidationError."""

    def change(group: Facts, step: Step) -> Facts:
        return _validated(group, step.name, (*getattr(group, step.name), value))

    return _changed(root, path, change)


def _validated(group: Facts, name: str, value: Any) -> Facts:
    stated = {field: getattr(group, field) for field in group.model_fields_set}
    return type(group).model_validate({**stated, name: value})


def _without(group: Facts, name: str) -> Facts:
    stated = {field: getattr(group, field) for field in group.model_fields_set if field != name}
    return type(group).model_validate(stated)


def _changed(root: Group, path: str, change: _Change) -> Group:
    steps = parse_path(path)
    found = _below(root, steps, change)
    if found is None:
        raise UsageFault(f"there is nothing at {path}", "Correct the path.")
    return found  # type: ignore[return-value]  # a group changes into one of its own kind


def _below(group: Facts, steps: tuple[Step, ...], change: _Change) -> Facts | None:
    """The group with the change made below it; None where the path finds nothing."""
    step = steps[0]
    if step.name not in fields_of(type(group)):
        raise UsageFault(f'"{step.name}" is no field of {type(group).__name__}', "Correct the path.")
    if len(steps) == 1:
        missing = step.key and not any(_is_meant(item, index, step) for index, item in _items(group, step))
        return None if missing else change(group, step)
    value = getattr(group, step.name)
    if not step.key:
        below = _below(value, steps[1:], change) if isinstance(value, Facts) else None
        return group.model_copy(update={step.name: below}) if below is not None else None
    items = [
        (item, _below(item, steps[1:], change) if _is_meant(item, index, step) else None)
        for index, item in _items(group, step)
    ]
    if all(new is None for _, new in items):
        return None
    return group.model_copy(update={step.name: tuple(item if new is None else new for item, new in items)})


def _items(group: Facts, step: Step) -> list[tuple[int, Any]]:
    value = getattr(group, step.name)
    return list(enumerate(value)) if isinstance(value, tuple) else []


def _is_meant(item: Any, index: int, step: Step) -> bool:
    if step.key == (EVERY,):
        return True
    if isinstance(item, Facts) and key_of(item, type(item)):
        return key_of(item, type(item)) == as_key(step.key, type(item))
    return item_key(item, index) == step.key[0]
