"""impd timeline: prints or writes the latest dates of a dossier."""

from __future__ import annotations

import datetime

import pytest

import impd
from tests.commands import ROOT, called, run, tablet

SAMPLE = ROOT / "samples" / "car_t_cd19"


def test_the_table_is_printed():
    outcome = run("impd", "timeline", SAMPLE, "--submitted", "2026-11-30")
    assert (outcome.code, outcome.faults) == (0, [])
    assert outcome.out.startswith("Timeline of 2026-599901-00-00: initial application, submitted on 2026-11-30")
    assert "2027-05-24" in outcome.out


@pytest.mark.parametrize(
    ("name", "options", "beginning"),
    [
        ("trial.ics", (), b"BEGIN:VCALENDAR\r\n"),
        ("trial.json", (), b"{"),
        ("trial.txt", (), b"Timeline of"),
        ("calendar", ("--format", "ics"), b"BEGIN:VCALENDAR\r\n"),
    ],
)
def test_a_file_is_written_in_the_format_of_its_name(tmp_path, name, options, beginning):
    file = tmp_path / name
    outcome = called("impd", "timeline", SAMPLE, "--submitted", "2026-11-30", "--out", file, *options)
    assert (outcome.code, outcome.out) == (0, f"{file}\n")
    assert file.read_bytes().startswith(beginning)


def test_holidays_are_given_one_by_one():
    days = [datetime.date(2027, 3, 29), datetime.date(2027, 3, 30)]
    options = [word for day in days for word in ("--holiday", day)]
    outcome = run("impd", "timeline", SAMPLE, "--submitted", "2026-11-30", *options)
    expected = impd.render_timeline(impd.timeline(SAMPLE, datetime.date(2026, 11, 30), days), "text")
    assert outcome.out == expected.decode()
    assert "2027-03-31" in outcome.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--submitted", "2026-13-01"), "2026-13-01"),
        ((), "--submitted"),
        (("--submitted", "2020-01-01"), "no clock holds for an application of type initial submitted on 2020-01-01"),
        (("--submitted", "2026-11-30", "--out", "x.pdf"), "no timeline is written in this format"),
    ],
)
def test_wrong_use_is_said(options, words):
    outcome = called("impd", "timeline", SAMPLE, *options)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_dossier_without_its_type(tmp_path):
    outcome = called("impd", "timeline", tablet(tmp_path), "--submitted", "2026-11-30")
    assert (outcome.code, outcome.faults) == (
        2, ["the type of the application is not stated. State application_type in dossier.yaml."]
    )  # fmt: skip


def test_a_file_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    outcome = called("impd", "timeline", SAMPLE, "--submitted", "2026-11-30", "--out", tmp_path / "file" / "x.ics")
    assert outcome.code == 5
    assert len(outcome.faults) == 1
