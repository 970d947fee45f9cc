"""The gap report: how every rule came out, every finding, and what no tool can judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from impd.gaps.finding import SEVERITIES, Finding, Severity
from impd.gaps.outcome import ORDER, Outcome
from impd.gaps.slot import SlotState
from impd.gaps.waiver import Waiver
from impd.rules.act import Basis, Citation


@dataclass(frozen=True, slots=True)
class CheckedDossier:
    """What was checked: the dossier and its products (code, name). Empty text: not stated."""

    folder: str
    version: str = ""
    trial: str = ""
    eu_ct_number: str = ""
    sponsor: str = ""
    stage: str = ""
    products: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackInfo:
    """The rule pack used: id, version, the date of the law it follows, its overlays, known issues, rules switched off.

    ``switched_off`` holds (rule, reason); ``cannot_judge`` what no tool can judge.
    """

    id: str
    version: str
    date_of_law: str
    title: str = ""
    overlays: tuple[str, ...] = ()
    known_issues: tuple[str, ...] = ()
    switched_off: tuple[tuple[str, str], ...] = ()
    cannot_judge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule in this run: its outcome is the worst of its places; ``because`` says why it applied, or did not.

    ``counts`` holds how many places came out how, worst first.
    """

    id: str
    title: str
    severity: Severity
    document: str
    section: str
    outcome: Outcome
    because: str
    judged_by: str = "tool"
    cites: tuple[Citation, ...] = ()
    basis: Basis | None = None
    counts: tuple[tuple[Outcome, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A fact that is not stated, and the findings of the rules that cannot be told without it."""

    path: str
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules, each once, in their order."""
        return tuple(dict.fromkeys(one.rule for one in self.findings))


@dataclass(frozen=True, slots=True)
class GapReport:
    """The result of a check. It never says that a dossier is complete for the authority.

    ``findings`` are sorted worst first within document and section; ``section_titles`` holds (document, section,
    title) in the order of the documents, ``document_titles`` (document, title). ``as_of`` is the day of the check;
    ``slots`` the documents of Annex I and what fills them.
    """

    dossier: CheckedDossier
    pack: PackInfo
    tool_version: str
    as_of: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleSummary, ...]
    waivers: tuple[Waiver, ...] = ()
    document_titles: tuple[tuple[str, str], ...] = ()
    section_titles: tuple[tuple[str, str, str], ...] = ()
    slots: tuple[SlotState, ...] = ()

    def counts(self) -> dict[Outcome, int]:
        """How many places came out how, over all rules: all six outcomes, worst first."""
        total: Counter[Outcome] = Counter()
        for rule in self.rules:
            total.update(dict(rule.counts))
        return {outcome: total[outcome] for outcome in ORDER}

    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """The facts without which rules cannot be told, those that most rules ask for first; waived ones left out."""
        found: dict[str, list[Finding]] = {}
        for one in self.findings:
            if one.outcome == Outcome.CANNOT_TELL and one.waiver is None:
                found.setdefault(one.path, []).append(one)
        questions = [OpenQuestion(path, tuple(ones)) for path, ones in found.items()]
        return tuple(sorted(questions, key=lambda one: -len(one.rules)))

    def open_counts(self) -> dict[Severity, int]:
        """How many open gaps there are of each severity."""
        found = Counter(one.severity for one in self.findings if one.open and one.outcome == Outcome.GAP)
        return {severity: found[severity] for severity in SEVERITIES}
