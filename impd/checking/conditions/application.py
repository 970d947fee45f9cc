"""Conditions on the application: which parts it submits, who the sponsors are, which evidence its products owe."""

from __future__ import annotations

from typing import Literal

from impd.calculation.authorisation_region import (
    authorised_in_union,
    authorised_in_union_or_ich,
    country_in_union,
)
from impd.checking.conditions.gmp_evidence import evidence_is
from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS, donor_relation
from impd.checking.lookups.registered import Covering, registered
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.path import build_path

ADVICE = frozenset({
    "scientific_advice", "protocol_assistance", "joint_scientific_consultation", "parallel_fda_advice",
    "national_advice", "simultaneous_national_advice",
})  # fmt: skip
SCOPES = {"part_i": "Part I", "part_ii": "Part II", "part_i_and_part_ii": "Parts I and II"}
_PART_II_TYPES = frozenset({"part_ii", "additional_member_state"})
_CHANGES = frozenset({"substantial_modification", "non_substantial_modification"})


@condition("application", "the application submits Part I, Annex I, sections B to J")
def submits_part_i(subject: Subject) -> Answer:
    """By type and scope (Annex I, 4 and 5). A modification submits what changes, not the whole of Part I."""
    return _submits(subject, "part_i")


@condition("application", "the application submits Part II, Annex I, sections K to R")
def submits_part_ii(subject: Subject) -> Answer:
    """By type and scope (Annex I, 4 and 5)."""
    return _submits(subject, "part_ii")


def _submits(subject: Subject, part: Literal["part_i", "part_ii"]) -> Answer:
    kind, scope = subject.application.application_type, subject.application.scope
    if kind is None:
        return Answer(None, "application_type", "the type of the application is not stated")
    words = f"type of application = {kind.replace('_', ' ')}"
    if kind in _CHANGES:
        return Answer(False, "application_type", words)
    if kind in _PART_II_TYPES or kind == "initial_part_i":
        return Answer((part == "part_ii") is (kind in _PART_II_TYPES), "application_type", words)
    if scope is None:
        return Answer(True if part == "part_i" else None, "scope", "the scope of the application is not stated")
    return Answer(scope in (part, "part_i_and_part_ii"), "scope", f"scope = {SCOPES[scope]}")


@condition("application", "the trial has more than one sponsor")
def has_several_sponsors(subject: Subject) -> Answer:
    """Whether there are co-sponsors; only the statement that the sponsor is the only one says that there are none."""
    sole = subject.application.sponsor.sole
    if subject.application.co_sponsors or sole is False:
        return Answer(True, "co_sponsors", "co-sponsors are named")
    return Answer(None if sole is None else False, "sponsor.sole", "the sponsor is the only one" if sole else "")


@condition("application", "the sponsor is established outside the Union")
def sponsor_is_outside_union(subject: Subject) -> Answer:
    """By the country of the sponsor; states of the European Economic Area count as Union."""
    country = subject.application.sponsor.country
    inside = country_in_union(country)
    words = f"country of the sponsor = {country or 'not stated'}"
    return Answer(None if inside is None else not inside, "sponsor.country", words)


@condition("product", "the product is authorised and relabelled for the trial")
def is_authorised_and_relabelled(subject: Subject) -> Answer:
    """By authorisation and kind of modification."""
    authorised, path = authorised_in_union_or_ich(subject.product), subject.of_product.path
    if not authorised.holds or subject.product.authorisation is None:
        return Answer(authorised.holds, build_path(path, authorised.path), authorised.reason)
    modification = subject.product.authorisation.modification
    holds = None if modification is None else modification == "relabelled"
    return Answer(holds, f"{path}.authorisation.modification", f"modification = {modification or 'not stated'}")


