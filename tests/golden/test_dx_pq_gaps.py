"""The contradictions of the published dx-pq product: each is found by the rule that should, and nothing absurd."""

from __future__ import annotations

from pathlib import Path

import pytest

import impd
from impd import Outcome

DOSSIER = Path(__file__).parents[1] / "data" / "dx_pq_product"


@pytest.fixture(scope="module")
def report():
    return impd.check(DOSSIER)


@pytest.fixture(scope="module")
def gaps(report):
    return [one for one in report.findings if one.outcome == Outcome.GAP]


def said(gaps, rule):
    return [one.message for one in gaps if one.rule == rule]


def test_one_result_of_288_is_out_of_specification(gaps):
    place = "products[STELBAT-20].quality.stability_studies[LONG-TERM].results[33446-P83,12,assay].result"
    assert [(one.found, one.path) for one in gaps if one.rule == "Q-BAT-01-STABILITY"] == [
        ("94 % of label claim against 95 to 105 % of label claim", place)
    ]
    assert said(gaps, "Q-BAT-01") == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("Q-CMP-03-TOTAL", ["130.02 kg", "127.12 kg"]),
        ("Q-CMP-06-STRENGTH", ["20 mg of base cannot come from 15.2 mg of salt"]),
        ("Q-STB-12", ["all results comply", "33446-P83"]),
        ("Q-STB-14", ["24 months", "17 months", "batch 33446"]),
        ("Q-STB-13", ["25 °C/65 %", "25 °C/60 %"]),
        ("Q-STB-03", ["100 mL", "150 mL"]),
        ("Q-CCS-04", ["350 mg, 45 mg", "20 mg"]),
    ],
)
def test_a_contradiction_is_found_with_its_values(gaps, rule, words):
    assert any(all(word in message for word in words) for message in said(gaps, rule)), said(gaps, rule)


def test_percentages_do_not_follow_from_the_amounts(gaps):
    assert len(said(gaps, "Q-CMP-02")) == 5


@pytest.mark.parametrize("what", ["date of manufacture", "site", "size"])
def test_the_entries_of_each_batch_differ(gaps, what):
    found = [one for one in said(gaps, "Q-BAT-06") if f"differ in {what}" in one]
    assert [one.split()[4] for one in found] == ["33445", "33446", "33447"]


def test_stability_began_before_manufacture(gaps):
    assert len(said(gaps, "Q-STB-04")) == 2
    for message in said(gaps, "Q-STB-04"):
        assert "began on 2020-12, before its batches were made (33445 on 2021-08-15, 33446 on 2021-08-19" in message


def test_the_maker_of_the_batches_is_no_manufacturer(gaps):
    assert len(said(gaps, "Q-GMP-13")) == 3
    assert all("Smolecule Pharma (Facility 8)" in message for message in said(gaps, "Q-GMP-13"))


def test_what_is_reported_but_not_specified(gaps):
    names = [message.split()[2] for message in said(gaps, "Q-SPC-03")]
    assert names == ["Nitrosamine", "Polymorph"]


def test_the_conclusion_tells_nothing_absurd(report, gaps):
    """A chemical tablet is asked nothing that only advanced therapies, sterile products or placebos owe."""
    foreign = ("Q-DON", "Q-VEC", "Q-BNK", "Q-PLC", "Q-PRC-06", "Q-PRC-07", "Q-PRC-08", "Q-SPC-05", "Q-SPC-11", "T-")
    assert [one.rule for one in gaps if one.rule.startswith(foreign)] == []
    assert [one.rule for one in report.rules if one.outcome == Outcome.ERROR] == []
    for one in report.findings:
        assert "None" not in one.message
        assert one.cites
        assert one.remedy
