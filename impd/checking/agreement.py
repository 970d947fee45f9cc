"""A statement held against what the dossier itself states, where it may agree with one of several values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from impd.checking.observation import Observation, falls_short, holds, untold

Value = TypeVar("Value")
Same = Callable[[Value, Value], bool | None]


def agrees_with_one(
    path: str, stated: Value, own: Sequence[Value], same: Same[Value], unclear: str, **values: object
) -> Observation:
    """Holds where a statement is the same as one of the values of the dossier, and falls short of the first of them
    where it is none; ``unclear`` is said where no value is stated, or none that can be compared."""
    answers = [same(stated, one) for one in own]
    if True in answers:
        return holds(path, stated)
    if not own or None in answers:
        return untold(path, unclear)
    return falls_short(path, stated, own[0], "", **values)
