"""Times the inspection of a folder of PDF files, beside scripts on pypdf and pdfplumber.

    python benchmarks/inspection.py [FILES [PAGES [ROUNDS]]]

All look at the same files, made anew: typed pages with tables, bookmarks and links. The scripts do what such scripts
do: pages, text, encryption, bookmarks, links, fonts without a file; ours does all that ``impd inspect`` does, each file
in a process with limits. ``ours, one process at a time`` is the fair line beside the scripts, which use one core.
"""

from __future__ import annotations

import importlib
import importlib.util
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import impd

SENTENCE = "The drug product is released when each result lies within its limits, see section P.5.1. "
LINES = 55
Inspect = Callable[[list[Path]], int]
"""Looks at files and returns how many characters of text it saw, spaces left out."""


def prepare(folder: Path, files: int, pages: int) -> list[Path]:
    """So many files of so many pages."""
    return [_file(folder / f"D1_Document {number}.pdf", pages) for number in range(files)]


def _file(path: Path, pages: int) -> Path:
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(pages):
            lines = "".join(f"({number}.{line} {SENTENCE}) Tj T*\n" for line in range(LINES))
            rules = "".join(f"40 {800 - 13 * line} m 550 {800 - 13 * line} l S\n" for line in range(LINES))
            content = f"{rules}BT /F 9 Tf 13 TL 40 803 Td\n{lines}ET"
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
            link.A = Dictionary(S=Name.URI, URI=String(f"https://example.org/{number}"))
            page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Annots=Array([pdf.make_indirect(link)]))
            page.Resources = Dictionary(Font=Dictionary(F=font))
            page.Contents = pdf.make_stream(content.encode())
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Section {number}", number) for number in range(pages))
        pdf.save(path)
    return path


def ours(jobs: int) -> Inspect:
    """Our inspection, with so many processes."""

    def inspect(files: list[Path]) -> int:
        found = impd.inspect(files, impd.InspectionLimits(jobs=jobs))
        return sum(one.text_chars or 0 for one in found)

    return inspect


def with_pypdf() -> Inspect:
    """A script on pypdf."""
    pypdf = importlib.import_module("pypdf")

    def inspect(files: list[Path]) -> int:
        seen = 0
        for file in files:
            reader = pypdf.PdfReader(file)
            facts: list[Any] = [reader.is_encrypted, len(reader.pages), len(reader.outline)]
            for page in reader.pages:
                seen += len("".join(page.extract_text().split()))
                facts += [note.get_object().get("/A") for note in page.get("/Annots", ())]
                fonts = page["/Resources"].get("/Font", {})
                facts += [font for font in fonts.values() if "/FontDescriptor" not in font.get_object()]
        return seen

    return inspect


def with_pdfplumber() -> Inspect:
    """A script on pdfplumber, which lays out each page."""
    pdfplumber = importlib.import_module("pdfplumber")

    def inspect(files: list[Path]) -> int:
        seen = 0
        for file in files:
            with pdfplumber.open(file) as pdf:
                for page in pdf.pages:
                    seen += len("".join((page.extract_text() or "").split()))
                    len(page.hyperlinks)
                    page.close()
        return seen

    return inspect


def timed(inspect: Inspect, files: list[Path], rounds: int) -> tuple[float, int]:
    """Median seconds of some rounds, and the characters seen."""
    seconds, seen = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        seen = inspect(files)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), seen


def main(files: int, pages: int, rounds: int) -> None:
    """Run all that is installed and print the table."""
    writers: dict[str, Inspect] = {"ours, one process at a time": ours(1), "ours": ours(0)}
    for name, peer in {"pypdf": with_pypdf, "pdfplumber": with_pdfplumber}.items():
        if importlib.util.find_spec(name) is None:
            print(f"{name}: not installed, left out")
        else:
            writers[name] = peer()
    with tempfile.TemporaryDirectory() as folder:
        given = prepare(Path(folder), files, pages)
        print(f"{files} files of {pages} pages, median of {rounds} rounds")
        print(f"{'':28}{'seconds':>9}{'pages/s':>9}{'it / ours':>11}{'characters':>12}")
        base = 0.0
        for name, inspect in writers.items():
            # Of the slow peers a part is timed: the time of a page does not depend on how many files there are.
            part = given if name.startswith("ours") else given[: max(1, files // 5)]
            seconds, seen = timed(inspect, part, rounds)
            each = seconds / len(part) / pages
            base = base or each
            print(f"{name:28}{seconds:9.2f}{1 / each:9,.0f}{each / base:11.1f}{seen // len(part):12,} a file")


if __name__ == "__main__":
    given_numbers = [int(one) for one in sys.argv[1:]]
    main(*given_numbers, *(10, 100, 3)[len(given_numbers) :])
