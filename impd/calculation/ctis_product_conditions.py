"""When a conditional field of the CTIS form about a product must be filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from impd.calculation.ctis_product_values import (
    PRODUCT_VALUES,
    class_of,
    form_of_product,
    gene_transfer,
    has_modified_cells,
    orphan,
)
from impd.calculation.ctis_subject import FormSubject
from impd.calculation.gmp_evidence import gmp_evidence
from impd.calculation.proof import Proof, all_of, negated
from impd.dossier.vocabulary import DocumentKind

Condition = Callable[[FormSubject], Proof]
_INVESTIGATIONAL = ("test", "comparator", "placebo")


def _role(wanted: tuple[str, ...], subject: FormSubject) -> Proof:
    role, path = subject.product.role, f"{subject.product_path}.role"
    if role is None:
        return Proof(None, "the role of the product is not stated", path)
    return Proof(role in wanted, f"the role of the product is {role}", path)


def _source(wanted: tuple[str, ...], subject: FormSubject) -> Proof:
    value = PRODUCT_VALUES["product_source"](subject)
    if not value.values:
        return Proof(None, "what is looked up in the product dictionary is not known", value.path)
    return Proof(value.values[0] in wanted, value.values[0].replace("_", " "), value.path)


def product_is_looked_up(subject: FormSubject) -> Proof:
    """The product is found by its number; a placebo may be described instead."""
    return all_of((_role(("test", "comparator", "auxiliary"), subject),
                   _source(("authorised_product", "unauthorised_product"), subject)))  # fmt: skip


def product_is_unauthorised(subject: FormSubject) -> Proof:
    """No marketing authorisation is stated."""
    holds = subject.product.authorisation is None
    words = "no marketing authorisation is stated" if holds else "the product has a marketing authorisation"
    return Proof(holds, words, f"{subject.product_path}.authorisation")


def characteristic_is_other(subject: FormSubject) -> Proof:
    """The characteristic of the product is "other"."""
    holds = "other_characteristic" in form_of_product(subject).characteristics
    words = f'"other" is {"" if holds else "not "}among the characteristics'
    return Proof(holds, words, f"{subject.product_path}.ctis.characteristics")


def product_is_modified(subject: FormSubject) -> Proof:
    """The product is modified against its marketing authorisation."""
    value = PRODUCT_VALUES["modified_product"](subject)
    if not value.values:
        return Proof(None, "it is not stated whether the authorised product is modified", value.path)
    return Proof(value.values == ("yes",), f"modified: {value.values[0]}", value.path)


def product_is_orphan(subject: FormSubject) -> Proof:
    """The product has an orphan designation."""
    value = orphan(subject)
    if not value.values:
        return Proof(None, "it is not stated whether the product has an orphan designation", value.path)
    return Proof(value.values == ("yes",), f"orphan designation: {value.values[0]}", value.path)


def is_advanced_therapy(subject: FormSubject) -> Proof:
    """The product is an advanced therapy."""
    return _class(("gene_therapy", "somatic_cell_therapy", "tissue_engineered"), subject)


def _class(wanted: tuple[str, ...], subject: FormSubject) -> Proof:
    path = f"{subject.product_path}.product_class"
    if subject.product.product_class is None:
        if subject.product.role in ("placebo", "auxiliary"):
            return Proof(False, f"the product is {subject.product.role}", f"{subject.product_path}.role")
        return Proof(None, "the class of the product is not stated", path)
    found = class_of(subject.product)
    return Proof(found in wanted, (found or "no advanced therapy").replace("_", " "), path)


def modified_cells_are_there(subject: FormSubject) -> Proof:
    """A gene therapy that consists of cells modified outside the body."""
    gene = _class(("gene_therapy",), subject)
    cells = Proof(has_modified_cells(subject.product), "cells modified outside the body", gene.path)
    return all_of((gene, cells))


def _of_animals(kind: Condition, subject: FormSubject) -> Proof:
    atmp, path = subject.product.atmp, f"{subject.product_path}.atmp.donor_relation"
    relation = atmp.donor_relation if atmp else None
    if relation is None:
        return all_of((kind(subject), Proof(None, "the origin of the cells is not stated", path)))
    return all_of((kind(subject), Proof(relation == "xenogeneic", f"the cells are {relation}", path)))


def _cells(kind: Condition, wanted: tuple[str, ...], subject: FormSubject) -> Proof:
    value = PRODUCT_VALUES["cell_type"](subject)
    if not value.values:
        return all_of((kind(subject), Proof(None, "the kind of cells is not stated", value.path)))
    return all_of((kind(subject), Proof(value.values[0] in wanted, value.values[0].replace("_", " "), value.path)))


def vector_is_described(subject: FormSubject) -> Proof:
    """A gene therapy whose genes are transferred by a viral vector or in another way."""
    gene, transfer = _class(("gene_therapy",), subject), gene_transfer(subject)
    if not transfer.values:
        return all_of((gene, Proof(None, "no vector is described", transfer.path)))
    holds = bool({"viral_vector", "other_transfer"}.intersection(transfer.values))
    return all_of((gene, Proof(holds, ", ".join(transfer.values).replace("_", " "), transfer.path)))


def within_authorisation(subject: FormSubject) -> Proof:
    """The product is authorised and used as its product information says."""
    unauthorised = product_is_unauthorised(subject)
    if unauthorised.holds:
        return negated(unauthorised)
    replaced = subject.product.basis.replaced if subject.product.basis else None
    within = replaced.use_within_product_information if replaced else None
    path = f"{subject.product_path}.basis.replaced.use_within_product_information"
    if within is None:
        return Proof(None, "it is not stated whether the product is used within its product information", path)
    return Proof(within, f"used within its product information: {'yes' if within else 'no'}", path)


def brochure_is_due(subject: FormSubject) -> Proof:
    """An investigator's brochure: investigational, no placebo, not used within an authorisation."""
    return all_of((_role(("test", "comparator"), subject), negated(within_authorisation(subject))))


