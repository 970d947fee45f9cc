"""One rule at each place it looks at: how it came out, and why it applied or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from impd.checking.condition import Conditions, needed
from impd.checking.expectation import Expectation
from impd.checking.known import Known
from impd.checking.observation import Observation, falls_short, for_review, no_concern, untold
from impd.checking.registry import CHECKS, Answer, Check, Scope
from impd.checking.subject import APPLICATION, Subject, parse_pattern, subjects
from impd.errors import TemplateFault
from impd.gaps.outcome import ORDER, Outcome
from impd.rules.language import When
from impd.rules.rule import Rule

_PRODUCTS = "products[*]"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One rule at one place. ``because`` says why it applied, did not apply, or cannot be told."""

    rule: Rule
    subject: Subject
    outcome: Outcome
    because: str
    observations: tuple[Observation, ...] = ()


def worst_of(seen: Sequence[Observation], because: str) -> tuple[Outcome, str]:
    """How a rule came out at a place with these observations, and why: ``because`` where the rule applied."""
    worst = min(seen, key=lambda one: ORDER.index(one.outcome))
    told = worst.outcome not in (Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL)
    return worst.outcome, because if told else worst.what


class Evaluator:
    """A rule ready to run: its pattern, conditions and expectation or check, all known to exist."""

    def __init__(self, rule: Rule, conditions: Conditions) -> None:
        """Raises TemplateFault for a pattern, condition, field or check that does not exist."""
        self.rule = rule
        self._conditions = conditions
        entry = rule.entry
        try:
            parse_pattern(entry.each)
        except ValueError as fault:
            raise TemplateFault(f"{rule.place}: {rule.id}: each: {fault}", "Correct the pattern.") from None
        for name in (one for when in entry.when for one in ([when] if isinstance(when, str) else when.any)):
            if not conditions.known(name):
                raise TemplateFault(f'{rule.place}: {rule.id} names the condition "{name}", which does not exist',
                                    "Correct the name, or define it in conditions.yaml.")  # fmt: skip
        if entry.check is not None and entry.check not in CHECKS:
            raise TemplateFault(f'{rule.place}: {rule.id} names the check "{entry.check}", which does not exist',
                                "Correct the name, or register the function.")  # fmt: skip
        self._check: Check | None = CHECKS[entry.check] if entry.check else None
        self._expectation = Expectation(entry.expect, entry.each, rule.place) if entry.expect is not None else None

    def evaluate(self, known: Known, products: frozenset[str]) -> Iterator[Evaluation]:
        """The rule at each place; ``products`` names those to look at, empty for all."""
        each = self.rule.entry.each
        if each == APPLICATION or not each.startswith(_PRODUCTS):
            yield from self._within(Subject("", known.application, (), known), None, "application")
            return
        for product in subjects(_PRODUCTS, known):
            if not products or product.product.code in products:
                yield from self._within(product, product, "product")

    def _within(self, start: Subject, below: Subject | None, scope: Scope) -> Iterator[Evaluation]:
        """The rule in the application or in one product."""
        because = self._asked(start, scope)
        if isinstance(because, Evaluation):
            yield because
            return
        found = False
        for subject in subjects(self.rule.entry.each, start.known, below):
            found = True
            yield self._at(subject)
        if not found:
            yield self._nothing(start, because)

    def _nothing(self, start: Subject, because: str) -> Evaluation:
        """What comes out where nothing is stated that the rule looks at."""
        below = self.rule.entry.each.removeprefix(_PRODUCTS).lstrip(".").replace("[*]", "")
        path = start.at(below)
        why = f"nothing is stated at {path}"
        outcome = Outcome(self.rule.entry.if_none)
        match outcome:
            case Outcome.GAP:
                label = below.rpartition(".")[2].replace("_", " ")
                seen = falls_short(path, "not stated", "a statement", fact=label)
            case Outcome.CANNOT_TELL:
                seen = untold(path, why)
            case _:
                seen = no_concern(path, why)
        return Evaluation(self.rule, start, outcome, because if outcome == Outcome.GAP else why, (seen,))

    def _asked(self, subject: Subject, scope: Scope) -> str | Evaluation:
        """Why the rule applies as far as the wider conditions go, or how it came out because they do not hold."""
        return self._conditions_of(subject, needed(self.rule.entry.when, self._conditions, scope))

    def _conditions_of(self, subject: Subject, when: list[When]) -> str | Evaluation:
        answers = [(one, self._conditions.ask(one, subject)) for one in when]
        for wanted, outcome in ((False, Outcome.NOT_APPLICABLE), (None, Outcome.CANNOT_TELL)):
            for name, answer in answers:
                if answer.holds is wanted:
                    return self._stopped(subject, name, answer, outcome)
        return "; ".join(dict.fromkeys(answer.because or self._conditions.says(name) for name, answer in answers))

    def _stopped(self, subject: Subject, name: When, answer: Answer, outcome: Outcome) -> Evaluation:
        path = answer.path or subject.path
        facts = f" ({answer.because})" if answer.because else ""
        negated = isinstance(name, str) and name.startswith("not ")
        words = self._conditions.says(name.removeprefix("not ") if isinstance(name, str) else name)
        if outcome == Outcome.NOT_APPLICABLE:
            bears = "does not bear on a case where" if negated else "holds only where"
            why = f"it {bears} {words}{facts}"
            return Evaluation(self.rule, subject, outcome, why, (no_concern(path, why),))
        why = f"it is not stated whether {words}{facts}"
        return Evaluation(self.rule, subject, outcome, why, (untold(path, why),))

    def _at(self, subject: Subject) -> Evaluation:
        because = self._conditions_of(subject, list(self.rule.entry.when))
        if isinstance(because, Evaluation):
            return because
        seen = tuple(self._observe(subject))
        if not seen:
            why = "there is nothing to compare"
            return Evaluation(self.rule, subject, Outcome.NOT_APPLICABLE, why, (no_concern(subject.path, why),))
        outcome, why = worst_of(seen, because)
        return Evaluation(self.rule, subject, outcome, why, seen)

    def _observe(self, subject: Subject) -> Iterator[Observation]:
        if self._expectation is not None:
            yield from self._judged_by_a_person(self._expectation.observe(subject))
        elif self._check is not None:
            yield from self._judged_by_a_person(self._check(subject))
        else:
            yield for_review(subject.path)

    def _judged_by_a_person(self, seen: Iterable[Observation]) -> Iterator[Observation]:
        """What a reviewer must judge is never satisfied by a tool: what holds becomes a point for review."""
        for one in seen:
            if self.rule.entry.judged_by == "reviewer" and one.outcome == Outcome.SATISFIED:
                yield for_review(one.path, one.found)
            else:
                yield one
