"""Dates of the procedure, each counted by hand: weekends, the winter stop, leap years, holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impd.calculation.clocks import Calendar, Submission, timeline, years_after
from impd.rules.clocks import clock_for

INITIAL = clock_for("initial", date(2026, 11, 30))
STOPS = INITIAL.stops
CALENDAR = Calendar(STOPS)
DAYS = st.dates(date(2022, 2, 1), date(2090, 1, 1))


def dates(application, day, **stated):
    """The three dates of each step of an application submitted on a day."""
    found = timeline(clock_for(application, day), Submission(day, **stated))
    return {one.id: (one.regular, one.latest, one.latest_with_consultation) for one in found}


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 2), 10, date(2026, 3, 12)),  # Monday to Thursday of the week after
        (date(2026, 3, 4), 10, date(2026, 3, 16)),  # day 10 is Saturday 14 March
        (date(2026, 3, 5), 10, date(2026, 3, 16)),  # day 10 is Sunday 15 March
        (date(2026, 12, 10), 12, date(2026, 12, 22)),  # the last day before the stop
        (date(2026, 12, 10), 13, date(2027, 1, 8)),  # day 13 is the first after it
        (date(2026, 12, 10), 45, date(2027, 2, 9)),  # 12 days to 22 December, 33 from 8 January to 9 February
        (date(2026, 12, 28), 10, date(2027, 1, 18)),  # begun in the stop: 8 to 17 January, a Sunday
        (date(2029, 12, 12), 10, date(2030, 1, 8)),  # day 10 is Saturday 22 December 2029: beyond the stop
        (date(2028, 2, 21), 10, date(2028, 3, 2)),  # 29 February counts
        (date(2027, 2, 22), 10, date(2027, 3, 4)),  # there is none
        (date(2026, 4, 2), 5, date(2026, 4, 7)),  # Thursday to Tuesday
    ],
)
def test_days_are_counted_as_by_hand(start, days, end):
    assert CALENDAR.after(start, days) == end


def test_a_holiday_moves_the_end_and_two_working_days_remain():
    easter = frozenset((date(2026, 4, 3), date(2026, 4, 6)))
    assert Calendar(STOPS, frozenset((date(2026, 3, 12),))).after(date(2026, 3, 2), 10) == date(2026, 3, 13)
    # Thursday 2 April and 5 days: only Tuesday 7 April would be a working day, so Wednesday
    assert Calendar(STOPS, easter).after(date(2026, 4, 2), 5) == date(2026, 4, 8)


def test_the_stop_holds_sixteen_days_since_december_2022():
    stopped = [date(2026, 12, 1) + timedelta(days=number) for number in range(60)]
    found = [day for day in stopped if CALENDAR.stopped(day)]
    assert (found[0], found[-1], len(found)) == (date(2026, 12, 23), date(2027, 1, 7), 16)
    assert not CALENDAR.stopped(date(2022, 2, 1))
    assert not CALENDAR.stopped(date(2022, 1, 3))


@pytest.mark.parametrize(
    ("day", "years", "end"),
    [
        (date(2027, 2, 15), 2, date(2029, 2, 15)),
        (date(2028, 2, 29), 2, date(2030, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_years_run_to_the_same_date(day, years, end):
    assert years_after(day, years) == end


def test_an_initial_application_across_the_winter_stop():
    found = dates("initial", date(2026, 11, 30), consultation=True)
    assert found["considerations"] == (date(2026, 12, 7),) * 3
    assert found["validation"] == (date(2026, 12, 10),) * 3
    assert found["validation_answer"] == (None, date(2026, 12, 21), date(2026, 12, 21))  # day 10 is a Sunday
    assert found["validity"] == (None, date(2027, 1, 11), date(2027, 1, 11))  # 22 December, 8 to 11 January
    assert found["part_i_draft"] == (date(2027, 1, 21), date(2027, 2, 8), None)  # day 26 from 11 January is a Saturday
    assert found["part_i_report"] == (date(2027, 2, 9), date(2027, 3, 29), date(2027, 5, 17))
    assert found["part_ii_report"] == (date(2027, 2, 9), date(2027, 3, 29), date(2027, 3, 29))
    assert found["decision"] == (date(2027, 2, 15), date(2027, 4, 5), date(2027, 5, 24))
    assert found["expiry"] == (date(2029, 2, 15), date(2029, 4, 5), date(2029, 5, 24))


def test_an_initial_application_in_spring_of_a_leap_year():
    # Monday 10 January 2028; validation Thursday 20 January; 45 days to Sunday 5 March, so Monday 6 March
    found = dates("initial", date(2028, 1, 10))
    assert found["validation"][0] == date(2028, 1, 20)
    assert found["part_i_report"][0] == date(2028, 3, 6)
    assert found["decision"][0] == date(2028, 3, 13)  # day 5 is Saturday 11 March
    # answer Monday 31 January (day 10 is Sunday 30), validity Monday 7 February (day 5 is Saturday 5)
    # and day 76 after it is Sunday 23 April
    assert found["validation_answer"][1] == date(2028, 1, 31)
    assert found["validity"][1] == date(2028, 2, 7)
    assert found["part_i_report"][1] == date(2028, 4, 24)
    assert found["part_i_report"][2] is None


def test_a_substantial_modification_is_quicker():
    # Monday 2 March 2026: validation Monday 9 March (day 6 is Sunday 8), day 38 Thursday 16 April
    # and the decision Tuesday 21 April
    found = dates("substantial_modification", date(2026, 3, 2), consultation=True)
    assert [found[step][0] for step in ("validation", "part_i_report", "part_ii_report", "decision")] == [
        date(2026, 3, 9), date(2026, 4, 16), date(2026, 4, 16), date(2026, 4, 21),
    ]  # fmt: skip
    # answer Thursday 19 March, validity Tuesday 24 March, 69 days to Monday 1 June, 119 to Tuesday 21 July
    assert found["part_i_report"][1:] == (date(2026, 6, 1), date(2026, 7, 21))
    assert found["part_ii_report"][1:] == (date(2026, 6, 1), date(2026, 6, 1))
    assert "expiry" not in found


def test_only_the_parts_submitted_have_steps():
    part_i = dates("initial", date(2026, 3, 2), parts=frozenset(("part_i",)))
    assert "part_i_report" in part_i
    assert not {"part_ii_report", "decision", "expiry"} & set(part_i)
    change = dates("substantial_modification", date(2026, 3, 2), parts=frozenset(("part_ii",)))
    assert "part_i_report" not in change
    assert change["decision"][0] == date(2026, 4, 21)


def test_the_other_applications():
    # Monday 2 March 2026: 45 days to Thursday 16 April, 52 days to Thursday 23 April
    assert dates("part_ii", date(2026, 3, 2))["part_ii_report"][0] == date(2026, 4, 16)
    assert dates("additional_member_state", date(2026, 3, 2))["decision"][:2] == (date(2026, 4, 23), date(2026, 5, 25))
    due = dates("initial_part_i", date(2026, 3, 2), parts=frozenset(("part_i",)))["part_ii_due"]
    assert due[0] == date(2028, 4, 27)  # report Monday 27 April 2026: day 45 after 12 March is Sunday 26 April


@given(DAYS, st.integers(2, 130))
def test_no_period_ends_on_a_weekend_or_in_the_stop(day, days):
    end = CALENDAR.after(day, days)
    assert end.weekday() < 5
    assert not CALENDAR.stopped(end)
    assert sum(not CALENDAR.stopped(day + timedelta(days=one)) for one in range(1, (end - day).days + 1)) >= days


@given(DAYS)
def test_more_never_comes_sooner(day):
    for regular, latest, consulted in dates("initial", day, consultation=True).values():
        assert regular is None or regular <= latest
        assert consulted is None or latest <= consulted
