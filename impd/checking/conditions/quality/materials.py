"""Conditions on materials, donors, vectors and banks that a fact and a value cannot say."""

from __future__ import annotations

import re

from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS, VIRUSES, donor_relation, kind_of_cells
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.materials import Bank, Donor, Material

_LEAVES_RESIDUES = ("antibiotic", "cytokine", "enzyme", "separation_reagent")
_RESIDUES = re.compile(
    r"\bbeads?\b|nuclease|benzonase|\bDNase|detergent|surfactant|triton|polysorbate|tween|deoxycholate|antibiotic|"
    r"interleukin|cytokine|growth factor|trypsin|collagenase|dispase|mycin\b", re.IGNORECASE
)  # fmt: skip
_SERUM = re.compile(r"\b(?:bovine|calf) serum\b|\bF[BC]S\b", re.IGNORECASE)
_TRYPSIN = re.compile(r"tryps|pancreatin", re.IGNORECASE)
_PLASMA = re.compile(
    r"albumin|transferrin|fibrin|thrombin|immunoglobulin|gamma ?globulin|plasma\b|platelet lysate|"
    r"human (?:AB )?serum|\bHSA\b|antithrombin", re.IGNORECASE
)  # fmt: skip
_IN_HOUSE = re.compile(
    r"in[- ]house|on[- ]site|(?:at|on) (?:the )?site|\bown manufacture|prepared by the", re.IGNORECASE
)
_MIXTURE = re.compile(r"solution|medium|buffer|mixture|suspension", re.IGNORECASE)
_PHARMACOPOEIA = re.compile(r"\s*(?:Ph\.? ?Eur|European Pharmacopoeia|USP|JP|BP|NF)\b", re.IGNORECASE)
_SENSITISING = re.compile(
    r"penicillin|streptomycin|ampicillin|amoxicillin|carbenicillin|piperacillin|oxacillin|\bcef|\bceph|penem\b|"
    r"(?:beta|β)-?lactams?\b(?![- ]free)", re.IGNORECASE
)  # fmt: skip
_DENIED = re.compile(r"\b(?:no|not|without|free (?:of|from))\b[^;.]*", re.IGNORECASE)
_HIGH = re.compile(r"\bhigh\b", re.IGNORECASE)
_RESEARCH = re.compile(r"research|\bRUO\b|laborator(?:y|ies) (?:use|grade)", re.IGNORECASE)
_DECEASED = re.compile(r"decease|cadaver|post ?mortem|organ donor|brain[- ]dea", re.IGNORECASE)
_MICROBES = re.compile(r"\bcoli\b|lactis|lactobac|lactococ|bacter|yeast|Pichia|Saccharomyces|Listeria|Salmonella", re.I)
_STEM_CELLS = re.compile(r"CD34|mobilis|haematopoietic|hematopoietic|stem cell", re.IGNORECASE)


@condition("product", "cells or tissues of donors are the start of the process")
def starts_from_donor_cells(subject: Subject) -> Answer:
    """By the class; false where section S.2.3.a is said not to apply, as for a product of an established cell line."""
    path, kind = subject.of_product.path, subject.product.product_class
    if kind not in CLASSES_OF_CELLS:
        return Answer(None if kind is None else False, f"{path}.product_class", f"class = {kind or 'not stated'}")
    return _unless_left_out(subject, "S.2.3.a", "the class is one of cells or tissues")


@condition("product", "the product is made from a bank of cells or virus")
def is_made_from_a_bank(subject: Subject) -> Answer:
    """True unless section S.2.3.b is said not to apply."""
    return _unless_left_out(subject, "S.2.3.b", "nothing is stated against it")


def _unless_left_out(subject: Subject, section: str, because: str) -> Answer:
    path = subject.of_product.path
    for one in subject.product.quality.sections:
        if one.section == section and one.not_applicable:
            return Answer(False, build_path(path, f"quality.sections[{section}].not_applicable"), one.not_applicable)
    return Answer(True, path, because)


