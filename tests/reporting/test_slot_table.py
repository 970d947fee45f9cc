"""The slots in every report: all of them, as text that can do no harm."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import jsonschema
import openpyxl
import pytest

from impd.errors import UsageFault
from impd.gaps import FiledDocument, Filling, Need, SlotState
from impd.reporting.html import html_report
from impd.reporting.json_report import json_report
from impd.reporting.slot_table import render_slots, slot_row
from impd.reporting.xlsx import xlsx_report
from impd.resources import folder
from tests.reporting.sample_report import FORMULAS, HOSTILE, IN_ANNEX, SAMPLE

SLOTS = (
    SlotState("cover_letter", "B", "Cover letter", "form", Need.REQUIRED, Filling.FINAL, "scope = Parts I and II",
              documents=(FiledDocument("L", "Letter", "1.0", "2026-10-08", "en", "final"),), title_code="B1",
              cites=(IN_ANNEX,)),
    SlotState("qp_declaration", "F", "Declaration", "part_i", Need.CANNOT_TELL, Filling.MISSING, "sites: not stated",
              "products[A].quality.sites", product="A"),
    SlotState("insurance", "O", "Insurance", "part_ii", Need.REQUIRED, Filling.WRONG_VERSION, member_state="NL",
              explanation=HOSTILE, documents=tuple(FiledDocument(one) for one in FORMULAS)),
    SlotState("site_suitability", "N", "Suitability", "part_ii", Need.NOT_APPLICABLE, Filling.NOT_NEEDED,
              "=1+1", member_state="NL", site="S1"),
)  # fmt: skip
REPORT = replace(SAMPLE, slots=SLOTS)


def test_the_json_report_holds_every_slot_in_the_published_form():
    found = json.loads(json_report(REPORT))
    schema = json.loads((folder("schemas") / "gap_report.schema.json").read_text(encoding="utf-8"))
    assert [fault.message for fault in jsonschema.Draft202012Validator(schema).iter_errors(found)] == []
    assert [(one["slot"], one["need"], one["state"]) for one in found["slots"]] == [
        (one.slot, one.need.value, one.filling.value) for one in SLOTS
    ]
    assert found["slots"][0]["documents"][0]["version"] == "1.0"


def test_the_workbook_has_a_sheet_of_documents():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_report(REPORT)))
    assert book.sheetnames == ["Summary", "Findings", "Documents", "Rules", "Waivers", "Not judged"]
    heading, *lines = book["Documents"].iter_rows(values_only=True)
    assert [dict(zip(heading, line, strict=True))["Slot"] for line in lines] == [one.slot for one in SLOTS]
    assert {cell.data_type for row in book["Documents"].iter_rows() for cell in row} <= {"s", "n"}


def test_the_page_has_a_table_for_each_part_of_ctis():
    page = html_report(REPORT).decode()
    section = page[page.index('<h2 id="documents"'):page.index('<h2 id="rules"')]
    assert re.findall("<caption[^>]*>(.*?)</caption>", section) == ["Form", "Part I", "Part II"]
    assert section.count('<tr><th scope="row">') == len(SLOTS)
    assert "L (version 1.0, en, final)" in section
    assert "<code>products[A].quality.sites</code>" in section
    assert "<b>]" not in section
    assert '<h2 id="documents"' not in html_report(SAMPLE).decode()


def test_csv_holds_every_slot_and_no_formula():
    heading, *lines = csv.reader(io.StringIO(render_slots(SLOTS, "csv").decode("utf-8", "replace"), newline=""))
    assert len(lines) == len(SLOTS)
    assert {len(line) for line in lines} == {len(heading)}
    assert [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))] == []
    assert lines[3][heading.index("Because")] == "'=1+1"


def test_text_names_part_need_state_documents_and_what_is_open():
    text = render_slots(SLOTS, "text").decode("utf-8", "replace")
    lines = text.splitlines()
    assert lines[0] == "Form"
    assert lines[1].split() == ["B1", "Cover", "letter", "required", "final"]
    assert "  products[A].quality.sites: sites: not stated; slots: 1" in lines
    assert "    Suitability, NL S1: =1+1" in lines
    assert lines[-1] == "4 slots, 2 not ready to be submitted."
    assert "\x1b" not in text
    assert "\x07" not in text


def test_json_of_slots_alone():
    found = json.loads(render_slots(SLOTS, "json"))
    assert [one["slot"] for one in found["slots"]] == [one.slot for one in SLOTS]


def test_a_row_has_all_that_is_known():
    assert slot_row(SLOTS[0])[-2:] == ("L (version 1.0, en, final)", "Regulation (EU) No 536/2014, Annex I, 44")


def test_another_format_is_refused():
    with pytest.raises(UsageFault, match='no format "pdf" of slots'):
        render_slots(SLOTS, "pdf")
