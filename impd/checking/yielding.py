"""One lack, one finding: a rule that yields is silent on a fact that another rule reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from impd.checking.evaluation import Evaluation, worst_of
from impd.checking.observation import Observation, no_concern
from impd.gaps.outcome import Outcome
from impd.rules.language import RuleEntry

ANY, ALL = "any", "all"
Places = Mapping[str, Sequence[str]]
"""The fact paths that each rule reports a gap on, or asks a person about."""


def yielded(evaluations: Sequence[Evaluation]) -> list[Evaluation]:
    """The evaluations of all rules, without the gaps of rules that yield to another one at the same fact.

    First those that yield to rules that are named, or to any that yields to none; then those that yield to all.
    """
    return _pass(_pass(evaluations, ANY), ALL)


def _pass(evaluations: Sequence[Evaluation], word: str) -> list[Evaluation]:
    reported = _reported(evaluations)
    firm = {one.rule.id for one in evaluations if not _yields(one.rule.entry, word)}
    anywhere = {path: rule for rule in reported if rule in firm for path in reported[rule]}
    return [_without(one, reported, anywhere, word) if one.rule.entry.yields_to else one for one in evaluations]


def _yields(entry: RuleEntry, word: str) -> bool:
    """Whether a rule is too weak for others to yield to it by this word."""
    return bool(entry.yields_to) if word == ANY else ALL in entry.yields_to


def _reported(evaluations: Sequence[Evaluation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in evaluations:
        for seen in one.observations:
            if seen.outcome in (Outcome.GAP, Outcome.TO_REVIEW):
                found.setdefault(one.rule.id, []).extend(seen.facts or (seen.path,))
    return found


def _without(evaluation: Evaluation, reported: Places, anywhere: Mapping[str, str], word: str) -> Evaluation:
    entry = evaluation.rule.entry
    elsewhere = anywhere if word in entry.yields_to else {}
    observations = tuple(_silenced(seen, entry, reported, elsewhere) for seen in evaluation.observations)
    if observations == evaluation.observations:
        return evaluation
    outcome, why = worst_of(observations, evaluation.because)
    return replace(evaluation, observations=observations, outcome=outcome, because=why)


def _silenced(seen: Observation, entry: RuleEntry, reported: Places, elsewhere: Mapping[str, str]) -> Observation:
    other = _reporter(seen, entry, reported, elsewhere) if seen.outcome == Outcome.GAP else ""
    return no_concern(seen.path, f"the rule {other} reports it") if other else seen


def _reporter(seen: Observation, entry: RuleEntry, reported: Places, elsewhere: Mapping[str, str]) -> str:
    """The rule that reports the same lack; empty where none does."""
    facts = seen.facts or (seen.path,)
    if all(fact in elsewhere for fact in facts):
        return elsewhere[facts[0]]
    for rule in entry.yields_to:
        if any(_overlap(mine, its) for mine in facts for its in reported.get(rule, ())):
            return rule
    return ""


def _overlap(one: str, other: str) -> bool:
    """Whether two paths name the same fact, or one the group in which the other lies."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) : len(shorter) + 1] in ("", ".", "[")