def product_information_is_due(subject: FormSubject) -> Proof:
    """A summary of product characteristics: investigational and used within its authorisation."""
    return all_of((_role(("test", "comparator"), subject), within_authorisation(subject)))


def _gmp(document: DocumentKind, subject: FormSubject) -> Proof:
    evidence = gmp_evidence(subject.product)
    if evidence.case is None:
        return Proof(None, evidence.reason, f"{subject.product_path}.{evidence.missing}")
    return Proof(document in evidence.documents, f"{evidence.case}: {evidence.reason}", subject.product_path)


def has_document(subject: FormSubject, *kinds: DocumentKind) -> bool:
    """Whether the register holds one of these documents for the product."""
    code = subject.product.code
    return any(
        one.kind in kinds and (not one.products or code in one.products) for one in subject.application.documents
    )


def simplified_is_claimed(subject: FormSubject) -> Proof:
    """A row of Table 1 is claimed for an investigational product."""
    simplified, path = subject.product.simplified, f"{subject.product_path}.simplified.case"
    case = simplified.case if simplified else None
    claimed = Proof(case is not None, f"case {case} is claimed" if case else "no case of Table 1 is claimed", path)
    return all_of((_role(_INVESTIGATIONAL, subject), claimed))


def _full(control: str, kind: DocumentKind, reason: str, subject: FormSubject) -> Proof:
    """A full part: investigational, no row of Table 1 claimed, and no reason given why none is uploaded."""
    given = getattr(form_of_product(subject), reason)
    path = f"{subject.product_path}.ctis.{reason}"
    none = Proof(given is None, "a reason is given why none is uploaded" if given else "no reason against it", path)
    there = getattr(subject.product, control) is not None or has_document(subject, kind)
    if subject.product.role == "placebo" and not there:
        return Proof(False, "a placebo without a part of its own", f"{subject.product_path}.{control}")
    return all_of((_role(_INVESTIGATIONAL, subject), negated(simplified_is_claimed(subject)), none))


