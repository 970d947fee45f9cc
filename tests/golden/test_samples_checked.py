"""A false alarm costs trust: complete samples have no error, no open question, no warning without explanation."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd import Outcome

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def checked(request):
    return request.param, impd.check(request.param)


def told(report, outcome):
    return [(one.rule, one.severity, one.message) for one in report.findings if one.outcome == outcome]


def test_there_is_no_error_and_every_warning_is_explained(checked):
    folder, report = checked
    readme = (folder / "README.md").read_text(encoding="utf-8")
    gaps = told(report, Outcome.GAP)
    assert [one for one in gaps if one[1] == "error"] == []
    assert [one for one in gaps if one[1] == "warning" and one[0] not in readme] == []


def test_no_question_is_left_open(checked):
    _, report = checked
    assert told(report, Outcome.CANNOT_TELL) == []


def test_many_rules_apply_and_each_says_why_or_why_not(checked):
    _, report = checked
    applied = [one for one in report.rules if one.outcome != Outcome.NOT_APPLICABLE]
    assert len(applied) > 200
    assert [one.id for one in report.rules if one.outcome == Outcome.NOT_APPLICABLE and not one.because] == []


def test_what_a_person_must_judge_has_a_question(checked):
    _, report = checked
    asked = [one for one in report.findings if one.outcome == Outcome.TO_REVIEW]
    assert asked
    judged = {one.id: one.judged_by for one in report.rules}
    assert [one.rule for one in asked if judged[one.rule] == "reviewer" and not one.question.endswith("?")] == []
