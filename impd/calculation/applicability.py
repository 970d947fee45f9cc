"""Named predicates on a medicinal product: true, false, or None where the facts do not tell.

False always rests on a stated fact. That nothing is stated is never taken for "there is none".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.materials import Material
from impd.dossier.quality.product import DrugProduct
from impd.dossier.vocabulary import LIVING_ORIGINS

_PHARMACOPOEIAS = ("Ph. Eur.", "USP", "JP", "BP", "NF")
_SWALLOWED = re.compile(r"\b(?:tablets?|(?:hard|soft) capsules?|capsules?, (?:hard|soft)|granules|oral \w+)\b", re.I)


def uses_donors(product: MedicinalProduct) -> bool | None:
    """Whether cells or tissues of donors enter the process."""
    if product.quality.donors or (product.atmp and product.atmp.donor_relation):
        return True
    return None


def uses_cell_banks(product: MedicinalProduct) -> bool | None:
    """Whether a cell bank is used."""
    return True if product.quality.banks else None


def has_integral_device(product: MedicinalProduct) -> bool | None:
    """Whether a medical device is an integral part of the product (Regulation (EC) No 1394/2007, Article 2(1)(d))."""
    if any(device.role == "integral" for device in product.quality.devices):
        return True
    return product.atmp.combined if product.atmp else None


def has_batch_formula(product: MedicinalProduct) -> bool | None:
    """Whether a batch formula is stated."""
    return True if any(one.batch_formula for one in product.quality.drug_products) else None


def is_sterile(product: MedicinalProduct) -> bool | None:
    """Whether any drug product is sterile."""
    products = product.quality.drug_products
    return _any(False if one.sterile is None and _is_swallowed(one, product) else one.sterile for one in products)


def _is_swallowed(one: DrugProduct, product: MedicinalProduct) -> bool:
    """Whether its form tells that a product is not sterile."""
    return _SWALLOWED.search(one.pharmaceutical_form or product.pharmaceutical_form or "") is not None


def has_novel_excipient(product: MedicinalProduct) -> bool | None:
    """Whether an excipient is novel, by itself or by this route."""
    return _any(material.novel for material in _excipients(product))


def has_non_compendial_excipient(product: MedicinalProduct) -> bool | None:
    """Whether an excipient has no pharmacopoeial monograph as its standard."""
    return _any(
        None if material.standard is None else not material.standard.startswith(_PHARMACOPOEIAS)
        for material in _excipients(product)
    )


def uses_human_or_animal_material(product: MedicinalProduct) -> bool | None:
    """Whether any registered material, donor or bank is of human or animal origin."""
    if product.quality.donors or product.quality.banks:
        return True
    return _any(
        bool(LIVING_ORIGINS.intersection(material.origin)) if material.origin else None
        for material in product.quality.materials
    )


def has_diluent(product: MedicinalProduct) -> bool | None:
    """Whether a solvent for reconstitution or a diluent is named."""
    named = any(one.diluents for one in product.quality.drug_products)
    registered = any(material.category == "diluent" for material in product.quality.materials)
    return True if named or registered else None


def has_facility_data(product: MedicinalProduct) -> bool | None:
    """Whether the product is made in a facility that the dossier describes."""
    return bool(product.quality.facilities)


def has_human_data(product: MedicinalProduct) -> bool | None:
    """Whether anything is known from man: a trial other than this one, or other experience."""
    clinical = product.clinical
    others = [one for one in clinical.trials if one.role != "this_trial"]
    if others or clinical.other_experience or clinical.adverse_events or clinical.efficacy:
        return True
    return False if clinical.first_in_human else None


def has_trial_data(product: MedicinalProduct) -> bool | None:
    """Whether trials of the product itself were begun before this one."""
    if any(one.role != "this_trial" for one in product.clinical.trials):
        return True
    return False if product.clinical.first_in_human else None


def assesses_benefit_and_risk(product: MedicinalProduct) -> bool | None:
    """Whether the dossier assesses benefit and risk itself; not where a section of the protocol is named instead."""
    assessment = product.clinical.risk_and_benefit
    return False if assessment and assessment.protocol_section else None


PREDICATES: dict[str, Callable[[MedicinalProduct], bool | None]] = {
    predicate.__name__: predicate
    for predicate in (
        uses_donors,
        uses_cell_banks,
        has_integral_device,
        has_batch_formula,
        is_sterile,
        has_novel_excipient,
        has_non_compendial_excipient,
        uses_human_or_animal_material,
        has_diluent,
        has_facility_data,
        has_human_data,
        has_trial_data,
        assesses_benefit_and_risk,
    )
}

_BASIS_GROUPS = {
    "investigators_brochure": "brochure",
    "summary_of_product_characteristics": "replaced",
    "previous_application": "replaced",
}
_GROUPS = {
    "chemical": "chemical",
    "biological": "biological",
    "gtmp_in_vivo_viral": "gene_therapy",
    "gtmp_in_vivo_non_viral": "gene_therapy",
    "gtmp_in_vivo_editing": "gene_therapy",
    "gtmp_oncolytic": "gene_therapy",
    "gtmp_bacterial": "gene_therapy",
    "gtmp_ex_vivo": "modified_cells",
    "gtmp_ex_vivo_editing": "modified_cells",
    "sctmp": "cells_and_tissues",
    "tep": "cells_and_tissues",
}


def section_groups(product: MedicinalProduct) -> dict[str, str | None]:
    """Which column of each document's section tree applies to a product; None where its class is not stated."""
    return {"impd-quality": quality_group(product), "impd-safety-efficacy": safety_efficacy_group(product)}


def safety_efficacy_group(product: MedicinalProduct) -> str | None:
    """Which column of the safety and efficacy tree applies: by class, or by what stands instead of own data.

    A placebo has no such data; an authorised product rests on its SmPC unless it is said to have data of its own.
    """
    if product.role == "placebo":
        return "placebo"
    kind = product.basis.kind if product.basis else None
    if kind in _BASIS_GROUPS:
        return _BASIS_GROUPS[kind]
    if kind is None and quality_group(product) in ("authorised", "modified_comparator"):
        return "replaced"
    return _GROUPS.get(product.product_class or "")


def quality_group(product: MedicinalProduct) -> str | None:
    """Which column of the quality tree applies to a product, or None where its class is not stated."""
    if product.role == "placebo":
        return "placebo"
    if product.authorisation is not None and product.role in ("comparator", "auxiliary", "test"):
        modified = product.authorisation.modification
        if modified in ("unmodified", "relabelled"):
            return "authorised"
        if modified == "modified":
            return "modified_comparator"
    return _GROUPS.get(product.product_class or "")


def _excipients(product: MedicinalProduct) -> Iterable[Material]:
    return (material for material in product.quality.materials if material.category in ("excipient", "capsule_shell"))


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True if one is true; False if there are some and all are false; else None."""
    known = list(answers)
    if any(known):
        return True
    return False if known and None not in known else None