@condition("product", "cells are modified with a viral vector")
def uses_viral_vector(subject: Subject) -> Answer:
    """False where vectors of another kind, or editing reagents alone, are stated."""
    path, quality = build_path(subject.of_product.path, "quality.vectors"), subject.product.quality
    families = [one.family for one in quality.vectors]
    if found := [one for one in families if one in VIRUSES]:
        return Answer(True, path, f"family = {found[0]}")
    if (families and all(families)) or (not families and quality.editing_reagents):
        return Answer(False, path, "other means of transfer are stated, and no viral vector")
    return Answer(None, path, "the vector is not stated")


@condition("this", "the donor is human")
def donor_is_human(subject: Subject) -> Answer:
    """By the relation of the donor, else by that of the product."""
    relation = _relation(subject)
    return Answer(None if relation is None else relation != "xenogeneic", subject.at("relation"), _said(relation))


@condition("this", "the donor is an animal")
def donor_is_animal(subject: Subject) -> Answer:
    """By the relation of the donor, else by that of the product."""
    relation = _relation(subject)
    return Answer(None if relation is None else relation == "xenogeneic", subject.at("relation"), _said(relation))


def _said(relation: str | None) -> str:
    return f"relation = {relation}" if relation else "the relation of the donor is not stated"


def _relation(subject: Subject) -> str | None:
    donor = subject.entry(Donor)
    stated = donor.relation
    return stated or donor_relation(subject.product)


@condition("this", "the donor is living")
def donor_is_living(subject: Subject) -> Answer:
    """By the type of donation: false where it names a deceased donor."""
    donor = subject.entry(Donor)
    stated = donor.donation_type
    if stated is None:
        return Answer(None, subject.at("donation_type"), "the type of donation is not stated")
    return Answer(not _DECEASED.search(stated), subject.at("donation_type"), f"donation type = {stated}")


@condition("this", "material of the donor is meant for human use")
def donor_serves_the_trial(subject: Subject) -> Answer:
    """False where none of its batches is for human use, and another donor serves the trial; else true."""
    donor, others = subject.entry(Donor), subject.product.quality.donors
    kept = _batches_not_for_use(subject, donor.id)
    if kept and any(not _batches_not_for_use(subject, one.id) for one in others):
        return Answer(False, subject.path, f"batches {', '.join(kept)} are not for human use")
    return Answer(True, subject.path, "nothing is stated against it")


def _batches_not_for_use(subject: Subject, donor: str) -> list[str]:
    """The batches of a donor, where all of them are not for human use; else none."""
    batches = [one for one in subject.product.quality.batches if donor in one.made_from]
    return [one.id for one in batches] if all(one.disposition == "not_for_human_use" for one in batches) else []


@condition("this", "blood stem cells are collected")
def collects_stem_cells(subject: Subject) -> Answer:
    """By the kind of cells of the product, else by the words on the donation."""
    donor, product = subject.entry(Donor), subject.product
    cells = kind_of_cells(product)
    if cells is not None:
        return Answer(cells == "haematopoietic_stem_cell", f"{subject.of_product.path}.atmp.cells", f"cells = {cells}")
    words = f"{donor.tissue or ''} {donor.donation_type or ''}"
    found = True if _STEM_CELLS.search(words) else None
    return Answer(found, f"{subject.of_product.path}.atmp.cells", "" if found else "the kind of cells is not stated")


@condition("this", "the material is bovine serum")
def is_bovine_serum(subject: Subject) -> Answer:
    """By name; a medium that contains serum is not meant."""
    return _named(subject, _SERUM, "bovine")


@condition("this", "the material is porcine trypsin")
def is_porcine_trypsin(subject: Subject) -> Answer:
    """By name and origin."""
    return _named(subject, _TRYPSIN, "porcine")


