"""A stand-alone table of stability results of one attribute: the columns batch, months, value and, if wanted, unit."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from impd.dossier.number import Number, parse_number
from impd.dossier.quantity import Reported
from impd.errors import InputFault, Problem
from impd.importing.csv_text import read_table
from impd.importing.text import decode

COLUMNS = ("batch", "months", "value")
_KNOWN = (*COLUMNS, "unit")
_REPORTED: TypeAdapter[str] = TypeAdapter(Reported)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class StabilityRow:
    """One result as stated: batch, months and value as numbers in text form (``<0.1`` keeps its sign), unit."""

    batch: str
    months: str
    value: str
    unit: str


def read_stability_table(path: Path) -> list[StabilityRow]:
    """The results of a CSV file, comma or semicolon, UTF-8. Raises InputFault with all problems of the file."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        reason = os.strerror(fault.errno).lower() if fault.errno else str(fault)
        remedy = "Check that the file is there and that you may read it"
        raise InputFault([Problem(str(path), 0, f"cannot be read: {reason}", remedy)]) from None
    text, problems = decode(data, str(path))
    rows = [] if problems else _rows(text, str(path), problems)
    if problems:
        raise InputFault(problems)
    return rows


def _rows(text: str, file: str, problems: list[Problem]) -> list[StabilityRow]:
    table, found = read_table(text, file, _KNOWN)
    problems += found
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        message = f"the column {', '.join(missing)} is missing"
        problems.append(Problem(file, 1, message, f"Name the columns {', '.join(COLUMNS)} in the first row"))
        return []
    if not table.rows and not found:
        problems.append(Problem(file, 0, "holds no result", "Add a row for each result"))
    rows = []
    for line, _, cells in table.rows:
        problems += [Problem(file, line, *fault) for fault in _faults(cells)]
        rows.append(StabilityRow(*(cells.get(name, "").strip() for name in _KNOWN)))
        if rows[-1].unit != rows[0].unit:
            message = f'unit: "{rows[-1].unit}" differs from "{rows[0].unit}" of the first result'
            problems.append(Problem(file, line, message, "State all results in one unit"))
    return rows


def _faults(cells: dict[str, str]) -> list[tuple[str, str]]:
    """What is wrong with one row, and what to do."""
    faults = [(f"{name}: is missing", "Fill it, or remove the row") for name in COLUMNS if name not in cells]
    for name in ("months", "value"):
        fault = _fault(name, cells[name].strip()) if name in cells else None
        if fault:
            faults.append((f"{name}: {fault[0]}", fault[1]))
    return faults


def _fault(name: str, text: str) -> tuple[str, str] | None:
    try:
        _REPORTED.validate_python(text)
    except ValidationError as fault:
        what, _, remedy = str(fault.errors()[0]["msg"]).removeprefix("Value error, ").partition(". Write")
        return what, f"Write{remedy}" if remedy else "Correct the value"
    number = parse_number(text)
    if number is None:
        digits = _DIGITS.search(text)
        remedy = f"Write: {digits[0]}" if digits else "Write a number, or remove the row"
        return f'expected a number, got "{text}"', remedy
    return _unusable(name, text, number)


def _unusable(name: str, text: str, number: Number) -> tuple[str, str] | None:
    if number.high is not None:
        return f'expected one number, got "{text}"', "Write each result in a row of its own"
    if name == "months" and (number.censor or number.low < 0):
        return f'expected a number from zero on, got "{text}"', "Write the months since the start of the study"
    return None
