"""Published stability results, as points for an evaluation."""

from __future__ import annotations

import csv
from pathlib import Path

from impd.calculation.stability_points import StabilityPoint

DATA = Path(__file__).parents[1] / "data"
LEBLOND = DATA / "stability" / "leblond_2011_potency.csv"
DX_PQ = DATA / "dx_pq_product" / "products" / "STELBAT-20" / "quality" / "stability_results.csv"


def leblond(*batches: str) -> list[StabilityPoint]:
    """The potency of these batches in the paper of LeBlond, Griffith and Aubuchon."""
    with LEBLOND.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [StabilityPoint(row["batch"], row["months"], row["value"]) for row in rows if row["batch"] in batches]


def dx_pq(test: str, study: str = "LONG-TERM", start: bool = False) -> list[StabilityPoint]:
    """The results of one test of the dx-pq product at 25 °C / 60 % RH, or of another study with the initial ones."""
    with DX_PQ.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["test"] == test]
    wanted = [row for row in rows if row["study"] == study or (start and row["time"] == "0")]
    return [
        StabilityPoint(row["batch"].removesuffix("-P83"), row["time"], row["result"], row["unit"])
        for row in wanted
        if row["result"] not in ("-", "NA")
    ]
