"""The workbook holds texts and numbers only, and says all that the report says."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from impd.reporting import xlsx
from impd.reporting.xlsx import CELL_LIMIT, CUT, fitting_text, xlsx_report
from tests.reporting.sample_report import CLEAN, FINDINGS, FORMULAS, HOSTILE, REPORTS, RULES, SAMPLE


def book(report=SAMPLE):
    return openpyxl.load_workbook(io.BytesIO(xlsx_report(report)))


def rows(sheet, report=SAMPLE):
    """The rows of a sheet as dictionaries by heading."""
    heading, *lines = book(report)[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_the_sheets():
    assert book().sheetnames == ["Summary", "Findings", "Rules", "Waivers", "Not judged"]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_no_cell_is_a_formula_or_a_link(report):
    cells = [cell for sheet in book(report) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("text", [*FORMULAS, "1", "1e5", "{=SUM(A1)}"])
def test_a_text_stays_the_text_it_is(text):
    report = replace(SAMPLE, findings=(replace(FINDINGS[0], message=text, found=text, path=text, fingerprint=text),))
    cells = [cell for cell in book(report)["Findings"][2] if cell.value == text.replace("\r", "\n")]
    assert [cell.data_type for cell in cells] == ["s"] * 4


def test_each_finding_is_a_row_with_room_for_the_team():
    found = rows("Findings")
    assert sorted(row["Fingerprint"] for row in found) == sorted(one.fingerprint for one in FINDINGS)
    row = next(row for row in found if row["Rule"] == "Q-P8-01")
    assert (row["File"], row["Line"], row["Section title"]) == (FINDINGS[0].place.file, 12, "Stability")
    assert row["Law"] == "Regulation (EU) No 536/2014, Annex I, 44; EMA quality guideline, P.8"
    assert {row[name] for row in found for name in ("Owner", "Due date", "Comment")} == {None}


def test_a_set_aside_finding_says_why():
    aside = {row["Rule"]: row["Set aside"] for row in rows("Findings") if row["Set aside"]}
    assert aside["Q-P8-04"] == "known in the baseline"
    assert aside["Q-P8-02"].startswith("waived by A. Müller on 2026-01-05")


def test_findings_can_be_filtered_and_the_heading_stays():
    sheet = book()["Findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:Z{len(FINDINGS) + 1}"
    assert sheet["J2"].alignment.wrap_text


def test_a_due_date_is_a_date():
    sheet = book()["Findings"]
    (rule,) = sheet.data_validations.dataValidation
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "Due date")
    assert (rule.type, str(rule.sqref)) == ("date", f"{column}2:{column}{len(FINDINGS) + 1}")
    assert sheet[f"{column}2"].number_format == "yyyy-mm-dd"


def test_severities_differ_in_colour():
    colours = {row[2].value: row[2].fill.fgColor.rgb for row in book()["Findings"].iter_rows(min_row=2)}
    assert set(colours) == {"error", "warning", "note"}
    assert len(set(colours.values())) == 3


def test_each_rule_says_why_and_how_often():
    found = {row["Rule"]: row for row in rows("Rules")}
    assert list(found) == [one.id for one in RULES]
    assert found["Q-P8-01"]["Places: satisfied"] == 4
    assert found["Q-S4-04"]["Because"] == "no substance of animal origin is used"


def test_each_waiver_says_what_became_of_it():
    assert [row["State"] for row in rows("Waivers")] == ["used", "expired", "unused"]


def test_what_no_tool_can_judge_is_listed():
    listed = rows("Not judged")
    assert [row["What"] for row in listed if row["Kind"] == "No tool can judge"] == list(SAMPLE.pack.cannot_judge)
    assert "complete for the authority" in listed[-1]["What"]


def test_the_summary_counts():
    summary = list(book()["Summary"].iter_rows(values_only=True))
    lines = {row[0]: row[1] for row in summary}
    assert (lines["Open gaps: error"], lines["Places: satisfied"], lines["Places: not applicable"]) == (2, 5, 1)
    sections = {row[1]: row[2:] for row in summary if row[0] == "IMPD: quality part"}
    assert sections["all sections"] == (1, 1, 1, 1, 1, 0, 1, 1)
    assert sections["P.8 Stability"] == (1, 1, 1, 0, 0, 0, 1, 1)


def test_a_long_text_is_cut_for_all_to_see():
    found = next(row["Found"] for row in rows("Findings") if row["Rule"] == "C-1")
    assert found.endswith(CUT)
    assert CELL_LIMIT - 2 <= len(found.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert fitting_text("x" * CELL_LIMIT) == "x" * CELL_LIMIT


def test_forbidden_characters_are_left_out():
    message = next(row["Message"] for row in rows("Findings") if row["Rule"] == "C-1")
    assert message == HOSTILE.translate(dict.fromkeys([0, 7, 0x1B, 0xD800, 0xFFFE]))


def test_rows_beyond_the_sheet_are_named(monkeypatch):
    monkeypatch.setattr(xlsx, "ROW_LIMIT", 4)
    found = rows("Findings")
    assert [row["Id"] for row in found][2:] == [CUT]


def test_the_same_report_gives_the_same_bytes():
    assert xlsx_report(SAMPLE) == xlsx_report(SAMPLE)
    assert book(CLEAN)["Findings"].max_row == 1
