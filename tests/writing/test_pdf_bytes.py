"""The same document gives the same bytes: again, in another process, with other fonts, clock and hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from impd.writing.pdf_file import write_pdf
from tests.architecture.source import ROOT
from tests.writing.pdf_document import document
from tests.writing.pdf_reading import sample

PROGRAM = """
import hashlib, sys
from impd.writing.pdf_file import write_pdf
from tests.writing.pdf_document import document
sys.stdout.write(hashlib.sha256(write_pdf(document(rows=90)).data).hexdigest())
"""


def test_a_second_run_gives_the_same_bytes():
    assert write_pdf(document(rows=90)).data == sample().data


def test_another_process_without_system_fonts_gives_the_same_bytes(tmp_path):
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    foreign = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C", "FONTCONFIG_FILE": str(no_fonts)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **foreign},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == hashlib.sha256(sample().data).hexdigest()
    assert run.stderr == ""


def test_a_change_of_the_document_changes_the_bytes():
    assert write_pdf(document(rows=91)).data != sample().data
