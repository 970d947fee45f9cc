"""One lack, one finding: a rule that yields is silent on a fact that another rule reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from impd.checking.evaluation import Evaluation, worst_of
from impd.checking.observation import Observation, no_concern
from impd.gaps.outcome import Outcome
from impd.rules.language import RuleEntry

ANY = "any"
Places = Mapping[str, Sequence[str]]
"""The fact paths that each rule reports a gap on, or asks a person about."""


def yielded(evaluations: Sequence[Evaluation]) -> list[Evaluation]:
    """The evaluations of all rules, without the gaps of rules that yield to another one at the same fact."""
    reported = _reported(evaluations)
    firm = {one.rule.id for one in evaluations if not one.rule.entry.yields_to}
    anywhere = {path: rule for rule in reported if rule in firm for path in reported[rule]}
    return [_without(one, reported, anywhere) if one.rule.entry.yields_to else one for one in evaluations]


def _reported(evaluations: Sequence[Evaluation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in evaluations:
        for seen in one.observations:
            if seen.outcome in (Outcome.GAP, Outcome.TO_REVIEW):
                found.setdefault(one.rule.id, []).extend((seen.path, *seen.facts))
    return found


def _without(evaluation: Evaluation, reported: Places, anywhere: Mapping[str, str]) -> Evaluation:
    entry = evaluation.rule.entry
    observations = tuple(_silenced(seen, entry, reported, anywhere) for seen in evaluation.observations)
    if observations == evaluation.observations:
        return evaluation
    outcome, why = worst_of(observations, evaluation.because)
    return replace(evaluation, observations=observations, outcome=outcome, because=why)


def _silenced(seen: Observation, entry: RuleEntry, reported: Places, anywhere: Mapping[str, str]) -> Observation:
    other = _reporter(seen, entry, reported, anywhere) if seen.outcome == Outcome.GAP else ""
    return no_concern(seen.path, f"the rule {other} reports it") if other else seen


def _reporter(seen: Observation, entry: RuleEntry, reported: Places, anywhere: Mapping[str, str]) -> str:
    """The rule that reports the same lack; empty where none does."""
    facts = seen.facts or (seen.path,)
    for rule in entry.yields_to:
        if rule == ANY and all(fact in anywhere for fact in facts):
            return anywhere[facts[0]]
        if any(_overlap(mine, its) for mine in facts for its in reported.get(rule, ())):
            return rule
    return ""


def _overlap(one: str, other: str) -> bool:
    """Whether two paths name the same fact, or one the group in which the other lies."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) : len(shorter) + 1] in ("", ".", "[")
