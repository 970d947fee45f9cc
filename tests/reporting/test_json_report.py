"""The JSON report says all that the report holds, in the published form."""

from __future__ import annotations

import json

import jsonschema
import pytest

from impd.gaps import Outcome
from impd.reporting.json_report import json_report
from impd.resources import folder
from tests.reporting.sample_report import CLEAN, FINDINGS, HOSTILE, REPORTS, RULES, SAMPLE

SCHEMA = json.loads((folder("schemas") / "gap_report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_published_schema_is_a_schema():
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_has_the_published_form(report):
    assert [fault.message for fault in VALIDATOR.iter_errors(json.loads(json_report(report)))] == []


@pytest.mark.parametrize("change", [{"format_version": "2.0"}, {"findings": [{}]}, {"counts": {}}, {"extra": 1}])
def test_the_schema_refuses_another_form(change):
    assert not VALIDATOR.is_valid({**json.loads(json_report(SAMPLE)), **change})


def test_counts_name_all_six_outcomes_and_open_gaps_by_severity():
    counts = json.loads(json_report(SAMPLE))["counts"]
    assert counts["places"] == {
        "error": 1, "gap": 6, "cannot tell": 1, "to review": 1, "satisfied": 5, "not applicable": 1,
    }  # fmt: skip
    assert set(counts["places"]) == set(Outcome)
    assert counts["open_gaps"] == {"error": 2, "warning": 1, "note": 1}


def test_a_finding_says_place_law_and_remedy():
    first = json.loads(json_report(SAMPLE))["findings"][0]
    assert (first["file"], first["line"], first["cell"]) == ("products/A/quality/drug product.yaml", 12, "")
    assert first["id"] == FINDINGS[0].id
    assert first["remedy"] == "Give the shelf life and the storage condition."
    assert first["cites"][0] == {
        "act": "eu-536-2014",
        "short": "Regulation (EU) No 536/2014",
        "title": "Regulation on clinical trials",
        "at": "Annex I, 44",
        "published": "2014-04-16",
        "in_force": "2022-01-31",
    }


def test_a_finding_without_place_or_basis_says_so():
    last = json.loads(json_report(SAMPLE))["findings"][-1]
    assert (last["file"], last["line"], last["basis"], last["waiver"]) == ("", 0, None, None)


def test_waived_and_known_findings_are_marked():
    findings = json.loads(json_report(SAMPLE))["findings"]
    assert [one["rule"] for one in findings if one["waiver"]] == ["Q-P8-02"]
    assert findings[1]["waiver"]["person"] == "A. Müller"
    assert [one["rule"] for one in findings if one["known"]] == ["Q-P8-04"]


def test_each_rule_says_why_and_how_often():
    rules = {one["id"]: one for one in json.loads(json_report(SAMPLE))["rules"]}
    assert list(rules) == [one.id for one in RULES]
    assert rules["Q-S4-04"]["because"] == "no substance of animal origin is used"
    assert rules["Q-P8-01"]["counts"]["satisfied"] == 4


def test_no_text_is_changed():
    assert json.loads(json_report(SAMPLE))["findings"][7]["message"] == HOSTILE


def test_the_same_report_gives_the_same_bytes():
    assert json_report(SAMPLE) == json_report(SAMPLE)
    assert json_report(CLEAN) != json_report(SAMPLE)
