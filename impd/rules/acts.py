"""The acts that rules and tables cite, read from ``schemas/eu_ctr/acts.yaml``, the one place that names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from impd import resources
from impd.errors import TemplateFault
from impd.rules.act import Act, Citation
from impd.rules.yaml_lines import Lines, Location, read_yaml

_KEYS = ("version", "date", "acts")
_FIELDS = tuple(field.name for field in fields(Act) if field.name != "id")
_DATES = ("published", "in_force", "superseded")
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def read_acts(folder: Path | None = None) -> dict[str, Act]:
    """The acts by id, from ``acts.yaml`` in the folder. Raises TemplateFault naming the line that is at fault."""
    return dict(_read((folder or resources.folder("schemas") / "eu_ctr") / "acts.yaml"))


def cited(act: str, at: str = "") -> Citation:
    """The place in the act of that id. Raises TemplateFault for an id that ``acts.yaml`` lacks."""
    acts = read_acts()
    if act not in acts:
        raise TemplateFault(f'acts.yaml has no act "{act}"', "Restore the file.")
    return Citation(acts[act], at)


@cache
def _read(file: Path) -> Mapping[str, Act]:
    value, lines = read_yaml(file)
    _mapping(value, lines, (), _KEYS)
    given = value.get("acts")
    _mapping(given, lines, ("acts",))
    return {str(identifier): _act(identifier, one, lines) for identifier, one in given.items()}


def _act(identifier: Any, given: Any, lines: Lines) -> Act:
    location = ("acts", identifier)
    if not _IDENTIFIER.fullmatch(str(identifier)):
        raise lines.fault(location, f"{identifier} is no id", "Write lower case, digits and hyphens")
    _mapping(given, lines, location, _FIELDS)
    for key, value in given.items():
        _check(key, value, lines, (*location, key))
    if not given.get("title"):
        raise lines.fault(location, f"{identifier} has no title", "Add one")
    return Act(id=str(identifier), **given)


def _check(key: str, value: Any, lines: Lines, location: Location) -> None:
    """Refuses a value of the wrong kind, and what is no date."""
    if not isinstance(value, bool if key == "seen" else str):
        kind = "true or false" if key == "seen" else "text in quotes"
        raise lines.fault(location, f"{key} {value} is not {kind}", f"Write {kind}")
    if key in _DATES and not _is_date(str(value)):
        raise lines.fault(location, f"{key} {value} is no date", "Write 2025-01-20, 2025-01 or 2025")


def _mapping(value: Any, lines: Lines, location: Location, known: Iterable[str] = ()) -> None:
    if not isinstance(value, dict):
        raise lines.fault(location, "expected names with values", "Write name: value")
    for key in value:
        if known and key not in known:
            raise lines.fault((*location, key), f"unknown key {key}", f"Known are {', '.join(known)}")


def _is_date(text: str) -> bool:
    """Whether it is a day, a month or a year of the calendar."""
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        return False
