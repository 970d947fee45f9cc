"""Which infection a donor test looks for, by the words that laboratories use for its marker and method."""

from __future__ import annotations

import re

from impd.dossier.quality.materials import Donor, DonorTest

MANDATORY = {
    "HIV 1 and 2 antibodies": r"\bHIV|immunodeficiency virus",
    "hepatitis B surface antigen (HBsAg)": (
        r"HBs[- ]?Ag|HBs antigen|hep(?:atitis|\.)?[- ]?B(?: virus)?[- ](?:surface|s)[- ](?:antigen|Ag\b)|"
        r"HBV surface antigen"
    ),
    "hepatitis B core antibodies (anti-HBc)": r"HBc|HBV?[- ]core|hep(?:atitis|\.)?[- ]?B(?: virus)?[- ]core",
    "hepatitis C antibodies (anti-HCV)": r"HCV|hep(?:atitis|\.)?[- ]?C\b",
    "syphilis": (
        r"syphilis|treponem|T\. ?pallidum|\bTPHA|\bTPPA|\bTP-PA|\bVDRL|\bRPR\b|\bFTA|\blues\b|\bSTS\b|"
        r"\bTP[- ]?(?:Ab|EIA|antibod)|anti-TP\b"
    ),
}
"""The markers of Directive 2006/17/EC, Annex II, 1.1, with the words each goes by."""

VIRUSES_BY_NUCLEIC_ACID = {
    "HIV": r"\bHIV",
    "HBV": r"HBV|hep(?:atitis|\.)?[- ]?B\b",
    "HCV": r"HCV|hep(?:atitis|\.)?[- ]?C\b",
}
_NUCLEIC_ACID = re.compile(r"\bNATs?\b|\bPCR|\bTMA\b|\bRNA\b|\bDNA\b|nucleic|viral load|amplification", re.IGNORECASE)
_SEROLOGY = re.compile(
    r"\banti|antibod|antigen|\bAb\b|\bAg\b|Ab/Ag|Ag/Ab|sAg|cAb|serolog|immunoassay|immunoblot|ELISA|\bE[CL]?IA\b|"
    r"\bCLIA\b|\bCMIA\b|\bECLIA\b|\bIg[GM]\b|agglutination", re.IGNORECASE
)  # fmt: skip
_HTLV = re.compile(r"HTLV|T-(?:cell )?lymphotropic", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"non[- ]?reactive|not[- ](?:reactive|detected)|negative|absent|undetect\w+|^\s*(?:neg|nr)\b", re.IGNORECASE
)  # fmt: skip
_POSITIVE = re.compile(r"reactive|positiv|detected|^\s*pos\b", re.IGNORECASE)


def mandatory_tests(donor: Donor) -> dict[str, DonorTest | None]:
    """The test of a donor for each mandatory marker; a test for nucleic acid alone does not stand for antibodies."""
    serology = [one for one in donor.tests if _is_serology(one)]
    return {
        name: next((one for one in serology if re.search(pattern, one.marker, re.IGNORECASE)), None)
        for name, pattern in MANDATORY.items()
    }


def _is_serology(test: DonorTest) -> bool:
    """Whether a test looks for antibody or antigen: by its words, or because they name no nucleic acid."""
    words = f"{test.marker} {test.method or ''}"
    return bool(_SEROLOGY.search(words)) or not _NUCLEIC_ACID.search(words)


def viruses_without_nucleic_acid_test(donor: Donor) -> list[str]:
    """Which of HIV, HBV and HCV no nucleic acid test of the donor names."""
    tests = [one for one in donor.tests if _NUCLEIC_ACID.search(f"{one.marker} {one.method or ''}")]
    return [
        name
        for name, pattern in VIRUSES_BY_NUCLEIC_ACID.items()
        if not any(re.search(pattern, one.marker, re.IGNORECASE) for one in tests)
    ]


def htlv_test(donor: Donor) -> DonorTest | None:
    """The test for HTLV, if there is one."""
    return next((one for one in donor.tests if _HTLV.search(one.marker)), None)


def is_positive(result: str | None) -> bool | None:
    """Whether a result is positive; None where it is not stated or says neither."""
    if result is None:
        return None
    if _POSITIVE.search(_NEGATIVE.sub("", result)):
        return True
    return False if _NEGATIVE.search(result) else None
