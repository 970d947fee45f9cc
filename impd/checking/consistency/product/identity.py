"""What a product is called and is: one name, form, strength and class throughout (cover, P.1, classification)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import names_the_same, plain
from impd.checking.lookups.kinds_of_product import integral_devices
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.product import DrugProduct
from impd.dossier.risk import Risk

_CLASSES = {"sctmp": "somatic_cell_therapy", "tep": "tissue_engineered"}
_NOT_STANDARD = (
    (re.compile(r"\d"), "a term without strength or number"),
    (re.compile(r"\b(?:tabs?|caps?|inj|soln?|susp|conc|amp|inf|i\.?v|s\.?c|i\.?m|FCT)\b\.?(?!\w)", re.IGNORECASE),
     "a term written in full"),
    (re.compile(r"\b(?:tablets|capsules|solutions|suspensions|powders|vials|bags|implants|dispersions)\b",
                re.IGNORECASE), "a term in the singular"),
    (re.compile(r"^(?:vial|bag|syringe|bottle|ampoule|ATMP|IMP|biological|liquid|pill)$", re.IGNORECASE),
     "a dosage form, no container or kind of product"),
)  # fmt: skip
_HIGH = re.compile(r"\bhigh\b", re.IGNORECASE)


@check
def form_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The pharmaceutical form in P.1 is that on the cover."""
    yield from _same(subject, "pharmaceutical_form", subject.product.pharmaceutical_form)


@check
def strength_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The strength in P.1 is that on the cover."""
    yield from _same(subject, "strength", subject.product.strength)


def _same(subject: Subject, field: str, cover: str | None) -> Iterator[Observation]:
    own, path, label = getattr(subject.entry(DrugProduct), field), subject.at(field), field.replace("_", " ")
    several = len({getattr(one, field) for one in subject.product.quality.drug_products}) > 1
    if cover is None or own is None:
        yield no_concern(path, f"the {label} is not stated in both places, cover and P.1")
    elif plain(own) == plain(cover) or (several and plain(own) in plain(cover)):
        yield holds(path, own)
    else:
        yield falls_short(path, own, cover)


@check
def name_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The name of the drug product begins like the name or code of the product, or holds it."""
    product, path = subject.entry(DrugProduct), subject.at("name")
    known = [one for one in (subject.product.name, subject.product.code, subject.product.other_names) if one]
    if product.name is None:
        yield untold(path, "the name of the drug product is not stated")
    elif any(names_the_same(product.name, one) or _first(product.name) == _first(one) for one in known):
        yield holds(path, product.name)
    else:
        yield falls_short(path, product.name, known[0] if known else "the name of the product")


def _first(name: str) -> str:
    return plain(name).partition(" ")[0]


@check
def form_reads_as_a_standard_term(subject: Subject) -> Iterator[Observation]:
    """The pharmaceutical form is written as standard terms are: in full, in the singular, without strength."""
    own, path = subject.entry(DrugProduct).pharmaceutical_form, subject.at("pharmaceutical_form")
    form = own or subject.product.pharmaceutical_form
    if form is None:
        yield untold(path, "the pharmaceutical form is not stated")
        return
    wrong = next((words for sign, words in _NOT_STANDARD if sign.search(form)), None)
    yield falls_short(path, form, wrong) if wrong else holds(path, form)


@check
def class_is_the_recommended_one(subject: Subject) -> Iterator[Observation]:
    """The class of an advanced therapy is the one that the CAT recommended, where it was asked."""
    atmp, kind = subject.product.atmp, subject.product.product_class
    path = subject.at("atmp.recommended_class")
    if atmp is None or kind is None or atmp.recommended_class is None:
        yield no_concern(path, "no recommendation on the class is stated")
        return
    own = "gene_therapy" if kind.startswith("gtmp") else _CLASSES.get(kind, "no_advanced_therapy")
    words = atmp.recommended_class.replace("_", " ")
    yield holds(path, words) if own == atmp.recommended_class else falls_short(path, words, own.replace("_", " "))


@check
def combined_agrees_with_devices(subject: Subject) -> Iterator[Observation]:
    """A product with an integral device is called combined, and a combined product has one."""
    path = subject.at("atmp.combined")
    integral = integral_devices(subject.product)
    combined = subject.product.atmp.combined if subject.product.atmp else None
    if combined is None:
        yield untold(path, "it is not stated whether the product is combined with a device")
    elif combined and not integral:
        yield falls_short(path, "combined", "an integral device among the devices")
    elif integral and not combined:
        yield falls_short(path, "not combined", f"combined, as {called(integral[0])} is integral")
    else:
        yield holds(path, "combined" if combined else "not combined")


@check
def high_risk_is_mitigated(subject: Subject) -> Iterator[Observation]:
    """A risk rated high has a mitigation and says where the dossier shows it."""
    risk = subject.entry(Risk)
    if risk.relevant is False:
        yield no_concern(subject.at("relevant"), "the risk does not bear on the product")
        return
    if risk.rating is None:
        yield untold(subject.at("rating"), "the rating of the risk is not stated")
        return
    if not _HIGH.search(risk.rating):
        yield no_concern(subject.at("rating"), f"rating = {risk.rating}")
        return
    name = risk.risk or risk.id
    for field, value in (("mitigation", risk.mitigation or risk.clinical_control), ("evidence", risk.evidence)):
        path = subject.at(field)
        wanted = {"mitigation": "a mitigation", "evidence": "the section that shows it"}[field]
        yield holds(path) if value else falls_short(path, "not stated", wanted, lacks=wanted, risk_named=name)
