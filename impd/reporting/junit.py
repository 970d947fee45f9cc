"""The gap report as JUnit XML, for build servers: a test suite per CTIS document, a test case per rule.

A test passes only when its rule is satisfied. It fails for an open gap that is an error or a warning, is an error when
the rule itself failed, and is skipped, with the reason, in every other case.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from impd.gaps.finding import SEVERITIES, Finding
from impd.gaps.outcome import Outcome
from impd.gaps.report import GapReport, RuleSummary
from impd.reporting.grouping import DocumentGroup, grouped
from impd.reporting.wording import NOT_COMPLETE, counted, details, set_aside, without_forbidden

_FAILING = {"error", "warning"}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def junit_report(report: GapReport) -> bytes:
    """The test suites, UTF-8, the same bytes for the same report."""
    root = _element("testsuites", name="impd check")
    suites = [_suite(report, document) for document in grouped(report)]
    root.extend(suites)
    _count(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _suite(report: GapReport, document: DocumentGroup) -> etree._Element:
    suite = _element("testsuite", name=document.title)
    properties = etree.SubElement(suite, "properties")
    for name, value in _about(report, document).items():
        properties.append(_element("property", name=name, value=value))
    for rule in document.rules:
        suite.append(_case(rule, [one for one in report.findings if one.rule == rule.id]))
    known = {one.id for one in report.rules}
    for rule_id in dict.fromkeys(one.rule for one in document.findings if one.rule not in known):
        suite.append(_case_without_rule([one for one in document.findings if one.rule == rule_id]))
    _count(suite)
    return suite


def _about(report: GapReport, document: DocumentGroup) -> dict[str, str]:
    about = {
        "document": document.id,
        "dossier": report.dossier.folder,
        "dossier version": report.dossier.version,
        "rule pack": f"{report.pack.id} {report.pack.version}",
        "date of law": report.pack.date_of_law,
        "as of": report.as_of,
        "remark": NOT_COMPLETE,
    }
    return {name: value for name, value in about.items() if value}


def _case(rule: RuleSummary, findings: list[Finding]) -> etree._Element:
    case = _element("testcase", classname=_class(rule.document, rule.section), name=f"{rule.id} {rule.title}".strip())
    _add_result(case, rule.outcome, rule.because, findings)
    return case


def _case_without_rule(findings: list[Finding]) -> etree._Element:
    first = findings[0]
    case = _element("testcase", classname=_class(first.document, first.section), name=first.rule)
    _add_result(case, first.outcome, first.message, findings)
    return case


def _class(document: str, section: str) -> str:
    return ".".join(filter(None, (document, section))) or "application"


def _add_result(case: etree._Element, outcome: Outcome, because: str, findings: list[Finding]) -> None:
    broken = [one for one in findings if one.outcome == Outcome.ERROR]
    failing = [one for one in findings if _fails(one)]
    if broken or outcome == Outcome.ERROR:
        case.append(_answer("error", "error", broken[0].message if broken else because, broken))
    elif failing:
        severity = min((one.severity for one in failing), key=SEVERITIES.index)
        more = f" (and {counted(len(failing) - 1, 'more gap')})" if len(failing) > 1 else ""
        case.append(_answer("failure", severity, failing[0].message + more, failing))
    elif outcome != Outcome.SATISFIED:
        case.append(_element("skipped", message=_reason(outcome, because, findings)))
    other = [one for one in findings if one.outcome != Outcome.ERROR and not _fails(one)]
    if other:
        etree.SubElement(case, "system-out").text = without_forbidden("\n\n".join(map(_told, other)))


def _fails(finding: Finding) -> bool:
    return finding.open and finding.outcome == Outcome.GAP and finding.severity in _FAILING


def _answer(tag: str, kind: str, message: str, findings: Iterable[Finding]) -> etree._Element:
    answer = _element(tag, type=kind, message=message)
    answer.text = without_forbidden("\n\n".join(map(_told, findings)))
    return answer


def _reason(outcome: Outcome, because: str, findings: list[Finding]) -> str:
    """Why a rule neither passes nor fails: what became of its findings, else why it did not apply."""
    said = [set_aside(one) or one.question or one.message for one in findings]
    return f"{outcome}: {said[0] if said else because}" + (f" (and {len(said) - 1} more)" if len(said) > 1 else "")


def _told(finding: Finding) -> str:
    head = f"{finding.outcome} ({finding.severity}): {finding.message}"
    return "\n".join([head, *(f"{label}: {text}" for label, text in details(finding))])


def _element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(tag, {name: without_forbidden(value) for name, value in attributes.items()})


def _count(suite: etree._Element) -> None:
    """Set how many tests a suite holds, and how many of them failed, are errors or were skipped."""
    suite.set("tests", str(len(list(suite.iter("testcase")))))
    for name, tag in _COUNTED.items():
        suite.set(name, str(len(list(suite.iter(tag)))))
