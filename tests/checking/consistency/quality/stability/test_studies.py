"""The contradictions that a published stability section holds are found, each once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from impd.checking.checker import Selection, check
from impd.checking.known import Known
from impd.gaps import Finding, Outcome
from impd.importing.folder import read_folder
from impd.rules.packs import read_pack

DX_PQ = Path(__file__).resolve().parents[4] / "data" / "dx_pq_product"
_QUALITY = "products[STELBAT-20].quality."


@cache
def _found() -> dict[str, list[Finding]]:
    pack = read_pack()
    rules = frozenset(name for name in pack.rules if name.startswith(("Q-STB", "Q-CCS")))
    findings, _ = check(Known(read_folder(DX_PQ).application), pack, lambda _: None, Selection(rules=rules))
    gaps = [one for one in findings if one.outcome == Outcome.GAP]
    return {rule: [one for one in gaps if one.rule == rule] for rule in rules}


@pytest.mark.parametrize(
    ("rule", "path", "says"),
    [
        ("Q-STB-01", "stability_claims[SHELF-LIFE].period", "Assay of batch 33446 at 12 months (94)"),
        ("Q-STB-03", "stability_studies[LONG-TERM].container", "instead of White HDPE bottle, 28 tablets (150 mL)"),
        ("Q-STB-04", "stability_studies[LONG-TERM].started", "before its batches were made (33445 on 2021-08-15"),
        ("Q-STB-12", "stability_studies[LONG-TERM].conclusion", "all results comply"),
        ("Q-STB-13", "stability_studies[LONG-TERM].conclusion", "says 25 °C/65 %, and its condition is 25 °C/60 %"),
        ("Q-STB-14", "stability_claims[SHELF-LIFE].period", "Impurity 2 23 months"),
        ("Q-CCS-01", "drug_products[TAB-20].container", "(33445, 33446, 33447)"),
        ("Q-CCS-04", "containers[BOTTLE-150].description", "350 mg, 45 mg; the product has 20 mg"),
    ],
)
def test_a_known_contradiction_of_the_published_section_is_found(rule, path, says):
    found = [one for one in _found()[rule] if one.path == _QUALITY + path]

    assert any(says in one.message for one in found), [one.message for one in _found()[rule]]


def test_the_honest_half_of_a_conclusion_is_not_taken_for_the_rest():
    assert len(_found()["Q-STB-12"]) == 1
