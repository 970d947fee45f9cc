"""Times the judging of 10,000 batches by 12 attributes, beside a script of regular expression and float.

    python benchmarks/acceptance.py [BATCHES [ROUNDS]]

Both judge the same texts, all read anew in each round: our caches are cleared. It prints medians, the ratio, and where
the verdicts differ: units, censored results and words are what the script gets wrong for its speed.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

from impd.calculation import acceptance, reported_interval, stated_conformity
from impd.calculation.acceptance import judge
from impd.dossier import number
from impd.dossier.quantity import AcceptanceCriterion

Row = tuple[str, str | None, str, str | None]

ATTRIBUTES: list[tuple[str, str | None, str, Callable[[random.Random], str]]] = [
    ("95.0 to 105.0", "%", "%", lambda chance: f"{chance.gauss(100, 2):.2f}"),
    ("NMT 0.2", "%", "%", lambda chance: chance.choice(["<0.05", f"{abs(chance.gauss(0.1, 0.05)):.3f}"])),
    ("NMT 0.3", "%", "%", lambda chance: f"{abs(chance.gauss(0.15, 0.06)):.3f}"),
    ("<= 1.4", "%", "%", lambda chance: f"{abs(chance.gauss(0.6, 0.3)):.2f}"),
    (">= 70", "%", "%", lambda chance: f"{chance.gauss(90, 8):.1f}"),
    ("0.8e13 to 1.3e13", "{vg}/mL", "{vg}/mL", lambda chance: f"{chance.gauss(1.05, 0.1):.3f}e13"),
    ("<= 0.5", "[iU]/mL", "[iU]/mL", lambda chance: chance.choice(["<0.1", "<0.05", "0.2", "<1"])),
    ("<= 10", "ug/mL", "ng/mL", lambda chance: f"{abs(chance.gauss(6000, 2000)):.0f}"),
    ("7.1 to 7.7", None, "", lambda chance: f"{chance.gauss(7.4, 0.12):.2f}"),
    ("no growth in 14 days", None, "", lambda chance: chance.choice(["no growth", "no growth", "not tested"])),
    ("not detected", None, "", lambda chance: chance.choice(["not detected", "ND", "negative"])),
    ("clear and colourless", None, "", lambda chance: chance.choice(["complies", "clear and colourless"])),
]


CACHES = (
    (number, "parse_number"),
    (reported_interval, "reported_interval"),
    (acceptance, "_printed"),
    (stated_conformity, "_normal"),
)


def rows(batches: int) -> list[Row]:
    """The results of all batches: result, its unit, criterion, its unit."""
    chance = random.Random(1)
    return [
        (make(chance), unit or None, limit, limit_unit)
        for _ in range(batches)
        for limit, limit_unit, unit, make in ATTRIBUTES
    ]


def ours(given: list[Row]) -> list[str]:
    """Verdicts by judge."""
    for module, name in CACHES:
        getattr(module, name).cache_clear()
    criteria = {limit: AcceptanceCriterion(text=limit) for limit in {row[2] for row in given}}
    return [judge(result, unit, criteria[limit], limit_unit).verdict for result, unit, limit, limit_unit in given]


def script(given: list[Row]) -> list[str]:
    """Verdicts by a script as many write it: the first numbers of each text, units left aside, words compared."""
    found = re.compile(r"\d+\.?\d*(?:e\d+)?")
    verdicts = []
    for result, _, limit, _ in given:
        value, limits = found.search(result), [float(one) for one in found.findall(limit)]
        if value is None or not limits:
            passes = result == limit or result in ("complies", "no growth", "not detected")
        elif " to " in limit:
            passes = limits[0] <= float(value[0]) <= limits[1]
        elif limit.startswith(("NLT", ">")):
            passes = float(value[0]) >= limits[0]
        else:
            passes = float(value[0]) <= limits[0]
        verdicts.append("conforms" if passes else "does not conform")
    return verdicts


def timed(judged: Callable[[list[Row]], list[str]], given: list[Row], rounds: int) -> tuple[float, list[str]]:
    """Median seconds of some rounds, and the verdicts."""
    seconds, verdicts = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        verdicts = judged(given)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), verdicts


def main(batches: int, rounds: int) -> None:
    """Run both and print the table."""
    given = rows(batches)
    own, plain = timed(ours, given, rounds), timed(script, given, rounds)
    print(f"{batches} batches × {len(ATTRIBUTES)} attributes = {len(given)} results, median of {rounds} rounds")
    for name, (seconds, verdicts) in (("judge", own), ("script", plain)):
        print(f"{name:8}{seconds:7.2f} s {len(given) / seconds:12,.0f} results/s  {dict(Counter(verdicts))}")
    print(f"judge takes {own[0] / plain[0]:.1f} times as long as the script")
    differing = Counter(
        (row[2], mine, other) for row, mine, other in zip(given, own[1], plain[1], strict=True) if mine != other
    )
    for (limit, mine, other), count in differing.most_common():
        print(f"  {count:6} × {limit}: judge says {mine}, the script {other}")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["10000"])[0]), int((sys.argv[2:] or ["3"])[0]))
