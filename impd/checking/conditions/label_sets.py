"""Conditions in code on the particulars that the labels of a product bear (Annex VI)."""

from __future__ import annotations

from impd.calculation.label_set import LabelCase, label_set
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path


@condition("product", "the product is investigational and not authorised (Annex VI, A)")
def bears_particulars_of_investigational_product(subject: Subject) -> Answer:
    """By role and authorisation; modified counts as not authorised."""
    return _set_is(subject, "A")


@condition("product", "the product is auxiliary and not authorised (Annex VI, B)")
def bears_particulars_of_auxiliary_product(subject: Subject) -> Answer:
    """By role and authorisation; modified counts as not authorised."""
    return _set_is(subject, "B")


@condition("product", "the product is authorised and not modified (Annex VI, C)")
def bears_additions_of_authorised_product(subject: Subject) -> Answer:
    """By authorisation and modification."""
    return _set_is(subject, "C")


def _set_is(subject: Subject, case: LabelCase) -> Answer:
    found, path = label_set(subject.product), subject.of_product.path
    holds = None if found.case is None else found.case == case
    return Answer(holds, build_path(path, found.missing) if found.missing else path, found.reason)
