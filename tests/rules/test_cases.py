"""Every rule comes out as its cases say: satisfied, gap, not applicable, each a small change to a complete sample."""

from __future__ import annotations

from collections import defaultdict

import pytest

from impd.gaps import Outcome
from tests.rules.case_run import all_cases, pack, run

CASES = all_cases()


@pytest.mark.parametrize(("case", "place"), CASES, ids=[f"{case.rule}-{place}" for case, place in CASES])
def test_case(case, place):
    outcome, findings, evaluated = run(case)
    reasons = {(one.outcome.value, one.because) for one in evaluated}
    assert outcome == case.outcome, reasons
    told = [one for one in findings if one.outcome == outcome]
    if case.path:
        assert case.path in [one.path for one in told]
    if case.says:
        assert any(case.says in one.message for one in told), [one.message for one in told]
    for finding in findings:
        assert "None" not in finding.message
        assert "{" not in finding.message + finding.remedy


def test_every_rule_has_its_cases():
    """A gap or a point to review, and its opposite; not applicable where the rule has conditions."""
    outcomes = defaultdict(set)
    for case, _ in CASES:
        outcomes[case.rule].add(case.outcome)
    lacking = {}
    for rule in pack().rules.values():
        entry = rule.entry
        wanted = {Outcome.TO_REVIEW} if entry.judged_by == "reviewer" else {Outcome.SATISFIED, Outcome.GAP}
        if entry.judged_by == "reviewer" and (entry.expect or entry.check) and not _is_only_read(entry.check):
            wanted = {Outcome.TO_REVIEW, Outcome.GAP}
        if entry.when:
            wanted.add(Outcome.NOT_APPLICABLE)
        if missing := wanted - outcomes[rule.id]:
            lacking[rule.id] = sorted(missing)
    assert lacking == {}


def _is_only_read(check):
    """Whether a check does no more than quote what a person must read."""
    return (check is not None and check.endswith("_are_read")) or check == "extension_plan_is_read"
