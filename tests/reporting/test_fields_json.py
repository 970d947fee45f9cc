"""The field sheet as JSON and as lines."""

from __future__ import annotations

import json

from impd.reporting.fields_json import fields_json, fields_lines
from tests.reporting.sample_sheet import sample_sheet

SHEET = sample_sheet()
DATA = json.loads(fields_json(SHEET))


def test_every_field_is_there_in_order():
    found = [one["key"] for part in DATA["parts"] for section in part["sections"] for one in section["fields"]]
    assert found == [one.key for one in SHEET.entries()]
    assert (DATA["format"], DATA["counts"]["gap"], DATA["counts"]["stated"]) == ("impd-field-sheet", 1, 4)


def test_a_field_says_all_it_knows_and_nothing_empty():
    first = DATA["parts"][0]["sections"][0]["fields"][0]
    assert first["values"][0] == {
        "text": "A trial of <b>Hemavec</b> & more\nin two lines", "code": "", "detail": "",
        "place": {"file": "dossier.yaml", "line": 12, "cell": ""},
    }  # fmt: skip
    assert (first["state"], first["missing"], first["limit"]) == ("stated", False, 4000)
    assert "fault" not in first


def test_lines_count_what_is_ready_and_name_what_is_missing():
    assert fields_lines(SHEET) == [
        "Part I: trial: 3 of 5 fields ready",
        "  CT03.01.05 Trial identifiers: Protocol code: 32 characters; the field holds 20: trial.protocol_code",
        "  CT03.01.03 Trial information: Public title, en: missing: trial.ctis.public_title",
        "  CT03.02.09.08 Trial information: Why subjects cannot consent: cannot tell, it is not stated whether adults "
        "who cannot consent are included: trial.includes.incapacitated",
        "Part II: NL: 2 of 2 fields ready",
    ]


def test_the_same_sheet_gives_the_same_bytes():
    assert fields_json(sample_sheet()) == fields_json(SHEET)
