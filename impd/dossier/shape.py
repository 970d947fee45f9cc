"""What each group of facts consists of: its fields, the groups and lists they hold, the registers they refer to."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from impd.dossier.facts import Axis, Elsewhere, Facts, Identifier, Measured, Reference
from impd.dossier.quantity import AcceptanceCriterion, Quantity

Location: TypeAlias = tuple[str | int, ...]
"""Where a value stands: field names and list positions from the root on."""

_CAPITALS = frozenset({"atmp", "cas", "ce", "ct", "eea", "eu", "glp", "gmp", "htlv", "inn", "iupac", "tse"})
_ONE_FACT = (Quantity, AcceptanceCriterion)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``group`` is the kind of group it holds (None: a plain fact), ``many`` whether it is a list.

    ``registers`` names where an id given here must stand; ``identifier`` marks a field that only names its entry;
    ``measured`` says that its text may be a number, ``coded`` that it takes one of a fixed list of codes; ``key``
    that it tells items of a list apart; ``axis`` that it says in which line or column of a table a value stands;
    ``elsewhere`` that documents other than the IMPD state it, with all below it.
    ``label`` is what a reader calls it.
    """

    name: str
    group: type[Facts] | None
    many: bool
    registers: tuple[str, ...]
    identifier: bool
    number: bool
    measured: bool
    coded: bool
    key: bool
    axis: bool
    elsewhere: bool
    label: str


@cache
def fields_of(model: type[Facts]) -> dict[str, Field]:
    """The fields of a group, by name, in the order of the model."""
    return {name: _field(name, info, name in model.key) for name, info in model.model_fields.items()}


def _field(name: str, info: FieldInfo, key: bool) -> Field:
    parts = [*info.metadata, *_parts(info.annotation)]
    groups = [part for part in parts if isinstance(part, type) and issubclass(part, Facts)]
    references = [part.registers for part in parts if isinstance(part, Reference)]
    return Field(
        name=name,
        group=next((group for group in groups if not issubclass(group, _ONE_FACT)), None),
        many=any(get_origin(part) is tuple for part in parts),
        registers=references[0] if references else (),
        identifier=any(isinstance(part, Identifier) for part in parts),
        number=Decimal in parts,
        measured=any(isinstance(part, Measured) for part in parts),
        coded=bool in parts or any(get_origin(part) is Literal for part in parts),
        key=key,
        axis=any(isinstance(part, Axis) for part in parts),
        elsewhere=any(isinstance(part, Elsewhere) for part in parts),
        label=info.title or _label(name),
    )


def _label(name: str) -> str:
    """A field's name as words, the field's short forms in capitals: ``EU CT number``."""
    return " ".join(word.upper() if word in _CAPITALS else word for word in name.split("_"))


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of: ``tuple[Site, ...] | None`` gives the union, the tuple, Site, None."""
    yield annotation
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from _parts(part)
        yield from getattr(annotation, "__metadata__", ())


def key_of(item: Facts | dict[str, Any], model: type[Facts]) -> tuple[str, ...] | None:
    """What tells this item from the others of its list, as text; None where the model has no key or it is not given.

    A part of the key that may be absent counts as empty; empty parts at the end are left out.
    """
    if not model.key:
        return None
    texts: list[str] = []
    for name, required, number in _key_fields(model):
        value = part(item, name)
        if (value is None and required) or isinstance(value, dict | list):
            return None
        text = "" if value is None else str(value).strip()
        texts.append(_number_text(text) if number else text)
    return _shortened(texts)


@cache
def _key_fields(model: type[Facts]) -> tuple[tuple[str, bool, bool], ...]:
    """The fields of a key by name, each with whether it must be given and whether it holds a number."""
    fields = fields_of(model)
    return tuple((name, model.model_fields[name].is_required(), fields[name].number) for name in model.key)


def as_key(values: tuple[str, ...], model: type[Facts]) -> tuple[str, ...]:
    """Values someone wrote for a key, as ``key_of`` gives them."""
    fields = fields_of(model)
    named = zip(model.key, values, strict=False)
    return _shortened([_number_text(text) if fields[name].number else text for name, text in named])


def _shortened(key: list[str]) -> tuple[str, ...]:
    """A key without the empty parts at its end."""
    while len(key) > 1 and not key[-1]:
        key.pop()
    return tuple(key)


@lru_cache(maxsize=65536)
def _number_text(text: str) -> str:
    """A number in a key, so that 6, 6.0 and 06 are one time point; any other text as it is."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text.strip()
    return f"{number.normalize():f}" if number.is_finite() else text.strip()


def part(value: Facts | dict[str, Any], name: str) -> Any:
    """The named part of a group, whether it is validated or still as read; None where it is absent."""
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)
