"""The gap report as a document for Word and PDF, composed through the templates of ``gap_report``."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from impd.building.gap_chapters import Chapter, chapters_of, document_title
from impd.composing.plain_values import plain_blocks
from impd.document import Block, Document, Properties, Section, number
from impd.gaps import ORDER, Finding, GapReport, Outcome, RuleSummary, WaiverState

KIND = "gap-report"
TITLE = "Gap report before submission"
_LENGTH_OF_A_DAY = 10


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """The findings of one rule. ``summary`` is None where the report holds none of the rule."""

    rule: str
    summary: RuleSummary | None
    findings: tuple[Finding, ...]


def gap_document(report: GapReport) -> Document:
    """The report as a numbered document: summary, findings, points to review, questions, waivers, rules, limits."""
    chapters = chapters_of(report)
    sections = (
        _section("1", "Summary", _blocks("summary", report, chapters=chapters, **_tally(report))),
        _section("2", "Findings by document and section", _blocks("findings", report, chapters=chapters),
                 tuple(_chapters(report, chapters))),
        _section("3", "Points for review by a person", _by_rule("review", report, Outcome.TO_REVIEW)),
        _section("4", "Questions that the facts leave open", _blocks("questions", report)),
        _section("5", "Waivers", _waivers(report)),
        _section("6", "Rules and how they came out", _blocks("rules", report, by_outcome=_by_outcome(report)),
                 tuple(_outcomes(report))),
        _section("7", "What this check does not judge", _blocks("limits", report)),
    )  # fmt: skip
    return number(Document(KIND, _properties(report), _blocks("cover", report), sections))


def _properties(report: GapReport) -> Properties:
    dossier = report.dossier
    day = report.as_of
    return Properties(
        title=TITLE,
        file_name=KIND,
        product=", ".join(name or code for code, name in dossier.products),
        sponsor=dossier.sponsor,
        trial=dossier.eu_ct_number or dossier.trial,
        version=f"{dossier.version} of the dossier" if dossier.version else "",
        date=datetime.date.fromisoformat(day) if len(day) == _LENGTH_OF_A_DAY else None,
        confidentiality="",
        language="en",
        draft=False,
    )


def _blocks(template: str, report: GapReport, **context: Any) -> tuple[Block, ...]:
    several = len(report.dossier.products) > 1
    return plain_blocks(f"gap_report/{template}.xhtml", {"report": report, "several": several, **context})


def _section(place: str, title: str, blocks: tuple[Block, ...], below: tuple[Section, ...] = ()) -> Section:
    """A section whose identifier is its number, so that a template may refer to it."""
    return Section(place, place, title, place.count(".") + 1, blocks, below)


def _tally(report: GapReport) -> dict[str, Any]:
    """The counts of the summary: places by outcome, and gaps by severity that are open, waived or in the baseline."""
    gaps = [one for one in report.findings if one.outcome == Outcome.GAP]
    waived: defaultdict[str, int] = defaultdict(int)
    known: defaultdict[str, int] = defaultdict(int)
    for one in gaps:
        waived[one.severity] += one.waiver is not None
        known[one.severity] += one.waiver is None and one.known
    counts = {"counts": report.counts(), "open": report.open_counts(), "waived": waived, "known": known}
    failed = {one.rule for one in _failed(report)} | {one.id for one in report.rules if one.outcome == Outcome.ERROR}
    return {**counts, "failed": len(failed)}


def _chapters(report: GapReport, chapters: Iterable[Chapter]) -> Iterator[Section]:
    """A section for each chapter with gaps, a sub-section for each of its sections; both hold one table."""
    for chapter in chapters:
        if not chapter.number:
            continue
        own: tuple[Block, ...] = ()
        below = []
        for part in (one for one in chapter.parts if one.gaps):
            blocks = _blocks("section_findings", report, part=part, chapter=chapter)
            if part.section:
                below.append(_section(part.number, part.title, blocks))
            else:
                own = blocks
        yield _section(chapter.number, chapter.title, own, tuple(below))


def _by_rule(template: str, report: GapReport, outcome: Outcome) -> tuple[Block, ...]:
    """The findings of one outcome that no waiver explains, by rule, in the order of the report."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in report.findings:
        if one.outcome == outcome and one.waiver is None:
            found[one.rule].append(one)
    summaries = {one.id: one for one in report.rules}
    rules = [RuleFindings(rule, summaries.get(rule), tuple(ones)) for rule, ones in found.items()]
    return _blocks(template, report, rules=rules, documents=_documents(report))


def _waivers(report: GapReport) -> tuple[Block, ...]:
    waived = [one for one in report.findings if one.waiver is not None]
    ordered = [one for state in WaiverState for one in report.waivers if one.state == state]
    return _blocks("waivers", report, waivers=ordered, waived=waived)


def _by_outcome(report: GapReport) -> dict[Outcome, list[RuleSummary]]:
    return {outcome: [one for one in report.rules if one.outcome == outcome] for outcome in ORDER}


def _outcomes(report: GapReport) -> Iterator[Section]:
    """A section for each outcome that a rule came to."""
    failed = {Outcome.ERROR: _failed(report)}
    found = [(outcome, rules) for outcome, rules in _by_outcome(report).items() if rules or failed.get(outcome)]
    for position, (outcome, rules) in enumerate(found, start=1):
        context = {"outcome": outcome, "rules": rules, "failed": failed.get(outcome, [])}
        blocks = _blocks("outcome", report, documents=_documents(report), **context)
        yield _section(f"6.{position}", outcome.value.capitalize(), blocks)


def _failed(report: GapReport) -> list[Finding]:
    return [one for one in report.findings if one.outcome == Outcome.ERROR]


def _documents(report: GapReport) -> dict[str, str]:
    """The title of each document that the report names."""
    named = {one.document for one in report.rules} | {one.document for one in report.findings}
    return {name: document_title(report, name) for name in named}
