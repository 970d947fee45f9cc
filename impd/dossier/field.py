"""What kind of value each field of the model holds: words, a coded term, a reference, a group, or a list of these."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from impd.dossier.facts import Facts, Identifier, Reference


@dataclass(frozen=True, slots=True)
class FieldKind:
    """``coded``: one of a fixed list of codes; ``registers``: where a reference points; ``many``: a list."""

    name: str
    label: str
    many: bool = False
    coded: bool = False
    identifier: bool = False
    registers: tuple[str, ...] = ()
    group: type[Facts] | None = None


@lru_cache(maxsize=None)
def fields_of(model: type[Facts]) -> dict[str, FieldKind]:
    """The kinds of a model's fields by name, in the order of the model."""
    return {name: _kind(name, info) for name, info in model.model_fields.items()}


def _kind(name: str, info: FieldInfo) -> FieldKind:
    found = _Found()
    found.look(info.annotation, list(info.metadata))
    label = info.title or name.replace("_", " ")
    return FieldKind(name, label, found.many, found.coded, found.identifier, found.registers, found.group)


class _Found:
    """Gathers what stands in a field's annotation, however deep."""

    def __init__(self) -> None:
        self.many = self.coded = self.identifier = False
        self.registers: tuple[str, ...] = ()
        self.group: type[Facts] | None = None

    def look(self, annotation: Any, metadata: list[Any]) -> None:
        for mark in metadata:
            if isinstance(mark, Reference):
                self.registers = mark.registers
            self.identifier |= isinstance(mark, Identifier)
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            self.look(inner[0], list(inner[1:]))
        elif origin is tuple:
            self.many = True
            self.look(inner[0], [])
        elif origin in (Union, types.UnionType):
            for choice in inner:
                self.look(choice, [])
        elif origin is Literal or annotation is bool:
            self.coded = True
        elif isinstance(annotation, type) and issubclass(annotation, Facts):
            self.group = annotation
