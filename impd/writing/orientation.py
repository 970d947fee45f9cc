"""Which parts of a document lie on landscape pages: wide tables, with the headings and short text that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from impd.document import Block, Figure, PageBreak, Section, Subheading, Table, contents_of, plain_text

# About six lines: what is longer earns a portrait page of its own, what is shorter would leave one nearly empty.
SHORT = 600

Item: TypeAlias = Section | Block


@dataclass(frozen=True, slots=True)
class Placed:
    """A section heading (the section stands for it) or a block, and whether its page is landscape."""

    item: Item
    landscape: bool


def placed(sections: tuple[Section, ...]) -> list[Placed]:
    """Headings and blocks in reading order, each with the orientation of its page.

    A wide table takes along its heading and a short introduction, and short text between two wide tables stays
    with them, so that no portrait page holds a heading alone.
    """
    items = list(_items(sections))
    landscape = [_is_wide(item) for item in items]
    for position, wide in enumerate(tuple(landscape)):
        if wide:
            start = _start_of_introduction(items, landscape, position)
            landscape[start:position] = [True] * (position - start)
    return [Placed(item, wide) for item, wide in zip(items, landscape, strict=True)]


def _items(sections: tuple[Section, ...]) -> Iterator[Item]:
    for section in sections:
        yield section
        yield from section.blocks
        yield from _items(section.sections)


def _is_wide(item: Item) -> bool:
    return isinstance(item, Table) and item.wide


def _start_of_introduction(items: list[Item], landscape: list[bool], position: int) -> int:
    """Where the headings and the short text that lead to the wide table at ``position`` begin."""
    start, room = position, SHORT
    while start and not landscape[start - 1] and (room := room - _length(items[start - 1])) >= 0:
        start -= 1
    if start and landscape[start - 1]:
        return start
    for kind in (Section, Subheading):
        for heading in range(position - 1, start - 1, -1):
            if isinstance(items[heading], kind):
                return _top_of_headings(items, start, heading)
    return position


def _top_of_headings(items: list[Item], start: int, heading: int) -> int:
    while heading > start and isinstance(items[heading - 1], Section):
        heading -= 1
    return heading


def _length(item: Item) -> int:
    """Characters of a text; none for a heading, more than any room for what is not text."""
    match item:
        case Section():
            return 0
        case Table() | Figure() | PageBreak():
            return SHORT + 1
        case _:
            return sum(len(plain_text(content)) for content in contents_of(item))
