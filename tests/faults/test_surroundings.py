"""What lacks around the dossier: a system library (exit code 4), a place to write to (5)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from impd.building import output
from tests.commands import called, hashes, run, tablet


def without_pango(folder: Path) -> str:
    """A folder before all others on the path whose weasyprint fails as the real one does without Pango."""
    folder.mkdir()
    (folder / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")\n")
    return str(folder)


def test_without_pango_a_pdf_is_refused_by_one_line(tmp_path):
    folder = tablet(tmp_path / "dossier")
    outcome = run("make-dossier", folder, "--format", "pdf", "--quiet", PYTHONPATH=without_pango(tmp_path / "stub"))
    assert (outcome.code, outcome.out) == (4, "")
    (line,) = outcome.err.splitlines()
    assert "Pango" in line
    assert "apt" in line or "Install" in line
    assert not (folder / "build").exists()


def test_without_pango_a_word_file_without_drawings_is_written(tmp_path):
    folder = tablet(tmp_path / "dossier")
    outcome = run("make-dossier", folder, "--format", "docx", "--quiet", PYTHONPATH=without_pango(tmp_path / "stub"))
    assert (outcome.code, outcome.err) == (1, "")
    assert sorted(path.name for path in (folder / "build").glob("*.docx")) == [
        "G1_IMPD-Q_Tablet.docx", "G2_IMPD-SE_Tablet.docx",
    ]  # fmt: skip


def a_file(tmp_path):
    (tmp_path / "out").write_text("a file")
    return tmp_path / "out"


def below_a_file(tmp_path):
    return a_file(tmp_path) / "deeper" / "out"


def below_proc(_):
    return Path("/proc/impd/out")


@pytest.mark.parametrize("place", [a_file, below_a_file, below_proc])
def test_a_place_that_takes_no_files(place, tmp_path):
    folder = tablet(tmp_path / "dossier")
    out = place(tmp_path)
    before = hashes(tmp_path)
    outcome = called("make-dossier", folder, "--format", "docx", "--out", out)
    assert outcome.code == 5
    (line,) = outcome.faults
    assert line.startswith(f"{out}: cannot be written: ")
    assert hashes(tmp_path) == before


def test_a_folder_that_may_not_be_written(tmp_path, monkeypatch):
    folder, out = tablet(tmp_path / "dossier"), tmp_path / "out"
    out.mkdir()
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.access(out, os.W_OK):  # the superuser writes everywhere: let the system call say no
        monkeypatch.setattr(output.tempfile, "TemporaryFile", refuse)
    outcome = called("make-dossier", folder, "--format", "docx", "--out", out)
    assert outcome.code == 5
    assert outcome.faults == [f"{out}: cannot be written: permission denied. Choose another folder with --out."]


def refuse(**_):
    raise PermissionError(13, "Permission denied")


def test_a_folder_in_place_of_a_file(tmp_path):
    folder, out = tablet(tmp_path / "dossier"), tmp_path / "out"
    (out / "trace.json").mkdir(parents=True)
    outcome = called("make-dossier", folder, "--format", "docx", "--out", out)
    assert outcome.code == 5
    assert outcome.faults == [
        f"{out / 'trace.json'}: cannot be written: a folder has this name. Choose another folder with --out."
    ]
    assert [path.name for path in out.iterdir()] == ["trace.json"]


def test_a_terminal_without_the_signs_of_the_text(tmp_path):
    folder = tablet(tmp_path / "dössier ≤")
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    outcome = run("make-dossier", folder, "--format", "docx", **plain)
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert "facts printed" in outcome.out
