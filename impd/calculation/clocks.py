"""The latest dates of a procedure from its clock: calendar days, the winter stop, working days at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from impd.rules.act import Basis, Citation
from impd.rules.clocks import COURSES, SUBMISSION, Actor, Clock, Course, Part, StepEntry, StopEntry

_DAY = timedelta(days=1)
_WORKING_DAYS = 2  # that a period holds at least (Regulation (EEC, Euratom) No 1182/71, Article 3(5))


@dataclass(frozen=True, slots=True)
class Submission:
    """When an application is submitted, which parts, and whether experts may be consulted on its products.

    ``holidays`` are public holidays of those who act, beside Saturdays and Sundays.
    """

    day: date
    parts: frozenset[Part] = frozenset(("part_i", "part_ii"))
    consultation: bool = False
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step and the last day on which it takes place, by course; None: it does not take place in that course.

    ``regular``: no request for information; ``latest``: every request is made and answered on its last day;
    ``latest_with_consultation``: experts are consulted besides. None of them is a forecast: who acts may act sooner.
    ``period`` is the length in words, ``missed`` what follows where nobody acts.
    """

    id: str
    title: str
    actor: Actor
    regular: date | None
    latest: date | None
    latest_with_consultation: date | None
    period: str
    missed: str
    cites: tuple[Citation, ...]
    basis: Basis


class Calendar:
    """Counts days: those of a stop do not count, and no period ends on one of them, a weekend or a holiday."""

    def __init__(self, stops: Iterable[StopEntry] = (), holidays: frozenset[date] = frozenset()) -> None:
        self._stops = tuple(stops)
        self._holidays = holidays

    def stopped(self, day: date) -> bool:
        """Whether the clock stands still that day."""
        return any(_within(day, stop) for stop in self._stops)

    def working(self, day: date) -> bool:
        """Whether it is no Saturday, Sunday or holiday, and the clock does not stand still."""
        return day.weekday() < 5 and day not in self._holidays and not self.stopped(day)

    def after(self, start: date, days: int, *, working_day_at_end: bool = True) -> date:
        """The last day of a period; the day that starts it does not count."""
        day, counted = start, 0
        while counted < days:
            day += _DAY
            counted += not self.stopped(day)
        while working_day_at_end and not (self.working(day) and self._has_working_days(start, day, days)):
            day += _DAY
        return day

    def _has_working_days(self, start: date, end: date, days: int) -> bool:
        if days < _WORKING_DAYS:
            return True
        inside = (start + _DAY * number for number in range(1, (end - start).days + 1))
        return sum(map(self.working, inside)) >= _WORKING_DAYS


def timeline(clock: Clock, submission: Submission) -> tuple[Milestone, ...]:
    """The steps of a clock in the order of their latest dates, with the submission first."""
    calendar = Calendar(clock.stops, submission.holidays)
    courses = [one for one in COURSES if one != "consultation" or submission.consultation]
    dates = {course: _dates(clock, course, submission, calendar) for course in courses}
    taken = [step for step in clock.entry.steps if any(step.id in one for one in dates.values())]
    return tuple(sorted((_milestone(one, clock, dates) for one in taken), key=lambda one: one.latest or date.max))


def years_after(day: date, years: int) -> date:
    """The same date some years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _dates(clock: Clock, course: Course, submission: Submission, calendar: Calendar) -> dict[str, date]:
    """The last day of each step that takes place in a course."""
    found = {SUBMISSION: submission.day}
    for step in clock.entry.steps:
        if course not in step.courses or (step.parts and not submission.parts.intersection(step.parts)):
            continue
        begins = [found[one] for one in step.after if one in found]
        if not begins:
            continue
        if step.years is not None:
            found[step.id] = years_after(max(begins), step.years)
        else:
            days = (step.days or 0) + step.more.get(course, 0)
            at_end = clock.counting.working_day_at_end
            found[step.id] = calendar.after(max(begins), days, working_day_at_end=at_end)
    return found


def _milestone(step: StepEntry, clock: Clock, dates: dict[Course, dict[str, date]]) -> Milestone:
    given = step.basis
    return Milestone(
        id=step.id,
        title=step.title,
        actor=step.actor,
        regular=dates["regular"].get(step.id),
        latest=dates["requests"].get(step.id),
        latest_with_consultation=dates.get("consultation", {}).get(step.id),
        period="; ".join(_period(step)),
        missed=step.missed or "",
        cites=clock.cites[step.id],
        basis=Basis(given.seen, given.confidence, given.remark or ""),
    )


def _period(step: StepEntry) -> Iterator[str]:
    if step.years is not None:
        yield f"{step.years} years"
        return
    yield f"{step.days} days"
    for course, more in step.more.items():
        yield f"{(step.days or 0) + more} with " + ("requests" if course == "requests" else "requests and consultation")


def _within(day: date, stop: StopEntry) -> bool:
    """Whether a day lies in a stop of some year; a stop may run over the end of a year."""
    if day < stop.valid_from or (stop.valid_to is not None and day > stop.valid_to):
        return False
    here = f"{day:%m-%d}"
    if stop.first <= stop.last:
        return stop.first <= here <= stop.last
    return here >= stop.first or here <= stop.last
