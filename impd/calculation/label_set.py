"""Which particulars of Annex VI the labels of a product bear (Regulation (EU) No 536/2014, Articles 66 and 67)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from impd.calculation.authorisation_region import authorised_in_union
from impd.calculation.gmp_evidence import not_modified
from impd.calculation.proof import all_of
from impd.dossier.medicinal_product import MedicinalProduct

LabelCase: TypeAlias = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The section of Annex VI and why; ``case`` None where a fact is missing, at ``missing``.

    A: investigational product without authorisation. B: auxiliary product without authorisation. C: authorised product,
    which keeps its own label.
    """

    case: LabelCase | None
    reason: str
    missing: str = ""


def label_set(product: MedicinalProduct) -> LabelSet:
    """The set of a product. A modified product, or one authorised outside the Union only, counts as unauthorised."""
    authorised = all_of((authorised_in_union(product), not_modified(product)))
    if authorised.holds:
        return LabelSet("C", authorised.reason)
    if authorised.holds is None:
        return LabelSet(None, authorised.reason, authorised.path)
    if product.role is None:
        return LabelSet(None, "the role of the product is not stated", "role")
    return LabelSet("B" if product.role == "auxiliary" else "A", authorised.reason)
