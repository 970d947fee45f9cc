"""Times the whole rule pack over the samples and a dossier with more than 20,000 results, and the writing of reports.

    python benchmarks/checking.py [ROUNDS]

Beside the rules that say what must be given stands a plain version of them in JSON Schema (library jsonschema), held
against the same entries; it gives no path of a missing fact, no law and no applicability. Conditions, consistency and
review have no such peer. Reports are of 5,000 findings.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from synthetic import write_dossier  # noqa: E402

from impd.building.check import marks_of  # noqa: E402
from impd.building.gap_reports import report_bytes  # noqa: E402
from impd.checking.checker import check, evaluators  # noqa: E402
from impd.checking.evaluation import Evaluation  # noqa: E402
from impd.checking.known import Known  # noqa: E402
from impd.dossier import ClinicalTrialApplication  # noqa: E402
from impd.importing.folder import read_folder  # noqa: E402
from impd.rules.packs import read_pack  # noqa: E402
from tests.conformance.gap_report_sample import sample_report  # noqa: E402


def nowhere(path: str) -> None:
    """No fact has a place in a file here."""


def timed(rounds: int, work: Callable[[], Any]) -> float:
    """The median of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def results_of(application: ClinicalTrialApplication) -> int:
    """How many results of batches and of stability studies an application holds."""
    quality = [product.quality for product in application.products]
    return sum(len(batch.results) for one in quality for batch in one.batches) + sum(
        len(study.results) for one in quality for study in one.stability_studies
    )


def dossiers() -> Iterator[tuple[str, ClinicalTrialApplication]]:
    """The samples, and the large synthetic dossier."""
    for folder in sorted((ROOT / "samples").iterdir()):
        if folder.is_dir():
            yield folder.name, read_folder(folder).application
    with tempfile.TemporaryDirectory() as place:
        write_dossier(Path(place), "L")
        yield "synthetic L", read_folder(Path(place)).application


def json_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """What a Cerberus schema of ours asks, in JSON Schema."""
    made: dict[str, Any] = {"type": "object", "properties": {}}
    made["required"] = [name for name, rules in schema.items() if rules.get("required")]
    for name, rules in schema.items():
        below = rules.get("schema")
        field: dict[str, Any] = {"minItems": rules["minlength"]} if "minlength" in rules else {}
        if isinstance(below, dict) and isinstance(below.get("schema"), dict):
            field["items"] = json_schema(below["schema"])
        elif isinstance(below, dict) and all(isinstance(value, dict) for value in below.values()):
            field |= json_schema(below)
        made["properties"][name] = field
    return made


def completeness(known: Known, rounds: int) -> tuple[int, float, float]:
    """The entries that rules with a schema look at, and the seconds of our rules and of the plain schemas on them."""
    chosen = [one for one in evaluators(read_pack()) if one.rule.entry.expect is not None]
    looked: list[tuple[Any, Evaluation]] = []
    for one in chosen:
        looked += [(one, each) for each in one.evaluate(known, frozenset()) if each.subject.path]
    validators = {one.rule.id: Draft202012Validator(json_schema(one.rule.entry.expect or {})) for one in chosen}

    def plain() -> None:
        for one, each in looked:
            list(validators[one.rule.id].iter_errors(each.subject.this.model_dump(mode="json", exclude_unset=True)))

    def ours() -> None:
        for one in chosen:
            list(one.evaluate(known, frozenset()))

    return len(looked), timed(rounds, ours), timed(rounds, plain)


def line(name: str, application: ClinicalTrialApplication, rounds: int) -> str:
    """The figures of one dossier."""
    pack = read_pack()

    def run() -> int:
        rules = check(Known(application, tuple), pack, nowhere)[1]
        return sum(number for one in rules for _, number in one.counts)

    places, seconds = run(), timed(rounds, run)
    composing = timed(1, lambda: list(marks_of(application)))
    return (
        f"{name:28} {results_of(application):8} {places:8} {seconds:7.2f} s {composing:8.2f} s {places / seconds:9.0f}"
    )


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    pack = read_pack()
    reading = timed(rounds, read_pack)
    print(f"{len(pack.rules)} rules; reading the pack {reading * 1000:.0f} ms; medians of {rounds} rounds")
    print(f"{'dossier':28} {'results':>8} {'places':>8} {'rules':>9} {'composing':>10} {'places/s':>9}")
    for name, application in dossiers():
        print(line(name, application, rounds))
        if name in ("car_t_cd19", "synthetic L"):
            looked, ours, plain = completeness(Known(application, tuple), rounds)
            print(f"    completeness only, {looked} entries: ours {ours:.2f} s, jsonschema {plain:.2f} s, "
                  f"ratio {ours / plain:.2f}")  # fmt: skip
    report = sample_report(5000)
    for form in ("json", "sarif", "junit", "txt", "html", "xlsx", "docx", "pdf"):
        seconds = timed(1, partial(report_bytes, report, form))
        print(f"report of 5,000 findings as {form:6} {seconds:7.2f} s")


if __name__ == "__main__":
    main()
