"""The gap report as JSON, for other programs. Its form is published as schemas/gap_report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from impd.gaps.finding import Finding
from impd.gaps.outcome import ORDER
from impd.gaps.report import CheckedDossier, GapReport, PackInfo, RuleSummary
from impd.gaps.waiver import Waiver
from impd.reporting.slot_table import slot_as_dict
from impd.rules.act import Basis, Citation

FORMAT = "impd-gap-report"
FORMAT_VERSION = "1.0"


def json_report(report: GapReport) -> bytes:
    """The whole report, UTF-8, the same bytes for the same report."""
    return as_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "tool": {"name": "impd", "version": report.tool_version},
            "as_of": report.as_of,
            "dossier": _dossier(report.dossier),
            "pack": _pack(report.pack),
            "counts": {
                "places": {outcome.value: number for outcome, number in report.counts().items()},
                "open_gaps": report.open_counts(),
            },
            "documents": _documents(report),
            "findings": [_finding(one) for one in report.findings],
            "rules": [_rule(one) for one in report.rules],
            "waivers": [_waiver(one) for one in report.waivers],
            "slots": [slot_as_dict(one) for one in report.slots],
            "cannot_judge": list(report.pack.cannot_judge),
        }
    )


def as_bytes(value: dict[str, Any]) -> bytes:
    """JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, becomes an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _dossier(dossier: CheckedDossier) -> dict[str, Any]:
    return {
        "folder": dossier.folder,
        "version": dossier.version,
        "trial": dossier.trial,
        "eu_ct_number": dossier.eu_ct_number,
        "sponsor": dossier.sponsor,
        "stage": dossier.stage,
        "products": [{"code": code, "name": name} for code, name in dossier.products],
    }


def _pack(pack: PackInfo) -> dict[str, Any]:
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "date_of_law": pack.date_of_law,
        "overlays": list(pack.overlays),
        "known_issues": list(pack.known_issues),
        "switched_off": [{"rule": rule, "reason": reason} for rule, reason in pack.switched_off],
    }


def _documents(report: GapReport) -> list[dict[str, Any]]:
    return [
        {
            "id": document,
            "title": title,
            "sections": [
                {"id": section, "title": words} for each, section, words in report.section_titles if each == document
            ],
        }
        for document, title in report.document_titles
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity,
        "document": finding.document,
        "section": finding.section,
        "product": finding.product,
        "member_state": finding.member_state,
        "site": finding.site,
        "path": finding.path,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "cell": place.cell if place else "",
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
        "question": finding.question,
        "cites": _cites(finding.cites),
        "basis": _basis(finding.basis),
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
        "known": finding.known,
    }


def _rule(rule: RuleSummary) -> dict[str, Any]:
    counts = dict(rule.counts)
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity,
        "document": rule.document,
        "section": rule.section,
        "outcome": rule.outcome.value,
        "because": rule.because,
        "judged_by": rule.judged_by,
        "counts": {outcome.value: counts.get(outcome, 0) for outcome in ORDER},
        "cites": _cites(rule.cites),
        "basis": _basis(rule.basis),
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "rule": waiver.rule,
        "path": waiver.path,
        "reason": waiver.reason,
        "person": waiver.person,
        "date": waiver.date,
        "expiry": waiver.expiry,
        "state": waiver.state.value,
        "file": waiver.place.file if waiver.place else "",
        "line": waiver.place.line if waiver.place else 0,
    }


def _cites(cites: Iterable[Citation]) -> list[dict[str, str]]:
    return [
        {
            "act": cite.act.id,
            "short": cite.act.short,
            "title": cite.act.title,
            "at": cite.at,
            "published": cite.act.published,
            "in_force": cite.act.in_force,
        }
        for cite in cites
    ]


def _basis(basis: Basis | None) -> dict[str, Any] | None:
    return {"seen": basis.seen, "confidence": basis.confidence, "remark": basis.remark} if basis else None
