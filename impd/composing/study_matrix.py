"""Results of a study turned into tables: findings by dose group, kinetics by occasion, tissues by group and time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from impd.composing.view import View

COLUMNS_ACROSS = 6
_KINETIC_LINE = ("analyte", "parameter", "occasion", "sex")


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One line of a study table: ``entry`` is its first result, ``cells`` one result, or None, for each head."""

    entry: View
    cells: tuple[View | None, ...]


@dataclass(frozen=True, slots=True)
class StudyTable:
    """``heads`` are the columns: dose groups, or pairs of group and time."""

    heads: tuple[Any, ...]
    rows: tuple[StudyRow, ...]

    @property
    def has_blanks(self) -> bool:
        """Whether any cell holds no result."""
        return any(cell is None for row in self.rows for cell in row.cells)

    def states(self, name: str) -> bool:
        """Whether any result states that fact."""
        return any(cell is not None and getattr(cell, name) for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class TissueHead:
    """A column of a table of tissues: the results of one group at one time."""

    group: Any
    time: Any


def finding_tables(study: View) -> Iterator[StudyTable]:
    """The findings of a study, one line a finding, the dose groups across in the order of the design."""
    by_group = [one for one in study.findings if one.group and one.category is not None]  # reads each category too
    order = [str(group.name) for group in study.groups]
    found = {str(one.group) for one in by_group}
    names = [*order, *sorted(found.difference(order))] if found else []
    first = {str(one.group): one.group for one in reversed(by_group)}
    for start in range(0, len(names), COLUMNS_ACROSS):
        across = names[start : start + COLUMNS_ACROSS]
        rows = _rows(by_group, ("finding",), lambda one: str(one.group), across)
        yield StudyTable(tuple(_group(study, name) or first[name] for name in across), rows)


def kinetic_tables(study: View) -> Iterator[StudyTable]:
    """Exposure, one line for each analyte, parameter, occasion and sex, the dose groups across."""
    order = [str(group.name) for group in study.groups]
    first = {str(one.group): one.group for one in reversed(list(study.kinetics))}
    names = sorted(first, key=lambda name: (_place(order, name), name))
    for start in range(0, len(names), COLUMNS_ACROSS):
        across = names[start : start + COLUMNS_ACROSS]
        rows = _rows(study.kinetics, _KINETIC_LINE, lambda one: str(one.group), across)
        yield StudyTable(tuple(_group(study, name) or first[name] for name in across), rows)


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """The area under the curve of one analyte in one dose group of a study, at its last occasion, by sex."""

    study: View
    group: Any
    entry: View
    male: View | None
    female: View | None
    both: View | None


def exposure_overview(studies: Iterable[View]) -> Iterator[ExposureRow]:
    """The exposure of each study by dose group (CTD 2.6.7.3): areas under the curve at the last occasion reported."""
    for study in studies:
        areas = [one for one in study.kinetics if str(one.parameter).upper().startswith("AUC")]
        last = [one for one in areas if str(one.occasion) == str(areas[-1].occasion)]
        lines: dict[tuple[str, str, str], dict[str, View]] = {}
        for one in last:
            key = (str(one.analyte), str(one.parameter), str(one.group))
            lines.setdefault(key, {})[str(one.sex.value) if one.sex else "both"] = one
        for (_, _, group), cells in lines.items():
            entry, of = next(iter(cells.values())), _group(study, group)
            yield ExposureRow(study, of or entry.group, entry, *map(cells.get, ("male", "female", "both")))


def findings_of_the_whole(study: View) -> list[View]:
    """The findings that are not told apart by dose group."""
    return [one for one in study.findings if not one.group]


def tissue_tables(results: Sequence[View], study: View) -> Iterator[StudyTable]:
    """Results by tissue or excretion, groups and times across, as many tables as fit across pages."""
    order = [str(group.name) for group in study.groups]
    heads: dict[tuple[str, str], TissueHead] = {}
    for one in results:
        heads.setdefault(_tissue_key(one), TissueHead(_group(study, str(one.group)) or one.group, one.time))

    def rank(key: tuple[str, str]) -> tuple[int, str, Any]:
        time = heads[key].time
        return _place(order, key[0]), key[0], time.value if time else 0

    keys = sorted(heads, key=rank)
    for start in range(0, len(keys), COLUMNS_ACROSS):
        across = keys[start : start + COLUMNS_ACROSS]
        yield StudyTable(tuple(heads[key] for key in across), _rows(results, ("tissue",), _tissue_key, across))


def _tissue_key(result: View) -> tuple[str, str]:
    return str(result.group), str(result.time)


def _rows(
    results: Iterable[View], names: tuple[str, ...], key: Callable[[View], Any], across: Sequence[Any]
) -> tuple[StudyRow, ...]:
    """The results as lines, told apart by the named facts; all are read, though the first of a line prints them."""
    lines: dict[tuple[str, ...], dict[Any, View]] = {}
    for one in results:
        lines.setdefault(tuple(str(getattr(one, name)) for name in names), {})[key(one)] = one
    rows = (StudyRow(next(iter(cells.values())), tuple(cells.get(head) for head in across)) for cells in lines.values())
    return tuple(row for row in rows if any(row.cells))


def _group(study: View, name: str) -> View | None:
    return next((group for group in study.groups if str(group.name) == name), None)


def _place(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)