@condition("product", "the auxiliary product is not authorised in the Union")
def is_unauthorised_auxiliary(subject: Subject) -> Answer:
    """By role and authorisation; an authorisation that is not stated counts as none."""
    role, path = subject.product.role, subject.of_product.path
    if role != "auxiliary":
        return Answer(None if role is None else False, f"{path}.role", f"role = {role or 'not stated'}")
    authorised = authorised_in_union(subject.product)
    holds = None if authorised.holds is None else not authorised.holds
    return Answer(holds, build_path(path, authorised.path), authorised.reason)


@condition("product", "the auxiliary product is authorised in the Union and not modified")
def is_marketed_auxiliary(subject: Subject) -> Answer:
    """By role, authorisation and modification."""
    role, path = subject.product.role, subject.of_product.path
    if role != "auxiliary":
        return Answer(None if role is None else False, f"{path}.role", f"role = {role or 'not stated'}")
    return evidence_is(subject, "F-1")


@condition("product", "the product is authorised and used within its product information")
def is_used_within_authorisation(subject: Subject) -> Answer:
    """By authorisation and the statement on its use."""
    product, path = subject.product, subject.of_product.path
    authorised = authorised_in_union_or_ich(product)
    if not authorised.holds:
        return Answer(authorised.holds, build_path(path, authorised.path), authorised.reason)
    replaced = product.basis.replaced if product.basis else None
    within = replaced.use_within_product_information if replaced else None
    below = f"{path}.basis.replaced.use_within_product_information"
    return Answer(within, below, "use within its product information" if within is not None else "")


@condition("product", "several summaries of product characteristics are registered for the product")
def has_several_smpcs(subject: Subject) -> Answer:
    """Whether more than one SmPC stands in the register."""
    about = Covering(product=subject.product.code)
    found = registered(subject.application, ("summary_of_product_characteristics",), about)
    return Answer(len(found) > 1, "documents", f"{len(found)} registered")


@condition("application", "scientific advice on a product was received")
def received_advice(subject: Subject) -> Answer:
    """By the procedures stated and by the cover letter; the letter alone can say that there was none."""
    return advice_received(subject.application)


def advice_received(application: ClinicalTrialApplication) -> Answer:
    """Whether a product has such a procedure, else what the cover letter says."""
    for product in application.products:
        for one in product.interactions:
            if one.procedure in ADVICE:
                return Answer(True, f"products[{product.code}].interactions[{one.id}]", one.procedure.replace("_", " "))
    letter = application.cover_letter
    statement = letter.scientific_advice if letter else None
    holds = statement.applies if statement else None
    return Answer(holds, "cover_letter.scientific_advice", "as the cover letter says" if holds is not None else "")


@condition("application", "a product of the trial is or contains a genetically modified organism")
def uses_genetically_modified_organism(subject: Subject) -> Answer:
    """By the products; a chemical product is none."""
    return organisms_used(subject.application)


def organisms_used(application: ClinicalTrialApplication) -> Answer:
    """Whether a product states that it is or contains one; None where one leaves it open."""
    unknown = ""
    for product in application.products:
        stated = product.atmp.genetically_modified_organism if product.atmp else None
        path = f"products[{product.code}].atmp.genetically_modified_organism"
        if stated:
            return Answer(True, path, f"{product.name or product.code} is or contains one")
        if stated is None and product.product_class not in ("chemical", "biological"):
            unknown = unknown or path
    return Answer(None if unknown or not application.products else False, unknown or "products", "")


@condition("application", "a product of the trial is made of cells or tissue of the patient")
def trial_is_autologous(subject: Subject) -> Answer:
    """By the donor relation of the products; only products of cells have one."""
    unknown = ""
    for product in subject.application.products:
        relation = donor_relation(product)
        path = f"products[{product.code}].atmp.donor_relation"
        if relation == "autologous":
            return Answer(True, path, f"{product.name or product.code} is autologous")
        if relation is None and product.product_class in (None, *CLASSES_OF_CELLS):
            unknown = unknown or path
    return Answer(None if unknown or not subject.application.products else False, unknown or "products", "")