def _none(control: str, kind: DocumentKind, subject: FormSubject) -> Proof:
    """Neither a full nor a simplified part is there."""
    there = getattr(subject.product, control) is not None or has_document(subject, kind, "impd_simplified")
    words = "a part is there" if there else "no part is there"
    return all_of((_role(_INVESTIGATIONAL, subject), Proof(not there, words, f"{subject.product_path}.{control}")))


def auxiliary_dossier_is_due(subject: FormSubject) -> Proof:
    """An auxiliary product without marketing authorisation."""
    return all_of((_role(("auxiliary",), subject), product_is_unauthorised(subject)))


def no_auxiliary_dossier(subject: FormSubject) -> Proof:
    """An auxiliary product for which no dossier is registered."""
    there = has_document(subject, "axmp_dossier")
    words = "a dossier is registered" if there else "no dossier is registered"
    return all_of((_role(("auxiliary",), subject), Proof(not there, words, "documents")))


def placebo_has_quality(subject: FormSubject) -> Proof:
    """A placebo with a quality part of its own."""
    there = subject.product.document is not None
    words = "a quality part is there" if there else "no quality part is there"
    return all_of((_role(("placebo",), subject), Proof(there, words, f"{subject.product_path}.document")))


def label_is_due(subject: FormSubject) -> Proof:
    """Every investigational product, and an auxiliary one that is not authorised (Annex I, 58)."""
    auxiliary = auxiliary_dossier_is_due(subject)
    return auxiliary if auxiliary.holds else _role(_INVESTIGATIONAL, subject)


_gene, _somatic, _tissue = (
    partial(_class, (kind,)) for kind in ("gene_therapy", "somatic_cell_therapy", "tissue_engineered")
)
_CONDITIONS: tuple[Condition, ...] = (
    product_is_looked_up, product_is_unauthorised, characteristic_is_other, product_is_modified, product_is_orphan,
    is_advanced_therapy, vector_is_described, brochure_is_due, product_information_is_due, simplified_is_claimed,
    auxiliary_dossier_is_due, no_auxiliary_dossier, placebo_has_quality, label_is_due,
)  # fmt: skip
PRODUCT_CONDITIONS: Mapping[str, Condition] = {
    **{one.__name__: one for one in _CONDITIONS},
    "product_by_substance": partial(_source, ("active_substance",)),
    "product_by_atc": partial(_source, ("atc_code",)),
    "product_is_placebo": partial(_role, ("placebo",)),
    "product_is_investigational": partial(_role, ("test", "comparator")),
    "is_gene_therapy": _gene,
    "is_somatic_cell_therapy": _somatic,
    "is_tissue_engineered": _tissue,
    "has_modified_cells": modified_cells_are_there,
    "has_xenogeneic_modified_cells": partial(_of_animals, modified_cells_are_there),
    "has_xenogeneic_somatic_cells": partial(_of_animals, _somatic),
    "has_xenogeneic_tissue": partial(_of_animals, _tissue),
    "has_differentiated_somatic_cells": partial(_cells, _somatic, ("differentiated_cells",)),
    "has_other_somatic_cells": partial(_cells, _somatic, ("other_cells",)),
    "tissue_cells_are_specified": partial(_cells, _tissue, ("differentiated_cells", "other_cells")),
    "manufacturing_authorisation_is_due": partial(_gmp, "manufacturing_authorisation"),
    "qp_declaration_is_due": partial(_gmp, "qp_declaration"),
    "full_quality_is_due": partial(_full, "document", "impd_quality", "no_quality_impd"),
    "full_safety_is_due": partial(_full, "safety_efficacy_document", "impd_safety_efficacy", "no_safety_efficacy_impd"),
    "no_quality_part": partial(_none, "document", "impd_quality"),
    "no_safety_part": partial(_none, "safety_efficacy_document", "impd_safety_efficacy"),
}
"""The named conditions of ``ctis_fields.yaml`` about a product."""
