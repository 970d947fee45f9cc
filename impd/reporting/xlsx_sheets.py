"""What stands in the workbook of a gap report: its sheets as columns and rows of text and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from impd.gaps.finding import SEVERITIES, Finding
from impd.gaps.outcome import ORDER
from impd.gaps.report import GapReport, RuleSummary
from impd.gaps.waiver import Waiver
from impd.reporting.grouping import DocumentGroup, SectionGroup, grouped, tally
from impd.reporting.slot_table import slot_headings, slot_row
from impd.reporting.wording import NOT_COMPLETE, law, set_aside

Value: TypeAlias = str | int
Kind: TypeAlias = Literal["text", "severity", "date to fill", "to fill"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, its width in characters, and what its cells are for."""

    heading: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines above the table, each as (label, value), then the table."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    above: tuple[tuple[str, Value], ...] = ()


_FINDING_COLUMNS = (
    SheetColumn("Id", 20), SheetColumn("Outcome", 12), SheetColumn("Severity", 10, "severity"),
    SheetColumn("Document", 18), SheetColumn("Section", 10), SheetColumn("Section title", 24),
    SheetColumn("Product", 12), SheetColumn("Member State", 10), SheetColumn("Site", 16), SheetColumn("Message", 50),
    SheetColumn("Question", 40), SheetColumn("Found", 24), SheetColumn("Expected", 24), SheetColumn("Remedy", 40),
    SheetColumn("Law", 36), SheetColumn("Basis", 24), SheetColumn("File", 30), SheetColumn("Line", 8),
    SheetColumn("Cell", 8), SheetColumn("Fact", 40), SheetColumn("Set aside", 36), SheetColumn("Rule", 14),
    SheetColumn("Fingerprint", 34), SheetColumn("Owner", 18, "to fill"), SheetColumn("Due date", 12, "date to fill"),
    SheetColumn("Comment", 40, "to fill"),
)  # fmt: skip
_RULE_COLUMNS = (
    SheetColumn("Rule", 14), SheetColumn("Title", 50), SheetColumn("Severity", 10, "severity"),
    SheetColumn("Document", 18), SheetColumn("Section", 10), SheetColumn("Outcome", 14), SheetColumn("Because", 50),
    SheetColumn("Judged by", 11), *(SheetColumn(f"Places: {outcome}", 12) for outcome in ORDER),
    SheetColumn("Law", 40), SheetColumn("Basis", 30),
)  # fmt: skip
_WAIVER_COLUMNS = (
    SheetColumn("Rule", 14), SheetColumn("Fact", 40), SheetColumn("Reason", 50), SheetColumn("Person", 24),
    SheetColumn("Date", 12), SheetColumn("Expiry", 12), SheetColumn("State", 10), SheetColumn("Where", 30),
)  # fmt: skip
_SUMMARY_COLUMNS = (
    SheetColumn("Document", 30), SheetColumn("Section", 40),
    *(SheetColumn(f"Open gaps: {severity}", 12) for severity in SEVERITIES),
    SheetColumn("To review", 10), SheetColumn("Cannot tell", 11), SheetColumn("Rule failed", 11),
    SheetColumn("Waived", 9), SheetColumn("Known", 9),
)  # fmt: skip

_SLOT_WIDTHS = (8, 8, 8, 26, 40, 12, 10, 10, 14, 14, 44, 36, 44, 40, 40)


def sheets(report: GapReport) -> tuple[Sheet, ...]:
    """Summary, Findings, Documents where slots are known, Rules, Waivers and Not judged."""
    titles = {(document, section): title for document, section, title in report.section_titles}
    findings = tuple(
        _finding(one, titles.get((one.document, one.section), ""))
        for document in grouped(report)
        for one in document.findings
    )
    return (
        Sheet("Summary", _SUMMARY_COLUMNS, _by_section(report), _about(report)),
        Sheet("Findings", _FINDING_COLUMNS, findings),
        *_documents(report),
        Sheet("Rules", _RULE_COLUMNS, tuple(map(_rule, report.rules))),
        Sheet("Waivers", _WAIVER_COLUMNS, tuple(map(_waiver, report.waivers))),
        Sheet("Not judged", (SheetColumn("Kind", 26), SheetColumn("What", 100)), _not_judged(report)),
    )


