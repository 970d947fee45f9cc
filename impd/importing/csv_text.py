"""CSV tables: UTF-8, comma or semicolon, first row the column names, each cell with its address."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Collection
from dataclasses import dataclass

from impd.errors import Problem

_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: column letters by name, and its rows: line, row number in a spreadsheet, cells by name."""

    file: str
    columns: dict[str, str]
    rows: list[tuple[int, int, dict[str, str]]]


def read_table(text: str, file: str, known: Collection[str]) -> tuple[Table, list[Problem]]:
    """The rows of a CSV text whose columns are all ``known``, and what is wrong with it. Empty cells are left out."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    table = Table(file, {}, [])
    problems: list[Problem] = []
    csv.field_size_limit(_LONGEST_CELL)
    header: list[str] = []
    before = number = 0
    try:
        for number, cells in enumerate(lines, 1):
            line, before = before + 1, lines.line_num
            if not any(map(str.strip, cells)):
                continue
            if not header:
                header = _header(cells, known, table, problems)
            elif len(cells) != len(header):
                problems.append(_miscounted(file, line, len(header), len(cells)))
            else:
                row = {name: cell for name, cell in zip(header, cells, strict=True) if name and cell.strip()}
                table.rows.append((line, number, row))
    except csv.Error as fault:
        message = f"no readable CSV: {fault}"
        problems.append(Problem(file, before + 1, message, "Close the quotes of every cell; double a quote inside one"))
    return table, problems


def delimiter(text: str) -> str:
    """Comma or semicolon, whichever separates the column names."""
    header = text.lstrip().split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def _header(cells: list[str], known: Collection[str], table: Table, problems: list[Problem]) -> list[str]:
    """The column names; those that cannot be used are noted and emptied."""
    names = []
    for index, cell in enumerate(cells):
        name = cell.strip()
        if name in table.columns:
            problems.append(Problem(table.file, 1, f'the column "{name}" stands twice', "Remove one of them"))
            name = ""
        elif name and name not in known:
            problems.append(Problem(table.file, 1, f'unknown column "{name}"', suggestion(name, known)))
            name = ""
        if name:
            table.columns[name] = column_letters(index)
        names.append(name)
    return names


def suggestion(name: str, known: Collection[str]) -> str:
    """The known name that was probably meant, or all of them."""
    near = difflib.get_close_matches(name, known, 1)
    return f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(known) or 'none'}"


def column_letters(index: int) -> str:
    """The letters a spreadsheet gives the column at that position, from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _miscounted(file: str, line: int, expected: int, got: int) -> Problem:
    more = "Put a cell that holds the separator in double quotes" if got > expected else "Add the missing separators"
    return Problem(file, line, f"expected {expected} cells, got {got}", more)
