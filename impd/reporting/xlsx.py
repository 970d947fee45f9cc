"""The gap report as a workbook, in which a team shares out the work: owner, due date and comment per finding.

Every cell with words is written as text: what a dossier holds can never become a formula or a link.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from impd.gaps.report import GapReport
from impd.reporting.wording import without_forbidden
from impd.reporting.xlsx_sheets import Sheet, SheetColumn, Value, sheets

CUT = "… (cut: see JSON report)"
CELL_LIMIT = 32_767  # UTF-16 units that Excel holds in a cell
ROW_LIMIT = 1_048_576  # rows of a sheet, the heading included

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_NO_DATE = datetime.datetime(1980, 1, 1)  # the earliest a zip file knows
_FIRST_DUE_DATE = datetime.date(2000, 1, 1)
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_STYLES = {
    "text": _CELL,
    "to fill": {**_CELL, "bg_color": "#FFFDF2"},
    "date to fill": {**_CELL, "bg_color": "#FFFDF2", "num_format": "yyyy-mm-dd"},
    "heading": {**_CELL, "bold": True, "font_color": "#1F3864", "bg_color": "#E9ECF1"},
    "label": {"bold": True, "font_color": "#1F3864", "valign": "top"},
    "above": {"align": "left", "valign": "top"},
    "error": {**_CELL, "bold": True, "font_color": "#8A0016", "bg_color": "#FBE3E6"},
    "warning": {**_CELL, "bold": True, "font_color": "#6B3F00", "bg_color": "#FFE08A"},
    "note": {**_CELL, "font_color": "#1F3864", "bg_color": "#E3ECFA"},
}


def xlsx_report(report: GapReport) -> bytes:
    """The workbook with the sheets Summary, Findings, Rules, Waivers and Not judged; the same bytes each time."""
    return workbook("Gap report", sheets(report), datetime.datetime.fromisoformat(report.as_of))


def workbook(title: str, parts: Iterable[Sheet], created: datetime.datetime = _NO_DATE) -> bytes:
    """A workbook of sheets, with a fixed date of making, so that the same sheets give the same bytes."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, _OPTIONS) as target:
        target.set_properties({"title": title, "created": created})
        styles = {name: target.add_format(look) for name, look in _STYLES.items()}
        for sheet in parts:
            _write(target.add_worksheet(sheet.name), sheet, styles)
    return data.getvalue()


def _write(target: Worksheet, sheet: Sheet, styles: dict[str, Format]) -> None:
    for row, (label, value) in enumerate(sheet.above):
        _write_cell(target, (row, 0), label, styles["label"])
        _write_cell(target, (row, 1), value, styles["above"])
    top = len(sheet.above) + 1 if sheet.above else 0
    for number, column in enumerate(sheet.columns):
        target.set_column(number, number, column.width)
        target.write_string(top, number, column.heading, styles["heading"])
    rows = _fitting(sheet, ROW_LIMIT - top - 1)
    for row, values in enumerate(rows, start=top + 1):
        for number, value in enumerate(values):
            _write_cell(target, (row, number), value, styles[_style(sheet.columns[number], value)])
    _arrange(target, sheet, top, top + len(rows))


def _fitting(sheet: Sheet, limit: int) -> tuple[tuple[Value, ...], ...]:
    """The rows that a sheet can hold; the last one says so where some are left out."""
    if len(sheet.rows) <= limit:
        return sheet.rows
    return (*sheet.rows[: limit - 1], (CUT, *[""] * (len(sheet.columns) - 1)))


def _style(column: SheetColumn, value: Value) -> str:
    return str(value) if column.kind == "severity" and value in _STYLES else column.kind.replace("severity", "text")


def _write_cell(target: Worksheet, at: tuple[int, int], value: Value, style: Format) -> None:
    if isinstance(value, int):
        target.write_number(*at, value, style)
    elif value:
        target.write_string(*at, fitting_text(value), style)
    else:
        target.write_blank(*at, None, style)


def fitting_text(text: str) -> str:
    """The text as a cell can hold it: one sign per line end, no forbidden ones, and cut, visibly, at Excel's limit."""
    clean = without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n")
    if 2 * len(clean) <= CELL_LIMIT:  # a character takes one or two units
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return clean
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _arrange(target: Worksheet, sheet: Sheet, top: int, last: int) -> None:
    """Freeze and filter the heading, print it on every page, and let due dates be dates."""
    target.autofilter(top, 0, max(last, top + 1), len(sheet.columns) - 1)
    if not sheet.above:
        target.freeze_panes(1, 0)
    target.set_landscape()
    target.set_paper(9)  # A4
    target.fit_to_pages(1, 0)
    target.repeat_rows(top)
    for number, column in enumerate(sheet.columns):
        if column.kind == "date to fill" and last > top:
            target.data_validation(top + 1, number, last, number, _due_date())


def _due_date() -> dict[str, object]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": _FIRST_DUE_DATE,
        "error_title": "Due date",
        "error_message": "Write a day, e.g. 2026-11-30.",
    }
