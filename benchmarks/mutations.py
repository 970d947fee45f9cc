"""How many changes to single facts the gap report shows: python benchmarks/mutations.py [SAMPLE…] [--every N] [--list].

Each fact of a complete sample is dropped or corrupted in turn. Printed are the shares that change the report: for the
facts that a section reads which the tree requires of the product, for free annotations, and for the others. With
--list, the changes that it does not show are counted by field.
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
from tests.mutation.fact_kind import CLASSES  # noqa: E402
from tests.mutation.mutations import mutations  # noqa: E402
from tests.mutation.reading import field_at  # noqa: E402

Counts = Counter[tuple[str, str]]


def main() -> None:
    """Run the changes and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="*")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth change")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="from the Nth change on")
    parser.add_argument("--list", action="store_true", help="count by field the changes that the report does not show")
    chosen = parser.parse_args()
    names = chosen.samples or sorted(path.name for path in (ROOT / "samples").iterdir() if path.is_dir())
    total, caught = Counts(), Counts()
    for name in names:
        of, seen = _sample(name, slice(chosen.start, None, chosen.every), chosen.list)
        total += of
        caught += seen
    if len(names) > 1:
        _print("all", total, caught)


def _sample(name: str, chosen: slice, listed: bool) -> tuple[Counts, Counts]:
    """The changes of one sample and those that are caught, by class and kind."""
    started = time.perf_counter()
    checked = Checked(read_folder(ROOT / "samples" / name).application)
    total, caught, missed = Counts(), Counts(), Counter[str]()
    for mutation in list(mutations(checked.application))[chosen]:
        of = (checked.class_of(mutation), mutation.kind)
        total[of] += 1
        if checked.catches(mutation):
            caught[of] += 1
        else:
            model, field = field_at(mutation.path)
            missed[f"{of[0]:10} {of[1]:8} {model.__name__}.{field}"] += 1
    _print(f"{name} ({time.perf_counter() - started:.0f} s)", total, caught)
    if listed:
        print(*(f"    {count:5} {field}" for field, count in missed.most_common()), sep="\n")
    return total, caught


def _print(name: str, total: Counts, caught: Counts) -> None:
    print(f"{name}: {sum(total.values())} changes")
    for fact_class in CLASSES:
        kinds = sorted(kind for one, kind in total if one == fact_class)
        for kind in [*kinds, "all"] if kinds else []:
            chosen = kinds if kind == "all" else [kind]
            of, seen = (sum(count[fact_class, one] for one in chosen) for count in (total, caught))
            print(f"  {fact_class:10} {kind:8} {seen:6} of {of:6}  {100 * seen / of:5.1f} %", flush=True)


if __name__ == "__main__":
    main()
