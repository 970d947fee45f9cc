"""The gap report as SARIF 2.1.0, for code review tools and editors.

A gap is a result of kind fail with its severity as level. What a person has to review is of kind review, what the
facts leave open of kind open; SARIF gives both the level none, so their severity stands in the properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from impd.gaps.finding import Finding, Place
from impd.gaps.outcome import Outcome
from impd.gaps.report import GapReport, RuleSummary
from impd.gaps.waiver import Waiver
from impd.reporting.json_report import as_bytes
from impd.reporting.wording import NOT_COMPLETE, law, waived

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "impd/v1"
_KINDS = {Outcome.GAP: "fail", Outcome.TO_REVIEW: "review", Outcome.CANNOT_TELL: "open", Outcome.ERROR: "open"}


def sarif_report(report: GapReport) -> bytes:
    """One run with all findings, UTF-8, the same bytes for the same report."""
    places = {rule.id: index for index, rule in enumerate(report.rules)}
    compared = any(one.known for one in report.findings)
    failed = [_notification(one, places) for one in report.rules if one.outcome == Outcome.ERROR]
    run = {
        "tool": {"driver": _driver(report)},
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": failed}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, places, compared) for one in report.findings],
        "properties": {
            "asOf": report.as_of,
            "dossier": report.dossier.folder,
            "dossierVersion": report.dossier.version,
            "pack": f"{report.pack.id} {report.pack.version}",
            "dateOfLaw": report.pack.date_of_law,
            "places": {outcome.value: number for outcome, number in report.counts().items()},
            "cannotJudge": list(report.pack.cannot_judge),
            "remark": NOT_COMPLETE,
        },
    }
    return as_bytes({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: GapReport) -> dict[str, Any]:
    return {"name": "impd", "version": report.tool_version, "rules": [_rule(one) for one in report.rules]}


def _rule(rule: RuleSummary) -> dict[str, Any]:
    basis = [f"Basis: {rule.basis}."] if rule.basis else []
    cites = [f"Law: {law(rule.cites)}."] if rule.cites else []
    return {
        "id": rule.id,
        "shortDescription": _message(rule.title),
        "help": _message("\n".join([rule.title, *cites, *basis])),
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "document": rule.document,
            "section": rule.section,
            "judgedBy": rule.judged_by,
            "outcome": rule.outcome.value,
            "because": rule.because,
        },
    }


def _notification(rule: RuleSummary, places: Mapping[str, int]) -> dict[str, Any]:
    """That a rule failed: a fault of the run, not of the dossier."""
    return {
        "associatedRule": {"id": rule.id, "index": places[rule.id]},
        "level": "error",
        "message": _message(f"The rule failed: {rule.because}"),
    }


def _result(finding: Finding, places: Mapping[str, int], compared: bool) -> dict[str, Any]:
    kind = _KINDS.get(finding.outcome, "informational")
    index = {"ruleIndex": places[finding.rule]} if finding.rule in places else {}
    state = {"baselineState": "unchanged" if finding.known else "new"} if compared else {}
    return {
        "ruleId": finding.rule,
        **index,
        "kind": kind,
        "level": finding.severity if kind == "fail" else "none",
        "message": _message(_text(finding)),
        "locations": [_location(finding)],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "suppressions": [_suppression(finding.waiver)] if finding.waiver else [],
        **state,
        "properties": _properties(finding),
    }


def _text(finding: Finding) -> str:
    lines = [
        finding.message,
        finding.question,
        f"Found: {finding.found}" if finding.found else "",
        f"Expected: {finding.expected}" if finding.expected else "",
        f"Law: {law(finding.cites)}" if finding.cites else "",
        f"Remedy: {finding.remedy}" if finding.remedy else "",
    ]
    return "\n".join(filter(None, lines))


def _message(text: str) -> dict[str, str]:
    """A plain text; ``[words](address)`` in it would be a link, so that the bracket is escaped."""
    return {"text": text.replace("](", "\\](")}


def _location(finding: Finding) -> dict[str, Any]:
    physical = {"physicalLocation": _physical(finding.place)} if finding.place else {}
    return {**physical, "logicalLocations": [{"fullyQualifiedName": finding.path, "kind": "member"}]}


def _physical(place: Place) -> dict[str, Any]:
    region = {"region": {"startLine": place.line}} if place.line > 0 else {}
    return {"artifactLocation": {"uri": quote(place.file, safe="/", errors="replace")}, **region}


def _suppression(waiver: Waiver) -> dict[str, Any]:
    return {"kind": "external", "justification": waived(waiver)}


def _properties(finding: Finding) -> dict[str, str]:
    stated = {
        "id": finding.id,
        "outcome": finding.outcome.value,
        "severity": finding.severity,
        "document": finding.document,
        "section": finding.section,
        "product": finding.product,
        "memberState": finding.member_state,
        "site": finding.site,
        "cell": finding.place.cell if finding.place else "",
        "basis": str(finding.basis or ""),
    }
    return {key: text for key, text in stated.items() if text}