@condition("this", "the material is made from human plasma")
def is_plasma_material(subject: Subject) -> Answer:
    """By name and origin; recombinant proteins are not meant."""
    return _named(subject, _PLASMA, "human")


def _named(subject: Subject, pattern: re.Pattern[str], origin: str) -> Answer:
    """Whether a material of that origin bears such a name."""
    one = subject.entry(Material)
    name, origins = (one.name or "", one.origin)
    if not pattern.search(name) or "recombinant" in name.casefold():
        return Answer(False if name else None, subject.at("name"), f"name = {name or 'not stated'}")
    if not origins:
        return Answer(None, subject.at("origin"), "origin is not stated")
    return Answer(origin in origins, subject.at("origin"), f"origin = {', '.join(origins)}")


@condition("this", "the material is an antibiotic, cytokine, enzyme, nuclease, detergent or separation reagent")
def leaves_residues(subject: Subject) -> Answer:
    """By category and name; not for what is an excipient of the product or is not used."""
    one = subject.entry(Material)
    if one.category in ("excipient", "diluent", "starting_material"):
        return Answer(False, subject.at("category"), "it is part of the product or its start")
    meant = one.category in _LEAVES_RESIDUES or bool(_RESIDUES.search(one.name or ""))
    if not meant and one.category is None:
        return Answer(None, subject.at("category"), "category is not stated")
    return Answer(meant, subject.at("category"), f"category = {one.category}")


@condition("this", "the material is a medium or solution made in house")
def is_made_in_house(subject: Subject) -> Answer:
    """By category and supplier; a material with a pharmacopoeial monograph of its own, such as water, is not meant."""
    one = subject.entry(Material)
    if not _is_solution(one):
        return Answer(False, subject.at("category"), "it is no medium or solution")
    if one.standard and _PHARMACOPOEIA.match(one.standard):
        return Answer(False, subject.at("standard"), f"standard = {one.standard}")
    if one.supplier is None:
        return Answer(None, subject.at("supplier"), "supplier is not stated")
    return Answer(bool(_IN_HOUSE.search(one.supplier)), subject.at("supplier"), f"supplier = {one.supplier}")


def _is_solution(one: Material) -> bool:
    """Media and processing aids; of excipients and diluents those that are mixtures by name."""
    if one.category in ("excipient", "diluent"):
        return bool(_MIXTURE.search(one.name or ""))
    return one.category in ("medium", "processing_aid")


@condition("this", "the material is or contains a beta-lactam or streptomycin")
def may_sensitise(subject: Subject) -> Answer:
    """By name and composition, what is denied there left out."""
    one = subject.entry(Material)
    words = f"{one.name or ''}; {one.composition or ''}"
    found = _SENSITISING.search(_DENIED.sub("", words))
    return Answer(bool(found), subject.at("name"), f"it names {found[0]}" if found else "it names none")


@condition("this", "the material is of high risk or of research grade")
def is_risky_or_research_grade(subject: Subject) -> Answer:
    """By the stated risk class and grade."""
    one = subject.entry(Material)
    if one.risk_class is None and one.grade is None:
        return Answer(None, subject.at("risk_class"), "neither risk class nor grade is stated")
    risky, research = _HIGH.search(one.risk_class or ""), _RESEARCH.search(one.grade or "")
    said = f"risk class = {one.risk_class or 'not stated'}, grade = {one.grade or 'not stated'}"
    return Answer(bool(risky or research), subject.at("risk_class"), said)


@condition("this", "the bank is one of animal or human cells")
def is_bank_of_animal_cells(subject: Subject) -> Answer:
    """Banks of bacteria and yeast are not meant."""
    one = subject.entry(Bank)
    words = f"{one.bank_of or ''} {one.name or ''}".strip()
    if not words:
        return Answer(None, subject.at("bank_of"), "what is banked is not stated")
    return Answer(not _MICROBES.search(words), subject.at("bank_of"), f"bank of {words}")
