"""Genomes to infectious units, full to empty capsids."""

from __future__ import annotations

import pytest

from impd.calculation.particle_ratio import full_to_empty, full_to_empty_by_share, genomes_per_infectious_unit
from impd.dossier.quantity import Quantity


def quantity(text):
    return Quantity.model_validate(text) if text else None


@pytest.mark.parametrize(
    ("genomes", "infectious", "text"),
    [("5.75e11 {vg}/mL", "1.26e9 {IU}/mL", "456 : 1"), ("1.02e13 {vg}/mL", "2.1e10 {IU}/mL", "486 : 1"),
     ("1.05e13 {vg}/mL", "2.4e10 {IU}/mL", "438 : 1"), ("0.98e13 {vg}/mL", "1.9e13 {IU}/L", "516 : 1"),
     ("1.03e12 {VP}/mL", "5.01e10 {IU}/mL", "21 : 1")],
)  # fmt: skip
def test_genomes_for_one_infectious_unit(genomes, infectious, text):
    found = genomes_per_infectious_unit(quantity(genomes), quantity(infectious))
    assert (found.text, found.reason) == (text, "")


def test_full_to_empty_capsids():
    found = full_to_empty(quantity("1.02e13 {vg}/mL"), quantity("1.22e13 {capsids}/mL"))
    assert found.text == "5.1 : 1"
    assert found.steps.startswith("(1.02 × 10¹³ vg/mL) / (1.22 × 10¹³ capsids/mL) = 84 % full")
    assert "one genome counts as one full capsid" in found.convention
    assert full_to_empty_by_share(quantity("82 %")).steps == "82 / 18 = 4.6"


@pytest.mark.parametrize(
    ("calculate", "given", "reason"),
    [(full_to_empty, ("5.75e11 {vg}/mL", "5.50e11 {particles}/mL"), "leaves none empty"),
     (full_to_empty, (None, "5.50e11 {particles}/mL"), "the genome titre is not stated"),
     (genomes_per_infectious_unit, ("5e11 {vg}/mL", "1e9 {vg}/mL"), "makes no ratio of two kinds"),
     (genomes_per_infectious_unit, ("5e11 {vg}/mL", "1e9 {IU}/mg"), "one titre is per mL, the other per mg"),
     (genomes_per_infectious_unit, ("5e11 {vg}/mL", "<1e9 {IU}/mL"), "the infectious titre is a limit or an estimate"),
     (full_to_empty_by_share, ("100 %",), "is no percentage below 100"),
     (full_to_empty_by_share, (">= 70 %",), "is a limit or an estimate")],
)  # fmt: skip
def test_what_does_not_fit_gives_the_reason(calculate, given, reason):
    assert reason in calculate(*(quantity(one) for one in given)).reason
