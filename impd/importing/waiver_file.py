"""``waivers.yaml``: the findings that the sponsor explains."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from impd.dossier.shape import Location
from impd.dossier.waiver import Waivers
from impd.errors import InputFault, Problem
from impd.importing.data_file import drop_absent
from impd.importing.faults import faults_of
from impd.importing.source import Group, Listing
from impd.importing.text import decode
from impd.importing.yaml_text import compose_yaml


def read_waiver_file(file: Path) -> tuple[Waivers, list[int]]:
    """The waivers of a file, and the line of each. Raises InputFault with all problems of the file."""
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise InputFault([Problem(file.name, 0, f"cannot be read: {fault.strerror}", "Check the file")]) from None
    text, problems = decode(data, file.name)
    if problems:
        raise InputFault(problems)
    group, problems = compose_yaml(text, file.name)
    drop_absent(group, Waivers)
    try:
        stated = Waivers.model_validate(group)
    except ValidationError as error:
        faults = faults_of(error, Waivers)
        problems += [Problem(file.name, _line(group, where), what, remedy) for where, what, remedy in faults]
        raise InputFault(problems) from None
    if problems:
        raise InputFault(problems)
    return stated, [_line(group, ("waivers", index)) for index in range(len(stated.waivers))]


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
