"""The base of all dossier values: frozen, strict about unknown keys, generous about absent ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Facts(BaseModel):
    """A group of facts. Every fact may be absent; only rules say which one the law wants.

    ``key`` names the field by which one item of a list is told from another (``batches[B003]``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)
    key: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that holds the id of an entry in one of the named registers."""

    registers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Marks a text that states a number where it reads as one; any other text is words, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Marks a field that says in which line or column of a table a value stands; printed once for all of them."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Marks a field that only names an entry: structure, not a fact of the dossier."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Marks a fact, or a group with all below it, that the application form or documents other than the IMPD state."""


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Words: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$"), Identifier()]
Several = BeforeValidator(_one_or_many)


class Entry(Facts):
    """An entry of a register, named by an id that is unique in its product."""

    key: ClassVar[tuple[str, ...]] = ("id",)
    id: Id
