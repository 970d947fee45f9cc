"""Times whole processes of each writer in turns on the same content and prints medians and ratios.

    python benchmarks/run.py FOLDER [SIZES [ROUNDS [NAME ...]]]
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from content import prepare
from peers import DOCUMENTS, WRITERS, content_of

NEEDS = {"docxtpl": "docxtpl", "pandoc-docx": "pypandoc", "typst-pdf": "typst"}
# Cell by cell is quadratic: at larger sizes it would only keep the others waiting.
ONLY_SMALL = {"python-docx-cell"}


def main(folder: Path, sizes: list[str], rounds: int, names: list[str]) -> None:
    """Run everything that is installed, then print the table."""
    folder.mkdir(parents=True, exist_ok=True)
    present = [name for name in names if _present(name)]
    for name in sorted(set(names) - set(present)):
        print(f"{name}: not installed, left out")
    for size in sizes:
        prepare(folder, size)
        chosen = [name for name in present if size == "S" or name not in ONLY_SMALL]
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
        for _ in range(rounds):
            for name in chosen:
                figures[name].append(_timed(name, folder, size))
        _print(folder, size, figures)


def _present(name: str) -> bool:
    if name == "libreoffice-pdf":
        return shutil.which("soffice") is not None
    return name not in NEEDS or importlib.util.find_spec(NEEDS[name]) is not None


def _timed(name: str, folder: Path, size: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one run."""
    start = time.perf_counter()
    script = Path(__file__).with_name("peers.py")
    process = subprocess.Popen([sys.executable, script, name, folder, size])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{name} failed at {size}")
    with (folder / "results.jsonl").open("a", encoding="utf-8") as stream:
        record = {"name": name, "size": size, "seconds": seconds, "megabytes": usage.ru_maxrss / 1024}
        stream.write(json.dumps(record) + "\n")
    return seconds, usage.ru_maxrss / 1024


def _print(folder: Path, size: str, figures: dict[str, list[tuple[float, float]]]) -> None:
    medians = {name: statistics.median(one[0] for one in runs) for name, runs in figures.items()}
    kept = (content_of(folder, size, document) for document in DOCUMENTS)
    cells = sum(file.read_text(encoding="utf-8").count('", "') for file in kept)
    print(f"\nSize {size} (about {cells} cells), median of {len(next(iter(figures.values())))} runs")
    print(f"{'writer':20}{'seconds':>9}{'MB':>7}{'ours / it':>11}")
    for name, seconds in medians.items():
        base = medians.get("ours-docx" if WRITERS[name][1] == "docx" else "ours-pdf")
        ratio = f"{base / seconds:11.2f}" if base else ""
        megabytes = statistics.median(one[1] for one in figures[name])
        print(f"{name:20}{seconds:9.2f}{megabytes:7.0f}{ratio}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0]),
        (given[1] if len(given) > 1 else "S,M").split(","),
        int(given[2]) if len(given) > 2 else 3,
        given[3:] or list(WRITERS),
    )
