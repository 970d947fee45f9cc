"""Calculated values on their way to composing: their type, and the paths of the entries they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from impd.composing.answers import Calculated, CalculatedRow
from impd.dossier.facts import Facts
from impd.dossier.path import item_key

Values: TypeAlias = Iterator[tuple[tuple[str, str], Calculated]]
"""Values by the path of the fact they belong to, and their name."""
Rows: TypeAlias = Iterator[tuple[tuple[str, str], tuple[CalculatedRow, ...]]]
"""Tables of values by the path of the fact they belong to, and their name."""


def entry_path(path: str, name: str, item: Facts, index: int = 0) -> str:
    """The path of an item of a list below a path."""
    return f"{path}.{name}[{item_key(item, index)}]"
