"""Texts of a product: what the sponsor writes for a section, what other documents state, years that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.product_statements import DocumentStatement

_YEARS = re.compile(r"(\d+)\s*(?:years?|yrs?\b|a\b)", re.IGNORECASE)


def own_text(product: MedicinalProduct, section: str) -> str:
    """The sponsor's own text for a section; empty where there is none."""
    return next((one.text for one in product.narratives if one.section == section), "")


def sections_with_text(product: MedicinalProduct, sections: Iterable[str]) -> list[str]:
    """The sections among these for which the sponsor writes an own text."""
    wanted = tuple(sections)
    return [one.section for one in product.narratives if one.section in wanted]


def quoted(product: MedicinalProduct, document: str) -> DocumentStatement | None:
    """What another document states of the product, such as the protocol; None where it is not quoted."""
    return next((one for one in product.stated_elsewhere if one.document == document), None)


def years_named(text: str | None) -> list[int]:
    """The numbers of years that a text names."""
    return [int(one) for one in _YEARS.findall(text or "")]
