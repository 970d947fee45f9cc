"""The order of the nodes within each column, found by their neighbours' mean position, so that few lines cross."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise

from impd.figures.lineage import Edge, Lineage

# A node in its own column, or the place in a column between that a line from the node passes through.
Slot = tuple[str, int]
_SWEEPS = 6


def slot_path(family: Lineage, edge: Edge) -> tuple[Slot, ...]:
    """The slots a line passes from origin to product, both included. Lines from one origin share their way."""
    origin, made = edge
    start, end = family.column[origin], family.column[made]
    passed = range(start, end, 1 if end > start else -1) or (start,)
    return (*((origin, at) for at in passed), (made, end))


def paths(family: Lineage, chosen: frozenset[str]) -> list[tuple[Slot, ...]]:
    """The ways of all lines between the chosen nodes."""
    return [slot_path(family, edge) for edge in family.edges_within(chosen)]


def columns_of(family: Lineage, chosen: frozenset[str], ways: Iterable[tuple[Slot, ...]]) -> list[list[Slot]]:
    """The slots of the chosen nodes and of their lines, column by column, in stated order."""
    slots = dict.fromkeys((node, family.column[node]) for node in family.nodes if node in chosen)
    slots |= dict.fromkeys(slot for way in ways for slot in way)
    columns: list[list[Slot]] = [[] for _ in family.groups]
    for slot in slots:
        columns[slot[1]].append(slot)
    return columns


def ordered_columns(family: Lineage, chosen: frozenset[str]) -> list[list[Slot]]:
    """The same slots, each column sorted top to bottom."""
    ways = paths(family, chosen)
    columns, beside = columns_of(family, chosen, ways), _neighbours(ways)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for at in range(len(columns)) if forward else reversed(range(len(columns))):
            _sort(columns, at, at - 1 if forward else at + 1, beside)
    return columns


def _neighbours(ways: Iterable[tuple[Slot, ...]]) -> dict[Slot, set[Slot]]:
    beside: dict[Slot, set[Slot]] = {}
    for way in ways:
        for left, right in pairwise(way):
            beside.setdefault(left, set()).add(right)
            beside.setdefault(right, set()).add(left)
    return beside


def _sort(columns: list[list[Slot]], at: int, fixed: int, beside: Mapping[Slot, set[Slot]]) -> None:
    """Sorts one column by the mean position of what each slot is joined to in the fixed column."""
    if not 0 <= fixed < len(columns):
        return
    place = {slot: (index + 0.5) / len(columns[fixed]) for index, slot in enumerate(columns[fixed])}
    weight = {slot: (index + 0.5) / len(columns[at]) for index, slot in enumerate(columns[at])}
    weight |= _means(columns[at], place, beside)
    # What is joined only within its own column, like a master to its working cell bank, stands next to that.
    alone = [slot for slot in columns[at] if place.keys().isdisjoint(beside.get(slot, ()))]
    weight |= _means(alone, weight, beside)
    columns[at].sort(key=weight.__getitem__)


def _means(slots: Iterable[Slot], place: Mapping[Slot, float], beside: Mapping[Slot, set[Slot]]) -> dict[Slot, float]:
    """The mean position of what each slot is joined to, for the slots that are joined to something placed."""
    joined = {slot: [place[each] for each in beside.get(slot, ()) if each in place] for slot in slots}
    return {slot: math.fsum(values) / len(values) for slot, values in joined.items() if values}
