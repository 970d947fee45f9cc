"""The places of a dossier that a rule looks at: patterns of fact paths, and the entries they find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from impd.checking.known import Known, KnownProduct
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import item_key
from impd.dossier.shape import fields_of

APPLICATION = "application"
_PART = re.compile(r"([a-z_]+)(\[\*\])?")
Kind = TypeVar("Kind", bound=Facts)


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry a rule looks at. ``around`` are the groups it lies in, the application first; ``known`` looks things up.

    ``path`` is its fact path, empty for the application itself.
    """

    path: str
    this: Facts
    around: tuple[Facts, ...]
    known: Known

    def entry(self, kind: type[Kind]) -> Kind:
        """The entry looked at, as one of its kind. Raises TypeError where a rule names a pattern of another kind."""
        if not isinstance(self.this, kind):
            raise TypeError(f"{self.path or 'the application'} is no {kind.__name__}")
        return self.this

    @property
    def application(self) -> ClinicalTrialApplication:
        """The whole application."""
        return self.known.application

    @property
    def product(self) -> MedicinalProduct:
        """The product the entry belongs to. Raises LookupError where it belongs to none."""
        for group in (*self.around, self.this):
            if isinstance(group, MedicinalProduct):
                return group
        raise LookupError(f"{self.path or 'the application'} belongs to no product")

    @property
    def product_or_none(self) -> MedicinalProduct | None:
        """The product the entry belongs to, or None."""
        return next((one for one in (*self.around, self.this) if isinstance(one, MedicinalProduct)), None)

    @property
    def of_product(self) -> KnownProduct:
        """Lookups and calculations on the product the entry belongs to."""
        return self.known.of(self.product)

    @property
    def parent(self) -> Facts:
        """The group the entry lies in; the application lies in itself."""
        return self.around[-1] if self.around else self.this

    def at(self, below: str) -> str:
        """The path of a fact below the entry."""
        return f"{self.path}.{below}" if self.path and below else self.path or below


@cache
def parse_pattern(pattern: str) -> tuple[tuple[str, bool], ...]:
    """The steps of ``products[*].quality.batches[*]``, each with whether it means every item. ValueError if unreadable.

    ``application`` has no steps.
    """
    if pattern == APPLICATION:
        return ()
    steps: list[tuple[str, bool]] = []
    model: type[Facts] | None = ClinicalTrialApplication
    for text in pattern.split("."):
        match = _PART.fullmatch(text)
        if match is None or model is None or match[1] not in fields_of(model):
            raise ValueError(f'"{text}" in {pattern} is no field' + (f" of {model.__name__}" if model else ""))
        field = fields_of(model)[match[1]]
        if field.many != bool(match[2]):
            raise ValueError(f'"{text}" in {pattern} ' + ("is a list: write [*]" if field.many else "is no list"))
        steps.append((match[1], bool(match[2])))
        model = field.group
    if model is None:
        raise ValueError(f"{pattern} names a single fact; name the entry it stands in")
    return tuple(steps)


def model_of(pattern: str) -> type[Facts]:
    """The kind of entry a pattern finds."""
    model: type[Facts] = ClinicalTrialApplication
    for name, _ in parse_pattern(pattern):
        group = fields_of(model)[name].group
        if group is not None:
            model = group
    return model


def subjects(pattern: str, known: Known, start: Subject | None = None) -> Iterator[Subject]:
    """The entries a pattern finds, in the order of the dossier; below ``start``, which its first steps name."""
    steps = parse_pattern(pattern)
    if start is not None:
        yield from _below(start, steps[1:])
        return
    yield from _below(Subject("", known.application, (), known), steps)


def _below(subject: Subject, steps: tuple[tuple[str, bool], ...]) -> Iterator[Subject]:
    if not steps:
        yield subject
        return
    name, many = steps[0]
    value = getattr(subject.this, name)
    around = (*subject.around, subject.this)
    if many:
        for index, item in enumerate(value):
            path = subject.at(f"{name}[{item_key(item, index)}]")
            yield from _below(Subject(path, item, around, subject.known), steps[1:])
    elif value is not None:
        yield from _below(Subject(subject.at(name), value, around, subject.known), steps[1:])
