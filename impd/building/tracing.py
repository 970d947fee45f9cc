"""The trace of a document: each printed fact with its section, its path and the file and line it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from impd.document import Document, Fact, Figure, GapMark, Section, Table, marks_of, walk_sections
from impd.document.block import Block


class Place(Protocol):
    """Where a fact was read: file, line, and cell for tables."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def cell(self) -> str: ...


Locate = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A fact or gap mark as printed: where, and what."""

    section: str
    number: str
    block: str
    text: str
    path: str
    stated: bool


def marks_of_section(section: Section) -> Iterator[Fact | GapMark]:
    """The facts and gap marks of a section itself, in reading order."""
    for block in section.blocks:
        for mark in marks_of(block):
            if isinstance(mark, Fact | GapMark):
                yield mark


def printed_marks(document: Document) -> Iterator[PrintedMark]:
    """Every printed fact and gap mark in reading order, the cover first."""
    for block in document.cover:
        yield from _marks("cover", "", block)
    for section in walk_sections(document.sections):
        for block in section.blocks:
            yield from _marks(section.identifier, section.number, block)


def _marks(section: str, number: str, block: Block) -> Iterator[PrintedMark]:
    label = block.label if isinstance(block, Table | Figure) else ""
    for mark in marks_of(block):
        match mark:
            case Fact():
                yield PrintedMark(section, number, label, mark.text, mark.path, stated=True)
            case GapMark():
                yield PrintedMark(section, number, label, mark.text, mark.path, stated=False)


def trace_entries(document: Document, locate: Locate) -> Iterator[tuple[bool, dict[str, Any]]]:
    """The lines of ``trace.json`` for one document, each with whether the fact is stated."""
    calculations = {one.path: one for one in document.calculations}
    for mark in printed_marks(document):
        found = calculations.get(mark.path)
        read = found is None or mark.path in found.inputs  # any other path of a calculated value is in no file
        entry = _entry(document.properties.file_name, mark, locate if read else _nowhere)
        if found is not None:
            entry["calculated_from"] = list(found.inputs)
            entry["convention"] = found.convention
        yield mark.stated, entry


def _nowhere(_path: str) -> None:
    """A value that was calculated was read from no file."""


def _entry(document: str, mark: PrintedMark, locate: Locate) -> dict[str, Any]:
    source = locate(mark.path)
    return {
        "document": document,
        "section": mark.section,
        "number": mark.number,
        "block": mark.block,
        "text": mark.text,
        "path": mark.path,
        "file": source.file if source else None,
        "line": source.line if source else None,
        "cell": (source.cell or None) if source else None,
    }
