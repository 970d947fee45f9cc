"""What a worker reports while it reads a file: seen facts by field, part after part, so that a stop loses little."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

Seen: TypeAlias = dict[str, Any]
"""Fields of a FileInspection as plain JSON values. Lists of several reports of one field add up."""

Stage: TypeAlias = tuple[str, Callable[[], Seen]]
"""What is read, in words, and the reading of it."""


def run_stages(stages: Iterable[Stage]) -> Iterator[Seen]:
    """Each part as it is read. A part that cannot be read is named under ``unread``, and the next one is tried."""
    for words, read in stages:
        try:
            seen = read()
        except MemoryError:
            raise
        except Exception as fault:  # what a hostile file provokes has no common type
            seen = {"unread": [f"{words}: {reason(fault)}"]}
        yield seen


def reason(fault: BaseException) -> str:
    """The first line of a fault, in one line."""
    text = next(iter(str(fault).splitlines()), "") or type(fault).__name__
    return " ".join(text.split())[:200]


def merge(into: Seen, seen: Seen) -> None:
    """Add what a part reports. Lists add up; anything else takes the place of what was there."""
    for name, value in seen.items():
        if isinstance(value, list) and isinstance(into.get(name), list):
            into[name] = [*into[name], *value]
        else:
            into[name] = value
