"""A timeline as text, JSON and calendar: the same bytes each time, and a calendar as RFC 5545 wants it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

import impd
from impd.building.timeline_formats import render_timeline
from impd.building.timelines import timeline_of
from impd.errors import UsageFault
from tests.commands import ROOT

DAY = date(2026, 11, 30)
CAR_T = timeline_of(impd.load(ROOT / "samples" / "car_t_cd19"), DAY)
TABLET = timeline_of(impd.load(ROOT / "samples" / "small_molecule_tablet"), DAY)


def unfolded(data):
    """The content lines of a calendar, pieces joined."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def events(data):
    """The events of a calendar, each as its properties by name."""
    lines, found = unfolded(data), []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line and line != "END:VEVENT":
            name, value = re.split(r"(?<!\\)[:]", line, maxsplit=1)
            found[-1].setdefault(name, value)
    return found


def facts(**stated):
    return impd.read({"application_type": "initial", **stated})


def test_experts_are_consulted_on_advanced_therapies_only():
    assert CAR_T.consultation == "possible: Linvocel is an advanced therapy"
    assert TABLET.consultation == "not possible: no advanced therapy, no biological product"
    assert {one.latest_with_consultation for one in TABLET.milestones} == {None}
    open_class = timeline_of(facts(products=[{"code": "A"}]), DAY)
    assert open_class.consultation == "possible: the class of A is not stated"
    biological = timeline_of(facts(products=[{"code": "A", "product_class": "biological"}]), DAY)
    assert biological.consultation.startswith("possible: A is biological")


def test_the_scope_says_which_parts_have_steps():
    found = {one.id for one in timeline_of(facts(scope="part_i"), DAY).milestones}
    assert "part_i_report" in found
    assert "part_ii_report" not in found
    assert "part_ii_report" in {one.id for one in timeline_of(facts(), DAY).milestones}


@pytest.mark.parametrize(
    ("stated", "day", "words"),
    [
        ({"application_type": None}, DAY, "the type of the application is not stated"),
        ({"application_type": "non_substantial_modification"}, DAY, "no clock holds"),
        ({}, date(2021, 1, 1), "no clock holds for an application of type initial submitted on 2021-01-01"),
    ],
)
def test_what_has_no_clock_is_said(stated, day, words):
    with pytest.raises(UsageFault, match=words):
        timeline_of(facts(**stated), day)


def test_the_table_shows_each_step_with_its_dates_and_law():
    text = render_timeline(CAR_T, "text").decode()
    row = next(line for line in text.splitlines() if line.startswith("Part I: final assessment report"))
    assert re.search(r"2027-02-09 +2027-03-29 +2027-05-17 +45 days; 76 with requests; 126 with requests and cons", row)
    assert "Winter clock stop: 23 December to 7 January do not count." in text
    assert "Where nobody acts: the application is deemed valid." in text
    assert all(str(cite) in text for one in CAR_T.milestones for cite in one.cites)


def test_json_holds_the_same_dates():
    found = json.loads(render_timeline(CAR_T, "json"))
    dates = {one["id"]: (one["regular"], one["latest"], one["latest_with_consultation"]) for one in found["milestones"]}
    assert dates["decision"] == ("2027-02-15", "2027-04-05", "2027-05-24")
    assert dates["validity"][0] is None
    assert found["clock"] == {"id": "initial", "version": "2026.11"}


def test_holidays_are_counted_and_named():
    found = timeline_of(impd.load(ROOT / "samples" / "car_t_cd19"), DAY, [date(2027, 3, 29)])
    assert next(one for one in found.milestones if one.id == "part_i_report").latest == date(2027, 3, 30)
    assert "Holidays: 2027-03-29." in render_timeline(found, "text").decode()


def test_a_calendar_is_well_formed():
    data = render_timeline(CAR_T, "ics")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert unfolded(data)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    found = events(data)
    assert len({one["UID"] for one in found}) == len(found)
    assert {one["DTSTAMP"] for one in found} == {"20261130T000000Z"}
    for one in found:
        assert int(one["DTEND;VALUE=DATE"]) > int(one["DTSTART;VALUE=DATE"])
        assert one["SUMMARY"].startswith("2026-599901-00-00: ")


def test_a_calendar_holds_each_different_date_of_each_step():
    given = events(render_timeline(CAR_T, "ics"))
    found = {(one["SUMMARY"].partition(": ")[2].replace("\\,", ","), one["DTSTART;VALUE=DATE"]) for one in given}
    expected = {("Submission", "20261130")}
    for one in CAR_T.milestones:
        dates = {"no request": one.regular, "with requests": one.latest,
                 "with requests and consultation": one.latest_with_consultation}  # fmt: skip
        seen = set()
        for course, day in dates.items():
            if day and day not in seen:
                expected.add((f"{one.title} ({course})", f"{day:%Y%m%d}"))
                seen.add(day)
    assert found == expected


def test_signs_of_a_name_do_no_harm():
    hostile = replace(CAR_T, trial="a,b;c\\d\r\nBEGIN:VALARM\x00" + "ä🧬" * 60)
    data = render_timeline(hostile, "ics")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\r\nBEGIN:VALARM" not in data
    assert b"\x00" not in data
    assert [line for line in unfolded(data) if line.startswith("SUMMARY:a\\,b\\;c\\\\d\\nBEGIN:VALARM")] != []
    assert "ä🧬" * 60 in data.decode().replace("\r\n ", "")


@pytest.mark.parametrize("to", ["text", "json", "ics"])
def test_the_same_timeline_gives_the_same_bytes(to):
    again = timeline_of(impd.load(ROOT / "samples" / "car_t_cd19"), DAY)
    assert render_timeline(again, to) == render_timeline(CAR_T, to)


def test_another_format_is_refused(tmp_path):
    with pytest.raises(UsageFault, match='no format "pdf"'):
        render_timeline(CAR_T, "pdf")
    with pytest.raises(UsageFault, match="no timeline is written in this format"):
        impd.write_timeline(CAR_T, tmp_path / "trial.pdf")
