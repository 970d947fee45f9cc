"""Views: read-only wrappers that know the path of the fact they wrap and say where it is printed.

Printing a view emits its text together with its path. A missing fact prints a gap mark that names it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from impd.dossier.facts import Facts
from impd.dossier.number import parse_number, print_number
from impd.dossier.path import item_key
from impd.dossier.quantity import AcceptanceCriterion, Quantity
from impd.dossier.shape import Field, fields_of, key_of

_VALUES = (Quantity, AcceptanceCriterion)


@dataclass(slots=True)
class Reading:
    """What one composition knows of its facts: where ids lead, how codes read, and which facts were read so far."""

    resolve: Callable[[str, str, tuple[str, ...]], tuple[Facts, str] | None]
    words: dict[str, str]
    consumed: set[str] = field(default_factory=set)


class View:
    """A group of facts at a path; attributes are views of its fields."""

    __slots__ = ("_facts", "_path", "_reading")

    def __init__(self, facts: Facts, path: str, reading: Reading) -> None:
        self._facts = facts
        self._path = path
        self._reading = reading

    def __getattr__(self, name: str) -> Any:
        kind = fields_of(type(self._facts)).get(name)
        if kind is None:
            if name.startswith("_"):
                raise AttributeError(name)
            raise AttributeError(f"{type(self._facts).__name__} has no fact {name!r}")
        value = getattr(self._facts, name)
        return wrap(value, f"{self._path}.{name}" if self._path else name, kind, self._reading)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and other._path == self._path

    def __hash__(self) -> int:
        return hash(self._path)

    def __html__(self) -> str:
        """The entry's name, or its id where it has none."""
        for name in ("name", "title", "number"):
            if name in type(self._facts).model_fields and getattr(self._facts, name):
                return str(getattr(self, name).__html__())
        key = self._facts.key[0] if len(self._facts.key) == 1 else "id"
        return FactView(getattr(self._facts, key, self._path), f"{self._path}.{key}", None, self._reading).__html__()

    def __str__(self) -> str:
        return str(Markup(self.__html__()).striptags())


class FactView:
    """One stated fact: its value, the text it prints, and its path."""

    __slots__ = ("_kind", "_reading", "_text", "path", "value")

    def __init__(self, value: Any, path: str, kind: Field | None, reading: Reading, text: str | None = None) -> None:
        self.value = value
        self.path = path
        self._kind = kind
        self._reading = reading
        self._text = text

    @property
    def text(self) -> str:
        """What a reader sees."""
        if self._text is not None:
            return self._text
        if self._kind is not None and self._kind.coded and isinstance(self.value, str):
            return self._reading.words.get(self.value, self.value.replace("_", " "))
        return print_value(self.value, measured=self._kind is not None and self._kind.measured)

    @property
    def is_coded(self) -> bool:
        """Whether it is one of a fixed list of terms, or yes or no."""
        return self._kind is not None and self._kind.coded

    def printed_as(self, text: str) -> FactView:
        """The same fact with another text, e.g. with its unit."""
        return FactView(self.value, self.path, self._kind, self._reading, text)

    def __html__(self) -> str:
        return f'<f p="{escape(self.path)}">{escape(self.text)}</f>'

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.value is not False

    def __eq__(self, other: object) -> bool:
        return bool(self.value == (other.value if isinstance(other, FactView) else other))

    def __lt__(self, other: object) -> bool:
        return bool(self.value < (other.value if isinstance(other, FactView) else other))

    def __hash__(self) -> int:
        return hash(self.value)


class MissingView:
    """A fact that is not stated. False, empty, and printed as a gap mark that names it."""

    __slots__ = ("_label", "path")

    def __init__(self, path: str, label: str) -> None:
        self.path = path
        self._label = label

    def __getattr__(self, name: str) -> MissingView:
        if name.startswith("_"):
            raise AttributeError(name)
        return MissingView(f"{self.path}.{name}", f"{self._label}: {name.replace('_', ' ')}")

    def __html__(self) -> str:
        return f'<gap p="{escape(self.path)}">{escape(self._label)}</gap>'

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


class ListView:
    """Several facts or entries; may be empty, then it is false and prints a gap mark."""

    __slots__ = ("_items", "_label", "path")

    def __init__(self, items: list[Any], path: str, label: str) -> None:
        self._items = items
        self.path = path
        self._label = label

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return ListView(self._items[index], self.path, self._label)
        return self._items[index]

    def where(self, **wanted: Any) -> ListView:
        """The entries whose fields have the given values; a list of values means any of them."""
        kept = [item for item in self._items if all(_matches(item, name, want) for name, want in wanted.items())]
        return ListView(kept, self.path, self._label)

    def __html__(self) -> str:
        if not self._items:
            return MissingView(self.path, self._label).__html__()
        return ", ".join(item.__html__() for item in self._items)

    def __str__(self) -> str:
        return ", ".join(map(str, self._items))


def _matches(item: View, name: str, wanted: Any) -> bool:
    found = getattr(item, name)
    choices = wanted if isinstance(wanted, list | tuple) else (wanted,)
    held = list(found) if isinstance(found, ListView) else [found]
    return any(_same(one, choice) for one in held for choice in choices)


def _same(found: Any, choice: Any) -> bool:
    if isinstance(found, View) and isinstance(choice, str):
        return key_of(found._facts, type(found._facts)) == (choice,)
    if isinstance(found, MissingView):
        return choice is None
    return bool(found == choice)


def wrap(value: Any, path: str, kind: Field, reading: Reading) -> Any:
    """The view of a field's value."""
    if value is None:
        return MissingView(path, kind.label)
    if kind.many:
        return ListView([_item(one, path, index, kind, reading) for index, one in enumerate(value)], path, kind.label)
    return _single(value, path, kind, reading)


def _item(value: Any, path: str, index: int, kind: Field, reading: Reading) -> Any:
    return _single(value, f"{path}[{item_key(value, index)}]", kind, reading)


def _single(value: Any, path: str, kind: Field, reading: Reading) -> Any:
    if isinstance(value, Facts) and not isinstance(value, _VALUES):
        return View(value, path, reading)
    reading.consumed.add(path)
    if kind.registers and (target := reading.resolve(path, value, kind.registers)):
        return View(target[0], target[1], reading)
    return FactView(value, path, kind, reading)


def print_value(value: Any, measured: bool = False) -> str:
    """A value as text: yes and no, numbers with their signs.

    Words stay as they are, a batch number such as ``24E3`` too, unless they were measured or begin with ``<`` or ``>``.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            is_number = (measured or value.startswith(("<", ">"))) and parse_number(value) is not None
            return print_number(value) if is_number else value
        case Decimal():
            return f"{value.normalize():f}"
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)
