"""Numbers as people report them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.dossier.number import Number, leading_number, parse_number, print_number

CASES = [
    ("98.0", Number(Decimal("98.0")), "98.0"),
    ("<0.1", Number(Decimal("0.1"), None, "<"), "< 0.1"),
    ("≥ 5", Number(Decimal(5), None, "≥"), "≥ 5"),
    (">= 5", Number(Decimal(5), None, "≥"), "≥ 5"),
    ("NMT 0.2", Number(Decimal("0.2"), None, "≤"), "≤ 0.2"),
    ("NLT 5", Number(Decimal(5), None, "≥"), "≥ 5"),
    ("ca. 3", Number(Decimal(3), None, "about"), "about 3"),
    ("1.0e13", Number(Decimal("1.0E+13")), "1.0 × 10¹³"),
    ("1.0 x 10^13", Number(Decimal("1.0E+13")), "1.0 × 10¹³"),
    ("1.0×10^-3", Number(Decimal("0.0010")), "1.0 × 10⁻³"),
    ("15 to 25", Number(Decimal(15), Decimal(25)), "15 to 25"),
    ("2-8", Number(Decimal(2), Decimal(8)), "2–8"),
    ("0.8e13 to 1.3e13", Number(Decimal("8E+12"), Decimal("1.3E+13")), "0.8 × 10¹³ to 1.3 × 10¹³"),
    ("25 +/- 2", Number(Decimal(23), Decimal(27)), "25 ± 2"),
    ("-80 to -60", Number(Decimal(-80), Decimal(-60)), "−80 to −60"),
    ("−60", Number(Decimal(-60)), "−60"),
]


@pytest.mark.parametrize(("text", "number", "printed"), CASES, ids=[text for text, *_ in CASES])
def test_a_number_is_read_and_printed(text, number, printed):
    assert (parse_number(text), print_number(text)) == (number, printed)


@pytest.mark.parametrize("text", ["", "complies", "5 mg", "not detected", "98,7", "1 000", "B003", "none in 10 vg"])
def test_other_texts_state_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("20 mg", ("20", "mg")),
        ("15 to 25 Cel", ("15 to 25", "Cel")),
        ("<= -60 Cel", ("<= -60", "Cel")),
        ("100 10*6.{cells}", ("100", "10*6.{cells}")),
        ("2e8", ("2e8", "")),
        ("mg", None),
    ],
)
def test_the_number_a_quantity_begins_with(text, split):
    assert leading_number(text) == split
