"""What outgrows one drawing in parts of nearly equal size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")


def even_parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """The items in so many parts in their order, the sizes of which differ by one at most, the larger first."""
    size, larger = divmod(len(items), count)
    starts = [at * size + min(at, larger) for at in range(count + 1)]
    return [items[start:end] for start, end in pairwise(starts)]


def part_of(at: int, total: int) -> str:
    """``Part 2 of 3`` for the second of three drawings, nothing for the only one."""
    return f"Part {at} of {total}" if total > 1 else ""
