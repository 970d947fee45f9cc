"""Which register a CSV file fills, told by its name, and its rows as entries of that register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from impd.dossier.facts import Facts
from impd.dossier.non_clinical.non_clinical import NonClinical
from impd.dossier.quality.quality import Quality
from impd.dossier.shape import Field, fields_of
from impd.errors import Problem
from impd.importing.csv_text import Table, read_table, suggestion
from impd.importing.source import Group, Joined, Listing, Named, Row, Source

SEVERAL = "|"
"""What separates several values in one cell."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a table fills: a list of the part, or the list ``within`` of the entries that the column ``owner`` names.

    ``holder`` is the group of facts the list stands in, e.g. ``Quality``.
    """

    holder: type[Facts]
    register: str
    owner: str = ""
    within: str = ""

    @property
    def model(self) -> type[Facts]:
        """The group of facts that one row states."""
        entry = fields_of(self.holder)[self.register].group or Facts
        return (fields_of(entry)[self.within].group or Facts) if self.within else entry


_WITHIN = {
    "batch_results": Filling(Quality, "batches", "batch", "results"),
    "stability_results": Filling(Quality, "stability_studies", "study", "results"),
    "specification_tests": Filling(Quality, "specifications", "specification", "tests"),
    "study_groups": Filling(NonClinical, "studies", "study", "groups"),
    "study_findings": Filling(NonClinical, "studies", "study", "findings"),
    "study_kinetics": Filling(NonClinical, "studies", "study", "kinetics"),
    "study_distribution": Filling(NonClinical, "studies", "study", "distribution"),
    "study_shedding": Filling(NonClinical, "studies", "study", "shedding"),
}


def filling(stem: str, part: type[Facts]) -> Filling | None:
    """What a CSV file of that name fills in a part: ``batch_results_2025``, ``materials``; None if unknown."""
    known = _fillings(part)
    for name in sorted(known, key=len, reverse=True):
        if re.fullmatch(rf"{name}([^a-z].*)?", stem):
            return known[name]
    return None


def known_names(part: type[Facts]) -> list[str]:
    """The names a CSV file of a part may begin with."""
    return list(_fillings(part))


def _fillings(part: type[Facts]) -> dict[str, Filling]:
    within = {name: fills for name, fills in _WITHIN.items() if fills.holder is part}
    lists = {name: Filling(part, name) for name, field in fields_of(part).items() if field.many}
    return {**within, **lists}


def read_entries(text: str, file: str, fills: Filling) -> tuple[Group, list[Problem]]:
    """The table as part of the quality data: a group with one register, and what is wrong with it."""
    cells = dict(_cells(fills.model))
    known = [fills.owner, *cells] if fills.owner else list(cells)
    table, problems = read_table(text, file, known)
    rows = [_row(table, cells, *row) for row in table.rows]
    entries = _owned(table, rows, fills, problems) if fills.owner else rows
    root = Group(file, 1)
    if entries:
        root[fills.register] = Listing(Source(file, 1), entries)
    return root, problems


def _cells(model: type[Facts], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """The columns a table of these groups may have: plain facts, and those of single groups below, with dots."""
    for name, field in fields_of(model).items():
        if field.group is None:
            yield prefix + name, field
        elif not field.many:
            yield from _cells(field.group, f"{prefix}{name}.")


def _row(table: Table, cells: dict[str, Field], line: int, number: int, values: dict[str, Any]) -> Row:
    for name in [name for name in values if name in cells and cells[name].many and SEVERAL in values[name]]:
        values[name] = Listing(Source(table.file, line, f"{table.columns[name]}{number}"),
                               (text.strip() for text in values[name].split(SEVERAL)))  # fmt: skip
    place = (table.file, line, number)
    row = Row(values, place, table.columns)
    for name in [name for name in values if "." in name]:
        _nest(row, name.split("."), row.pop(name), table.columns)
    return row


def _nest(row: Row, names: list[str], value: Any, columns: dict[str, str]) -> None:
    """Puts the value of a dotted column where it belongs; the groups on the way know their cells too."""
    group = row
    dotted = ".".join(names)
    for depth, name in enumerate(names[:-1], 1):
        prefix = ".".join(names[:depth]) + "."
        below = {column.removeprefix(prefix): letter for column, letter in columns.items() if column.startswith(prefix)}
        place = (row.file, row.line, row.number)
        group.columns = {**group.columns, name: columns[dotted]}
        group = group.setdefault(name, Row({}, place, below))
    group[names[-1]] = value


def _owned(table: Table, rows: list[Row], fills: Filling, problems: list[Problem]) -> list[Group]:
    """The rows below the entries they belong to."""
    entries: dict[str, Group] = {}
    for row in rows:
        owner = row.pop(fills.owner, "").strip()
        if not owner:
            what = f"{fills.owner}: is missing"
            problems.append(Problem(table.file, row.line, what, f"Give the id of the entry in {fills.register}"))
            continue
        entry = entries.get(owner)
        if entry is None:
            columns = {"id": table.columns[fills.owner]}
            entry = entries[owner] = Named({"id": owner}, (row.file, row.line, row.number), columns)
            entry[fills.within] = Listing(row.source())
        entry[fills.within].append(row)
    return list(entries.values())


def unstated_owners(group: Group, part: type[Facts]) -> list[Problem]:
    """The entries of a part that tables name as owners of their rows, but that no file states."""
    problems = []
    for register, owner in dict.fromkeys((one.register, one.owner) for one in _WITHIN.values() if one.holder is part):
        entries = [entry for entry in group.get(register, ()) if isinstance(entry, Group)]
        stated = [str(entry.get("id")) for entry in entries if not _only_named(entry)]
        for entry in filter(_only_named, entries):
            message = f'{owner}: no entry "{entry["id"]}" in {register}'
            source = entry.source("id")
            problems.append(Problem(source.file, source.line, message, suggestion(entry["id"], stated)))
    return problems


def _only_named(entry: Group) -> bool:
    parts = entry.parts if isinstance(entry, Joined) else (entry,)
    return all(isinstance(part, Named) for part in parts)
