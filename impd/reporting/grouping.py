"""The findings and rules of a gap report by CTIS document and section, in the order of the documents, worst first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from impd.gaps.finding import SEVERITIES, Finding, Severity
from impd.gaps.outcome import ORDER, Outcome
from impd.gaps.report import GapReport, RuleSummary

NO_DOCUMENT = "The application as a whole"


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """What belongs to one section of a document; ``id`` is empty for what belongs to no section."""

    id: str
    title: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleSummary, ...]

    @property
    def heading(self) -> str:
        """Number and title of the section; empty for no section."""
        return " ".join(filter(None, (self.id, self.title)))


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """What belongs to one CTIS document; ``id`` is empty for what belongs to none."""

    id: str
    title: str
    sections: tuple[SectionGroup, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the document."""
        return tuple(one for section in self.sections for one in section.findings)

    @property
    def rules(self) -> tuple[RuleSummary, ...]:
        """All rules of the document."""
        return tuple(one for section in self.sections for one in section.rules)


def grouped(report: GapReport) -> tuple[DocumentGroup, ...]:
    """The documents that have a rule or a finding; those without a title in the report come last."""
    used = {one.document for one in report.findings} | {one.document for one in report.rules}
    titles = dict(report.document_titles)
    order = dict.fromkeys([*titles, *sorted(used - {""}), ""])
    return tuple(
        DocumentGroup(document, titles.get(document, document) or NO_DOCUMENT, _sections(report, document))
        for document in order
        if document in used
    )


def _sections(report: GapReport, document: str) -> tuple[SectionGroup, ...]:
    titles = {section: title for each, section, title in report.section_titles if each == document}
    findings = [one for one in report.findings if one.document == document]
    rules = [one for one in report.rules if one.document == document]
    used = {one.section for one in findings} | {one.section for one in rules}
    return tuple(
        SectionGroup(
            section,
            titles.get(section, ""),
            tuple(sorted((one for one in findings if one.section == section), key=_how_bad)),
            tuple(one for one in rules if one.section == section),
        )
        for section in dict.fromkeys(["", *titles, *sorted(used)])
        if section in used
    )


def _how_bad(finding: Finding) -> tuple[bool, int, int]:
    """What is set aside comes after all that is open."""
    return not finding.open, ORDER.index(finding.outcome), SEVERITIES.index(finding.severity)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings still want somebody: open gaps by severity, open questions; and how many are set aside."""

    gaps: dict[Severity, int]
    to_review: int
    cannot_tell: int
    errors_of_rules: int
    waived: int
    known: int


def tally(findings: tuple[Finding, ...]) -> Tally:
    """Counts over these findings; a waived finding that is also known counts as waived."""
    gaps = Counter(one.severity for one in findings if one.open and one.outcome == Outcome.GAP)
    others = Counter(one.outcome for one in findings if one.open)
    return Tally(
        gaps={severity: gaps[severity] for severity in SEVERITIES},
        to_review=others[Outcome.TO_REVIEW],
        cannot_tell=others[Outcome.CANNOT_TELL],
        errors_of_rules=others[Outcome.ERROR],
        waived=sum(one.waiver is not None for one in findings),
        known=sum(one.known and one.waiver is None for one in findings),
    )
