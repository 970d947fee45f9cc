"""What an entry of the dossier needs beside what it states: one fact calls for another, or one of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from impd.checking.expectation import is_placeholder
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.shape import fields_of

Asks: TypeAlias = Callable[[Subject], str]
"""Why an entry needs a fact, in words of what it states; empty where it does not."""
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Need:
    """One of these facts is needed where ``asks`` gives a reason. The first is the one a reader would look for."""

    facts: tuple[str, ...]
    asks: Asks


def need(facts: str, asks: Asks | None = None) -> Need:
    """A fact, or one of several joined by ``|``; without ``asks`` it is needed of every such entry."""
    return Need(tuple(facts.split("|")), asks or (lambda _: "of every such entry"))


def is_stated(group: Facts, name: str) -> bool:
    """Whether an entry gives a fact: not absent, not empty, not a placeholder."""
    value = getattr(group, name)
    return value is not None and value not in ((), "") and (name.endswith("unit") or not is_placeholder(value))


def beside(*names: str) -> Asks:
    """Needed where one of these facts of the same entry is stated."""

    def asks(subject: Subject) -> str:
        found = next((name for name in names if is_stated(subject.this, name)), "")
        return f"beside {fields_of(type(subject.this))[found].label}" if found else ""

    return asks


def where(name: str, *values: object) -> Asks:
    """Needed where a fact of the same entry has one of these values."""

    def asks(subject: Subject) -> str:
        value = getattr(subject.this, name)
        return f"where {fields_of(type(subject.this))[name].label} = {_word(value)}" if value in values else ""

    return asks


def both(*asked: Asks) -> Asks:
    """Needed where each gives a reason; the first reason is told."""

    def asks(subject: Subject) -> str:
        reasons = [one(subject) for one in asked]
        return reasons[0] if all(reasons) else ""

    return asks


def observe(subject: Subject, needs: Mapping[type[Facts], Iterable[Need]]) -> Iterator[Observation]:
    """Each need of an entry: the fact that meets it, or the gap."""
    asked = False
    for one in needs[type(subject.this)]:
        reason = one.asks(subject)
        if not reason:
            continue
        asked = True
        given = next((name for name in one.facts if is_stated(subject.this, name)), None)
        if given is not None:
            yield holds(subject.at(given))
        else:
            yield _missing(subject, one, reason)
    if not asked:
        yield no_concern(subject.path, "what it states asks for no other fact")


def _missing(subject: Subject, one: Need, reason: str) -> Observation:
    labels = [fields_of(type(subject.this))[name].label for name in one.facts]
    fact = " or ".join(labels)
    return falls_short(subject.at(one.facts[0]), NOT_STATED, f"a statement, {reason}", fact, fact=fact)


def _word(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
