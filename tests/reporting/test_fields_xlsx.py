"""The field sheet as a workbook, read back."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from impd.reporting.fields_xlsx import fields_xlsx
from tests.reporting.sample_sheet import sample_sheet

SHEET = sample_sheet()
DATA = fields_xlsx(SHEET)
BOOK = openpyxl.load_workbook(io.BytesIO(DATA))


def rows(name):
    head, *body = BOOK[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_sheet_for_each_part_with_a_name_that_excel_takes():
    assert BOOK.sheetnames == ["Summary", "Part I trial", "Part II NL"]


def test_parts_of_one_name_are_told_apart():
    part = replace(SHEET.parts[0], title="A part of a name that is longer than Excel allows")
    data = fields_xlsx(replace(SHEET, parts=(part, part, part)))
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert len(set(names)) == 4
    assert all(len(name) <= 31 for name in names)


def test_each_value_has_a_row():
    found = rows("Part I trial")
    assert [row["Value"] for row in found if row["Field"] == "CT03.02.03.01"] == ["Safety", "Efficacy"]
    assert [row["Code"] for row in found if row["Field"] == "CT03.02.03.01"] == ["4", "5"]
    first = found[0]
    assert (first["State"], first["Place"], first["Language"]) == ("To enter", "dossier.yaml:12", "en")
    assert first["Value"] == "A trial of <b>Hemavec</b> & more\nin two lines"


def test_a_field_without_value_has_a_row_with_what_to_state():
    (row,) = (one for one in rows("Part I trial") if one["Field"] == "CT03.01.03")
    assert (row["State"], row["Value"], row["Fact"]) == ("Missing", None, "trial.ctis.public_title")


def test_the_summary_counts():
    last = list(BOOK["Summary"].iter_rows(values_only=True))[-2:]
    assert last[0][:3] == ("Part I: trial", 3, 1)


def test_the_same_sheet_gives_the_same_bytes():
    assert fields_xlsx(sample_sheet()) == DATA