def _documents(report: GapReport) -> tuple[Sheet, ...]:
    if not report.slots:
        return ()
    columns = tuple(map(SheetColumn, slot_headings(), _SLOT_WIDTHS))
    return (Sheet("Documents", columns, tuple(map(slot_row, report.slots))),)


def _about(report: GapReport) -> tuple[tuple[str, Value], ...]:
    dossier, pack = report.dossier, report.pack
    lines: list[tuple[str, Value]] = [
        ("Dossier", dossier.folder),
        ("Version", dossier.version),
        ("Trial", dossier.trial),
        ("EU CT number", dossier.eu_ct_number),
        ("Sponsor", dossier.sponsor),
        ("Stage", dossier.stage),
        *(("Product", " ".join(filter(None, product))) for product in dossier.products),
        ("Rule pack", " ".join(filter(None, (pack.id, pack.version, pack.title)))),
        ("Law as of", pack.date_of_law),
        *(("Overlay", overlay) for overlay in pack.overlays),
        ("Checked on", report.as_of),
        ("Made by", f"impd {report.tool_version}"),
        ("Remark", NOT_COMPLETE),
        *((f"Open gaps: {severity}", number) for severity, number in report.open_counts().items()),
        *((f"Places: {outcome}", number) for outcome, number in report.counts().items()),
    ]
    return tuple((label, value) for label, value in lines if value != "")


def _by_section(report: GapReport) -> tuple[tuple[Value, ...], ...]:
    rows: list[tuple[Value, ...]] = []
    for document in grouped(report):
        rows.append((document.title, "all sections", *_numbers(document)))
        for section in document.sections:
            rows.append((document.title, section.heading or "no section", *_numbers(section)))
    return tuple(rows)


def _numbers(group: DocumentGroup | SectionGroup) -> tuple[int, ...]:
    found = tally(group.findings)
    others = (found.to_review, found.cannot_tell, found.errors_of_rules, found.waived, found.known)
    return (*found.gaps.values(), *others)


def _finding(finding: Finding, section_title: str) -> tuple[Value, ...]:
    place = finding.place
    return (
        finding.id, finding.outcome.value, finding.severity, finding.document, finding.section, section_title,
        finding.product, finding.member_state, finding.site, finding.message, finding.question, finding.found,
        finding.expected, finding.remedy, law(finding.cites), str(finding.basis or ""), place.file if place else "",
        place.line if place and place.line else "", place.cell if place else "", finding.path, set_aside(finding),
        finding.rule, finding.fingerprint, "", "", "",
    )  # fmt: skip


def _rule(rule: RuleSummary) -> tuple[Value, ...]:
    counts = dict(rule.counts)
    return (
        rule.id, rule.title, rule.severity, rule.document, rule.section, rule.outcome.value, rule.because,
        rule.judged_by, *(counts.get(outcome, 0) for outcome in ORDER), law(rule.cites), str(rule.basis or ""),
    )  # fmt: skip


def _waiver(waiver: Waiver) -> tuple[Value, ...]:
    return (
        waiver.rule, waiver.path or "all findings of the rule", waiver.reason, waiver.person, waiver.date,
        waiver.expiry or "never", waiver.state.value, str(waiver.place or ""),
    )  # fmt: skip


def _not_judged(report: GapReport) -> tuple[tuple[Value, ...], ...]:
    pack = report.pack
    return (
        *(("No tool can judge", point) for point in pack.cannot_judge),
        *(("Known limit of the rules", issue) for issue in pack.known_issues),
        *(("Rule switched off", f"{rule}: {reason}") for rule, reason in pack.switched_off),
        ("Remark", NOT_COMPLETE),
    )
