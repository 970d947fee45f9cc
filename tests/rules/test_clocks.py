"""The table of clocks: which holds when, and faults with file and line."""

from __future__ import annotations

from datetime import date

import pytest

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.clocks import clock_for, read_clocks

HOME = folder("schemas") / "eu_ctr"
GOOD = """\
version: "1"
date: "2026-01-01"
counting:
  {says: Days, working_day_at_end: true, cites: &c [{act: reg-1182-71}], basis: &b {seen: true, confidence: high}}
clocks:
  - id: initial
    title: Initial
    applications: [initial]
    valid_from: "2022-01-31"
    valid_to: "2027-12-31"
    steps:
      - {id: validation, title: V, actor: sponsor, after: [submission], days: 10, cites: *c, basis: *b}
  - id: initial
    title: New
    applications: [initial]
    valid_from: "2028-01-01"
    steps:
      - {id: validation, title: V, actor: sponsor, after: [submission], days: 7, cites: *c, basis: *b}
"""


def clocks(place, text):
    (place / "clocks.yaml").write_text(text, encoding="utf-8")
    (place / "acts.yaml").write_bytes((HOME / "acts.yaml").read_bytes())
    return read_clocks(place)


@pytest.mark.parametrize(
    ("application", "found"),
    [
        ("initial", "initial"),
        ("resubmission", "initial"),
        ("initial_part_i", "initial_part_i"),
        ("part_ii", "part_ii"),
        ("additional_member_state", "additional_member_state"),
        ("substantial_modification", "substantial_modification"),
        ("non_substantial_modification", None),
    ],
)
def test_each_kind_of_application_has_its_clock(application, found):
    clock = clock_for(application, date(2026, 11, 30))
    assert (clock.entry.id if clock else None) == found


def test_no_clock_holds_before_the_regulation_applied():
    assert clock_for("initial", date(2022, 1, 30)) is None
    assert clock_for("initial", date(2022, 1, 31)) is not None


@pytest.mark.parametrize(
    ("day", "days"), [(date(2027, 12, 31), 10), (date(2028, 1, 1), 7), (date(2022, 1, 30), None)]
)
def test_a_change_of_the_law_is_a_new_clock(tmp_path, day, days):
    clock = clock_for("initial", day, clocks(tmp_path, GOOD))
    assert (clock.entry.steps[0].days if clock else None) == days


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('    valid_to: "2027-12-31"\n', "", 12, "two clocks initial hold on 2028-01-01"),
        ("after: [submission], days: 10", "after: [validation], days: 10", 6, "validation comes after validation"),
        ("days: 10", "days: 0", 12, "days"),
        ("days: 10", "days: 10, years: 1", 12, "give either days or years"),
        ("actor: sponsor, after: [submission], days: 10", "actor: nobody, after: [submission], days: 10", 12, "actor"),
        ("days: 10, cites: *c", "days: 10, cites: [{act: ctr-1}]", 12, 'cites "ctr-1"'),
        ("act: reg-1182-71", "act: reg-1", 12, 'cites "reg-1"'),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, old, new, line, words):
    assert old in GOOD
    with pytest.raises(TemplateFault) as caught:
        clocks(tmp_path, GOOD.replace(old, new, 1))
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"clocks.yaml:{line}: ")


def test_each_step_is_of_known_confidence_and_law():
    for clock in read_clocks():
        for step in clock.entry.steps:
            assert next(cite.act.id for cite in clock.cites[step.id]) == "ctr-536-2014"
            assert step.basis.confidence in ("high", "medium")
