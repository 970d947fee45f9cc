"""The published dx-pq product, re-keyed with its contradictions, comes out as its source states it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from impd import ClinicalTrialApplication, Document, compose, load, render
from impd.document import walk_blocks
from impd.document.inline import Fact, GapMark
from impd.document.walking import marks_of
from impd.dossier.number import print_number

DOSSIER = Path(__file__).parents[1] / "data" / "dx_pq_product"
QUALITY = DOSSIER / "products" / "STELBAT-20" / "quality"
BASE = "products[STELBAT-20].quality"


@pytest.fixture(scope="module")
def application() -> ClinicalTrialApplication:
    return load(DOSSIER)


@pytest.fixture(scope="module")
def document(application: ClinicalTrialApplication) -> Document:
    return compose(application)


@pytest.fixture(scope="module")
def printed(document: Document) -> dict[str, str]:
    """Path to text of every printed fact."""
    return {mark.path: mark.text for mark in _marks(document) if isinstance(mark, Fact)}


def _marks(document: Document) -> list[Fact | GapMark]:
    return [mark for block in walk_blocks(document) for mark in marks_of(block)]


def _rows() -> list[dict[str, str]]:
    with (QUALITY / "stability_results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _path(row: dict[str, str]) -> str:
    return f"{BASE}.stability_studies[{row['study']}].results[{row['batch']},{row['time']},{row['test']}].result"


def test_three_batches_eight_occasions_and_twelve_tests_are_288_results() -> None:
    rows = _rows()
    assert len(rows) == 288
    assert set(Counter(row["batch"] for row in rows).values()) == {96}
    assert set(Counter((row["study"], row["time"]) for row in rows).values()) == {36}


def test_each_of_the_288_results_is_printed_as_reported(printed: dict[str, str]) -> None:
    for row in _rows():
        text = printed[_path(row)]
        assert text == row["result"] or text.startswith(print_number(row["result"]) + " "), _path(row)


def test_one_result_alone_is_outside_its_limits(application: ClinicalTrialApplication) -> None:
    quality = application.products[0].quality
    limits = {test.id: test.shelf_life_limit for test in quality.specifications[0].tests}
    outside = []
    for study in quality.stability_studies:
        for result in study.results:
            limit = limits.get(result.test)
            number = result.number
            if number is None or limit is None or limit.number is None:
                continue
            low, high = limit.number.low, limit.number.high
            if limit.kind == "at most":
                low, high = Decimal(0), limit.number.low
            if number.low < low or (high is not None and number.low > high):
                outside.append((result.batch, result.time, result.test, result.result))
    assert outside == [("33446-P83", 12, "assay", "94")]


COMPOSITION = {
    "Active drug salt": ("15.2 mg", "97.9", "10.98 kg"),
    "Mannitol": ("145.0 mg", "1", "104.72 kg"),
    "Maize starch": ("13.8 mg", "0.5", "9.98 kg"),
    "Calcium carboxymethylcellulose": ("4.0 mg", "0.25", "2.90 kg"),
    "Magnesium stearate": ("2.0 mg", "0.35", "1.44 kg"),
}


@pytest.mark.parametrize("name", COMPOSITION)
def test_composition_and_batch_formula_are_not_mended(printed: dict[str, str], name: str) -> None:
    product = f"{BASE}.drug_products[TAB-20]"
    amount, percentage, batch_amount = COMPOSITION[name]
    assert printed[f"{product}.composition[{name}].amount"] == amount
    assert printed[f"{product}.composition[{name}].percentage"].removesuffix(" %") == percentage
    assert printed[f"{product}.batch_formula.lines[{name}].amount"] == batch_amount


FIGURES = {
    f"{BASE}.drug_products[TAB-20].composition_total": "180 mg",
    f"{BASE}.drug_products[TAB-20].batch_formula.total": "127.12 kg",
    f"{BASE}.batches[33445].manufactured": "2021-08-15",
    f"{BASE}.batches[33445-P83].manufactured": "2020-06",
    f"{BASE}.batches[33445].size": "50 kg",
    f"{BASE}.batches[33445-P83].size": "100100 tablets",
    f"{BASE}.batches[33445].results[Nitrosamine].result": "100 ng/day",
    f"{BASE}.batches[33447].results[Polymorph B].result": "0.03 %",
    f"{BASE}.stability_studies[LONG-TERM].started": "2020-12",
    f"{BASE}.stability_claims[SHELF-LIFE].period": "24 months",
}


@pytest.mark.parametrize("path", FIGURES)
def test_figures_are_those_of_the_source(printed: dict[str, str], path: str) -> None:
    assert printed[path] == FIGURES[path]


MISSING = (
    "sponsor.name",
    "trial.eu_ct_number",
    f"{BASE}.substances[STELBATALOL].molecular_formula",
    f"{BASE}.substances[STELBATALOL].stability_studies",
    f"{BASE}.methods[M-DEG].principle",
)


@pytest.mark.parametrize("path", MISSING)
def test_what_the_source_does_not_state_is_marked(document: Document, path: str) -> None:
    assert path in {mark.path for mark in _marks(document) if isinstance(mark, GapMark)}


def test_what_the_source_states_is_not_marked(document: Document) -> None:
    gaps = {mark.path for mark in _marks(document) if isinstance(mark, GapMark)}
    product = f"{BASE}.drug_products[TAB-20]"
    for stated in ("composition", "batch_formula", "appearance", "shelf_life", "storage"):
        assert not any(path.startswith(f"{product}.{stated}") for path in gaps), stated


def test_word_holds_the_results(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(render(document, "docx"))) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    assert "94 % of label claim" in text
    assert "127.12 kg" in text


def test_pdf_is_written(document: Document) -> None:
    with pikepdf.open(io.BytesIO(render(document, "pdf"))) as pdf:
        assert len(pdf.pages) > 20
