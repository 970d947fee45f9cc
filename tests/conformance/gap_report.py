"""Judges the page of the gap report in a browser: python -m tests.conformance.gap_report FOLDER."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from impd.reporting.html import html_report
from tests.conformance.gap_report_sample import sample_report
from tests.conformance.npm import HERE, Missing, installed

SIZES = (40, 5000)


def main(arguments: list[str]) -> int:
    """Writes the pages, uses them, prints a verdict on each point, and returns the exit code."""
    if len(arguments) != 1:
        print("name the folder for the pages", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        browser = program("chromium", "chromium-browser")
        node = program("node", "nodejs")
        program("pdftotext")
        for package in ("playwright-core", "axe-core"):
            installed(package)
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 2
    for size in SIZES:
        (folder / f"{size}.html").write_bytes(html_report(sample_report(size)))
    return subprocess.run([node, str(HERE / "gap_report_page.mjs"), browser, str(folder)], check=False).returncode


def program(*names: str) -> str:
    """The first of these programs that is installed. Raises Missing."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise Missing(f"{names[0]} is missing. Install it: scripts/provide chromium node poppler")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
