"""Help is quick: it loads no part of the library that takes time."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = [
    "pydantic",
    "jinja2",
    "weasyprint",
    "docx",
    "lxml",
    "yaml",
    "matplotlib",
    "pikepdf",
    "pypdfium2",
    "markdown_it",
    "numpy",
    "scipy",
]
CALLS = [
    ("impd.cli.make_dossier", ["--help"]),
    ("impd.cli.main", ["--help"]),
    ("impd.cli.main", ["inspect", "--help"]),
    ("impd.cli.main", ["fields", "--help"]),
    ("impd.cli.main", ["new", "--help"]),
    ("impd.cli.main", ["package", "--help"]),
    ("impd.cli.main", ["schema", "--help"]),
    ("impd.cli.main", ["shelf-life", "--help"]),
    ("impd.cli.main", ["slots", "--help"]),
    ("impd.cli.main", ["timeline", "--help"]),
    ("impd.cli.main", ["trace", "--help"]),
]
PROGRAM = """
import importlib, sys
command = importlib.import_module(sys.argv[1]).command
try:
    command.main(sys.argv[2:])
except SystemExit as end:
    print("CODE", end.code)
print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(("module", "arguments"), CALLS, ids=[" ".join([m, *a]) for m, a in CALLS])
def test_help_loads_no_heavy_module(module, arguments):
    line = [sys.executable, "-c", PROGRAM, module, *arguments]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    *text, code, loaded = done.stdout.splitlines()
    assert text[0].startswith("Usage: ")
    assert code == "CODE 0"
    assert set(loaded.split()) & set(HEAVY) == set()


def test_the_package_itself_loads_none():
    program = "import impd, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(HEAVY) == set()
