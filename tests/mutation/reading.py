"""Which facts a rule reads, by kind of group and field, so that a change asks only the rules it can touch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from impd.checking.evaluation import Evaluation, Evaluator
from impd.checking.known import Known
from impd.dossier import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.path import parse_path
from impd.dossier.shape import fields_of

Read: TypeAlias = tuple[type[Facts], str]
"""A field of a kind of group."""


def field_at(path: str) -> Read:
    """The kind of group and the field that a fact path ends at."""
    model: type[Facts] = ClinicalTrialApplication
    found = (model, "")
    for step in parse_path(path):
        found = (model, step.name)
        model = fields_of(model)[step.name].group or model
    return found


@contextmanager
def recorded() -> Iterator[set[Read]]:
    """The fields that are read while it is open."""
    seen: set[Read] = set()

    def get(group: Facts, name: str) -> Any:
        seen.add((type(group), name))
        return object.__getattribute__(group, name)

    type.__setattr__(Facts, "__getattribute__", get)
    try:
        yield seen
    finally:
        type.__delattr__(Facts, "__getattribute__")


def evaluated(evaluator: Evaluator, application: ClinicalTrialApplication) -> tuple[list[Evaluation], frozenset[Read]]:
    """How a rule comes out, and the fields it reads. Nothing is known before, so that nothing is read unseen."""
    with recorded() as seen:
        found = list(evaluator.evaluate(Known(application, tuple), frozenset()))
    return found, frozenset(seen)
