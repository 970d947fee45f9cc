"""Conditions in code on the clinical data: who owes an assessment, what was seen in animals, whose tissue is taken."""

from __future__ import annotations

from impd.checking.conditions.product_kind import OWN_DATA, dossier_is
from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS, donor_relation, kind_of_cells
from impd.checking.lookups.studies import SAFETY_ROLES, studies_path
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path

_WITH_PART = (*OWN_DATA, "brochure")
_TOXICITY = frozenset({
    "single_dose_toxicity", "repeat_dose_toxicity", "juvenile_toxicity", "local_tolerance", "tumorigenicity_in_vivo",
    "embryofoetal_development", "fertility", "other_toxicity",
})  # fmt: skip


@condition("product", "the product has a safety and efficacy part, by data of its own or by reference to a brochure")
def has_safety_efficacy_part(subject: Subject) -> Answer:
    """False for a placebo and where an SmPC or an earlier application stands instead."""
    return dossier_is(subject, "impd-safety-efficacy", _WITH_PART)


@condition("product", "the dossier assesses risk and benefit itself, and names no section of the protocol instead")
def dossier_holds_the_assessment(subject: Subject) -> Answer:
    """A section of the protocol may hold the assessment (Annex I, 48); without one named, the dossier holds it."""
    part = dossier_is(subject, "impd-safety-efficacy", _WITH_PART)
    if not part.holds:
        return part
    path = build_path(subject.of_product.path, "clinical.risk_and_benefit.protocol_section")
    assessment = subject.product.clinical.risk_and_benefit
    section = assessment.protocol_section if assessment else None
    because = f"section {section} of the protocol holds it" if section else "no section of the protocol is named"
    return Answer(section is None, path, because)


@condition("product", "its toxicity was studied in animals")
def has_toxicity_data(subject: Subject) -> Answer:
    """By role or type of the studies in animals; a brochure may report them instead, which the facts do not tell."""
    path = studies_path(subject.of_product)
    studies = subject.product.non_clinical.studies
    for one in studies:
        if one.test_system == "animal" and (one.role in SAFETY_ROLES or _TOXICITY.intersection(one.types)):
            return Answer(True, f"{path}[{one.id}]", f"study {one.id} is in animals")
    if not studies:
        return Answer(None, path, "no study is stated")
    return Answer(False, path, "no study of toxicity in animals is reported")


@condition("product", "cells or tissue are taken from living persons for the product")
def living_donors_are_exposed(subject: Subject) -> Answer:
    """By the relation of donor and patient; a line of pluripotent cells needs no further donation."""
    product, path = subject.product, build_path(subject.of_product.path, "atmp.donor_relation")
    relation = donor_relation(product)
    if product.product_class not in CLASSES_OF_CELLS:
        return Answer(False, build_path(subject.of_product.path, "product_class"), "the product contains no cells")
    if relation is None:
        return Answer(None, path, "donor relation is not stated")
    line = kind_of_cells(product) == "pluripotent_derived_cell"
    exposed = relation == "autologous" or (relation == "allogeneic" and not line)
    return Answer(exposed, path, f"donor relation = {relation}")


@condition("product", "the effect of the product may outlast the trial, or its cells are the person's own")
def effect_is_for_patients_only(subject: Subject) -> Answer:
    """Autologous cells, and gene therapies that may persist; not plasmids, messenger RNA and bacteria."""
    product, path = subject.product, build_path(subject.of_product.path, "product_class")
    kind = product.product_class
    if kind is None:
        return Answer(None, path, "the class of the product is not stated")
    if kind.startswith("gtmp"):
        lasting = kind not in ("gtmp_in_vivo_non_viral", "gtmp_bacterial")
        return Answer(lasting, path, f"product class = {kind.replace('_', ' ')}")
    relation = donor_relation(product)
    if kind in ("sctmp", "tep") and relation is None:
        return Answer(None, build_path(subject.of_product.path, "atmp.donor_relation"), "donor relation is not stated")
    return Answer(relation == "autologous", path, f"donor relation = {relation or 'none'}")
