"""The files of one pack folder: pack.yaml, acts.yaml, conditions.yaml, documents.yaml, rules/*.yaml, cases/*.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from impd.errors import TemplateFault
from impd.rules.language import CaseEntry, ConditionEntry, DeferredEntry, PackEntry, RuleEntry
from impd.rules.yaml_lines import Lines, Location, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def read_pack_entry(folder: Path) -> PackEntry:
    """What ``pack.yaml`` says. Raises TemplateFault."""
    value, lines = read_yaml(folder / "pack.yaml")
    return entry_of(PackEntry, value, lines, ())


def read_rule_entries(folder: Path) -> Iterator[tuple[RuleEntry, Lines, int]]:
    """The rules of a pack folder with the file and line of each."""
    for file in sorted((folder / "rules").glob("*.yaml")):
        value, lines = read_yaml(file)
        for index, item in enumerate(_listed(value, lines)):
            yield entry_of(RuleEntry, item, lines, (index,)), lines, lines.at((index,))


def read_cases(folder: Path) -> Iterator[tuple[CaseEntry, str]]:
    """The cases of the rules of a pack folder, with the place of each."""
    for file in sorted((folder / "cases").glob("*.yaml")):
        value, lines = read_yaml(file)
        for index, item in enumerate(_listed(value, lines)):
            yield entry_of(CaseEntry, item, lines, (index,)), f"{file.name}:{lines.at((index,))}"


def read_deferred(folder: Path) -> Iterator[DeferredEntry]:
    """The requirements that a pack leaves to later, with the reason."""
    for file in sorted((folder / "deferred").glob("*.yaml")):
        value, lines = read_yaml(file)
        for index, item in enumerate(_listed(value, lines)):
            yield entry_of(DeferredEntry, item, lines, (index,))


def read_conditions(folder: Path) -> Iterator[tuple[str, ConditionEntry, Lines]]:
    """The named conditions of a pack folder."""
    for file in sorted(folder.glob("conditions*.yaml")):
        value, lines = read_yaml(file)
        if not isinstance(value, dict):
            raise lines.fault((), "expected names with conditions", "Write name: {says: …, fact: …}")
        for name, item in value.items():
            yield name, entry_of(ConditionEntry, item, lines, (name,)), lines


def _listed(value: Any, lines: Lines) -> list[Any]:
    if not isinstance(value, list):
        raise lines.fault((), "expected a list", "Begin each entry with a dash")
    return value


def entry_of(model: type[Model], value: Any, lines: Lines, location: Location) -> Model:
    """A part of a file as its model. Raises TemplateFault with every problem, each with file and line."""
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        faults = [lines.fault(_within(location, each["loc"], lines), _words(each)) for each in fault.errors()]
        raise TemplateFault("\n".join(each.message for each in faults), "Correct the rule pack.") from None


def _within(location: Location, inner: tuple[str | int, ...], lines: Lines) -> Location:
    """The location of a fault, without the names of alternatives that pydantic puts in between."""
    for step in inner:
        if lines.has((*location, step)):
            location = (*location, step)
    return location


def _words(fault: Any) -> str:
    name = ".".join(str(step) for step in fault["loc"] if isinstance(step, int | str))
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name}: {message}" if name else message
