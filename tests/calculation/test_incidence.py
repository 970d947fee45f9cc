"""Counts with their percentage."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from impd.calculation.incidence import share


@pytest.mark.parametrize(
    ("count", "of", "text"),
    [(22, 38, "22 (58 %)"), (22, 150, "22 (14.7 %)"), (0, 12, "0 (0 %)"), (12, 12, "12 (100 %)"), (1, 8, "1 (13 %)"),
     (1, 99, "1 (1 %)"), (98, 99, "98 (99 %)"), (1, 100, "1 (1.0 %)"), (0, 100, "0 (0.0 %)"),
     (300, 300, "300 (100.0 %)"), (1, 3000, "1 (< 0.1 %)"), (2999, 3000, "2999 (> 99.9 %)"), (1, 2000, "1 (0.1 %)"),
     (0, 0, "0"), (3, None, "3")],
)  # fmt: skip
def test_a_share_is_printed(count, of, text):
    found = share(count, of)
    assert (found.text, found.fault) == (text, "")


def test_without_a_count_there_is_no_share():
    assert share(None, 12) is None
    assert share(None, None) is None


@pytest.mark.parametrize(("count", "of"), [(13, 12), (1, 0), (-1, 12), (1, -12), (-1, None)])
def test_impossible_numbers_have_a_fault_and_no_percentage(count, of):
    found = share(count, of)
    assert found.fault
    assert (found.text, found.percent) == (str(count), None)


def test_none_and_all_print_so_only_when_they_are():
    for of in range(1, 1200):
        for count in {0, 1, of // 2, of - 1, of}:
            text = share(count, of).text
            assert text.endswith(("(0 %)", "(0.0 %)")) == (count == 0)
            assert text.endswith(("(100 %)", "(100.0 %)")) == (count == of)


def test_the_callers_precision_does_not_matter():
    with localcontext() as context:
        context.prec = 1
        assert share(123, 456).text == "123 (27.0 %)"
        assert share(1, 3).percent > Decimal("33.3")
