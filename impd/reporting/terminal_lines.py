"""What the terminal says of a gap report, as plain lines: findings by document and section, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from impd.gaps.finding import Finding
from impd.gaps.outcome import Outcome
from impd.gaps.report import GapReport, RuleSummary
from impd.gaps.waiver import WaiverState
from impd.reporting.grouping import DocumentGroup, SectionGroup, Tally, grouped, tally
from impd.reporting.wording import NOT_COMPLETE, counted, details

Verbosity: TypeAlias = Literal["quiet", "normal", "verbose"]
Tone: TypeAlias = Literal["plain", "document", "section", "error", "warning", "note", "open", "quiet"]

_BADGES: dict[Outcome, tuple[str, Tone]] = {
    Outcome.ERROR: ("rule failed", "error"),
    Outcome.TO_REVIEW: ("to review", "open"),
    Outcome.CANNOT_TELL: ("cannot tell", "open"),
}
_ASKED = 3
_BRIEF = {"Where", "Law", "Remedy"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how far it stands in, a label in its tone, and the text, which wraps beside the label.

    ``width`` is the least width of the label, where several stand below each other.
    """

    indent: int
    text: str
    label: str = ""
    tone: Tone = "plain"
    width: int = 0


def findings_lines(report: GapReport, verbosity: Verbosity) -> Iterator[Line]:
    """The documents and sections that have a finding; with ``verbose`` all of them, and how each rule came out."""
    for document in grouped(report):
        if document.findings or verbosity == "verbose":
            name = f"{document.title} ({document.id})" if document.title != document.id and document.id else ""
            yield Line(0, "", name or document.title, "document")
            for section in document.sections:
                yield from _section(section, verbosity)
            yield Line(0, "")


def _section(section: SectionGroup, verbosity: Verbosity) -> Iterator[Line]:
    verbose = verbosity == "verbose"
    shown = [one for one in section.findings if verbose or _urgent(one)]
    if not section.findings and not verbose:
        return
    if section.heading:
        yield Line(2, "", section.heading, "section")
    for finding in shown:
        yield from _finding(finding, verbose)
    rest = () if verbose else tuple(one for one in section.findings if not _urgent(one))
    if rest:
        yield Line(4, f"{'also ' if shown else ''}{', '.join(_parts(tally(rest)))}", tone="quiet")
    if verbose:
        yield from map(_rule, section.rules)


def _urgent(finding: Finding) -> bool:
    """Whether a finding is told in full: a rule that failed, or an open gap above a note."""
    gap = finding.outcome == Outcome.GAP and finding.severity != "note"
    return finding.open and (gap or finding.outcome == Outcome.ERROR)


def _finding(finding: Finding, verbose: bool) -> Iterator[Line]:
    label, tone = _BADGES.get(finding.outcome, (finding.severity, finding.severity))
    yield Line(4, finding.message, label, tone if finding.open else "quiet")
    told = details(finding)
    wanted = _BRIEF if finding.place else {*_BRIEF, "Fact"}
    for name, text in told:
        if verbose or name in wanted:
            yield Line(6, text, f"{name}:", "quiet")
    if verbose:
        yield Line(6, f"{finding.id}" + (f"; {finding.basis}" if finding.basis else ""), "Rule:", "quiet")


def _rule(rule: RuleSummary) -> Line:
    because = f" ({rule.because})" if rule.because else ""
    return Line(4, f"{rule.outcome}: {rule.title}{because}", rule.id, "quiet")


def _parts(found: Tally) -> list[str]:
    """The counts of findings that are not nought, worst first."""
    numbers = [
        (found.errors_of_rules, "rule failed", "rules failed"),
        (found.gaps["error"], "error", "errors"),
        (found.gaps["warning"], "warning", "warnings"),
        (found.gaps["note"], "note", "notes"),
        (found.cannot_tell, "cannot tell", "cannot tell"),
        (found.to_review, "to review", "to review"),
        (found.waived, "waived", "waived"),
        (found.known, "known in the baseline", "known in the baseline"),
    ]
    return [counted(number, one, several) for number, one, several in numbers if number]


def summary_line(report: GapReport) -> str:
    """Everything in one line: open gaps by severity, even if there are none, and the rest where there is some."""
    found = tally(report.findings)
    gaps = ", ".join(counted(number, severity) for severity, number in found.gaps.items())
    rest = _parts(Tally({"error": 0, "warning": 0, "note": 0}, found.to_review, found.cannot_tell,
                        found.errors_of_rules, found.waived, found.known))  # fmt: skip
    return "; ".join([f"Open gaps: {gaps}", *rest])


def summary_lines(report: GapReport) -> Iterator[Line]:
    """What was checked against what, the places by outcome, the open gaps by severity, and what was set aside."""
    dossier, pack = report.dossier, report.pack
    found = tally(report.findings)
    waivers = Counter(one.state for one in report.waivers)
    states = ", ".join(f"{waivers[state]} {state}" for state in WaiverState if waivers[state])
    version = f", version {dossier.version}" if dossier.version else ""
    lines = [
        ("Dossier", f"{dossier.folder}{version}"),
        ("Rules", f"{pack.id} {pack.version}, law as of {pack.date_of_law}; checked on {report.as_of}"),
        ("Places", ", ".join(_places(*each) for each in report.counts().items())),
        ("Open gaps", ", ".join(counted(number, severity) for severity, number in found.gaps.items())),
        ("Not stated", _questions(report)),
        ("Set aside", f"{found.waived} waived, {found.known} known in the baseline"),
        ("Waivers", states),
        ("Rules off", ", ".join(rule for rule, _ in pack.switched_off)),
    ]
    yield Line(0, "", "Summary", "document")
    yield from (Line(2, text, f"{label}:", "quiet", 10) for label, text in lines if text)
    yield Line(0, "")


def _questions(report: GapReport) -> str:
    """The facts that most rules wait for."""
    asked = report.open_questions()
    first = [f"{one.path or 'the application'} ({counted(len(one.rules), 'rule')})" for one in asked[:_ASKED]]
    rest = [f"{len(asked) - _ASKED} more"] if len(asked) > _ASKED else []
    return ", ".join([*first, *rest])


def _places(outcome: Outcome, number: int) -> str:
    names = {Outcome.ERROR: ("rule failed", "rules failed"), Outcome.GAP: ("gap", "gaps")}
    return counted(number, *names.get(outcome, (outcome.value, outcome.value)))


def document_row(document: DocumentGroup) -> tuple[str, ...]:
    """A document of the summary: its title, open gaps by severity, rules failed, cannot tell and to review."""
    found = tally(document.findings)
    numbers = (*found.gaps.values(), found.errors_of_rules, found.cannot_tell, found.to_review)
    return (document.title, *map(str, numbers))


def limits_lines(report: GapReport, verbosity: Verbosity) -> Iterator[Line]:
    """What no tool can judge (listed only with ``verbose``), and what no finding does not mean."""
    pack = report.pack
    yield Line(0, "")
    if verbosity == "verbose":
        yield from (Line(2, issue, "Known limit:", "quiet") for issue in pack.known_issues)
        yield from (Line(2, reason, f"Switched off: {rule}:", "quiet") for rule, reason in pack.switched_off)
        yield from (Line(2, point, "No tool can judge:", "quiet") for point in pack.cannot_judge)
    number = len(pack.cannot_judge)
    points = f"{counted(number, 'point')} no tool can judge: the reports list them. " if number else ""
    yield Line(0, points + NOT_COMPLETE)
