"""Entries that state a fact without the one that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.consistency.completeness.entry_needs import observe
from impd.checking.consistency.completeness.entry_needs_data import NEEDS as OF_DATA
from impd.checking.consistency.completeness.entry_needs_quality import NEEDS as OF_QUALITY
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.stability import StabilityStudy

_NEEDS = {**OF_QUALITY, **OF_DATA}


@check
def entry_is_stated_in_full(subject: Subject) -> Iterator[Observation]:
    """An entry states what belongs to the facts it states, and what every such entry states."""
    yield from observe(subject, _NEEDS)


@check
def study_names_what_it_measured(subject: Subject) -> Iterator[Observation]:
    """The batches and times of the results of a stability study are those it names."""
    study = subject.this
    if not isinstance(study, StabilityStudy):
        raise TypeError(f"{subject.path} is no stability study")
    for fact, named, measured in (
        ("batches", study.batches, dict.fromkeys(one.batch for one in study.results)),
        ("planned_times", study.planned_times, dict.fromkeys(one.time for one in study.results)),
    ):
        for one in measured if named else ():
            text = f"{one:f}" if fact == "planned_times" else str(one)
            if one in named:
                yield holds(subject.at(fact), text)
            else:
                yield falls_short(subject.at(fact), ", ".join(map(str, named)), text, what=text)
