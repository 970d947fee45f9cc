"""The timeline of an application: its clock, its latest dates, and whether experts may be consulted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from impd.calculation.clocks import Milestone, Submission, timeline
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.errors import UsageFault
from impd.rules.clocks import Clock, Part, StopEntry, clock_for

_OWN_NAMES = {
    "initial": "initial application", "initial_part_i": "initial application of Part I", "part_ii": "Part II",
    "additional_member_state": "additional member state", "substantial_modification": "substantial modification",
    "non_substantial_modification": "non-substantial modification", "resubmission": "resubmission",
}  # fmt: skip
_PARTS: dict[str, tuple[Part, ...]] = {
    "part_i": ("part_i",),
    "part_ii": ("part_ii",),
    "part_i_and_part_ii": ("part_i", "part_ii"),
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """The latest dates of an application submitted on a day.

    ``consultation`` says why experts may be consulted, or why not; ``counting`` how days are counted, with the stops.
    """

    title: str
    trial: str
    submitted: date
    milestones: tuple[Milestone, ...]
    consultation: str
    counting: tuple[str, ...]
    holidays: tuple[date, ...]
    clock: str
    version: str


def timeline_of(application: ClinicalTrialApplication, submitted: date, holidays: Iterable[date] = ()) -> Timeline:
    """The timeline of an application. Raises UsageFault where its type is not stated or has no clock that day."""
    kind = application.application_type
    if kind is None:
        raise UsageFault("the type of the application is not stated", "State application_type in dossier.yaml.")
    clock = clock_for(kind, submitted)
    if clock is None:
        raise UsageFault(f"no clock holds for an application of type {kind} submitted on {submitted}",
                         "Name a day since 2022-01-31, and a type whose periods the law sets.")  # fmt: skip
    possible, why = _consultation(application.products)
    days_off = frozenset(holidays)
    given = Submission(submitted, _parts(application, clock), possible, days_off)
    return Timeline(
        title=_OWN_NAMES[kind],
        trial=application.trial.eu_ct_number or application.trial.protocol_code or "",
        submitted=submitted,
        milestones=timeline(clock, given),
        consultation=why,
        counting=(clock.counting.says, *map(_stop, clock.stops)),
        holidays=tuple(sorted(days_off)),
        clock=clock.entry.id,
        version=clock.version,
    )


def _stop(stop: StopEntry) -> str:
    """A stop in words; the year stands for any."""
    first, last = (date.fromisoformat(f"2000-{day}") for day in (stop.first, stop.last))
    return f"{stop.title}: {first.day} {first:%B} to {last.day} {last:%B} do not count."


def _parts(application: ClinicalTrialApplication, clock: Clock) -> frozenset[Part]:
    """The parts that are submitted: by the clock, where it is of one part; else by the scope; not stated: both."""
    if clock.entry.id == "initial_part_i":
        return frozenset(("part_i",))
    if clock.entry.id in ("part_ii", "additional_member_state"):
        return frozenset(("part_ii",))
    return frozenset(_PARTS[application.scope or "part_i_and_part_ii"])


def _consultation(products: Iterable[MedicinalProduct]) -> tuple[bool, str]:
    """Whether a product is an advanced therapy, or may be one of biotechnology, so that 50 days may be added."""
    unknown = ""
    for product in products:
        name = product.name or product.code
        if product.product_class is None:
            unknown = unknown or f"the class of {name} is not stated"
        elif product.product_class == "biological":
            return True, f"possible: {name} is biological, and may be a product of biotechnology"
        elif product.product_class != "chemical":
            return True, f"possible: {name} is an advanced therapy"
    if unknown:
        return True, f"possible: {unknown}"
    return False, "not possible: no advanced therapy, no biological product"
