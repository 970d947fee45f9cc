"""Which set of Annex VI the labels of a product bear, and what decides it."""

from __future__ import annotations

import pytest

from impd.calculation.label_set import label_set
from impd.dossier import MedicinalProduct

HELD = {"country": "DE", "modification": "relabelled"}


@pytest.mark.parametrize(
    ("facts", "case", "missing"),
    [
        ({"role": "test"}, "A", ""),
        ({"role": "placebo", "authorisation": HELD}, "A", ""),
        ({"role": "auxiliary"}, "B", ""),
        ({"role": "test", "authorisation": HELD}, "C", ""),
        ({"role": "test", "authorisation": {**HELD, "modification": "modified"}}, "A", ""),
        ({"role": "comparator", "authorisation": {**HELD, "country": "US"}}, "A", ""),
        ({"role": "test", "authorisation": {"country": "DE"}}, None, "authorisation.modification"),
        ({}, None, "role"),
    ],
)
def test_the_set_follows_from_role_and_authorisation(facts, case, missing):
    found = label_set(MedicinalProduct(code="X", **facts))
    assert (found.case, found.missing) == (case, missing)
    assert found.reason
