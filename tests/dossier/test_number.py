"""Which texts are numbers, and how numbers are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.dossier.number import Number, parse_number, print_number

NUMBERS = {
    "98.0": Number(Decimal("98.0")),
    "< 0.1": Number(Decimal("0.1"), None, "<"),
    "NMT 0.2": Number(Decimal("0.2"), None, "≤"),
    "1.0e13": Number(Decimal("1.0e13")),
    "5.75 × 10^11": Number(Decimal("5.75e11")),
    "15 to 25": Number(Decimal(15), Decimal(25)),
    "0.1-0.2": Number(Decimal("0.1"), Decimal("0.2")),
    "-80 to -60": Number(Decimal(-80), Decimal(-60)),
    "25 ± 2": Number(Decimal(23), Decimal(27)),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_reported_number_is_read(text: str) -> None:
    assert parse_number(text) == NUMBERS[text]


@pytest.mark.parametrize("text", ["no growth", "2026-02", "24-01", "33445-P83", "50-20-4", "-"])
def test_words_months_and_batch_numbers_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [("1.0e13", "1.0 × 10¹³"), (">= 70", "≥ 70"), ("<0.1", "< 0.1"), ("-20", "−20"), ("15-25", "15–25")],
)
def test_digits_stay_as_reported(text: str, printed: str) -> None:
    assert print_number(text) == printed
