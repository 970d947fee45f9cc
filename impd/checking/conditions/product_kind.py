"""Conditions on the kind of product that calculation answers, for the section trees as for the rules."""

from __future__ import annotations

from collections.abc import Callable

from impd.calculation.applicability import PREDICATES
from impd.checking.registry import CONDITIONS, Answer, Condition, condition
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct

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
    known = subject.of_product
    if known.group is None:
        return Answer(None, f"{known.path}.product_class", "the class of the product is not stated")
    full = known.group not in ("placebo", "authorised", "modified_comparator")
    return Answer(full, known.path, f"kind of dossier = {known.group}")
