"""Checks and conditions by name. A plugin registers its own by the same decorators, from the module it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Literal, TypeAlias, TypeVar

from impd.checking.observation import Observation
from impd.checking.subject import Subject

Scope: TypeAlias = Literal["application", "product", "this"]
_PLUGINS = "impd.checks"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a condition holds (None: cannot be told), the fact that decides, and its value in words."""

    holds: bool | None
    path: str = ""
    because: str = ""


Value = TypeVar("Value")
Check: TypeAlias = Callable[[Subject], Iterable[Observation]]
Question: TypeAlias = Callable[[Subject], Answer | bool | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in code: what it asks, on what it looks, and how it reads after "because"."""

    ask: Question
    scope: Scope
    says: str


CHECKS: dict[str, Check] = {}
CONDITIONS: dict[str, Condition] = {}


def check(function: Check) -> Check:
    """Registers a check under its own name: a function that yields what it saw at one place of the dossier."""
    return _add(CHECKS, function.__name__, function)


def check_of_table(name: str, look: Callable[..., Iterable[Observation]], *row: object, told: str = "") -> None:
    """Registers one of several checks that do the same with another row of a table. ``told``: what it asks, if not as
    ``look`` does."""

    def observe(subject: Subject) -> Iterable[Observation]:
        return look(subject, *row)

    observe.__doc__ = told or look.__doc__
    _add(CHECKS, name, observe)


def condition(scope: Scope, says: str) -> Callable[[Question], Question]:
    """Registers a condition under the name of its function. ``says`` reads on after "because"."""

    def register(function: Question) -> Question:
        _add(CONDITIONS, function.__name__, Condition(function, scope, says))
        return function

    return register


def _add(known: dict[str, Value], name: str, value: Value) -> Value:
    if name in known:
        raise ValueError(f"the name {name} is taken")
    known[name] = value
    return value


@cache
def load_plugins() -> None:
    """Import the modules that plugins name by entry points of the group ``impd.checks``; importing registers."""
    for point in entry_points(group=_PLUGINS):
        point.load()
