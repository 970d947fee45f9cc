"""The SARIF report keeps to SARIF 2.1.0 and tells each finding once."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from impd.gaps import Outcome
from impd.reporting.sarif import sarif_report
from tests.architecture.source import ROOT
from tests.reporting.sample_report import CLEAN, FINDINGS, REPORTS, SAMPLE

# The essential constraints of the standard, for what is written; OASIS's own schema is not shipped with the tests.
FORM = ROOT / "tests" / "data" / "sarif" / "sarif_2_1_0_in_use.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(FORM.read_text(encoding="utf-8")))


def run(report):
    return json.loads(sarif_report(report))["runs"][0]


def result(rule, report=SAMPLE):
    return next(one for one in run(report)["results"] if one["ruleId"] == rule)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_keeps_to_the_standard(report):
    assert [fault.message for fault in VALIDATOR.iter_errors(json.loads(sarif_report(report)))] == []


def test_the_form_refuses_a_level_for_what_is_no_failure():
    log = json.loads(sarif_report(SAMPLE))
    log["runs"][0]["results"][-1]["level"] = "error"
    assert not VALIDATOR.is_valid(log)


def test_each_finding_is_one_result_of_its_kind():
    kinds = {Outcome.GAP: "fail", Outcome.TO_REVIEW: "review", Outcome.CANNOT_TELL: "open", Outcome.ERROR: "open"}
    assert [one["kind"] for one in run(SAMPLE)["results"]] == [kinds[one.outcome] for one in FINDINGS]


def test_a_gap_has_its_severity_as_level_and_a_question_none():
    assert result("Q-P8-01")["level"] == "error"
    assert result("Q-P8-03")["level"] == "note"
    assert (result("Q-S4-02")["level"], result("Q-S4-02")["properties"]["severity"]) == ("none", "warning")


def test_a_result_points_to_file_line_fact_and_rule():
    first = result("Q-P8-01")
    assert first["locations"][0] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "products/A/quality/drug%20product.yaml"},
            "region": {"startLine": 12},
        },
        "logicalLocations": [{"fullyQualifiedName": FINDINGS[0].path, "kind": "member"}],
    }
    assert run(SAMPLE)["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "Q-P8-01"
    assert first["partialFingerprints"] == {"impd/v1": FINDINGS[0].fingerprint}


def test_a_whole_file_has_no_region_and_no_place_no_file():
    assert "region" not in run(SAMPLE)["results"][2]["locations"][0]["physicalLocation"]
    assert "physicalLocation" not in result("Q-P8-03")["locations"][0]


def test_a_message_says_law_and_remedy():
    text = result("Q-P8-01")["message"]["text"]
    assert "Law: Regulation (EU) No 536/2014, Annex I, 44; EMA quality guideline, P.8" in text
    assert "Remedy: Give the shelf life and the storage condition." in text


def test_a_link_in_a_text_is_no_link():
    assert "](" not in result("C-1")["message"]["text"].replace("\\](", "")


def test_a_waiver_suppresses_with_its_reason():
    assert result("Q-P8-02")["suppressions"] == [
        {
            "kind": "external",
            "justification": "waived by A. Müller on 2026-01-05, until 2027-01-05: "
            "Given in the IMPD of the parent trial",
        }
    ]
    assert result("Q-P8-01")["suppressions"] == []


def test_a_known_finding_is_unchanged_and_all_others_are_new():
    states = {one["ruleId"]: one["baselineState"] for one in run(SAMPLE)["results"]}
    assert {rule for rule, state in states.items() if state == "unchanged"} == {"Q-P8-04"}
    assert set(states.values()) == {"new", "unchanged"}


def test_a_rule_that_failed_is_told_of_the_run():
    invocation = run(SAMPLE)["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert [one["associatedRule"]["id"] for one in invocation["toolExecutionNotifications"]] == ["C-2"]
    assert run(CLEAN)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_finding_of_no_listed_rule_has_no_index():
    stray = replace(SAMPLE, findings=(replace(FINDINGS[0], rule="Q-NEW-01"),))
    assert "ruleIndex" not in result("Q-NEW-01", stray)
    assert "baselineState" not in result("Q-NEW-01", stray)


def test_a_rule_says_its_law():
    first = run(SAMPLE)["tool"]["driver"]["rules"][0]
    assert first["shortDescription"]["text"] == "Title of Q-P8-01"
    assert "Regulation (EU) No 536/2014, Annex I, 44" in first["help"]["text"]
    assert first["defaultConfiguration"] == {"level": "error"}


def test_the_same_report_gives_the_same_bytes():
    assert sarif_report(SAMPLE) == sarif_report(SAMPLE)
