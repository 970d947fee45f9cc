"""Results turned into tables: tests by batches, and tests by time points; batches turned when they do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from impd.composing.view import View

BATCHES_ACROSS = 6
TESTS_ACROSS = 7
TIMES_ACROSS = 9


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test of a matrix: the specification line, or None with a name when the test is only monitored."""

    name: Any
    limit: Any
    unit: Any
    specified: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    line: TestLine
    cells: tuple[Any, ...]


class _Grid:
    """Rows of cells; a cell without result is None."""

    __slots__ = ()
    rows: tuple[Any, ...]

    @property
    def has_blanks(self) -> bool:
        """Whether any cell holds no result."""
        return any(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Matrix(_Grid):
    """``heads`` are batches or time points across; each row is one test with a cell for each head, or None."""

    heads: tuple[Any, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    batch: View
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TurnedMatrix(_Grid):
    """More batches than fit across: tests across, one row for each batch."""

    heads: tuple[TestLine, ...]
    rows: tuple[BatchRow, ...]


def batch_matrix(batches: Sequence[View], tests: Sequence[View], limit: str) -> Matrix | None:
    """Batches with results across and tests down, in the order of the specification; None when none has any."""
    batches = [batch for batch in batches if batch.results]
    results = [_by_test(batch) for batch in batches]
    lines = _lines(tests, [name for found in results for name in found], limit)
    rows = tuple(MatrixRow(line, tuple(found.get(name) for found in results)) for name, line in lines.items())
    return Matrix(tuple(batches), rows) if rows else None


def turned_batch_matrices(batches: Sequence[View], tests: Sequence[View], limit: str) -> Iterator[TurnedMatrix]:
    """Tests across and batches down, one matrix for each group of tests that fits across a page."""
    results = [(batch, _by_test(batch)) for batch in batches]
    lines = list(_lines(tests, [name for _, found in results for name in found], limit).items())
    for start in range(0, len(lines), TESTS_ACROSS):
        group = lines[start : start + TESTS_ACROSS]
        rows = [BatchRow(batch, tuple(found.get(name) for name, _ in group)) for batch, found in results]
        kept = tuple(row for row in rows if any(row.cells))
        yield TurnedMatrix(tuple(line for _, line in group), kept)


def _by_test(batch: View) -> dict[str, Any]:
    return {str(result.test.value): result for result in batch.results}


def stability_matrices(study: View, batch: str, tests: Sequence[View]) -> Iterator[Matrix]:
    """The results of one batch in a study, times across, as many matrices as fit across pages."""
    results = [result for result in study.results if result.batch.value == batch]
    planned = [time.value for time in study.planned_times]
    times = sorted({*planned, *(result.time.value for result in results)})
    found = {(result.time.value, str(result.test.value)): result for result in results}
    lines = _lines(tests, [str(result.test.value) for result in results], "shelf_life_limit")
    printed = {time: result.time for time, result in ((one.time.value, one) for one in results)}
    printed.update({time.value: time for time in study.planned_times})
    for start in range(0, len(times), TIMES_ACROSS):
        group = times[start : start + TIMES_ACROSS]
        rows = [MatrixRow(line, tuple(found.get((time, name)) for time in group)) for name, line in lines.items()]
        kept = tuple(row for row in rows if any(row.cells))
        if kept:
            yield Matrix(tuple(printed[time] for time in group), kept)


def _lines(tests: Sequence[View], reported: Sequence[str], limit: str) -> dict[str, TestLine]:
    """The specification's tests that were reported, then reported ones that it does not name."""
    known = set(reported)
    named = {str(test.id): test for test in tests}
    lines = {name: _specified(test, limit) for name, test in named.items() if name in known}
    for name in reported:
        if name not in lines:
            lines[name] = TestLine(name, None, None, specified=False)
    return lines


def _specified(test: View, limit: str) -> TestLine:
    other = "release_limit" if limit == "shelf_life_limit" else "shelf_life_limit"
    stated = getattr(test, limit) or getattr(test, other)
    return TestLine(test.name or test.id, stated, test.unit, specified=True)
