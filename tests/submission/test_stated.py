"""Versions, dates and trial numbers in texts, and whether they are those expected."""

from __future__ import annotations

import datetime

import pytest

from impd.submission.expectation import expectation_findings
from impd.submission.inspection import FileInspection
from impd.submission.stated import Expected, dates_in, numbers_in, same_version, versions_in

DAY = datetime.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("Version 2.0", ["2.0"]), ("Version No.: 3", ["3"]), ("Versie: 1.2", ["1.2"]), ("version number 4.1", ["4.1"]),
        ("Version of this document 1.0", ["1.0"]), ("Protocol v1.3, v1.3", ["1.3"]), ("Version\n2", ["2"]),
        ("Έκδοση 2.0", ["2.0"]), ("Version date 31 March", []), ("Version 2026-03-31", []), ("5 mL", []),
    ],
)  # fmt: skip
def test_versions(text, versions):
    assert versions_in(text) == versions


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31", "31 March 2026", "31-Mar-2026", "31.03.2026", "31/03/2026", "March 31, 2026", "31st March 2026",
        "31. März 2026", "31 mars 2026", "31 maart 2026", "31 de marzo de 2026", "31 marzo 2026",
        "31MAR 2026 31 Mar. 2026",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert dates_in(text) == [DAY]


@pytest.mark.parametrize("text", ["31 Foo 2026", "32.03.2026", "2026-02-30", "March 2026", "03/2026", "12026-03-311"])
def test_no_day(text):
    assert dates_in(text) == []


def test_trial_numbers():
    text = "2023-505613-24-00, 2024-510663-34; EudraCT 2022-002568-62; 12023-505613-24-00"
    assert numbers_in(text) == ["2023-505613-24-00", "2024-510663-34"]


@pytest.mark.parametrize(
    ("one", "other", "same"), [("2", "2.0", True), ("2.0", "2.0.0", True), ("2.0", "2.1", False), ("10", "1", False)]
)
def test_versions_compared(one, other, same):
    assert same_version(one, other) == same


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("Version 2.0", Expected(version="2.0"), []),
        ("Version 2", Expected(version="2.0"), ["version_written_differently"]),
        ("Version 1.0", Expected(version="2.0"), ["version_differs"]),
        ("Version 2.0\nHistory: version 1.0", Expected(version="1.0"), ["version_not_first"]),
        ("Protocol", Expected(version="2.0"), ["version_not_stated"]),
        ("31 March 2026", Expected(date=DAY), []),
        ("1 March 2026", Expected(date=DAY), ["date_differs"]),
        ("no date", Expected(date=DAY), ["date_differs"]),
        ("2023-505613-24", Expected(eu_ct_number="2023-505613-24-01"), []),
        ("2023-505614-24-00", Expected(eu_ct_number="2023-505613-24-00"), ["trial_number_differs"]),
        ("no number", Expected(eu_ct_number="2023-505613-24-00"), ["trial_number_not_stated"]),
        ("a\fb\fVersion 2.0", Expected(version="2.0"), ["version_not_stated"]),  # the third page is too late
        ("", Expected("2.0", DAY, "2023-505613-24-00"), []),  # a scan says so by itself
        ("Version 1.0", Expected(), []),
    ],
)
def test_what_is_expected(text, expected, codes):
    found = expectation_findings(FileInspection("a.pdf", opens=True, text_sample=text), expected)
    assert [one.code for one in found] == codes
