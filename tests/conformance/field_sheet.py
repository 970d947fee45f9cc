"""Judges the page of the CTIS field sheet in a browser: python -m tests.conformance.field_sheet FOLDER."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from impd.building.field_sheet import sheet_of_folder
from impd.reporting.fields_html import fields_html
from tests.conformance.gap_report import program
from tests.conformance.npm import HERE, Missing, installed
from tests.reporting.sample_sheet import sample_sheet

SAMPLES = Path(__file__).parents[2] / "samples"
PAGES = {
    "full.html": sheet_of_folder(SAMPLES / "car_t_cd19"),
    "gaps.html": sheet_of_folder(SAMPLES / "small_molecule_tablet"),
    "every.html": sample_sheet(),
}
CHANGED = ("changed.html", sample_sheet("Another <title>"))


def main(arguments: list[str]) -> int:
    """Writes the pages, uses them, prints a verdict on each point, and returns the exit code."""
    if len(arguments) != 1:
        print("name the folder for the pages", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        browser, node = program("chromium", "chromium-browser"), program("node", "nodejs")
        program("pdftotext")
        for package in ("playwright-core", "axe-core"):
            installed(package)
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 2
    for name, sheet in (*PAGES.items(), CHANGED):
        (folder / name).write_bytes(fields_html(sheet))
    return subprocess.run([node, str(HERE / "field_sheet_page.mjs"), browser, str(folder)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
