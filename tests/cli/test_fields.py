"""impd fields."""

from __future__ import annotations

from tests.commands import ROOT, called, hashes, tablet


def test_what_is_missing_is_listed_and_ends_with_1(tmp_path):
    outcome = called("impd", "fields", tablet(tmp_path))
    assert (outcome.code, outcome.err) == (1, "")
    assert "  CT03.01.01 Trial identifiers: Full title, en: missing: trial.title\n" in outcome.out
    assert outcome.out.splitlines()[-1].endswith(" fields need a fact or a correction.")


def test_a_sheet_that_lacks_nothing_ends_with_0(tmp_path):
    outcome = called("impd", "fields", ROOT / "samples" / "aav_haemophilia_b", "--out", tmp_path / "sheet.html")
    assert outcome.code == 0
    assert (tmp_path / "sheet.html").is_file()


def test_quiet_prints_one_line(tmp_path):
    assert len(called("impd", "fields", tablet(tmp_path), "--quiet").out.splitlines()) == 1


def test_a_format_that_there_is_not(tmp_path):
    before = hashes(tablet(tmp_path / "own"))
    outcome = called("impd", "fields", tmp_path / "own", "--out", tmp_path / "sheet.csv")
    assert outcome.code == 2
    assert outcome.faults == [
        "sheet.csv: no field sheet is written in this format. End the name with .html, .xlsx or .json."
    ]
    assert hashes(tmp_path / "own") == before


def test_a_dossier_that_cannot_be_read(tmp_path):
    outcome = called("impd", "fields", tablet(tmp_path, {"dossier.yaml": "trail: {}\n"}))
    assert (outcome.code, outcome.faults) == (2, ['dossier.yaml:1: unknown key "trail". Did you mean "trial"?'])


def test_a_file_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    outcome = called("impd", "fields", tablet(tmp_path / "own"), "--out", tmp_path / "file" / "sheet.html")
    assert outcome.code == 5
