"""One data file, YAML or JSON, as a group of facts."""

from __future__ import annotations

from pathlib import Path

from impd.dossier.facts import Facts
from impd.dossier.shape import fields_of
from impd.errors import InputFault
from impd.importing.files import Files
from impd.importing.json_text import compose_json
from impd.importing.source import Group, Listing
from impd.importing.text import decode
from impd.importing.yaml_text import compose_yaml

SUFFIXES = (".yaml", ".yml", ".json")


def read_group(path: Path, model: type[Facts], files: Files) -> Group | None:
    """The facts of a YAML or JSON file, or None if it cannot be read, which is noted."""
    text = read_text(path, files)
    if text is None:
        return None
    compose = compose_json if path.suffix == ".json" else compose_yaml
    try:
        group, problems = compose(text, files.name(path))
    except InputFault as fault:
        files.unread = True
        files.problems += fault.problems
        return None
    files.problems += problems
    drop_absent(group, model)
    return group


def read_text(path: Path, files: Files) -> str | None:
    """The text of a file, or None if it cannot be read, which is noted."""
    data = files.read(path)
    if data is None:
        return None
    text, problems = decode(data, files.name(path))
    files.problems += problems
    files.unread |= bool(problems)
    return None if problems else text


def drop_absent(group: Group, model: type[Facts]) -> None:
    """Leaves out the known keys that have no value; unknown ones stay, to be reported as misspelt."""
    fields = fields_of(model)
    for name in [name for name, value in group.items() if value is None and name in fields]:
        del group[name]
    for name, value in group.items():
        below = fields[name].group if name in fields and type(value) is not str else None
        if below and isinstance(value, Group):
            drop_absent(value, below)
        elif below and isinstance(value, Listing):
            for item in value:
                if isinstance(item, Group):
                    drop_absent(item, below)
