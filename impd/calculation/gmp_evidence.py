"""Which evidence of good manufacturing practice is due (Regulation (EU) No 536/2014, Annex I, 31 to 35)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from impd.calculation.authorisation_region import authorised_in_union, authorised_in_union_or_ich, country_in_union
from impd.calculation.proof import Proof, all_of
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.manufacture import Site
from impd.dossier.vocabulary import DocumentKind

GmpCase: TypeAlias = Literal["F-1", "F-2", "F-3", "F-4"]

MANUFACTURE = frozenset({"product_manufacture", "fill_finish", "sterilisation", "packaging", "labelling"})
"""Roles that are manufacture of the product itself: partial manufacture, dividing up, packaging, labelling."""


@dataclass(frozen=True, slots=True)
class GmpEvidence:
    """The case, the documents that are due, and why; ``case`` None where a fact is missing, at ``missing``.

    F-1 nothing (32); F-2 authorisation of import and declaration of the qualified person (33); F-3 authorisation of
    the sites in the Union (34); F-4 compliance with national rules instead (35). ``advisable``: often asked for.
    """

    case: GmpCase | None
    reason: str
    documents: tuple[DocumentKind, ...] = ()
    advisable: tuple[DocumentKind, ...] = ()
    missing: str = ""


def gmp_evidence(product: MedicinalProduct) -> GmpEvidence:
    """Which of the cases of Annex I, 32 to 35, the facts of a product put it in. A placebo counts as a product.

    Silence never lets a product off: an authorisation that is not stated counts as none. A GMP certificate is due in
    no case.
    """
    case = _by_authorisation(product)
    exempt = product.manufacturing_evidence.exempt_process if product.manufacturing_evidence else None
    return _with_exemption(case, exempt) if exempt and case.case is not None else case


def _by_authorisation(product: MedicinalProduct) -> GmpEvidence:
    free = all_of((authorised_in_union(product), not_modified(product)))
    if free.holds:
        return _free(product, free.reason)
    if free.holds is None:
        return GmpEvidence(None, free.reason, missing=free.path)
    made = made_in_union(product)
    if made.holds is None:
        return GmpEvidence(None, made.reason, missing=made.path)
    if made.holds:
        return GmpEvidence("F-3", f"{free.reason}; {made.reason}", ("manufacturing_authorisation",))
    abroad = authorised_in_union_or_ich(product)
    if abroad.holds:
        reason = f"{abroad.reason}; {made.reason}"
        return GmpEvidence("F-3", reason, ("manufacturing_authorisation",), ("qp_declaration",))
    return _made_outside(product, f"{abroad.reason}; {made.reason}")


def not_modified(product: MedicinalProduct) -> Proof:
    """Whether the authorised product is used as it is authorised; relabelling changes nothing of it."""
    path = "authorisation.modification"
    modification = product.authorisation.modification if product.authorisation else None
    if modification is None:
        return Proof(None, "it is not stated whether the authorised product is modified", path)
    return Proof(modification != "modified", f"the authorised product is {modification}", path)


def _free(product: MedicinalProduct, reason: str) -> GmpEvidence:
    """Labelling for the trial is a manufacturing step: who may do it is often asked."""
    relabelled = product.authorisation is not None and product.authorisation.modification == "relabelled"
    return GmpEvidence("F-1", reason, advisable=("manufacturing_authorisation",) if relabelled else ())


def _made_outside(product: MedicinalProduct, reason: str) -> GmpEvidence:
    agreed = product.manufacturing_evidence.mutual_recognition if product.manufacturing_evidence else None
    if agreed:
        words = f"{reason}; an agreement on mutual recognition covers its manufacture"
        return GmpEvidence("F-2", words, ("manufacturing_authorisation",))
    return GmpEvidence("F-2", reason, ("manufacturing_authorisation", "qp_declaration"))


def _with_exemption(case: GmpEvidence, process: str) -> GmpEvidence:
    """Article 61(5) takes the place of the authorisation for the sites that work under it, and for no other."""
    reason = f"{case.reason}; under Article 61(5): {process}"
    if case.case == "F-2":
        return replace(case, reason=reason, documents=(*case.documents, "gmp_national_evidence"))
    return GmpEvidence("F-4", reason, ("gmp_national_evidence",), (*case.documents, *case.advisable))


def made_in_union(product: MedicinalProduct) -> Proof:
    """Whether every site that manufactures the product lies in the Union or the European Economic Area.

    Where only sites for the active substance are named, as in a continuous process, those count.
    """
    sites = _manufacturers(product)
    if not sites:
        return Proof(None, "no site that manufactures the product is stated", "quality.sites")
    for site in sites:
        if lies_in_union(site) is False:
            return Proof(False, f"{site.name or site.id} lies outside the Union", f"quality.sites[{site.id}].in_eea")
    for site in sites:
        if lies_in_union(site) is None:
            words = f"it is not stated whether {site.name or site.id} lies in the Union"
            return Proof(None, words, f"quality.sites[{site.id}].in_eea")
    return Proof(True, "made in the Union", "quality.sites")


def lies_in_union(site: Site) -> bool | None:
    """Whether a site lies in the Union or the European Economic Area: as stated, else by its country."""
    return site.in_eea if site.in_eea is not None else country_in_union(site.country)


def _manufacturers(product: MedicinalProduct) -> list[Site]:
    sites = product.quality.sites
    return [one for one in sites if MANUFACTURE.intersection(one.roles)] or [
        one for one in sites if "substance_manufacture" in one.roles
    ]
