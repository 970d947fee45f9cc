"""Conditions in code on advanced therapies: producer cells, editing, route, conditioning, feeder cells, scaffold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from impd.checking.lookups.kinds_of_product import donor_relation, integral_devices, kind_of_cells
from impd.checking.lookups.materials import materials_of, used_materials
from impd.checking.lookups.specification_lines import AFTER_USE, product_lines_on
from impd.checking.lookups.statements import TESTS, statements
from impd.checking.lookups.terms import CAPSIDS, PAIRED_NUCLEASE
from impd.checking.names import called
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path

_TRANSFORMED = re.compile(r"HEK ?-?293|293T|293F|HeLa|PER\.?C6|A549|Ad5-transformed", re.IGNORECASE)
_VEIN_OR_FLUID = re.compile(r"intravenous|infusion|intrathecal|intracisternal|cerebroventricular|epidural", re.I)
_BASE_EDITOR = re.compile(r"base edit|deaminase|prime edit|\bABE|\bCBE", re.IGNORECASE)
_CONDITIONING = re.compile(
    r"lymphodeplet|myeloablat|busulfan|fludarabine|cyclophosphamide|melphalan|conditioning", re.IGNORECASE
)
_B_CELLS = re.compile(r"CD19|CD20\b|CD22|BCMA|B.cell (?:matur|lymph|leuk|acute)|CAR19", re.IGNORECASE)
_RECEPTOR = re.compile(r"\bCAR\d*\b|chimeric|receptor|\bTCR\b", re.IGNORECASE)
_PIG = re.compile(r"porcine|\bpigs?\b|swine", re.IGNORECASE)
_SURGERY = re.compile(r"implant|subretinal|intra-?articular|intracerebral|ocular|epilesional|intramyocardial", re.I)
_LASTING = ("gtmp_in_vivo_viral", "gtmp_in_vivo_editing", "gtmp_ex_vivo", "gtmp_ex_vivo_editing", "tep")


def _path(subject: Subject, below: str) -> str:
    return build_path(subject.of_product.path, below)


def _routes(subject: Subject, words: re.Pattern[str]) -> Answer:
    """Whether a route fits; None where none is stated."""
    routes = ", ".join(subject.product.route)
    found = bool(words.search(routes)) if routes else None
    return Answer(found, _path(subject, "route"), f"route = {routes}" if routes else "route is not stated")


def _named(subject: Subject, places: Iterable[str], words: re.Pattern[str]) -> str:
    """The first entry at one of the places that the pattern finds."""
    known = subject.of_product
    return next((one.name for place in places for one in statements(known, place) if words.search(one.words)), "")


@condition("product", "the producer cells hold transforming sequences, such as HEK293")
def is_made_in_transformed_cells(subject: Subject) -> Answer:
    """False where banks are stated and none names such a line; None where no bank is stated."""
    path = _path(subject, "quality.banks")
    found = _named(subject, ("quality.banks", "quality.vectors", "quality.materials"), _TRANSFORMED)
    stated = bool(subject.product.quality.banks)
    return Answer(True if found else False if stated else None, path, found or "no such line is named")


@condition("product", "full or empty capsids are measured at all")
def capsids_are_quantified(subject: Subject) -> Answer:
    """Whether a test, characterisation or impurity speaks of them; that none does is told by the rule on quantity."""
    found = _named(subject, (TESTS, "quality.characterisation", "quality.impurities"), CAPSIDS)
    return Answer(bool(found), _path(subject, "quality.specifications"), found or "no test or result speaks of them")


@condition("product", "the product is given into a vein or the cerebrospinal fluid")
def is_given_by_vein_or_into_cerebrospinal_fluid(subject: Subject) -> Answer:
    """By the routes as stated."""
    return _routes(subject, _VEIN_OR_FLUID)


@condition("product", "the product is put in place by an operation")
def is_given_by_surgery(subject: Subject) -> Answer:
    """By the routes as stated."""
    return _routes(subject, _SURGERY)


@condition("product", "the nuclease works as a pair")
def uses_nuclease_pair(subject: Subject) -> Answer:
    """Zinc-finger nucleases and TALEN; None where no reagent states its system."""
    return _reagents(subject, PAIRED_NUCLEASE)


@condition("product", "a base editor is used")
def uses_base_editor(subject: Subject) -> Answer:
    """By kind and system of the reagents; None where no reagent states its system."""
    reagents = subject.product.quality.editing_reagents
    if any(one.kind == "base_editor_mrna" for one in reagents):
        return Answer(True, _path(subject, "quality.editing_reagents"), "a base editor is stated")
    return _reagents(subject, _BASE_EDITOR)


def _reagents(subject: Subject, words: re.Pattern[str]) -> Answer:
    systems = ", ".join(dict.fromkeys(one.system for one in subject.product.quality.editing_reagents if one.system))
    path = _path(subject, "quality.editing_reagents")
    return Answer(bool(words.search(systems)) if systems else None, path, f"system = {systems or 'not stated'}")


@condition("product", "a repair template is used")
def uses_repair_template(subject: Subject) -> Answer:
    """False where reagents are stated and none is a template; None where no reagent is stated."""
    reagents = subject.product.quality.editing_reagents
    path = _path(subject, "quality.editing_reagents")
    found = [one.id for one in reagents if one.kind == "repair_template"]
    return Answer(bool(found) if reagents else None, path, ", ".join(found) or "no template is among the reagents")


@condition("product", "more than one gene is edited at once")
def edits_several_targets(subject: Subject) -> Answer:
    """By the target genes of the reagents; None where none is stated."""
    targets = sorted({one.target_gene for one in subject.product.quality.editing_reagents if one.target_gene})
    path = _path(subject, "quality.editing_reagents")
    return Answer(len(targets) > 1 if targets else None, path, f"targets = {', '.join(targets) or 'not stated'}")


@condition("product", "subjects are conditioned before the cells are given")
def is_given_after_conditioning(subject: Subject) -> Answer:
    """By risks, measures and procedures as stated; None where none of them is."""
    places = ("risks", "clinical.risk_and_benefit", "clinical.dose", "clinical.trials")
    found = _named(subject, places, _CONDITIONING)
    stated = bool(subject.product.risks or subject.product.clinical.risk_and_benefit)
    return Answer(True if found else False if stated else None, _path(subject, "risks"), found or "none is named")


@condition("product", "a receptor directs the modified cells to their target")
def redirects_immune_cells(subject: Subject) -> Answer:
    """By name, description, substance and transgene; None where none of them says what the cells carry."""
    product, quality = subject.product, subject.product.quality
    texts = [product.name, product.description, *(one.transgene for one in quality.vectors)]
    texts += [text for one in quality.substances for text in (one.name, one.kind, one.genetic_modification)]
    stated = " ".join(text for text in texts if text)
    path = _path(subject, "description")
    words = "by description, substance and transgene"
    return Answer(bool(_RECEPTOR.search(stated)) if stated else None, path, words)


@condition("product", "the modified cells attack B cells")
def attacks_b_cells(subject: Subject) -> Answer:
    """By description, indication and transgene; None where none of them is stated."""
    product = subject.product
    texts = [product.description, product.indication, *(one.transgene for one in product.quality.vectors)]
    stated = " ".join(text for text in texts if text)
    path = _path(subject, "description")
    return Answer(bool(_B_CELLS.search(stated)) if stated else None, path, "by description, indication and transgene")


@condition("product", "the product is given before the result of its sterility test is read")
def is_given_before_sterility_is_read(subject: Subject) -> Answer:
    """By the timing of the sterility tests; None where one states no timing."""
    lines = product_lines_on(subject.of_product, "sterility")
    path = lines[0].path if lines else _path(subject, "quality.specifications")
    late = [line for line in lines if line.test.timing in AFTER_USE]
    if late:
        return Answer(True, late[0].path, f"{late[0].name}: {(late[0].test.timing or '').replace('_', ' ')}")
    told = bool(lines) and all(line.test.timing for line in lines)
    return Answer(False if told else None, path, "read before release" if told else "timing is not stated")


@condition("product", "feeder cells are used")
def uses_feeder_cells(subject: Subject) -> Answer:
    """False where materials are stated and none of them is a feeder layer."""
    materials = subject.product.quality.materials
    found = list(map(called, used_materials(subject.product, "feeder_cells")))
    path = _path(subject, "quality.materials")
    return Answer(bool(found) if materials else None, path, ", ".join(found) or "none among the materials")


@condition("product", "living animal cells reach the recipient")
def brings_animal_cells(subject: Subject) -> Answer:
    """Xenogeneic products, and feeder cells of animals that go with the product."""
    relation = donor_relation(subject.product)
    if relation == "xenogeneic":
        return Answer(True, _path(subject, "atmp.donor_relation"), "the cells are of animal origin")
    feeders = materials_of(subject.product, "feeder_cells")
    animal = [one for one in feeders if one.origin and "human" not in one.origin]
    stated = relation is not None and bool(subject.product.quality.materials)
    answer = True if animal else False if stated else None
    because = (called(animal[0])) if animal else "none is stated"
    return Answer(answer, _path(subject, "quality.materials"), because)


@condition("product", "the cells come from pigs")
def is_from_pigs(subject: Subject) -> Answer:
    """False where the donors are human; by donors and substance of a xenogeneic product."""
    relation = donor_relation(subject.product)
    path = _path(subject, "atmp.donor_relation")
    if relation != "xenogeneic":
        return Answer(None if relation is None else False, path, f"donor relation = {relation or 'not stated'}")
    found = _named(subject, ("quality.donors", "quality.substances"), _PIG)
    return Answer(bool(found), _path(subject, "quality.donors"), found or "no pig is named")


@condition("product", "the product holds a scaffold or matrix")
def has_scaffold(subject: Subject) -> Answer:
    """By materials and integral devices; False where materials are stated and none is a scaffold."""
    quality = subject.product.quality
    found = list(map(called, materials_of(subject.product, "scaffold")))
    found += map(called, integral_devices(subject.product))
    path = _path(subject, "quality.materials")
    stated = bool(quality.materials or quality.devices)
    return Answer(True if found else False if stated else None, path, ", ".join(found) or "none is stated")


@condition("product", "the product or its effect is meant to last")
def lasts_in_the_body(subject: Subject) -> Answer:
    """Vectors, edits and modified cells, tissues, and cells derived from pluripotent cells."""
    product, path = subject.product, _path(subject, "product_class")
    cells = kind_of_cells(product)
    if product.product_class is None:
        return Answer(None, path, "the class is not stated")
    lasting = product.product_class in _LASTING or cells == "pluripotent_derived_cell"
    return Answer(lasting, path, f"class = {product.product_class}")
