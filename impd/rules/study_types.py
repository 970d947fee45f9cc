"""The kinds of non-clinical study, read from ``schemas/eu_ctr/study_types.yaml``: where each stands, who owes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from impd.resources import folder, well_formed
from impd.rules.act import Act
from impd.rules.acts import read_acts

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LETTERS = ("E", "J", "C", "L", "N")
PRACTICES = ("expected", "integrated", "not_expected")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one kind of study for one column: E, J, C, L or N, and on what that rests.

    ``citation_text`` is empty where no source states an expectation. ``shifts``: whether a later stage asks for more.
    """

    letter: str
    condition: str
    citation_text: str
    confidence: str
    seen: bool
    shifts: bool


@dataclass(frozen=True, slots=True)
class StudyTypeEntry:
    """A kind of study: its section, CTD heading, GLP for ``medicine`` and ``atmp``, and expectations by column."""

    code: str
    name: str
    section: str
    ctd: str
    glp: dict[str, str]
    expectations: dict[str, Expectation]


@dataclass(frozen=True, slots=True)
class StudyTypes:
    """All kinds of study by code, the columns, and how a letter reads at a later stage."""

    columns: tuple[str, ...]
    glp_citation: str
    stages: dict[str, dict[str, str]]
    shift_confidence: str
    types: dict[str, StudyTypeEntry]

    def in_section(self, section: str) -> list[StudyTypeEntry]:
        """The kinds of study that stand in a section such as ``2.2.3.4``, in the order of the file."""
        return [entry for entry in self.types.values() if entry.section == section]

    def expectation(self, code: str, column: str, stage: str | None = None) -> Expectation:
        """What is expected at a stage of trial; None is before the first trial in humans. KeyError if unknown."""
        found = self.types[code].expectations[column]
        letters = {} if stage is None else self.stages[stage]
        if not found.shifts or found.letter not in letters:
            return found
        return replace(found, letter=letters[found.letter], confidence=self.shift_confidence)


@dataclass(frozen=True, slots=True)
class _Acts:
    """The acts by id, and the only columns that some of them are about."""

    acts: dict[str, Act]
    columns: dict[str, list[str]]

    def cited(self, cites: list[str], column: str = "") -> str:
        """The acts as a document prints them, without those that are about other columns only."""
        of_the_column = [name for name in cites if column in self.columns.get(name, [column])]
        return "; ".join(self.acts[name].short for name in of_the_column)


def read_study_types() -> StudyTypes:
    """The kinds of study and what is expected of them. Raises TemplateFault when the file is not well formed."""
    return _read(folder("schemas") / "eu_ctr" / "study_types.yaml")


@cache
def _read(file: Path) -> StudyTypes:
    with well_formed(file, "the study types"):
        return _study_types(yaml.load(file.read_text(encoding="utf-8"), _LOADER))


def _study_types(data: dict[str, Any]) -> StudyTypes:
    _refuse(data, ("groups", "stages", "stages_basis", "glp_basis", "act_columns", "types"), "the file")
    groups: dict[str, list[str]] = data["groups"]
    columns = tuple(column for columns in groups.values() for column in columns)
    acts = _acts(data["act_columns"], columns)
    for shift in data["stages"].values():
        _one_of(LETTERS, [*shift, *shift.values()], "stages")
    _one_of(CONFIDENCES, [data["stages_basis"]["confidence"]], "stages_basis")
    return StudyTypes(
        columns=columns,
        glp_citation=acts.cited(data["glp_basis"]["cites"]),
        stages=data["stages"],
        shift_confidence=data["stages_basis"]["confidence"],
        types={code: _entry(code, given, groups, acts) for code, given in data["types"].items()},
    )


def _acts(act_columns: dict[str, list[str]], columns: tuple[str, ...]) -> _Acts:
    """The acts that may be cited. An act about some columns only must be known, and so must they."""
    acts = read_acts()
    _one_of(acts, act_columns, "act_columns")
    for identifier, stated in act_columns.items():
        _one_of(columns, stated, f"act_columns, {identifier}")
    return _Acts(acts, act_columns)


def _entry(code: str, given: dict[str, Any], groups: dict[str, list[str]], acts: _Acts) -> StudyTypeEntry:
    _refuse(given, ("name", "section", "ctd", "glp", "expectations", "doubtful", "conditions"), code)
    if not re.fullmatch(r"2\.2(\.\d)+", given["section"]):
        raise ValueError(f"{code}: {given['section']} is no section of the non-clinical data")
    if set(given["glp"]) != {"medicine", "atmp"} or set(given["expectations"]) != set(groups):
        raise ValueError(f"{code}: glp or expectations do not fit their groups")
    _one_of(PRACTICES, given["glp"].values(), code)
    found: dict[str, Expectation] = {}
    for group, columns in groups.items():
        found |= _cells(f"{code}, {group}", given["expectations"][group], columns, acts)
    for column, condition in given.get("conditions", {}).items():
        found[column] = replace(found[column], condition=condition)
    for column in given.get("doubtful", ()):
        found[column] = replace(found[column], confidence="low", shifts=False)
    return StudyTypeEntry(code, given["name"], given["section"], given["ctd"], given["glp"], found)


def _cells(place: str, given: dict[str, Any], columns: list[str], acts: _Acts) -> dict[str, Expectation]:
    """The expectations of one line of the file by column. What no source states stays so at every stage."""
    _refuse(given, ("letters", "basis", "cites", "condition", "shifts"), place)
    confidence = given["basis"]["confidence"]
    _one_of(LETTERS, given["letters"], place)
    _one_of(CONFIDENCES, [confidence], place)
    return {
        column: Expectation(
            letter=letter,
            condition=given.get("condition", ""),
            citation_text=acts.cited(given["cites"], column),
            confidence=confidence,
            seen=given["basis"]["seen"],
            shifts=confidence != "low" and given.get("shifts", True),
        )
        for column, letter in zip(columns, given["letters"], strict=True)
    }


def _refuse(given: dict[str, Any], known: Iterable[str], place: str) -> None:
    if unknown := set(given).difference(known):
        raise ValueError(f"unknown key {', '.join(sorted(unknown))} in {place}")


def _one_of(known: Iterable[str], given: Iterable[str], place: str) -> None:
    if unknown := set(given).difference(known):
        raise ValueError(f"{place}: {', '.join(sorted(unknown))} is not known")
