"""The gap report put in the order of the page: findings by document and section, rules by outcome, filters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from impd.gaps import ORDER, Finding, GapReport, Outcome, RuleSummary
from impd.reporting.html_words import SEVERITY_LABELS, outcome_label

APPLICATION = "The application as a whole"
DOCUMENT = "The document as a whole"
NO_DOCUMENT = "Of no single document"
FOUND = (Outcome.ERROR, Outcome.GAP, Outcome.CANNOT_TELL, Outcome.TO_REVIEW)
ALWAYS = {
    "error": "Errors", "warning": "Warnings", "note": "Notes", "to review": "To review", "cannot tell": "Cannot tell",
}  # fmt: skip
WHERE_ANY = {"failed": "Rule failed", "waived": "Waived", "known": "Known before"}
QUERIES = {
    **{severity: f"outcome=gap&severity={severity}&state=open" for severity in SEVERITY_LABELS},
    "to review": "outcome=to+review&state=open",
    "cannot tell": "outcome=cannot+tell&state=open",
    "failed": "outcome=error&state=open",
    "waived": "state=waived",
    "known": "state=known",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its anchor and its state: open, waived or known before."""

    anchor: str
    finding: Finding
    state: str


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section with findings; ``key`` names it in a filter: ``impd-quality/P.8``. ``tally`` counts a finding once."""

    anchor: str
    key: str
    title: str
    listed: tuple[Listed, ...]
    tally: Counter[str]


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A document, its sections with findings, and at how many places a rule was satisfied or did not apply."""

    anchor: str
    id: str
    title: str
    sections: tuple[SectionPart, ...]
    tally: Counter[str]
    satisfied: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: (value, label) pairs."""

    severities: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]


def documents(report: GapReport) -> tuple[DocumentPart, ...]:
    """Every document the report knows of, in its order; the application as a whole comes first."""
    titles = dict(report.document_titles)
    named = [*(one.document for one in report.findings), *(one.document for one in report.rules)]
    ids = _ordered(named, ["", *titles])
    known = [one for one in ids if one in titles or one in named]
    listed = _listed(report.findings)
    return tuple(_document(report, one, titles.get(one) or one or APPLICATION, listed) for one in known)


def _document(report: GapReport, document: str, title: str, listed: list[Listed]) -> DocumentPart:
    mine = [one for one in listed if one.finding.document == document]
    titles = {section: name for owner, section, name in report.section_titles if owner == document}
    ids = _ordered((one.finding.section for one in mine), ["", *titles])
    by_section = {section: tuple(one for one in mine if one.finding.section == section) for section in ids}
    sections = tuple(_section(document, one, titles.get(one, ""), by_section[one]) for one in ids if by_section[one])
    places: Counter[Outcome] = Counter()
    for rule in report.rules:
        if rule.document == document:
            places.update(dict(rule.counts))
    return DocumentPart(
        anchor("document", document), document, title, sections, sum((one.tally for one in sections), Counter()),
        places[Outcome.SATISFIED], places[Outcome.NOT_APPLICABLE],
    )  # fmt: skip


def _section(document: str, section: str, title: str, listed: tuple[Listed, ...]) -> SectionPart:
    heading = " ".join(filter(None, (section, title))) or (DOCUMENT if document else NO_DOCUMENT)
    tally = Counter(column(one) for one in listed)
    return SectionPart(anchor("section", document, section), f"{document}/{section}", heading, listed, tally)


def column(listed: Listed) -> str:
    """The one column of the summary that counts a finding."""
    if listed.state != "open":
        return listed.state
    if listed.finding.outcome == Outcome.GAP:
        return listed.finding.severity
    return "failed" if listed.finding.outcome == Outcome.ERROR else listed.finding.outcome.value


def columns(parts: Iterable[DocumentPart]) -> list[tuple[str, str, str]]:
    """The columns of the summary, with heading and filter; the rarer ones only where they count something."""
    counted = sum((part.tally for part in parts), Counter[str]())
    shown = ALWAYS | {key: label for key, label in WHERE_ANY.items() if counted[key]}
    return [(key, label, QUERIES[key]) for key, label in shown.items()]


def total(parts: Iterable[DocumentPart]) -> Counter[str]:
    """The sums of the summary."""
    counted: Counter[str] = Counter()
    for part in parts:
        counted.update(part.tally)
        counted.update({"satisfied": part.satisfied, "not applicable": part.not_applicable})
    return counted


def rules_by_outcome(report: GapReport) -> list[tuple[Outcome, tuple[RuleSummary, ...]]]:
    """The rules, worst outcome first; an outcome of no rule is left out."""
    by_outcome = {outcome: tuple(rule for rule in report.rules if rule.outcome == outcome) for outcome in ORDER}
    return [(outcome, rules) for outcome, rules in by_outcome.items() if rules]


def rule_anchors(report: GapReport) -> dict[str, str]:
    """Where the rules stand in the page."""
    return {rule.id: anchor("rule", rule.id) for rule in report.rules}


def choices(report: GapReport) -> Choices:
    """The values that findings have, in the order of the report."""
    outcomes = {one.outcome for one in report.findings}
    severities = {one.severity for one in report.findings}
    states = {_state(one) for one in report.findings}
    names = dict(report.dossier.products)
    found = {one.product for one in report.findings if one.product}
    codes = [*(code for code in names if code in found), *sorted(found - set(names))]
    labels = {"open": "Open", "waived": "Waived", "known": "Known before"}
    return Choices(
        tuple((value, label) for value, label in SEVERITY_LABELS.items() if value in severities),
        tuple((one.value, outcome_label(one)) for one in FOUND if one in outcomes),
        tuple((code, " – ".join(filter(None, (code, names.get(code, ""))))) for code in codes),
        tuple((value, label) for value, label in labels.items() if value in states),
    )


def anchor(*names: str) -> str:
    """A name for the address bar; a sign that has no place there becomes a number."""
    return "-".join(re.sub(r"[^A-Za-z0-9.-]", lambda sign: f"_{ord(sign[0]):x}", name) for name in names)


def _listed(findings: Iterable[Finding]) -> list[Listed]:
    """The findings with anchors; should two have one id, the second is numbered."""
    seen: Counter[str] = Counter()
    listed = []
    for finding in findings:
        seen[finding.id] += 1
        suffix = f"-{seen[finding.id]}" if seen[finding.id] > 1 else ""
        listed.append(Listed(anchor(finding.id) + suffix, finding, _state(finding)))
    return listed


def _state(finding: Finding) -> str:
    return "waived" if finding.waiver else "known" if finding.known else "open"


def _ordered(names: Iterable[str], first: Iterable[str]) -> list[str]:
    """Each name once: those of ``first`` in that order, then the others as they come."""
    return list(dict.fromkeys((*first, *names)))
