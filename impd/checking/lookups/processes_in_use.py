"""The processes of substance and product that are in use and where they are described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.checking.known import KnownProduct, once
from impd.checking.lookups.site_roles import sites_that
from impd.checking.lookups.specification_lines import is_drug_product, is_made
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.manufacture import Process, Site

_SUBSTANCE = {"description": "S.2.2", "controls": "S.2.4", "validation": "S.2.5", "development": "S.2.6"}
_PRODUCT = {"description": "P.3.3", "controls": "P.3.4", "validation": "P.3.5", "development": "P.2.3"}
_MAKING = ("substance_manufacture", "product_manufacture")


@dataclass(frozen=True, slots=True)
class MadeBy:
    """A process of substance or product that is in use, with its path."""

    path: str
    process: Process

    @property
    def name(self) -> str:
        """The process as a reader calls it."""
        return name_of_process(self.process)


def name_of_process(process: Process) -> str:
    """Its title or id, with its version."""
    version = f", version {process.version}" if process.version else ""
    return f"{process.title or process.id}{version}"


@once
def processes_in_use(known: KnownProduct) -> tuple[MadeBy, ...]:
    """The processes of substance and product that are not stated to be past, the product's last."""
    used = [one for one in known.product.quality.processes if one.current is not False and is_made(known, one.subject)]
    used.sort(key=lambda one: is_drug_product(known, one.subject))
    return tuple(MadeBy(known.path_of(one.id), one) for one in used)


def section_of(known: KnownProduct, subject: str | None, kind: str) -> str:
    """Where the description, controls, validation or development of a process stands: in S.2 or in P."""
    return (_PRODUCT if is_drug_product(known, subject) else _SUBSTANCE)[kind]


def process_around(subject: Subject) -> Process | None:
    """The process that an entry lies in, or is."""
    return next((one for one in (subject.this, *reversed(subject.around)) if isinstance(one, Process)), None)


def in_part(subject: Subject, kind: str, seen: Observation) -> Observation:
    """The observation in the section of its process: S.2 for a substance, P for a product."""
    process = process_around(subject)
    return seen.in_section(section_of(subject.of_product, process.subject if process else None, kind))


def stated_by_process(known: KnownProduct, fact: str, expected: str) -> Iterator[Observation]:
    """A fact that a process in use states; where none does, it is missing at the first, where the cells enter."""
    used = processes_in_use(known)
    stated = [(one, value) for one in used if (value := getattr(one.process, fact))]
    for one, _ in stated:
        yield holds(build_path(one.path, fact), one.name)
    if not stated:
        path = build_path(used[0].path, fact) if used else build_path(known.path, "quality.processes")
        yield falls_short(path, "not stated", expected)


def comparability_from(known: KnownProduct, process: Process) -> str:
    """The comparability study of the change that followed a process; empty if there is none."""
    changes = known.product.quality.changes
    return next((one.comparability for one in changes if one.from_process == process.id and one.comparability), "")


def sites_of_one_role(known: KnownProduct) -> dict[str, list[Site]]:
    """The sites that make the substance, and those that make the product, where there are several."""
    found = {role: sites_that(known.product, (role,)) for role in _MAKING}
    return {role: sites for role, sites in found.items() if len(sites) > 1 and not _in_turn(known, sites)}


def _in_turn(known: KnownProduct, sites: list[Site]) -> bool:
    """Whether the sites do steps after each other, of one process for each substance and product."""
    used = [one.process for one in processes_in_use(known)]
    named = {step.site for one in used for step in one.steps}
    return len({one.subject for one in used}) == len(used) and {one.id for one in sites} <= named
