"""What a dossier states in its registers and groups, entry by entry, so that words can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from impd.checking.expectation import is_placeholder
from impd.checking.known import KnownProduct, once
from impd.checking.lookups.specification_lines import all_lines, is_limited, is_made, limit_of, method_of
from impd.dossier.facts import Facts
from impd.dossier.path import build_path, item_key, walk_facts

TESTS = "tests"
INPUT_TESTS = "input_tests"
_SPECIFICATIONS = "quality.specifications"


@dataclass(frozen=True, slots=True)
class Statement:
    """One entry: its path, what a reader calls it, all its words, and whether it sets a limit (tests only)."""

    path: str
    name: str
    words: str
    limited: bool = True


@once
def statements(known: KnownProduct, place: str) -> tuple[Statement, ...]:
    """The entries at one place: ``tests`` of substance and product, ``input_tests`` of what they are made from,
    or the path of a register or group of the product, such as ``quality.impurities`` or ``clinical.dose``.
    """
    return tuple(_tests(known, place == TESTS) if place in (TESTS, INPUT_TESTS) else _entries(known, place))


def find(known: KnownProduct, places: Iterable[str], words: str, limited: bool = False) -> Statement | None:
    """The first entry at one of the places whose words fit the pattern; with ``limited``, one that sets a limit."""
    pattern = pattern_of(words)
    for place in places:
        for one in statements(known, place):
            if (one.limited or not limited) and pattern.search(one.words):
                return one
    return None


@lru_cache(maxsize=1024)
def pattern_of(words: str) -> re.Pattern[str]:
    """A pattern regardless of letter case."""
    return re.compile(words, re.IGNORECASE)


def register_path(place: str) -> str:
    """The path below the product at which a place stands."""
    return _SPECIFICATIONS if place in (TESTS, INPUT_TESTS) else place


def _tests(known: KnownProduct, of_the_product: bool) -> Iterator[Statement]:
    for line in all_lines(known):
        if is_made(known, line.specification.subject) is of_the_product:
            method = method_of(known, line.test)
            parts = (line.name, line.test.category, limit_of(line.test), line.test.unit, line.test.sampling_point,
                     *((method.name, method.principle) if method else ()))  # fmt: skip
            yield Statement(line.path, line.name, _joined(parts), is_limited(line))


def _entries(known: KnownProduct, place: str) -> Iterator[Statement]:
    value = _value(known.product, place)
    above = build_path(known.path, place)
    if isinstance(value, Facts):
        yield Statement(above, place.rpartition(".")[2].replace("_", " "), words_of(value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            path = f"{above}[{item_key(item, index)}]"
            yield Statement(path, _name(item, path), words_of(item))
    elif isinstance(value, str):
        yield Statement(above, place.rpartition(".")[2].replace("_", " "), _joined([value]))


def _value(group: object, place: str) -> object:
    """The fact or group at a path of field names; None where a group above is not stated."""
    for name in place.split("."):
        group = getattr(group, name) if group is not None else None
    return group


def words_of(group: Facts) -> str:
    """All facts of a group as text, codes with spaces."""
    return _joined(value for _, value in walk_facts(group))


def _joined(values: Iterable[object]) -> str:
    texts = (str(one) for one in values if one is not None and not isinstance(one, bool) and not is_placeholder(one))
    return "; ".join(" ".join(text.replace("_", " ").split()) for text in texts)


def _name(item: object, path: str) -> str:
    fields = ("name", "attribute", "risk", "title", "id")
    return next((text for one in fields if isinstance(text := getattr(item, one, None), str)), path)
