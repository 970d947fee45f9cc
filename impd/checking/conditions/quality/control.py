"""Conditions on route, culture, donors and batches that a fact and a value cannot say."""

from __future__ import annotations

import re

from impd.calculation.acceptance_of_batches import JudgedResult
from impd.checking.lookups.batches import made_batches
from impd.checking.lookups.kinds_of_product import CLASSES_OF_CELLS
from impd.checking.lookups.specification_lines import is_made, product_lines_on
from impd.checking.lookups.terms import HEALTHY_DONOR
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject

_INTO_THE_BODY = re.compile(
    r"^intra(?!nasal|vaginal|vesical|gastric)|injection|infusion|implant|subcutaneous|subretinal|subconjunctival|"
    r"suprachoroidal|epidural|peri(?:neural|ocular|articular)|epilesional|haemodialysis|parenteral", re.I
)  # fmt: skip
_ONTO_THE_BODY = re.compile(
    r"\boral\b|oromucosal|buccal|sublingual|gingival|dental|cutaneous|transdermal|nasal|inhalation|rectal|vaginal|"
    r"auricular|ocular|gastric|topical|urethral|intravesical|laryngopharyngeal", re.I
)  # fmt: skip
_VIRUSES = ("gtmp_in_vivo_viral", "gtmp_oncolytic")
_CELL_LINES = re.compile(r"\bCHO|HEK|HeLa|NS0|Sp2|Vero|PER\.?C6|BHK|MDCK|hybridoma|cell line|cells\b|Sf9", re.I)
_CHANGED = re.compile(r"thaw|dilut|reconstitut|wash", re.IGNORECASE)
_FROZEN = re.compile(r"liquid nitrogen|frozen|cryo|[−-] ?[1-9]\d{1,2} ?°", re.IGNORECASE)


@condition("product", "the product is injected, infused or implanted, or contains living cells")
def is_injected_or_implanted(subject: Subject) -> Answer:
    """By the routes as stated; None for a route that is not known here."""
    return _by_route(subject)


def _by_route(subject: Subject) -> Answer:
    product, path = subject.product, f"{subject.of_product.path}.route"
    if product.product_class in CLASSES_OF_CELLS:
        return Answer(True, f"{subject.of_product.path}.product_class", "it contains living cells")
    if not product.route:
        return Answer(None, path, "the route of administration is not stated")
    routes = ", ".join(product.route)
    if any(_INTO_THE_BODY.search(one) for one in product.route):
        return Answer(True, path, f"route = {routes}")
    known = all(_ONTO_THE_BODY.search(one) for one in product.route)
    return Answer(False if known else None, path, f"route = {routes}")


@condition("product", "the product is not sterile, by its route and its form")
def is_not_sterile(subject: Subject) -> Answer:
    """False where it is injected or implanted, or a drug product is stated to be sterile."""
    injected = _by_route(subject)
    sterile = [one.sterile for one in subject.product.quality.drug_products if one.sterile is not None]
    if injected.holds or any(sterile):
        return Answer(False, injected.path, injected.because if injected.holds else "the product is sterile")
    return Answer(True if sterile or injected.holds is False else None, injected.path, injected.because)


@condition("product", "the product or its active substance is made in cell culture")
def is_made_in_cell_culture(subject: Subject) -> Answer:
    """True for cells and viral vectors; for other biological products by what their banks are of."""
    path = f"{subject.of_product.path}.product_class"
    kind = subject.product.product_class
    if kind is None:
        return Answer(None, path, "the class of the product is not stated")
    if kind != "biological":
        return Answer(kind in (*CLASSES_OF_CELLS, *_VIRUSES), path, f"product class = {kind}")
    banks = [one for one in subject.product.quality.banks if one.tier and "cell_bank" in one.tier]
    if any(_CELL_LINES.search(f"{one.bank_of or ''} {one.name or ''}") for one in banks):
        return Answer(True, path, "a bank of a cell line is used")
    return Answer(None, f"{subject.of_product.path}.quality.banks", "what the banks are of is not stated")


@condition("this", "it is a batch of the substance or the product")
def is_batch_of_substance_or_product(subject: Subject) -> Answer:
    """By what the batch is stated to be of."""
    of = getattr(subject.this, "subject", None)
    return Answer(is_made(subject.of_product, of), subject.at("subject"), f"it is of {of or 'nothing stated'}")


@condition("product", "the product is thawed, diluted, reconstituted or washed before it is given")
def is_changed_before_use(subject: Subject) -> Answer:
    """By the handling and storage as stated; None where neither is."""
    products = subject.product.quality.drug_products
    path = f"{subject.of_product.path}.quality.drug_products"
    words = [f"{step.name} {step.instruction or ''}" for one in products for step in one.handling]
    storage = [one.storage for one in products if one.storage]
    if any(_CHANGED.search(one) for one in words) or any(one.diluents for one in products):
        return Answer(True, path, "the handling says so")
    if any(_FROZEN.search(one) and not re.search("do not [^.]*freez", one, re.I) for one in storage):
        return Answer(True, path, "it is stored frozen")
    return Answer(False if words or storage else None, path, "neither handling nor storage says so")


@condition("product", "batches have results in words that are no plain statement of compliance")
def has_results_in_words(subject: Subject) -> Answer:
    """Whether a person must compare results with the words of a criterion, and how many."""
    judged = [one for each in subject.of_product.judged_batches.values() for one in each]
    words = [one for one in judged if is_in_words(one)]
    path = f"{subject.of_product.path}.quality.batches"
    return Answer(bool(words), path, f"{len(words)} of {len(judged)} results are in words")


def is_in_words(one: JudgedResult) -> bool:
    """Whether only a person can hold a result against its limit."""
    return one.judgement.tested and one.judgement.verdict == "cannot be judged" and "person" in one.judgement.reason


@condition("product", "batches of the product were made from cells of healthy donors only")
def has_only_batches_of_healthy_donors(subject: Subject) -> Answer:
    """None where no batch says from whom its cells came."""
    donors = [one.donor for one in made_batches(subject.of_product) if one.donor]
    path = f"{subject.of_product.path}.quality.batches"
    if not donors:
        return Answer(None, path, "no batch states its donor")
    return Answer(
        all(HEALTHY_DONOR.search(one) for one in donors), path, f"donors = {', '.join(dict.fromkeys(donors))}"
    )


@condition("product", "a test of potency is specified")
def has_potency_test(subject: Subject) -> Answer:
    """Whether a line of the specification of the product is a potency test."""
    found = product_lines_on(subject.of_product, "potency")
    path = found[0].path if found else f"{subject.of_product.path}.quality.specifications"
    return Answer(bool(found), path, f"{len(found)} such tests")
