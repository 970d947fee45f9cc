"""``waivers.yaml``: the findings that the sponsor explains."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from impd.dossier.shape import Location
from impd.dossier.waiver import StatedWaiver, Waivers
from impd.errors import Problem
from impd.importing.data_file import read_group
from impd.importing.faults import faults_of
from impd.importing.files import Files
from impd.importing.source import Group, Listing

FILE = "waivers.yaml"


@dataclass(frozen=True, slots=True)
class PlacedWaiver:
    """A waiver as stated, and where."""

    stated: StatedWaiver
    file: str
    line: int


def read_waiver_file(file: Path, files: Files) -> tuple[PlacedWaiver, ...]:
    """The waivers of a file; what is wrong with it is noted."""
    group = read_group(file, Waivers, files)
    if group is None:
        return ()
    try:
        stated = Waivers.model_validate(group)
    except ValidationError as error:
        faults = faults_of(error, Waivers)
        files.problems += [Problem(file.name, _line(group, where), what, remedy) for where, what, remedy in faults]
        return ()
    return tuple(
        PlacedWaiver(waiver, file.name, _line(group, ("waivers", index)))
        for index, waiver in enumerate(stated.waivers)
    )


def _line(group: Group, location: Location) -> int:
    """The line of a value, or of what lies nearest around it."""
    line, value = 1, group
    for step in location:
        if isinstance(value, Group) and step in value:
            line = value.source(str(step)).line
        elif isinstance(value, Listing) and isinstance(step, int) and step < len(value):
            line = value.source(step).line
        else:
            break
        value = value[step]  # type: ignore[index]
    return line
