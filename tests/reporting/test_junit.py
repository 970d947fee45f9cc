"""The JUnit report: a test passes only when its rule is satisfied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from impd.reporting.junit import junit_report
from tests.reporting.sample_report import CLEAN, FINDINGS, REPORTS, RULES, SAMPLE


def suites(report=SAMPLE):
    return etree.fromstring(junit_report(report))


def case(rule):
    return next(one for one in suites().iter("testcase") if one.get("name").split()[0] == rule)


def test_one_suite_per_document_in_the_order_of_the_application():
    names = [one.get("name") for one in suites().iter("testsuite")]
    assert names == ["Cover letter", "IMPD: quality part", "The application as a whole"]


def test_one_case_per_rule_in_its_section():
    cases = list(suites().iter("testcase"))
    assert sorted(one.get("name").split()[0] for one in cases) == sorted(one.id for one in RULES)
    assert case("Q-P8-01").get("classname") == "impd-quality.P.8"
    assert case("Q-P8-01").get("name") == "Q-P8-01 Title of Q-P8-01"


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ("Q-P8-01", "failure"),
        ("Q-P8-02", "failure"),  # one of its two gaps is waived
        ("Q-P8-03", "skipped"),  # a note
        ("Q-P8-04", "skipped"),  # known
        ("Q-S4-01", "skipped"),
        ("Q-S4-02", "skipped"),
        ("Q-S4-04", "skipped"),
        ("C-1", "failure"),
        ("C-2", "error"),
    ],
)
def test_a_rule_that_is_not_satisfied_does_not_pass(rule, result):
    assert [one.tag for one in case(rule) if one.tag != "system-out"] == [result]


def test_a_satisfied_rule_passes():
    assert len(case("Q-S4-03")) == 0


def test_a_failure_says_place_law_and_remedy():
    failure = case("Q-P8-01").find("failure")
    assert failure.get("message") == "The shelf life of A is not stated."
    assert failure.get("type") == "error"
    assert "Where: products/A/quality/drug product.yaml:12" in failure.text
    assert "Law: Regulation (EU) No 536/2014, Annex I, 44" in failure.text
    assert "Remedy: Give the shelf life and the storage condition." in failure.text


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("Q-S4-04", "not applicable: no substance of animal origin is used"),
        ("Q-S4-01", "cannot tell: Is the substance of animal origin?"),
        ("Q-S4-02", "to review: Are the limits justified by the batches?"),
        ("Q-P8-04", "gap: known in the baseline"),
    ],
)
def test_a_skipped_test_says_why(rule, message):
    assert case(rule).find("skipped").get("message") == message


def test_a_waived_finding_is_told_beside_the_result():
    assert "waived by A. Müller" in case("Q-P8-02").findtext("system-out")
    assert "waived by" not in case("Q-P8-02").findtext("failure")


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_numbers_are_those_of_the_cases(report):
    root = suites(report)
    for suite in (root, *root.iter("testsuite")):
        assert int(suite.get("tests")) == len(list(suite.iter("testcase")))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name)) == len(list(suite.iter(tag)))
    assert root.get("tests") == str(len(report.rules))


def test_the_numbers_of_the_sample():
    root = suites()
    assert [root.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["10", "3", "1", "5"]


def test_a_finding_of_no_listed_rule_is_a_test_of_its_own():
    stray = replace(FINDINGS[0], rule="Q-NEW-01")
    root = suites(replace(SAMPLE, findings=(stray, *FINDINGS)))
    (found,) = (one for one in root.iter("testcase") if one.get("name") == "Q-NEW-01")
    assert (found.get("classname"), found[0].tag, root.get("tests")) == ("impd-quality.P.8", "failure", "11")


def test_the_same_report_gives_the_same_bytes():
    assert junit_report(SAMPLE) == junit_report(SAMPLE)
    assert b"<failure" not in junit_report(CLEAN)
