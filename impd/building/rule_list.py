"""The list of rules, and how one or all of them come out on a dossier, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from impd.building.check import CheckOrder, check_folder, pack_for
from impd.building.rule_pages import explained, rule_page
from impd.dossier import ClinicalTrialApplication
from impd.errors import UsageFault
from impd.gaps import Finding, GapReport, Outcome, RuleSummary
from impd.rules.language import RuleEntry

Listed = TypeVar("Listed", RuleEntry, RuleSummary)


def rule_lines(section: str, document: str, directory: Path | None, folder: Path | None) -> Iterator[str]:
    """One line for each rule of a section and document; with a dossier, how it comes out there and why.

    Raises UsageFault where no rule is left; the faults of reading and checking.
    """
    if directory is not None:
        ran = check_folder(directory, CheckOrder(rules=folder)).rules
        for rule in _chosen(ran, section, document):
            yield f"{rule.id}  {rule.outcome}  {rule.document} {rule.section}  {rule.title}. {_why(rule.because)}"
        return
    pack = pack_for(ClinicalTrialApplication(), folder)
    for entry in _chosen([one.entry for one in pack.rules.values()], section, document):
        yield f"{entry.id}  {pack.rules[entry.id].severity}  {entry.document} {entry.section}  {entry.title}"


def _chosen(rules: Sequence[Listed], section: str, document: str) -> list[Listed]:
    """The rules of a document and of a section or one below it. Raises UsageFault where there is none."""
    chosen = [
        one
        for one in rules
        if (not document or one.document == document)
        and (not section or one.section == section or one.section.startswith(f"{section}."))
    ]
    if not chosen:
        known = ", ".join(sorted({one.document for one in rules}))
        raise UsageFault("there is no such rule", f"Documents with rules: {known}.")
    return chosen


def explanation(rule: str, directory: Path | None, folder: Path | None) -> str:
    """The page of a rule; with a dossier, how it comes out there."""
    pack = pack_for(ClinicalTrialApplication(), folder)
    page = rule_page(explained(pack, [rule])[0])
    return page if directory is None else page + "\n".join(_here(rule, directory, folder))


def _here(rule: str, directory: Path, folder: Path | None) -> Iterator[str]:
    report = check_folder(directory, CheckOrder(rules=folder, only=(rule,)))
    yield f"\n## In {report.dossier.folder}\n"
    yield from _outcome(report)
    for finding in report.findings:
        yield from _finding(finding)


def _outcome(report: GapReport) -> Iterator[str]:
    for rule in report.rules:
        counts = ", ".join(f"{outcome}: {number}" for outcome, number in rule.counts)
        yield f"Outcome: {rule.outcome}" + (f" ({counts})" if counts else "") + f". {_why(rule.because)}"


def _why(because: str) -> str:
    return f"{because[:1].upper()}{because[1:]}." if because else "It has no condition."


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- {finding.message}"
    yield f"  at {finding.place or finding.path}" + (f" ({finding.path})" if finding.place else "")
    if finding.outcome == Outcome.GAP:
        values = [f"{name}: {value}" for name, value in (("found", finding.found), ("expected", finding.expected))
                  if value]  # fmt: skip
        yield from (f"  {value}" for value in values)
        yield f"  {finding.remedy}"
    if finding.question:
        yield f"  Question: {finding.question}"

