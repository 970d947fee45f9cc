"""Findings and rules by document and section."""

from __future__ import annotations

from dataclasses import replace

from impd.gaps import Outcome
from impd.reporting.grouping import grouped, tally
from tests.reporting.sample_report import CLEAN, FINDINGS, RULES, SAMPLE


def test_nothing_is_lost():
    groups = grouped(SAMPLE)
    assert sorted(one.id for group in groups for one in group.findings) == sorted(one.id for one in FINDINGS)
    assert sorted(one.id for group in groups for one in group.rules) == sorted(one.id for one in RULES)


def test_documents_without_a_title_come_last_under_their_id():
    stray = replace(FINDINGS[0], document="protocol", section="9")
    groups = grouped(replace(SAMPLE, findings=(stray, *FINDINGS)))
    assert [group.title for group in groups][2:] == ["protocol", "The application as a whole"]
    assert [section.heading for section in groups[2].sections] == ["9"]


def test_the_worst_comes_first_in_a_section():
    (section,) = grouped(replace(SAMPLE, findings=FINDINGS[4::-1], rules=()))[0].sections
    assert [one.severity for one in section.findings] == ["error", "warning", "note", "error", "warning"]
    assert [one.open for one in section.findings] == [True, True, True, False, False]
    assert grouped(CLEAN)[0].findings == ()


def test_a_tally_counts_each_finding_once():
    found = tally(FINDINGS)
    open_ones = (*found.gaps.values(), found.to_review, found.cannot_tell, found.errors_of_rules)
    counted = (*open_ones, found.waived, found.known)
    assert counted == (2, 1, 1, 1, 1, 1, 1, 1)
    assert sum(counted) == len(FINDINGS)
    assert tally((replace(FINDINGS[1], known=True),)).known == 0
    assert {one.outcome for one in FINDINGS} == {Outcome.GAP, Outcome.TO_REVIEW, Outcome.CANNOT_TELL, Outcome.ERROR}
