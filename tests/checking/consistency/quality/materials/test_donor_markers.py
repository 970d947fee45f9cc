"""Donor tests are recognised by the words of laboratories; a nucleic acid test does not stand for antibodies."""

from __future__ import annotations

import pytest

from impd.checking.consistency.quality.materials.donor_markers import (
    htlv_test,
    is_positive,
    mandatory_tests,
    viruses_without_nucleic_acid_test,
)
from impd.dossier.quality.materials import Donor, DonorTest

HIV, SURFACE, CORE, HCV, SYPHILIS = mandatory_tests(Donor(id="D"))


def _covers(marker: str, method: str | None = None) -> set[str]:
    found = mandatory_tests(Donor(id="D", tests=(DonorTest(marker=marker, method=method),)))
    return {name for name, test in found.items() if test}


@pytest.mark.parametrize(
    ("marker", "covered"),
    [
        ("HIV-1/HIV-2 Ab", {HIV}),
        ("Anti-HIV 1&2", {HIV}),
        ("HIV Ag/Ab combo", {HIV}),
        ("HBs-Ag", {SURFACE}),
        ("Hepatitis B surface antigen", {SURFACE}),
        ("Anti-HBs", set()),
        ("Hepatitis B surface antibody", set()),
        ("HBc antibody", {CORE}),
        ("HBcAb", {CORE}),
        ("Anti-HB core", {CORE}),
        ("Hepatitis B virus core antibodies", {CORE}),
        ("HCV Ab", {HCV}),
        ("Hepatitis C", {HCV}),
        ("Treponema pallidum", {SYPHILIS}),
        ("T. pallidum haemagglutination (TPHA)", {SYPHILIS}),
        ("VDRL", {SYPHILIS}),
        ("Hepatitis B (HBsAg, anti-HBc)", {SURFACE, CORE}),
        ("Anti-HTLV-I/II", set()),
    ],
)
def test_markers_by_the_words_of_laboratories(marker, covered):
    assert _covers(marker) == covered


@pytest.mark.parametrize(
    ("marker", "method"),
    [("HIV-1 RNA", None), ("HCV", "real-time PCR"), ("HIV-1, HBV and HCV nucleic acid", "multiplex NAT")],
)
def test_nucleic_acid_does_not_stand_for_antibodies(marker, method):
    assert _covers(marker, method) == set()


def test_method_tells_serology_apart():
    assert _covers("HIV", "chemiluminescence immunoassay; reactive samples by NAT") == {HIV}


def test_viruses_that_no_nucleic_acid_test_names():
    tests = (DonorTest(marker="HIV-1 RNA (NAT)"), DonorTest(marker="Hepatitis C", method="PCR"))
    assert viruses_without_nucleic_acid_test(Donor(id="D", tests=tests)) == ["HBV"]


def test_htlv_is_found():
    assert htlv_test(Donor(id="D", tests=(DonorTest(marker="HTLV I and II"),))) is not None


@pytest.mark.parametrize(
    ("result", "positive"),
    [
        ("Non-reactive, all five donors", False),
        ("Reactive", True),
        ("IgG reactive, IgM non-reactive", True),
        ("not detected", False),
        ("positive (repeat)", True),
        ("pending", None),
        (None, None),
    ],
)
def test_results(result, positive):
    assert is_positive(result) is positive
