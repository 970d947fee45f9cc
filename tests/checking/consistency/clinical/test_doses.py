"""Doses are compared after conversion, by their highest value; doses of another kind are not."""

import pytest

from impd.checking.consistency.clinical.doses import is_above
from impd.dossier.quantity import Quantity


@pytest.mark.parametrize(
    ("one", "limit", "above"),
    [
        ("2e6 {cells}/kg", "2 10*6.{cells}/kg", False),
        ("2.1e6 {cells}/kg", "2 10*6.{cells}/kg", True),
        ("60 mg", "0.06 g", False),
        ("15 to 75 mg", "60 mg", True),
        ("60 mg", "1 mg/kg", None),
        ("2e13 {gc}/kg", "2e13 {vg}/kg", None),
    ],
)
def test_is_above(one, limit, above):
    assert is_above(Quantity.model_validate(one), Quantity.model_validate(limit)) is above
