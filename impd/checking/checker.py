"""The checker: every rule of a pack against an application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from impd.checking import conditions as _conditions  # noqa: F401  registers the conditions in code
from impd.checking import consistency as _consistency  # noqa: F401  registers the checks
from impd.checking.code_words import in_words
from impd.checking.condition import Conditions
from impd.checking.evaluation import Evaluation, Evaluator
from impd.checking.known import Known
from impd.checking.registry import load_plugins
from impd.checking.wording import finding_of
from impd.checking.yielding import ALL, ANY, yielded
from impd.errors import TemplateFault, UsageFault
from impd.gaps import Finding, Outcome, Place, RuleSummary
from impd.gaps.finding import SEVERITIES
from impd.gaps.outcome import ORDER
from impd.rules.rule import Rule, RulePack

LISTED = (Outcome.ERROR, Outcome.GAP, Outcome.CANNOT_TELL, Outcome.TO_REVIEW)
Locate = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run on which products; empty: all."""

    products: frozenset[str] = field(default_factory=frozenset)
    rules: frozenset[str] = field(default_factory=frozenset)


def check(
    known: Known, pack: RulePack, locate: Locate, selection: Selection | None = None
) -> tuple[tuple[Finding, ...], tuple[RuleSummary, ...]]:
    """The findings of a pack on an application, and how each of its rules came out.

    Raises TemplateFault for a rule that cannot be read or fails while it runs, naming it; UsageFault for a rule or
    product that does not exist, and where no rule applied at all.
    """
    chosen = selection or Selection()
    ready = evaluators(pack, chosen.rules)
    evaluated = yielded([one for evaluator in ready for one in _run(evaluator, known, chosen.products)])
    findings = [finding for one in evaluated for finding in _findings(one, locate)]
    by_rule: dict[str, list[Evaluation]] = {one.rule.id: [] for one in ready}
    for one in evaluated:
        by_rule[one.rule.id].append(one)
    summaries = [_summary(one.rule, by_rule[one.rule.id]) for one in ready]
    if all(one.outcome == Outcome.NOT_APPLICABLE for one in summaries):
        raise UsageFault("no rule applies to this dossier", "Check that it has a product, and name fewer limits.")
    return tuple(_sorted(findings)), tuple(summaries)


def evaluators(pack: RulePack, wanted: Iterable[str] = ()) -> list[Evaluator]:
    """The rules of a pack ready to run. Raises TemplateFault for one that cannot; UsageFault for an unknown one."""
    load_plugins()
    conditions = Conditions(pack.conditions)
    conditions.check_names()
    names = set(wanted)
    for name in sorted(names - set(pack.rules)):
        off = pack.switched_off.get(name)
        raise UsageFault(f"there is no rule {name}" if off is None else f"the rule {name} is switched off: {off}",
                         "impd rules lists them.")  # fmt: skip
    for rule in pack.rules.values():
        _check_yields(rule, pack)
    return [Evaluator(rule, conditions) for rule in pack.rules.values() if not names or rule.id in names]


def _check_yields(rule: Rule, pack: RulePack) -> None:
    for other in rule.entry.yields_to:
        if other not in (ALL, ANY, *pack.rules, *pack.switched_off):
            raise TemplateFault(f"{rule.place}: {rule.id} yields to {other}, which does not exist", "Correct the id.")


def _run(evaluator: Evaluator, known: Known, products: frozenset[str]) -> Iterator[Evaluation]:
    """Runs a rule; whatever it raises names it."""
    try:
        yield from evaluator.evaluate(known, products)
    except TemplateFault:
        raise
    except Exception as fault:
        rule = evaluator.rule
        reason = f"{type(fault).__name__}: {fault}"
        raise TemplateFault(f"{rule.place}: the rule {rule.id} failed: {reason}",
                            "This is a fault of the rule pack, not of the dossier.") from fault  # fmt: skip


def _findings(evaluation: Evaluation, locate: Locate) -> Iterator[Finding]:
    for seen in evaluation.observations:
        if seen.outcome in LISTED:
            yield finding_of(evaluation, seen, locate)


def _summary(rule: Rule, evaluated: list[Evaluation]) -> RuleSummary:
    counts = Counter(one.outcome for one in evaluated)
    worst = next((one for outcome in ORDER for one in evaluated if one.outcome == outcome), None)
    entry = rule.entry
    return RuleSummary(
        id=rule.id,
        title=entry.title,
        severity=rule.severity,
        document=entry.document,
        section=entry.section,
        outcome=worst.outcome if worst else Outcome.NOT_APPLICABLE,
        because=in_words(_because(worst)),
        judged_by=entry.judged_by,
        cites=rule.cites,
        basis=rule.basis,
        counts=tuple((outcome, counts[outcome]) for outcome in ORDER if counts[outcome]),
    )


def _because(worst: Evaluation | None) -> str:
    """Why a rule came out as it did; a rule without conditions holds for every dossier."""
    if worst is None:
        return "the dossier has no product that was asked for"
    return worst.because or "it holds for every dossier"


def _sorted(findings: list[Finding]) -> list[Finding]:
    """Worst first: gaps before questions and reviews, errors before notes; the rest in the order of the pack."""

    def worst_first(one: Finding) -> tuple[int, int]:
        return ORDER.index(one.outcome), SEVERITIES.index(one.severity)

    return sorted(findings, key=worst_first)
