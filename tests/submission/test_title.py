"""Titles of documents: real ones are read in full; versions, dates and odd signs are found."""

from __future__ import annotations

import pytest

from impd.submission.inspection import SlotGuess
from impd.submission.naming import name_of_other_trial, naming_findings
from impd.submission.stated import Expected
from impd.submission.title import read_title


@pytest.mark.parametrize(
    ("title", "parts"),
    [  # titles of documents in the public register
        ("D1_Protocol_2023-505613-24_for pub", ("D1", "Protocol", "", "", "2023-505613-24", True)),
        (
            "D1_Protocol Scientific Synopsis_2023-505613-24_BEL_NL_for pub",
            ("D1", "Protocol Scientific Synopsis", "BEL", "NL", "2023-505613-24", True),
        ),
        ("D1_PPLS_2023-505613-24_GRC_EL_for pub", ("D1", "PPLS", "GRC", "EL", "2023-505613-24", True)),
        (
            "K1_Recruitment Arrangements and IC Procedure_BEL_EN_for pub",
            ("K1", "Recruitment Arrangements and IC Procedure", "BEL", "EN", "", True),
        ),
        ("L1_ICF_Main parent consent_POL_PL_for pub", ("L1", "ICF", "POL", "PL", "", True)),
        ("L1_ICF_Main Parental_No CCI PI", ("L1", "ICF", "", "", "", None)),
        ("D1_Protocol_not for publication", ("D1", "Protocol", "", "", "", False)),
        ("Protocol", ("", "Protocol", "", "", "", None)),
        ("Z1_Protocol", ("", "Z1", "", "", "", None)),
    ],
)
def test_the_parts_of_a_title(title, parts):
    read = read_title(title)
    assert (
        read.code, read.name, read.member_state, read.language, read.eu_ct_number, read.for_publication,
    ) == parts  # fmt: skip
    assert (read.versions, read.dates) == ((), ())


@pytest.mark.parametrize(
    ("title", "versions", "dates"),
    [
        ("D1_Protocol_v2.0", ("v2.0",), ()),
        ("D1_Protocol Version 3", ("Version 3",), ()),
        ("D1_Protocol_2.1_2026-03-31", ("2.1",), ("2026-03-31",)),
        ("L1_ICF_V3_12Mar2026", ("V3",), ("12Mar2026",)),
        ("L1_ICF_20260331", (), ("20260331",)),
        ("L1_ICF_31.03.2026", (), ("31.03.2026",)),
        ("G1_IMPD-Q_2023-505613-24-00_LVC-19", (), ()),
        ("G1_IMPD-Q_Stelbat 15 mg", (), ()),
    ],
)
def test_versions_and_dates_in_a_title(title, versions, dates):
    read = read_title(title)
    assert (read.versions, read.dates) == (versions, dates)


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("D1_Protocol_2023-505613-24_for pub", []),
        ("Protocol", ["name_without_code"]),
        ("D1_Protocol_v2.0_2026-03-31", ["name_with_version", "name_with_date"]),
        ("D1_Protocol (final)", ["name_unusual"]),
        ("D1_" + "a" * 98, ["name_too_long"]),
    ],
)
def test_where_a_title_leaves_the_profile(title, codes):
    assert [one.code for one in naming_findings(title, SlotGuess())] == codes


def test_a_name_of_another_trial():
    title = "D1_Protocol_2023-505613-24_for pub"
    assert [one.code for one in name_of_other_trial(title, Expected(eu_ct_number="2024-510663-34-00"))] == [
        "name_of_other_trial"
    ]
    assert list(name_of_other_trial(title, Expected(eu_ct_number="2023-505613-24-01"))) == []
    assert list(name_of_other_trial(title, Expected())) == []
