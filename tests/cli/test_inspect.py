"""impd inspect: what is printed, and with which code it ends."""

from __future__ import annotations

import json

import pytest

from tests.commands import called, run
from tests.submission.made import SENTENCE, docx_of, paragraph, pdf_of


@pytest.fixture
def folder(tmp_path):
    """A file with a warning, one with a note, and one with an error."""
    pdf_of(tmp_path / "a.pdf", SENTENCE * 10)
    (tmp_path / "b.txt").write_text("text", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("a.pdf", "error", 0), ("a.pdf", "warning", 1), ("b.txt", "warning", 0), ("b.txt", "note", 1),
        ("c.pdf", "error", 1), ("c.pdf", "never", 0),
    ],
)  # fmt: skip
def test_the_lowest_severity_that_fails(folder, name, fail_on, code):
    assert called("impd", "inspect", folder / name, "--fail-on", fail_on).code == code


def test_lines_for_each_file_and_a_summary(folder):
    out = called("impd", "inspect", folder).out.splitlines()
    assert out[0].startswith(f"{folder / 'a.pdf'}: pdf, ")
    assert out[1] == "  warning: Fonts are not embedded: Helvetica. Make the PDF again with all fonts embedded."
    assert out[-1] == "3 files: 1 error, 1 warning, 1 note"
    assert called("impd", "inspect", folder, "-q").out.splitlines() == out[-1:]


def test_json_in_a_process_of_its_own(folder):
    done = run("impd", "inspect", folder, "--format", "json")
    assert (done.code, done.err) == (1, "")
    assert [(one["path"], one["opens"]) for one in json.loads(done.out)] == [
        (str(folder / "a.pdf"), True), (str(folder / "b.txt"), None), (str(folder / "c.pdf"), False),
    ]  # fmt: skip


def test_what_each_file_must_state(tmp_path):
    path = docx_of(tmp_path / "a.docx", paragraph("Version 1.0 of 31 March 2026, 2026-512345-11-00"))
    right = [f"--expect={one}" for one in ("version=1.0", "date=2026-03-31", "eu_ct_number=2026-512345-11-00")]
    assert called("impd", "inspect", path, *right).out.endswith("0 errors, 0 warnings, 0 notes\n")
    wrong = called("impd", "inspect", path, "--expect", "version=2.0")
    assert wrong.code == 1
    assert "Version 2.0 is expected; the text says 1.0" in wrong.out


def test_ceilings_and_titles(folder):
    out = called("impd", "inspect", folder / "a.pdf", "--max-size", "0.0001", "--titles", "--seconds", "30").out
    assert "more than the 0.0001 MB that were set" in out
    assert "does not begin with the code of its document" in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("none.pdf",), "none.pdf does not exist. Name a file or a folder."),
        ((".", "--expect", "colour=red"), "--expect colour=red says nothing"),
        ((".", "--expect", "version"), "--expect version says nothing"),
        ((".", "--expect", "date=yesterday"), "--expect date=yesterday is no date. Write it like 2026-03-31."),
        ((), "Missing argument 'PATH...'"),
    ],
)
def test_what_does_not_exist(options, words):
    outcome = called("impd", "inspect", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
