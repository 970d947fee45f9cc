"""Safety and efficacy in numbers: denominators, counts within counts, what the reference safety information lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from impd.calculation.incidence import share
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.human_experience import (
    AdverseEvent,
    AnalysisGroup,
    EfficacyResult,
    EventOverview,
    ReferenceSafetyInformation,
)

_SENTENCE = re.compile(r"[.;](?:\s+|$)")
_NOT_EXPECTED = re.compile(r"\bunexpected|\bnot (?:\w+ )?expected|\bno \w+", re.IGNORECASE)
_WITHIN = {
    "related_event": ("any_event",), "severe_event": ("any_event",), "serious_event": ("any_event",),
    "serious_related_event": ("serious_event", "related_event"), "death": ("serious_event",),
}  # fmt: skip
"""Which events of the overview are among which others; a death is a serious event."""
Part = Literal["severe", "serious", "related"]


def _group(subject: Subject, name: str) -> AnalysisGroup | None:
    return next((one for one in subject.product.clinical.analysis_groups if one.id == name), None)


def _counted(path: str, count: int | None, of: int | None, whole: str, part: str) -> Observation | None:
    """A count held against the whole it is part of; None where no count is stated."""
    found = share(count, of)
    if found is None:
        return None
    if of is None:
        return untold(path, f"the number of {whole} is not stated")
    if found.fault:
        return falls_short(path, count, of, part, part=part, whole=whole)
    return holds(path, found.text)


def _overview(subject: Subject, kind: str, group: str) -> int | None:
    lines = subject.product.clinical.event_overview
    return next((one.subjects for one in lines if one.kind == kind and one.group == group), None)


@check
def group_fits_its_trials(subject: Subject) -> Iterator[Observation]:
    """A group has a number of subjects, not above that of the subjects its trials exposed."""
    group, path = subject.entry(AnalysisGroup), subject.at("subjects")
    trials = [one for one in subject.product.clinical.trials if one.id in group.trials]
    exposed = [one.exposed for one in trials if one.exposed is not None]
    if group.subjects is None:
        yield falls_short(path, "not stated", "the number of subjects in the group")
    elif not trials or len(exposed) < len(trials):
        yield untold(path, f"how many subjects the trials of group {group.id} exposed is not stated")
    elif group.subjects > sum(exposed):
        yield falls_short(path, group.subjects, f"at most {sum(exposed)}, exposed in {', '.join(group.trials)}")
    else:
        yield holds(path, group.subjects)


@check
def event_counts_fit_the_group(subject: Subject) -> Iterator[Observation]:
    """Subjects with an event are not more than the group has, nor than the overview counts of that kind."""
    event = subject.entry(AdverseEvent)
    group = _group(subject, event.group)
    size = group.subjects if group else None
    parts: tuple[Part, ...] = ("severe", "serious", "related")
    seen = [_counted(subject.at("subjects"), event.subjects, size, f"subjects in group {event.group}", "the event")]
    seen += [
        _counted(subject.at(part), getattr(event, part), event.subjects, "subjects with the event", f"a {part} event")
        for part in parts
    ]
    totals = {"subjects": "any_event", "severe": "severe_event", "serious": "serious_event", "related": "related_event"}
    for field, kind in totals.items():
        total, words = _overview(subject, kind, event.group), kind.replace("_", " ")
        if total is not None:
            whole = f"subjects of the overview with {words}"
            one = _counted(subject.at(field), getattr(event, field), total, whole, f"an event counted as {words}")
            seen.append(one)
    yield from (one for one in seen if one is not None)


@check
def overview_counts_fit(subject: Subject) -> Iterator[Observation]:
    """A line of the overview fits the group, and the lines it is part of."""
    line = subject.entry(EventOverview)
    group, path = _group(subject, line.group), subject.at("subjects")
    words = line.kind.replace("_", " ")
    size = group.subjects if group else None
    seen = [_counted(path, line.subjects, size, f"subjects in group {line.group}", words)]
    for kind in _WITHIN.get(line.kind, ()):
        if (whole := _overview(subject, kind, line.group)) is not None:
            seen.append(_counted(path, line.subjects, whole, f"subjects with {kind.replace('_', ' ')}", words))
    yield from (one for one in seen if one is not None)


@check
def deaths_are_as_many_as_told(subject: Subject) -> Iterator[Observation]:
    """Not more deaths are told of the trials of a group than the overview counts."""
    line = subject.entry(EventOverview)
    group, path = _group(subject, line.group), subject.at("subjects")
    whole = group is not None and group.subjects == sum(
        one.exposed or 0 for one in subject.product.clinical.trials if one.id in group.trials
    )
    if line.kind != "death" or group is None or line.subjects is None or not whole:
        return
    fatal = [one.id for one in subject.product.clinical.serious_events if one.fatal and one.trial in group.trials]
    if len(fatal) > line.subjects:
        yield falls_short(path, line.subjects, f"at least {len(fatal)} ({', '.join(fatal)})")
    else:
        yield holds(path, line.subjects)


@check
def efficacy_counts_fit_the_group(subject: Subject) -> Iterator[Observation]:
    """Subjects analysed are not more than the group has, responders not more than analysed."""
    result = subject.entry(EfficacyResult)
    group = _group(subject, result.group)
    size = group.subjects if group else None
    seen = (
        _counted(subject.at("analysed"), result.analysed, size, f"subjects in group {result.group}", "the analysis"),
        _counted(subject.at("responders"), result.responders, result.analysed, "subjects analysed", "response"),
    )
    yield from (one for one in seen if one is not None)


@check
def expected_reactions_are_serious_and_repeated(subject: Subject) -> Iterator[Observation]:
    """A reaction that counts as expected was serious, in more than one subject, and never fatal."""
    information, clinical = subject.entry(ReferenceSafetyInformation), subject.product.clinical
    path = subject.at("expected_reactions")
    if information.expected_reactions is None:
        yield falls_short(path, "not stated", "the expected serious reactions, or that there are none",
                          term="the expected reactions")  # fmt: skip
        return
    said = [one for one in _SENTENCE.split(information.expected_reactions) if not _NOT_EXPECTED.search(one)]
    terms = dict.fromkeys(one.preferred_term for one in clinical.adverse_events)
    named = [term for term in terms if any(term.casefold() in one.casefold() for one in said)]
    for term in named:
        fault = _why_not_expected(subject, term)
        yield falls_short(path, fault, "a serious reaction seen in several subjects, none fatal", term, term=term) \
            if fault else holds(path, term)  # fmt: skip
    if not named:
        yield holds(path, "no reaction of the table of events is named as expected")


def _why_not_expected(subject: Subject, term: str) -> str:
    """Why a preferred term should not be among the expected reactions; empty where nothing speaks against it."""
    clinical = subject.product.clinical
    lines = [one for one in clinical.adverse_events if one.preferred_term == term]
    serious = max((one.serious for one in lines if one.serious is not None), default=None)
    fatal = any(one.fatal and term.casefold() in (one.event or "").casefold() for one in clinical.serious_events)
    if fatal:
        return "it was fatal in a subject"
    if serious is None:
        return ""
    return {0: "it was serious in no subject", 1: "it was serious in one subject only"}.get(serious, "")
