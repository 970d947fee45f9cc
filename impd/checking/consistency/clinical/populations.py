"""The populations of the assessment against those of the trial: minors, adults without capacity, women, volunteers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.observation import Observation, falls_short, for_review, given, holds, untold
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject
from impd.dossier.clinical.clinical import TrialPopulation

_PATTERNS = {
    "healthy_volunteers": re.compile(r"\bhealthy\b", re.IGNORECASE),
    "women_of_childbearing_potential": re.compile(r"^(?!.*\b(?:not|cannot|without)\b).*childbearing potential", re.I),
    "pregnant_or_breastfeeding": re.compile(
        r"^(?!.*\b(?:not|cannot|without|non)\b).*(?:pregnan|breast[ -]?feeding|lactating)", re.IGNORECASE
    ),
    "minors": re.compile(r"\bminors?\b|\bchild(?:ren)?\b|adolescen|\binfants?\b|neonat|newborn|pa?ediatric", re.I),
    "incapacitated": re.compile(
        r"incapacit|lack\w* (?:\w+ )?capacity|(?:cannot|unable to|not able to) (?:give )?consent", re.IGNORECASE
    ),
}


def group_of(name: str | None) -> str:
    """Which group of subjects the name of a population means; empty where it is none of those the trial answers for."""
    return next((group for group, pattern in _PATTERNS.items() if name and pattern.search(name)), "")


def _populations(subject: Subject, group: str) -> list[tuple[str, TrialPopulation]]:
    assessment = subject.product.clinical.risk_and_benefit
    path = subject.at("clinical.risk_and_benefit.populations")
    listed = assessment.populations if assessment else ()
    return [(f"{path}[{one.id}]", one) for one in listed if group_of(one.name) == group]


def _is_assessed(subject: Subject, group: str) -> Iterator[Observation]:
    """Why the group is included, and what is done for its protection."""
    label = _label(group)
    included = [(path, one) for path, one in _populations(subject, group) if one.included is not False]
    if not included:
        path = subject.at("clinical.risk_and_benefit.populations")
        yield falls_short(path, "not stated", "why they are included and how protected", group, part="their inclusion")
    for path, one in included:
        at = f"{path}.justification"
        yield given(at, one.justification, f"why {label} are included", part="the reason to include them")


for _name, _group in {
    "minors_are_assessed": "minors",
    "adults_without_capacity_are_assessed": "incapacitated",
    "pregnant_women_are_assessed": "pregnant_or_breastfeeding",
}.items():
    check_of_table(_name, _is_assessed, _group)


@check
def special_populations_are_protected(subject: Subject) -> Iterator[Observation]:
    """Minors, adults without capacity and pregnant women who take part have measures for their protection."""
    for group in ("minors", "incapacitated", "pregnant_or_breastfeeding"):
        for path, one in _populations(subject, group):
            if not one.included:
                continue
            at = f"{path}.specific_measures"
            yield given(at, one.specific_measures, "a measure for their protection", group=_label(group))


@check
def populations_are_those_of_the_trial(subject: Subject) -> Iterator[Observation]:
    """Who is included by the assessment is included by the trial, and the other way round."""
    includes = subject.application.trial.includes
    for group in _PATTERNS:
        answer = getattr(includes, group) if includes else None
        for path, one in _populations(subject, group):
            if one.included is None:
                continue
            at, said = f"{path}.included", _words(one.included)
            if answer is None:
                yield untold(f"trial.includes.{group}", f"it is not stated whether the trial includes {_label(group)}")
            elif one.included is answer:
                yield holds(at, said)
            else:
                yield falls_short(at, said, _words(answer), group=_label(group))


def _words(included: bool) -> str:
    return "included" if included else "not included"


def _label(group: str) -> str:
    words = {"incapacitated": "adults without capacity", "pregnant_or_breastfeeding": "pregnant or breastfeeding women"}
    return words.get(group, group.replace("_", " "))


@check
def healthy_volunteers_are_justified(subject: Subject) -> Iterator[Observation]:
    """Healthy volunteers in a trial of an advanced therapy: the reason, for a person to judge."""
    stated = [(path, one.justification) for path, one in _populations(subject, "healthy_volunteers")
              if one.included is not False and one.justification]  # fmt: skip
    for path, reason in stated:
        yield for_review(f"{path}.justification", reason)
    if not stated:
        path = subject.at("clinical.risk_and_benefit.populations")
        yield falls_short(path, "not stated", "why healthy volunteers take part")
