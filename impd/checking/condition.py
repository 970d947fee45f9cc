"""Whether the named conditions of a rule hold at one place, with the facts that decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from impd.checking.registry import CONDITIONS, Answer, Scope
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.path import build_path, item_key
from impd.errors import TemplateFault
from impd.rules.language import AnyOf, ConditionEntry, When

_ORDER: tuple[Scope, ...] = ("application", "product", "this")
_PART = re.compile(r"([a-z_]+)(\[\*\])?")


class Conditions:
    """The conditions of a pack and those in code, by name."""

    def __init__(self, entries: Mapping[str, ConditionEntry]) -> None:
        self._entries = entries
        self._scopes: dict[str, Scope] = {}

    def known(self, name: str) -> bool:
        """Whether a condition of that name exists; ``not name`` is asked by its name."""
        return name.removeprefix("not ") in self._entries or name.removeprefix("not ") in CONDITIONS

    def scope(self, when: When) -> Scope:
        """On how narrow a place a condition looks: the application, a product, or the entry itself."""
        if isinstance(when, AnyOf):
            return max((self.scope(name) for name in when.any), key=_ORDER.index)
        name = when.removeprefix("not ")
        entry = self._entries.get(name)
        if entry is None:
            return CONDITIONS[name].scope
        if entry.fact is not None:
            root = entry.fact.split(".")[0]
            return "application" if root == "application" else "product" if root == "product" else "this"
        return max((self.scope(one) for one in (*entry.all, *entry.any, *entry.none)), key=_ORDER.index)

    def says(self, when: When) -> str:
        """A condition in words, as they read after "because"."""
        if isinstance(when, AnyOf):
            return " or ".join(self.says(name) for name in when.any)
        name = when.removeprefix("not ")
        words = self._entries[name].says if name in self._entries else CONDITIONS[name].says
        return f"it is not so that {words}" if when.startswith("not ") else words

    def ask(self, when: When, subject: Subject) -> Answer:
        """Whether a condition holds at a place; what looks at product or application alone is asked of each once."""
        if isinstance(when, AnyOf):
            return _any([self.ask(name, subject) for name in when.any])
        if when.startswith("not "):
            return _negated(self.ask(when[4:], subject))
        scope = self._scopes.get(when) or self._scopes.setdefault(when, self.scope(when))
        if scope == "this":
            return self._ask(when, subject)
        product = subject.product_or_none if scope == "product" else None
        asked = (self, when, product.code if product else "")
        return subject.known.answer(asked, partial(self._ask, when, subject))

    def _ask(self, when: str, subject: Subject) -> Answer:
        entry = self._entries.get(when)
        if entry is None:
            return _answer(CONDITIONS[when].ask(subject), CONDITIONS[when].says)
        return _of_fact(entry, subject) if entry.fact is not None else self._joined(entry, subject)

    def _joined(self, entry: ConditionEntry, subject: Subject) -> Answer:
        """A condition made of others."""
        if entry.any:
            return _any([self.ask(name, subject) for name in entry.any])
        if entry.all:
            return _all([self.ask(name, subject) for name in entry.all])
        return _all([_negated(self.ask(name, subject)) for name in entry.none])

    def check_names(self) -> None:
        """Raises TemplateFault for a condition that names one that does not exist, or itself."""
        for name, entry in self._entries.items():
            for other in (*entry.all, *entry.any, *entry.none):
                if not self.known(other):
                    raise TemplateFault(f'the condition {name} names "{other}", which does not exist',
                                        "Correct conditions.yaml.")  # fmt: skip
            self._walk(name, ())

    def _walk(self, name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise TemplateFault(f"conditions name each other in a circle: {' → '.join((*above, name))}",
                                "Correct conditions.yaml.")  # fmt: skip
        entry = self._entries.get(name)
        for other in (*entry.all, *entry.any, *entry.none) if entry else ():
            self._walk(other.removeprefix("not "), (*above, name))


def _answer(given: Answer | bool | None, says: str) -> Answer:
    return given if isinstance(given, Answer) else Answer(given, because=says)


def _negated(answer: Answer) -> Answer:
    return Answer(None if answer.holds is None else not answer.holds, answer.path, answer.because)


def _all(answers: list[Answer]) -> Answer:
    return _decided(answers, by=False)


def _any(answers: list[Answer]) -> Answer:
    return _decided(answers, by=True)


def _decided(answers: list[Answer], by: bool) -> Answer:
    """The answer that decides, else the first that is open, else all of them together."""
    for wanted in (by, None):
        for one in answers:
            if one.holds is wanted:
                return one
    return Answer(not by, answers[0].path, "; ".join(dict.fromkeys(one.because for one in answers if one.because)))


def _of_fact(entry: ConditionEntry, subject: Subject) -> Answer:
    """A condition on a fact: true where one value fits, false where all are stated and none does."""
    root, _, below = (entry.fact or "").partition(".")
    start, path = _root(root, subject)
    if start is None:
        return Answer(None, path, f"there is no {root} here")
    found = list(_values(start, below.split(".") if below else [], path))
    label = (entry.fact or "").rpartition(".")[2].replace("_", " ").removesuffix("[*]")
    where = found[0][0] if found else build_path(path, below.partition("[*]")[0])
    stated = [(place, value) for place, value in found if value is not None and value != ()]
    if entry.exists is not None:
        return Answer(bool(stated) is entry.exists, where, f"{label}: {'stated' if stated else 'not stated'}")
    for place, value in stated:
        if _fits(entry, value):
            return Answer(True, place, f"{label} = {_shown(value)}")
    if not stated or len(stated) < len(found):
        open_place = next((place for place, value in found if value is None or value == ()), where)
        return Answer(None, open_place, f"{label}: not stated")
    return Answer(False, where, f"{label} = {', '.join(dict.fromkeys(_shown(value) for _, value in stated))}")


def _root(name: str, subject: Subject) -> tuple[Facts | None, str]:
    if name == "application":
        return subject.application, ""
    if name == "product":
        product = subject.product_or_none
        return product, subject.known.of(product).path if product else ""
    if name == "parent":
        return subject.parent, subject.path.rpartition(".")[0]
    return subject.this, subject.path


def _values(value: Any, steps: list[str], path: str) -> Iterator[tuple[str, Any]]:
    """The values at the end of a path, with their paths; None where a group on the way is not stated."""
    if not steps or not isinstance(value, Facts):
        yield path, value
        return
    match = _PART.fullmatch(steps[0])
    if match is None or not hasattr(value, match[1]):
        raise TemplateFault(f'conditions.yaml: "{steps[0]}" is no field of {type(value).__name__}', "Correct it.")
    below = getattr(value, match[1])
    if match[2]:
        for index, item in enumerate(below or ()):
            yield from _values(item, steps[1:], build_path(path, f"{match[1]}[{item_key(item, index)}]"))
    else:
        yield from _values(below, steps[1:], build_path(path, match[1]))


def _fits(entry: ConditionEntry, value: Any) -> bool:
    several = value if isinstance(value, tuple) else (value,)
    if entry.among:
        return any(one in entry.among or str(one) in entry.among for one in several)
    if entry.contains is not None:
        return entry.contains in (str(one) for one in several)
    if entry.matches is not None:
        return any(re.search(entry.matches, str(one), re.IGNORECASE) for one in several)
    return any(_number(one) is not None and (_number(one) or 0) >= (entry.at_least or 0) for one in several)


def _number(value: Any) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def needed(when: Iterable[When], conditions: Conditions, narrowest: Scope) -> list[When]:
    """The conditions that look at nothing narrower than that scope."""
    return [one for one in when if _ORDER.index(conditions.scope(one)) <= _ORDER.index(narrowest)]
