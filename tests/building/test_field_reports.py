"""The formats of a field sheet by the ending of the file."""

from __future__ import annotations

import pytest

import impd
from impd.errors import UsageFault
from tests.commands import ROOT, tablet


def test_a_sheet_is_written_in_each_format(tmp_path):
    files = [tmp_path / name for name in ("sheet.html", "sheet.XLSX", "sheet.json")]
    sheet = impd.fields(tablet(tmp_path / "own"), files)
    assert [file.read_bytes()[:2] for file in files] == [b"<!", b"PK", b"{\n"]
    assert sheet.dossier.folder == "own"


def test_another_format_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(UsageFault, match=r"sheet\.csv: no field sheet"):
        impd.fields(ROOT / "samples" / "car_t_cd19", [tmp_path / "sheet.html", tmp_path / "sheet.csv"])
    assert list(tmp_path.iterdir()) == []
