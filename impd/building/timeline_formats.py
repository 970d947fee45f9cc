"""A timeline as text, JSON, and a calendar that other programs open (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from impd.building.timelines import Timeline
from impd.calculation.clocks import Milestone
from impd.errors import UsageFault

_COURSES = {
    "regular": "no request",
    "latest": "with requests",
    "latest_with_consultation": "with requests and consultation",
}
_ACTORS = {
    "sponsor": "sponsor",
    "reporting_member_state": "reporting member state",
    "member_states": "member states",
    "each_member_state": "each member state",
}
_NOTE = "Latest dates, no forecast: who acts may act sooner. Only the dates that CTIS shows count."
_ENDINGS = {".ics": "ics", ".json": "json", ".txt": "text"}
_OCTETS = 75  # of a line of a calendar, its end not counted


def render_timeline(timeline: Timeline, to: str) -> bytes:
    """The timeline as text, json or ics, UTF-8; the same bytes each time. Raises UsageFault for another format."""
    if to not in _FORMATS:
        raise UsageFault(f'there is no format "{to}" of a timeline', f"Use one of {', '.join(_FORMATS)}.")
    return _FORMATS[to](timeline).encode("utf-8", "backslashreplace")


def format_of_timeline(name: str) -> str:
    """The format a file name asks for. Raises UsageFault."""
    for ending, to in _ENDINGS.items():
        if name.lower().endswith(ending):
            return to
    raise UsageFault(f"{name}: no timeline is written in this format", f"End the name with {', '.join(_ENDINGS)}.")


def _text(timeline: Timeline) -> str:
    trial = f" of {timeline.trial}" if timeline.trial else ""
    lines = [f"Timeline{trial}: {timeline.title}, submitted on {timeline.submitted} (clock {timeline.version})", ""]
    width = max([len("Step"), *(len(one.title) for one in timeline.milestones)])
    lines.append(f"{'Step':<{width}}  {'Who':<22}  No request  With requests  With consultation  Period")
    for one in timeline.milestones:
        dates = f"{_day(one.regular):<10}  {_day(one.latest):<13}  {_day(one.latest_with_consultation):<17}"
        lines.append(f"{one.title:<{width}}  {_ACTORS[one.actor]:<22}  {dates}  {one.period}")
    lines += ["", f"Consultation of experts: {timeline.consultation}.", *timeline.counting]
    if timeline.holidays:
        lines.append(f"Holidays: {', '.join(map(str, timeline.holidays))}.")
    lines += ["", "Where nobody acts, and on what each step rests:"]
    for one in timeline.milestones:
        missed = f" Where nobody acts: {one.missed}." if one.missed else ""
        lines.append(f"- {one.title}:{missed} {'; '.join(map(str, one.cites))}. Basis: {one.basis}.")
    return "\n".join([*lines, "", _NOTE]) + "\n"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _json(timeline: Timeline) -> str:
    value = {
        "application": timeline.title,
        "trial": timeline.trial,
        "submitted": timeline.submitted.isoformat(),
        "clock": {"id": timeline.clock, "version": timeline.version},
        "consultation": timeline.consultation,
        "counting": list(timeline.counting),
        "holidays": [one.isoformat() for one in timeline.holidays],
        "milestones": [_milestone(one) for one in timeline.milestones],
        "note": _NOTE,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _milestone(one: Milestone) -> dict[str, object]:
    days: dict[str, date | None] = {course: getattr(one, course) for course in _COURSES}
    return {
        "id": one.id,
        "title": one.title,
        "actor": one.actor,
        **{course: day.isoformat() if day else None for course, day in days.items()},
        "period": one.period,
        "missed": one.missed,
        "law": [str(cite) for cite in one.cites],
        "basis": {"seen": one.basis.seen, "confidence": one.basis.confidence, "remark": one.basis.remark},
    }


def _ics(timeline: Timeline) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//impd//timeline//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *_event(timeline, "submission", timeline.submitted, "Submission", timeline.title),
    ]
    for one in timeline.milestones:
        for course, day in _distinct(one):
            missed = f" Where nobody acts: {one.missed}." if one.missed else ""
            law = "; ".join(map(str, one.cites))
            words = f"{_ACTORS[one.actor].capitalize()}, {one.period}.{missed} {law}. Basis: {one.basis}. {_NOTE}"
            lines += _event(timeline, f"{one.id} {course}", day, f"{one.title} ({_COURSES[course]})", words)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _distinct(milestone: Milestone) -> Iterator[tuple[str, date]]:
    """Each date of a step once, with the first course that has it."""
    seen: set[date] = set()
    for course in _COURSES:
        day: date | None = getattr(milestone, course)
        if day and day not in seen:
            seen.add(day)
            yield course, day


def _event(timeline: Timeline, key: str, day: date, summary: str, words: str) -> list[str]:
    """An event of a whole day; its identifier follows from trial, day of submission and step."""
    named = "\n".join((timeline.trial, timeline.clock, timeline.submitted.isoformat(), key))
    trial = f"{timeline.trial}: " if timeline.trial else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(named.encode()).hexdigest()[:32]}@impd",
        f"DTSTAMP:{timeline.submitted:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(trial + summary)}",
        f"DESCRIPTION:{_escaped(words)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return "\\n".join("".join(sign for sign in line if sign.isprintable()) for line in text.splitlines())


def _fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, those that follow begun with a space; no character is cut in two."""
    piece, octets = "", 0
    for sign in line:
        size = len(sign.encode("utf-8", "backslashreplace"))
        if octets + size > _OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + sign, octets + size
    yield piece


_FORMATS: Mapping[str, Callable[[Timeline], str]] = {"text": _text, "json": _json, "ics": _ics}
