"""How many changes to single facts the gap report shows: python benchmarks/mutations.py [SAMPLE…] [--every N] [--list].

Each fact of a complete sample is dropped or corrupted in turn. Printed are the shares that change the report, for the
facts that a section reads which the tree requires of the product, and for all; with --list, those that do not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from impd.importing.folder import read_folder  # noqa: E402
from tests.mutation.caught import Checked  # noqa: E402
from tests.mutation.mutations import mutations  # noqa: E402


def main() -> None:
    """Run the changes and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="*")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth change")
    parser.add_argument("--list", action="store_true", help="list the changes that the report does not show")
    chosen = parser.parse_args()
    names = chosen.samples or sorted(path.name for path in (ROOT / "samples").iterdir() if path.is_dir())
    for name in names:
        _sample(name, chosen.every, chosen.list)


def _sample(name: str, every: int, listed: bool) -> None:
    started = time.perf_counter()
    checked = Checked(read_folder(ROOT / "samples" / name).application)
    total: Counter[tuple[str, bool]] = Counter()
    caught: Counter[tuple[str, bool]] = Counter()
    missed: list[str] = []
    for mutation in list(mutations(checked.application))[::every]:
        required = checked.is_required(mutation.path)
        total[mutation.kind, required] += 1
        if checked.catches(mutation):
            caught[mutation.kind, required] += 1
        else:
            missed.append(f"{'required' if required else 'other'} {mutation.kind} {mutation.path}")
    print(f"{name}: {sum(total.values())} changes in {time.perf_counter() - started:.0f} s")
    for required in (True, False):
        for kind in sorted({kind for kind, of in total if of is required}):
            of, seen = total[kind, required], caught[kind, required]
            print(f"  {'required' if required else 'other':9} {kind:9} {seen:5} of {of:5}  {100 * seen / of:5.1f} %")
    if listed:
        print(*(f"    {line}" for line in missed), sep="\n")


if __name__ == "__main__":
    main()
