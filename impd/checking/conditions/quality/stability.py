"""Conditions on stability studies, agents, placebos and simplified dossiers that a fact and a value cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.materials import used_materials
from impd.checking.names import called
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.quality.stability import StabilityClaim, StabilityStudy

_NO_PLAN = re.compile(r"(?:none|no|not)\b", re.IGNORECASE)
_HELPER = re.compile(r"baculovirus|helper[- ](?:adeno|herpes)?[- ]?virus|Sf9|Sf21|High Five", re.IGNORECASE)


@condition("this", "the study is one of an active substance or a product")
def is_study_of_substance_or_product(subject: Subject) -> Answer:
    """None where the study does not say what it is about."""
    study, quality = subject.entry(StabilityStudy), subject.product.quality
    about = study.subject
    if about is None:
        return Answer(None, subject.at("subject"), "subject is not stated")
    known = {one.id for one in (*quality.substances, *quality.drug_products)}
    return Answer(about in known, subject.at("subject"), f"subject = {about}")


@condition("this", "a later extension of the shelf life is planned")
def plans_extension(subject: Subject) -> Answer:
    """False where no plan is stated: the rule on the plan asks for it."""
    claim = subject.entry(StabilityClaim)
    plan = claim.extension_plan
    if plan is None:
        return Answer(False, subject.at("extension_plan"), "no extension plan is stated")
    return Answer(not _NO_PLAN.match(plan), subject.at("extension_plan"), "extension plan is stated")


@condition("product", "an antibiotic is used in the process")
def uses_antibiotic(subject: Subject) -> Answer:
    """False where materials are stated and none of them is an antibiotic."""
    materials = subject.product.quality.materials
    path = subject.of_product.path + ".quality.materials"
    found = used_materials(subject.product, "antibiotic")
    if found:
        return Answer(True, path, f"{called(found[0])} is used")
    return Answer(False if materials else None, path, "materials are stated" if materials else "no material is stated")


@condition("product", "a helper virus or a baculovirus is used to make the vector")
def uses_helper_virus(subject: Subject) -> Answer:
    """False where the materials are stated and neither they nor banks and vectors name one."""
    quality = subject.product.quality
    path = subject.of_product.path + ".quality"
    for text in _names(subject):
        if match := _HELPER.search(text):
            return Answer(True, path, f"{match[0]} is named")
    stated = bool(quality.materials and (quality.banks or quality.plasmids or quality.vectors))
    return Answer(False if stated else None, path, "materials, banks and vectors are stated" if stated else "")


def _names(subject: Subject) -> Iterator[str]:
    quality = subject.product.quality
    yield from (one.name or "" for one in quality.materials)
    yield from (one.name or "" for one in quality.intermediates)
    yield from (f"{one.name or ''} {one.bank_of or ''}" for one in quality.banks)
    yield from (one.name or "" for one in quality.vectors if one.role == "starting_material")


@condition("product", "something stands in place of the full dossier of the product")
def uses_simplified_dossier(subject: Subject) -> Answer:
    """True where a row of Table 1 is claimed, or the product is presented as authorised or as known from before."""
    product, path = subject.product, subject.of_product.path
    if product.role == "placebo":
        return Answer(False, path, "a placebo has no row in Table 1")
    if product.simplified and product.simplified.case:
        return Answer(True, f"{path}.simplified.case", f"row {product.simplified.case} is claimed")
    kind = product.basis.kind if product.basis else None
    if kind in ("summary_of_product_characteristics", "previous_application"):
        return Answer(True, f"{path}.basis.kind", f"basis = {kind.replace('_', ' ')}")
    if subject.of_product.group in ("authorised", "modified_comparator"):
        return Answer(True, f"{path}.authorisation", f"kind of dossier = {subject.of_product.group.replace('_', ' ')}")
    group = subject.of_product.group
    if group is None:
        return Answer(None, f"{path}.product_class", "the class of the product is not stated")
    return Answer(False, path, f"kind of dossier = {group.replace('_', ' ')}")
