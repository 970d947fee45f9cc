"""The public face is typed: right use passes mypy's strict mode, wrong use does not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands import ROOT, tablet
from tests.typing import usage

WRONG = [
    "impd.read(5)",
    'impd.render(impd.load("x"), "docx")',
    'impd.render(impd.compose(impd.load("x")), "odt")',
    "impd.Request(sections=5)",
    'impd.compose("x")',
    'x: int = impd.build("x")',
    'impd.Q1EChoice(error="neither")',
    "impd.shelf_life(5, 95)",
    "impd.nothing",
]


def judged(*files: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "mypy", "--strict", *map(str, files)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """mypy's words on the right use and on each wrong one, judged in one run."""
    folder = tmp_path_factory.mktemp("typing")
    wrong = folder / "wrong.py"
    wrong.write_text("import impd\n" + "\n".join(WRONG) + "\n")
    return judged(ROOT / "tests" / "typing" / "usage.py", wrong).stdout


def test_right_use_is_typed(verdict):
    assert "usage.py" not in verdict


@pytest.mark.parametrize("number", range(len(WRONG)), ids=WRONG)
def test_wrong_use_is_refused(verdict, number):
    assert f"wrong.py:{number + 2}: error" in verdict


def test_the_program_runs(tmp_path):
    facts = {"products": [{"code": "T", "product_class": "chemical"}]}
    assert usage.one_section(facts).startswith(b"PK")
    assert usage.whole_months(tmp_path / "none.csv") == 10
    lines = usage.whole_folder(tablet(tmp_path))
    assert "products[TAB].document.version" in lines
    assert usage.whole_folder(tmp_path / "typo") == [f"{tmp_path / 'typo'}:0"]
