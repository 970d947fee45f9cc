"""Synthetic dossiers of three sizes, deterministic: a chemical product with several substances and dosage strengths.

Each holds quality data (here), non-clinical data (``synthetic_studies``) and clinical data (``synthetic_trials``), all
in proportion to its size.

    python benchmarks/synthetic.py FOLDER SIZE     # writes a dossier folder; SIZE is S, M or L

Two documents, quality and safety and efficacy, of about 45, 130 and 600 pages each. The words are invented; only the
shape is that of a real dossier.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

from synthetic_studies import COLUMNS as STUDY_COLUMNS
from synthetic_studies import SyntheticStudies
from synthetic_trials import COLUMNS as TRIAL_COLUMNS
from synthetic_trials import SyntheticTrials
from synthetic_words import sentence

# substances, products, batches of each, stability batches of each, tests of each
SIZES = {"S": (1, 1, 4, 2, 12), "M": (2, 3, 10, 4, 16), "L": (5, 8, 18, 8, 20)}
CONDITIONS = (("long_term", "25 °C ± 2 °C / 60 % RH ± 5 % RH", (0, 3, 6, 9, 12, 18, 24)),
              ("intermediate", "30 °C ± 2 °C / 65 % RH ± 5 % RH", (0, 3, 6, 9, 12)),
              ("accelerated", "40 °C ± 2 °C / 75 % RH ± 5 % RH", (0, 3, 6)))  # fmt: skip
NAMES = ("Assay", "Water", "Total impurities", "Dissolution", "Identity by infrared", "Residual solvents", "Hardness",
         "Mass variation", "Friability", "Colour", "Loss on drying", "Sulfated ash")  # fmt: skip


class Synthetic:
    """One dossier in the making."""

    def __init__(self, size: str) -> None:
        self.counts = SIZES[size]
        self.random = random.Random(f"impd {size}")
        self.quality: dict[str, list[dict[str, Any]]] = {
            name: []
            for name in (
                "sites", "substances", "drug_products", "materials", "processes", "methods", "specifications",
                "batches", "stability_studies", "stability_claims", "containers", "impurities",
                "reference_standards", "characterisation",
            )
        }  # fmt: skip
        self.batch_results: list[tuple[str, str, str]] = []
        self.stability_results: list[tuple[str, str, int, str, str]] = []

    def make(self) -> None:
        """Fill the registers."""
        substances, products, *_ = self.counts
        self.quality["sites"] = [
            {"id": f"SITE-{n}", "name": f"Manufacturing site {n}", "address": f"Industrial road {n}, Town {n}",
             "country": "DE", "in_eea": "yes", "roles": ["substance_manufacture", "release_testing"]}
            for n in range(1, 7)
        ]  # fmt: skip
        self.quality["containers"] = [{"id": "BOTTLE", "name": "Bottle", "description": "HDPE bottle with closure"}]
        self.quality["materials"] = [
            {"id": f"MAT-{n}", "name": f"Excipient {n}", "category": "excipient", "function": "filler",
             "standard": "Ph. Eur.", "origin": ["synthetic"], "novel": "no"}
            for n in range(1, 9)
        ]  # fmt: skip
        for n in range(1, substances + 1):
            self._controlled("substances", {
                "id": f"DS-{n}", "name": f"Substance {n}", "code": f"S{n}", "manufacturers": ["SITE-1", "SITE-2"],
                "storage": "below 25 °C", "retest_period": "24 mo", "container": "BOTTLE"})  # fmt: skip
        for n in range(1, products + 1):
            self._controlled("drug_products", {
                "id": f"DP-{n}", "name": f"Tablet {n * 5} mg", "strength": f"{n * 5} mg",
                "manufacturers": ["SITE-3", "SITE-4"], "container": "BOTTLE", "shelf_life": "24 mo",
                "composition": [{"name": f"Excipient {m}", "material": f"MAT-{m}", "amount": f"{m}.5 mg",
                                 "function": "filler"} for m in range(1, 9)]})  # fmt: skip

    def _controlled(self, register: str, entry: dict[str, Any]) -> None:
        owner = entry["id"]
        self.quality[register].append(entry)
        _, _, batches, stability, tests = self.counts
        names = [f"{NAMES[n % len(NAMES)]} {n + 1}" for n in range(tests)]
        self.quality["methods"] += [
            {"id": f"AP-{owner}-{n}", "name": f"Procedure for {name.lower()}", "principle": self._sentence(14),
             "reference": f"in-house AP-{n}", "status": "validated", "description": self._sentence(40),
             "validation": [{"name": word.capitalize(), "criterion": self._sentence(7), "result": self._sentence(5)}
                            for word in ("specificity", "linearity", "accuracy", "precision", "range")]}
            for n, name in enumerate(names)
        ]  # fmt: skip
        self.quality["specifications"].append(
            {"id": f"SPC-{owner}", "subject": owner, "number": f"SPC-{owner}", "version": "1", "use": ["release"],
             "tests": [{"id": f"t{n}", "name": name, "method": f"AP-{owner}-{n}", "release_limit": "95.0 to 105.0",
                        "unit": "%", "justification": self._sentence(16), "basis": "batch data"}
                       for n, name in enumerate(names)]}
        )  # fmt: skip
        self._process(owner)
        for n in range(batches):
            self._batch(owner, f"{owner}-B{n:03d}", tests)
        for category, condition, times in CONDITIONS:
            self._study(owner, category, (condition, times), (stability, tests))

    def _process(self, owner: str) -> None:
        steps = [
            {"id": str(n), "name": f"Step {n}", "description": self._sentence(25), "site": "SITE-1",
             "parameters": [{"name": "Temperature", "value": "20 to 25", "unit": "Cel"}],
             "controls": [{"id": f"ipc{n}", "name": "Appearance", "limit": "complies"}], "output": f"Material {n}"}
            for n in range(1, 9)
        ]  # fmt: skip
        self.quality["processes"].append(
            {"id": f"PR-{owner}", "subject": owner, "version": "1", "current": "yes", "steps": steps,
             "batch_definition": self._sentence(10)}
        )  # fmt: skip

    def _batch(self, owner: str, batch: str, tests: int) -> None:
        self.quality["batches"].append(
            {"id": batch, "subject": owner, "process": f"PR-{owner}", "site": "SITE-1", "size": "120 kg",
             "manufactured": "2024-03-01", "uses": ["clinical"], "container": "BOTTLE"}
        )  # fmt: skip
        self.batch_results += [(batch, f"t{n}", self._value()) for n in range(tests)]

    def _study(
        self, owner: str, category: str, condition: tuple[str, tuple[int, ...]], counts: tuple[int, int]
    ) -> None:
        study, (words, times), (batches, tests) = f"ST-{owner}-{category}", condition, counts
        chosen = [f"{owner}-B{n:03d}" for n in range(batches)]
        self.quality["stability_studies"].append(
            {"id": study, "subject": owner, "category": category, "condition": words, "container": "BOTTLE",
             "batches": chosen, "time_unit": "mo", "planned_times": list(map(str, times)), "started": "2024-04-01",
             "conclusion": self._sentence(18)}
        )  # fmt: skip
        self.stability_results += [
            (study, batch, time, f"t{n}", self._value()) for batch in chosen for time in times for n in range(tests)
        ]

    def _value(self) -> str:
        return f"{self.random.uniform(96, 104):.1f}"

    def _sentence(self, count: int) -> str:
        return sentence(self.random, count)


def write_dossier(directory: Path, size: str) -> None:
    """Write the dossier folder of that size."""
    dossier = Synthetic(size)
    dossier.make()
    quality = directory / "products" / "SYN" / "quality"
    quality.mkdir(parents=True, exist_ok=True)
    trial = {"phase": "II", "stage": "exploratory"}
    (directory / "dossier.json").write_text(json.dumps({"trial": trial, "sponsor": {"name": "Bench"}}))
    product = {"name": "Synthetic", "product_class": "chemical", "role": "test", "basis": {"kind": "own_data"}}
    (quality.parent / "product.json").write_text(json.dumps(product))
    (quality / "registers.json").write_text(json.dumps(dossier.quality, ensure_ascii=False))
    _table(quality / "batch_results.csv", ("batch", "test", "result"), dossier.batch_results)
    _table(quality / "stability_results.csv", ("study", "batch", "time", "test", "result"), dossier.stability_results)
    _safety_and_efficacy(quality.parent, size)


def _safety_and_efficacy(product: Path, size: str) -> None:
    """Write the non-clinical and clinical data of that size, and the texts of both."""
    studies, trials = SyntheticStudies(size), SyntheticTrials(size)
    for part in (studies, trials):
        part.make()
    for name in ("non_clinical", "clinical", "text"):
        (product / name).mkdir(exist_ok=True)
    (product / "non_clinical" / "registers.json").write_text(json.dumps(studies.registers))
    (product / "clinical" / "registers.json").write_text(json.dumps(trials.clinical))
    (product / "risks.json").write_text(json.dumps({"risks": trials.risks}))
    for name, rows in studies.rows.items():
        _table(product / "non_clinical" / f"{name}.csv", STUDY_COLUMNS[name], rows)
    for name, rows in trials.rows.items():
        _table(product / "clinical" / f"{name}.csv", TRIAL_COLUMNS[name], rows)
    for section, text in (studies.texts() | trials.texts()).items():
        (product / "text" / f"{section}.md").write_text(text + "\n")


def _table(path: Path, head: tuple[str, ...], rows: list[Any]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    write_dossier(Path(sys.argv[1]), sys.argv[2])
