"""What a reader calls an entry."""

from __future__ import annotations

from functools import cache

from impd.dossier.facts import Facts

_NAMES = ("name", "title", "number", "id")


def called(entry: Facts) -> str:
    """An entry by its name, else by its title, its number or its id; empty where it has none of them."""
    return next((text for one in _named(type(entry)) if isinstance(text := getattr(entry, one), str) and text), "")


@cache
def _named(model: type[Facts]) -> tuple[str, ...]:
    """The fields of a kind of entry that may hold what it is called by."""
    return tuple(one for one in _NAMES if one in model.model_fields)
