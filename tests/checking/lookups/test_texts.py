"""Texts: years that are named, sections with an own text."""

from __future__ import annotations

import pytest

from impd.checking.lookups.texts import own_text, quoted, sections_with_text, years_named
from impd.dossier.medicinal_product import MedicinalProduct

PRODUCT = MedicinalProduct.model_validate({
    "code": "P",
    "narratives": [{"section": "2.4.2", "text": "Risks."}],
    "stated_elsewhere": [{"document": "protocol", "traceability": "kept 30 years"}],
})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "years"), [("30 years after expiry", [30]), ("5 yrs, then 15 years", [5, 15]), ("30 days", []), (None, [])]
)
def test_years_are_read(text, years):
    assert years_named(text) == years


def test_own_texts_and_quoted_documents_are_found():
    assert (own_text(PRODUCT, "2.4.2"), own_text(PRODUCT, "2.4.4")) == ("Risks.", "")
    assert sections_with_text(PRODUCT, ("2.4.1", "2.4.2")) == ["2.4.2"]
    assert quoted(PRODUCT, "protocol").traceability == "kept 30 years"
    assert quoted(PRODUCT, "informed_consent") is None
