"""Conditions on the kind of product that calculation answers, for the section trees as for the rules."""

from __future__ import annotations

from collections.abc import Callable, Collection

from impd.calculation.applicability import PREDICATES
from impd.checking.registry import CONDITIONS, Answer, Condition, condition
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct

OWN_DATA = ("chemical", "biological", "gene_therapy", "modified_cells", "cells_and_tissues")
"""The kinds of dossier that hold the data of the product itself, by its kind."""
Predicate = Callable[[MedicinalProduct], bool | None]


def _as_condition(predicate: Predicate) -> Condition:
    """A predicate of the section trees as a condition; its first line says what it asks."""
    says = (predicate.__doc__ or predicate.__name__).split("\n")[0].rstrip(".").removeprefix("Whether ")

    def ask(subject: Subject) -> Answer:
        return Answer(predicate(subject.product), subject.of_product.path)

    return Condition(ask, "product", says)


for _name, _predicate in PREDICATES.items():
    CONDITIONS[_name] = _as_condition(_predicate)


@condition("product", "the product owes quality data of its own, because no authorisation or exemption replaces them")
def owes_full_quality_data(subject: Subject) -> Answer:
    """False for a placebo and for a product that is authorised; None where the class is not stated."""
    return dossier_is(subject, "impd-quality", OWN_DATA)


def dossier_is(subject: Subject, document: str, kinds: Collection[str]) -> Answer:
    """Whether a document of the product is of one of these kinds; None where the class of the product is not stated."""
    known = subject.of_product
    kind = known.groups[document]
    if kind is None:
        return Answer(None, f"{known.path}.product_class", "the class of the product is not stated")
    return Answer(kind in kinds, f"{known.path}.basis.kind", f"kind of dossier = {kind.replace('_', ' ')}")
