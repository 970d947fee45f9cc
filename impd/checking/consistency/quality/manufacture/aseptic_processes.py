"""Aseptic processing: grades of open steps, media simulation, sterile filtration, and how sterility is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.checking.lookups.processes_in_use import in_part, processes_in_use, section_of
from impd.checking.lookups.specification_lines import interval_of
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.manufacture import AsepticSimulation, Process, Step, SterileFiltration

_GRADE = re.compile(r"\b[A-D]\b|\bISO ?[4-8]\b|isolator", re.IGNORECASE)
_COLONIES = re.compile(r"[{\[(]*CFU[}\])]*\s*/\s*[{(]*\s*(?P<volume>\d+(?:\.\d+)?)?[\s.]*mL", re.IGNORECASE)
_MOST = Decimal(10)
_VOLUME = Decimal(100)


@check
def open_step_states_its_grade(subject: Subject) -> Iterator[Observation]:
    """An open step states the grade of the clean room."""
    step = subject.entry(Step)
    path = subject.at("environment")
    if step.system is None:
        yield untold(subject.at("system"), "it is not stated whether the step is open or closed")
    elif step.system != "open":
        yield no_concern(subject.at("system"), f"the step is {step.system.replace('_', ' ')}")
    elif step.environment and _GRADE.search(step.environment):
        yield holds(path, step.environment)
    else:
        seen = falls_short(path, step.environment or "not stated", "grade and background", step=called(step))
        yield in_part(subject, "description", seen)


@check
def aseptic_simulation_is_described(subject: Subject) -> Iterator[Observation]:
    """The aseptic process of substance or product was simulated with medium."""
    known = subject.of_product
    used = processes_in_use(known)
    simulated = [one for one in used if one.process.aseptic_simulation is not None]
    for one in simulated:
        yield holds(build_path(one.path, "aseptic_simulation"), one.name)
    if not simulated:
        last = used[-1] if used else None
        path = build_path(last.path, "aseptic_simulation") if last else build_path(known.path, "quality.processes")
        section = section_of(known, last.process.subject, "validation") if last else "P.3.5"
        yield falls_short(path, "not stated", "a media simulation").in_section(section)


@check
def simulation_shows_no_growth(subject: Subject) -> Iterator[Observation]:
    """No unit of the media simulation was contaminated."""
    simulation = subject.entry(AsepticSimulation)
    path, found = subject.at("units_contaminated"), simulation.units_contaminated
    if found is None:
        yield untold(path, "the number of contaminated units is not stated")
    elif found == 0:
        yield holds(path, found)
    else:
        units = f" of {simulation.units_filled}" if simulation.units_filled else ""
        yield in_part(subject, "validation", falls_short(path, found, 0, of=units))


@check
def sterile_filtration_is_described(subject: Subject) -> Iterator[Observation]:
    """A sterile filtration states its pore size and the bioburden before it."""
    process = subject.entry(Process)
    filtration = process.filtration
    for field, label in (("pore_size", "pore size"), ("bioburden_limit", "limit of the bioburden before it")):
        value = getattr(filtration, field) if filtration else None
        path = subject.at(f"filtration.{field}")
        if value is not None:
            yield holds(path, value)
        else:
            yield in_part(subject, "validation", falls_short(path, "not stated", label, missing=label))


@check
def bioburden_before_filtration_is_low(subject: Subject) -> Iterator[Observation]:
    """At most 10 colony-forming units in 100 mL before the sterile filter, or a justification."""
    filtration = subject.entry(SterileFiltration)
    path = subject.at("bioburden_limit")
    if filtration.bioburden_limit is None:
        yield untold(path, "the limit of the bioburden is not stated")
        return
    most = _in_100_ml(filtration)
    text = f"{filtration.bioburden_limit} {filtration.bioburden_unit or ''}".strip()
    if most is None:
        yield untold(path, f"the limit ({text}) is no number of colony-forming units in a volume")
    elif most <= _MOST or filtration.bioburden_justification:
        yield holds(path, text)
    else:
        found = falls_short(path, f"{most.normalize():f} CFU in 100 mL", "at most 10 CFU in 100 mL")
        yield in_part(subject, "validation", found)


def _in_100_ml(filtration: SterileFiltration) -> Decimal | None:
    """The upper limit in colony-forming units per 100 mL; None where it is stated otherwise."""
    limit = filtration.bioburden_limit
    interval = interval_of(limit, filtration.bioburden_unit)
    unit = _COLONIES.search(filtration.bioburden_unit or (limit.text if limit else ""))
    if unit is None or limit is None:
        return None
    most = interval.high if interval else (limit.number.low if limit.number else None)
    return None if most is None else most * _VOLUME / Decimal(unit["volume"] or "1")


@check
def sterility_is_explained(subject: Subject) -> Iterator[Observation]:
    """A sterile product is sterilised in its container, or it is said why not."""
    known = subject.of_product
    used = processes_in_use(known)
    stated = [one for one in used if one.process.sterilisation]
    for one in stated:
        yield holds(build_path(one.path, "sterilisation"), one.process.sterilisation)
    if not stated:
        path = build_path(used[-1].path, "sterilisation") if used else build_path(known.path, "quality.processes")
        yield falls_short(path, "not stated", "terminal sterilisation, or why not")
