"""Demands that no rule may make: an over-strict finding costs the trust in all others.

Which traps there are, and which cases of ``cases/over_strict.yaml`` keep the rules out of each.
"""

from __future__ import annotations

import pytest

from impd.gaps import Outcome
from tests.rules.case_run import all_cases, pack, run

TRAPS = {
    "validation data for a chemical process that is standard": ("Q-DOC-01-SECTION", "Q-PRC-17"),
    "certificates of good manufacturing practice": ("Q-GMP-04", "A-GMP-004"),
    "at most 5 vector copies, as if it were law": ("Q-VEC-05", "Q-BAT-01"),
    "at least 70 % viability, as if it were law": ("Q-SPC-07", "Q-SPC-04-TCELL"),
    "absence of replication-competent virus in one wording": ("Q-SPC-09",),
    "rejection of every autologous batch out of specification": ("Q-BAT-01",),
    "shelf lives in months": ("Q-STB-07",),
    "a number where nothing was detected or tested": ("Q-BAT-01", "Q-BAT-08"),
    "a chapter of the pharmacopoeia that is not in force": ("Q-SPC-18",),
}
CASES = [one for one in all_cases() if one[1].startswith("over_strict.yaml")]
REGION = ("fda", "usp", "21-cfr", "pmda", "ich-m4")


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_cases(trap):
    assert set(TRAPS[trap]) <= {case.rule for case, _ in CASES}


def test_every_case_belongs_to_a_trap():
    assert {case.rule for case, _ in CASES} == {rule for rules in TRAPS.values() for rule in rules}


@pytest.mark.parametrize(("case", "place"), CASES, ids=[f"{case.rule}-{place}" for case, place in CASES])
def test_what_an_assessor_accepts_is_no_finding(case, place):
    outcome, findings, _ = run(case)
    assert outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE), [one.message for one in findings]


def test_no_error_rests_on_the_texts_of_another_region():
    foreign = [
        rule.id
        for rule in pack().rules.values()
        if rule.severity == "error" and all(cite.act.id.startswith(REGION) for cite in rule.cites)
    ]
    assert foreign == []


def test_no_certificate_of_good_manufacturing_practice_is_asked_for():
    """Only one that is given is looked at, for its term."""
    named = {rule.id for rule in pack().rules.values() if "GMP certificate" in rule.entry.message}
    assert named == {"Q-GMP-07"}
