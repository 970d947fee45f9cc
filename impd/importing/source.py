"""Values as read, before validation, each knowing the file and line (or cell) it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a fact was read: file relative to the dossier folder, line, and cell (``C12``) in a table."""

    file: str
    line: int
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Group(dict[str, Any]):
    """A group of facts as read; ``lines`` holds the line of each key."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int, values: Mapping[str, Any] | None = None) -> None:
        if values:
            self.update(values)
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def source(self, key: str = "") -> Source:
        """The place of that key, or of the group."""
        return Source(self.file, self.lines.get(key, self.line))


class Row(Group):
    """A row of a table; ``columns`` holds the column letters of each key, shared by all rows."""

    __slots__ = ("columns", "number")

    def __init__(self, values: Mapping[str, Any], place: tuple[str, int, int], columns: dict[str, str]) -> None:
        self.update(values)
        self.file, self.line, self.number = place
        self.columns = columns

    def source(self, key: str = "") -> Source:
        """The cell of that key, or the row."""
        column = self.columns.get(key)
        return Source(self.file, self.line, f"{column}{self.number}" if column else "")


class Named(Row):
    """An entry that a table names as the owner of its rows; another file must state it."""

    __slots__ = ()


class Joined(Group):
    """A group stated in several files; each key belongs to the first part that has it."""

    __slots__ = ("parts",)

    def __init__(self, values: Mapping[str, Any], parts: tuple[Group, ...]) -> None:
        self.parts = tuple(sorted(parts, key=lambda part: isinstance(part, Named)))
        super().__init__(self.parts[0].file, self.parts[0].line, values)

    def source(self, key: str = "") -> Source:
        """The place of that key in the file that states it, or of the first part."""
        return next((part.source(key) for part in self.parts if key in part), self.parts[0].source())


class Listing(list[Any]):
    """A list as read; ``lines`` holds the line of each plain item, where they differ."""

    __slots__ = ("lines", "place")

    def __init__(self, place: Source, items: Iterable[Any] = ()) -> None:
        super().__init__(items)
        self.place = place
        self.lines: list[int] = []

    def source(self, index: int) -> Source:
        """The place of that item."""
        if isinstance(self[index], Group):
            return self[index].source()  # type: ignore[no-any-return]
        return Source(self.place.file, self.lines[index]) if index < len(self.lines) else self.place
