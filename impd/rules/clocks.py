"""The clocks of the procedure (``clocks.yaml``): steps and days by kind of application, with dates of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.act import Citation
from impd.rules.acts import read_acts
from impd.rules.language import BasisEntry, CiteEntry, Entry, Name, Words
from impd.rules.pack_file import entry_of
from impd.rules.slots import citations
from impd.rules.yaml_lines import Lines, read_yaml

FILE = "clocks.yaml"
Course: TypeAlias = Literal["regular", "requests", "consultation"]
Actor: TypeAlias = Literal["sponsor", "reporting_member_state", "member_states", "each_member_state"]
Part: TypeAlias = Literal["part_i", "part_ii"]
DayOfYear: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
COURSES: tuple[Course, ...] = ("regular", "requests", "consultation")
SUBMISSION = "submission"


class StepEntry(Entry):
    """One step: who acts, after what, within how many days, and what more a request or a consultation gives."""

    id: Name
    title: Words
    actor: Actor
    after: tuple[Name, ...] = Field(min_length=1, description="steps; the latest of them starts the period")
    days: int | None = Field(None, ge=1)
    years: int | None = Field(None, ge=1)
    courses: tuple[Course, ...] = Field(COURSES, description="the courses in which the step takes place")
    more: dict[Course, int] = Field({}, description="days that a course adds")
    parts: tuple[Part, ...] = Field((), description="it takes place where one of these is submitted; none: always")
    missed: Words | None = Field(None, description="what follows where nobody acts")
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry

    @model_validator(mode="after")
    def _one_period(self) -> StepEntry:
        if (self.days is None) == (self.years is None):
            raise ValueError("give either days or years")
        return self


class ClockEntry(Entry):
    """The clock of some kinds of application, for those submitted from a day on, to a day."""

    id: Name
    title: Words
    applications: tuple[Name, ...] = Field(min_length=1)
    valid_from: date
    valid_to: date | None = None
    steps: tuple[StepEntry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> ClockEntry:
        known = {SUBMISSION}
        for step in self.steps:
            if missing := [one for one in step.after if one not in known]:
                raise ValueError(f"{step.id} comes after {missing[0]}, which does not stand above it")
            if step.id in known:
                raise ValueError(f"the step {step.id} is given twice")
            known.add(step.id)
        return self


class StopEntry(Entry):
    """Days of each year that count in no period of days."""

    title: Words
    first: DayOfYear
    last: DayOfYear
    valid_from: date
    valid_to: date | None = None
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry


class CountingEntry(Entry):
    """How days are counted."""

    says: Words
    working_day_at_end: bool = Field(description="a period never ends on a Saturday, Sunday or holiday")
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry


class ClocksFile(Entry):
    """``clocks.yaml``."""

    version: Words
    date: date
    counting: CountingEntry
    stops: tuple[StopEntry, ...] = ()
    clocks: tuple[ClockEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock with how days are counted, the stops, and the citations of each step by its id."""

    entry: ClockEntry
    counting: CountingEntry
    stops: tuple[StopEntry, ...]
    cites: dict[str, tuple[Citation, ...]]
    version: str

    @property
    def title(self) -> str:
        """The kind of application, in words."""
        return self.entry.title


def read_clocks(place: Path | None = None) -> tuple[Clock, ...]:
    """The clocks, those of one application in the order of their validity. Raises TemplateFault, with file and line."""
    home = place or folder("schemas") / "eu_ctr"
    value, lines = read_yaml(home / FILE)
    file = entry_of(ClocksFile, value, lines, ())
    return tuple(_clock(file, index, lines, home) for index in range(len(file.clocks)))


def clock_for(application: str, day: date, clocks: tuple[Clock, ...] | None = None) -> Clock | None:
    """The clock that holds for an application of that kind, submitted that day; None where there is none."""
    for one in read_clocks() if clocks is None else clocks:
        entry = one.entry
        if application in entry.applications and entry.valid_from <= day <= (entry.valid_to or date.max):
            return one
    return None


def _clock(file: ClocksFile, index: int, lines: Lines, home: Path) -> Clock:
    entry, acts = file.clocks[index], read_acts(home)
    for other in file.clocks[:index]:
        if other.id == entry.id and (other.valid_to is None or other.valid_to >= entry.valid_from):
            raise TemplateFault(f"{FILE}:{lines.at(('clocks', index))}: two clocks {entry.id} hold on "
                                f"{entry.valid_from}", "Give the first one its last day.")  # fmt: skip
    cites = {
        step.id: citations(step.cites, acts, f"{FILE}:{lines.at(('clocks', index, 'steps', number))}")
        for number, step in enumerate(entry.steps)
    }
    for cited in (file.counting.cites, *(stop.cites for stop in file.stops)):
        citations(cited, acts, f"{FILE}:1")
    return Clock(entry, file.counting, file.stops, cites, file.version)
