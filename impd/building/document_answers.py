"""What a document beside the IMPD is told besides the facts: its conditions, and what follows for each product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from impd.building.dueness import Dueness
from impd.building.gmp_answers import gmp_rows
from impd.building.label_answers import label_rows, label_values
from impd.calculation.gmp_evidence import GmpCase, gmp_evidence
from impd.composing.answers import Answers, Calculated, CalculatedRow
from impd.composing.section_tree import SectionTree
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.document_subject import DocumentSubject, of_product

Values: TypeAlias = Iterator[tuple[tuple[str, str], Calculated]]
_CASES: dict[GmpCase, str] = {
    "F-1": "No document is due (Annex I, 32)",
    "F-2": "Authorisation of manufacture and import, and proof of equivalent good manufacturing practice (Annex I, 33)",
    "F-3": "Authorisation of manufacture of each site in the Union (Annex I, 34)",
    "F-4": "Evidence of compliance with national rules instead of an authorisation (Annex I, 35)",
}


def document_answers(base: Answers, subject: DocumentSubject, tree: SectionTree, dueness: Dueness) -> Answers:
    """The answers for one document: ``base``, those of its product, and the conditions of its sections."""
    products = (subject.product,) if subject.product else subject.application.products
    values = {key: value for one in products for key, value in _evidence(subject.application, one)}
    rows: dict[tuple[str, str], tuple[CalculatedRow, ...]] = {}
    if subject.product:
        values |= dict(label_values(subject.product))
        rows = dict((*label_rows(subject.application, subject.product), *gmp_rows(subject.product)))
    applies = {**dueness.applies(tree, subject), **base.applies}
    calculated = {**base.calculated, **values}
    return replace(base, applies=applies, calculated=calculated, rows={**base.rows, **rows})


def _evidence(application: ClinicalTrialApplication, product: MedicinalProduct) -> Values:
    """The regulatory status of a product without authorisation; which evidence of good manufacturing practice is due.

    That no authorisation is stated counts as none, as in the check. Nothing where a fact is missing.
    """
    path = of_product(application, product).path
    if product.authorisation is None:
        status = Calculated("No marketing authorisation", (f"{path}.authorisation",), "none is stated")
        yield (path, "regulatory status"), status
    found = gmp_evidence(product)
    if found.case is not None:
        inputs = (f"{path}.authorisation", f"{path}.quality.sites", f"{path}.manufacturing_evidence")
        reason = found.reason[:1].upper() + found.reason[1:]
        yield (path, "evidence due"), Calculated(_CASES[found.case], inputs, found.reason)
        yield (path, "reason of evidence"), Calculated(reason, inputs, _CASES[found.case])
