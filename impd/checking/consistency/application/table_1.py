"""Whether the facts prove the row of Table 1 that is claimed, and whether its columns are filled (Annex I, 52)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.simplified_dossier import TABLE_1, table_1_row_applies
from impd.checking.lookups.registered import Covering, registered
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.vocabulary import Table1Case


def _claimed(subject: Subject) -> Table1Case | None:
    return subject.product.simplified.case if subject.product.simplified else None


@check
def table_1_row_is_proven(subject: Subject) -> Iterator[Observation]:
    """The facts of product and application prove the row that the sponsor claims."""
    case = _claimed(subject)
    if case is None:
        return
    proof = table_1_row_applies(case, subject.product, subject.application)
    path = subject.at("simplified.case")
    if proof.holds is None:
        below = proof.path if proof.path == "member_states" else build_path(subject.path, proof.path)
        yield untold(below, proof.reason)
    elif proof.holds:
        yield holds(path, proof.reason)
    else:
        yield falls_short(path, proof.reason, TABLE_1[case].words, row=case)


@check
def table_1_columns_are_filled(subject: Subject) -> Iterator[Observation]:
    """What the quality column of the claimed row asks for is there; the other columns have rules of their own."""
    case = _claimed(subject)
    if case is None:
        return
    row = TABLE_1[case]
    columns = (*row.quality, *(one for one in (row.non_clinical, row.clinical) if one == "smpc"))
    for part in dict.fromkeys(columns):
        given, path, words = _column(subject, part)
        yield holds(path, words) if given else falls_short(path, "not given", words, part, row=case)


def _column(subject: Subject, part: str) -> tuple[bool, str, str]:
    """Whether one part of a row is given, where it stands, and what it is called."""
    product, quality = subject.product, subject.product.quality
    replaced = product.basis.replaced if product.basis else None
    smpc = registered(subject.application, ("summary_of_product_characteristics",), Covering(product=product.code))
    made = bool(quality.processes or quality.specifications)
    match part:
        case "smpc":
            return bool(smpc), "documents", "the SmPC in the register"
        case "S":
            return bool(quality.substances), subject.at("quality.substances"), "data on the active substance"
        case "P" | "A":
            given = bool(quality.drug_products) and (part == "A" or made)
            return given, subject.at("quality.drug_products"), "data on the product"
        case "reference":
            given = bool(replaced and replaced.previous_application)
            return given, subject.at("basis.replaced.previous_application"), "the number of the earlier application"
        case "new":
            given = bool(replaced and replaced.changes_since)
            return given, subject.at("basis.replaced.changes_since"), "the data since the earlier application"
    return True, subject.path, part
