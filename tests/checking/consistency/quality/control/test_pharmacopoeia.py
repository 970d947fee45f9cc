"""References that were replaced are told from those that only look like them."""

from __future__ import annotations

import pytest

from impd.checking.consistency.quality.control.pharmacopoeia import _superseded


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ph. Eur. 5.14", "Ph. Eur. 5.14"),
        ("Ph. Eur. 2.6.14, 2.6.8", "Ph. Eur. 2.6.14, 2.6.8"),
        ("Validated by ICH Q2(R1)", "Q2(R1)"),
        ("rabbit pyrogen test", "rabbit pyrogen test"),
    ],
)
def test_replaced_references_are_found(text, named):
    found = _superseded(text)
    assert found is not None
    assert found[0] == named


@pytest.mark.parametrize("text", ["Ph. Eur. 5.1.4", "Ph. Eur. 2.6.14", "ICH Q2(R2)", "5.14 mg/mL", "Ph. Eur. 2.6.81"])
def test_others_are_not(text):
    assert _superseded(text) is None
