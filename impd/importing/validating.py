"""What was read, as an application: all its faults at once, each at the place it was read from."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.integrity import IntegrityFault, find_faults
from impd.dossier.shape import Location
from impd.errors import InputFault, Problem
from impd.importing.faults import faults_of
from impd.importing.source import Group


def validated(
    root: Group, place: Callable[[Location], tuple[str, int]], problems: list[Problem], complete: bool = True
) -> ClinicalTrialApplication:
    """The application that was read. Raises InputFault with ``problems`` and all found here, placed by ``place``.

    ``complete`` False says that a part could not be read: references are not judged then.
    """
    application = None
    with collector_paused():
        found = list(problems)
        try:
            application = ClinicalTrialApplication.model_validate(root)
        except ValidationError as error:
            found += [Problem(*place(location), what, remedy) for location, what, remedy in faults_of(error)]
        found += [_problem(fault, place) for fault in find_faults(root, references=complete)]
    if found or application is None:
        raise InputFault(found)
    return application


def _problem(fault: IntegrityFault, place: Callable[[Location], tuple[str, int]]) -> Problem:
    message = fault.message
    if fault.first:
        file, line = place(fault.first)
        message += f", first in {file}:{line}" if line else f", first at {file}"
    return Problem(*place(fault.location), message, fault.remedy)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keeps the garbage collector from walking the growing dossier again and again: a third of the reading time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
