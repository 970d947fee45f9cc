"""The label of a product against the trial and the product's own data (Regulation (EU) No 536/2014, Annex VI)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.agreement import agrees_with_one
from impd.checking.comparison import plain, same_period, same_storage, same_terms
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.product_statements import Label
from impd.dossier.quality.product import DrugProduct

_UNITS = ("vial", "bag", "syringe", "bottle", "blister", "ampoule", "cartridge", "dish", "container", "kit", "capsule",
          "tube", "sachet")  # fmt: skip


def _products(subject: Subject) -> tuple[DrugProduct, ...]:
    return subject.product.quality.drug_products


@check
def label_bears_the_trial_code(subject: Subject) -> Iterator[Observation]:
    """The trial reference code on the label is the protocol code or the EU CT number."""
    label, path = subject.entry(Label), subject.at("trial_code")
    trial = subject.application.trial
    codes = [one for one in (trial.protocol_code, trial.eu_ct_number) if one]
    if label.trial_code is None:
        yield no_concern(path, "the label text is not stated; whether the item is there is asked elsewhere")
    elif not codes:
        yield untold("trial.protocol_code", "neither protocol code nor EU CT number is stated")
    elif any(plain(one) in plain(label.trial_code) for one in codes):
        yield holds(path, label.trial_code)
    else:
        yield falls_short(path, label.trial_code, " or ".join(codes))


@check
def label_storage_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The storage on the label is that of the dossier."""
    label, path = subject.entry(Label), subject.at("storage")
    own = [one.storage for one in _products(subject) if one.storage]
    if label.storage is None:
        yield no_concern(path, "the label text is not stated; whether the item is there is asked elsewhere")
    elif not own:
        yield untold(f"{subject.of_product.path}.quality.drug_products", "the storage of the product is not stated")
    else:
        unclear = f'"{label.storage}" and "{own[0]}" name no temperatures to compare'
        yield agrees_with_one(path, label.storage, own, same_storage, unclear)


@check
def label_shelf_life_is_that_of_the_product(subject: Subject) -> Iterator[Observation]:
    """The shelf life behind the label is that of the dossier."""
    label, path = subject.entry(Label), subject.at("shelf_life")
    own = [one.shelf_life for one in _products(subject) if one.shelf_life]
    if label.shelf_life is None:
        yield no_concern(path, "the label states no shelf life; it bears an expiry or re-test date")
    else:
        unclear = "the shelf life of the product is not stated in a comparable unit"
        yield agrees_with_one(path, label.shelf_life, own, same_period, unclear)


@check
def label_names_the_product_as_the_dossier(subject: Subject) -> Iterator[Observation]:
    """Route, form and strength on the label are those of the dossier."""
    label, product = subject.entry(Label), subject.product
    if label.route and product.route:
        same = same_terms(label.route, product.route)
        found, expected = ", ".join(label.route), ", ".join(product.route)
        yield holds(subject.at("route"), found) if same else falls_short(subject.at("route"), found, expected)
    for field in ("pharmaceutical_form",) if product.role == "placebo" else ("pharmaceutical_form", "strength"):
        stated = getattr(label, field)
        own = [one for one in (getattr(product, field), *(getattr(p, field) for p in _products(subject))) if one]
        if stated and own:
            path = subject.at(field)
            same = any(plain(stated) in plain(one) or plain(one) in plain(stated) for one in own)
            yield holds(path, stated) if same else falls_short(path, stated, own[0])


@check
def label_counts_the_units_of_the_presentation(subject: Subject) -> Iterator[Observation]:
    """The label counts the units (vials, bags, bottles) in which the product is presented."""
    label, path = subject.entry(Label), subject.at("quantity")
    counted = _units(label.quantity or "")
    own = {one for p in _products(subject) for one in _units(f"{p.presentation or ''} {p.pharmaceutical_form or ''}")}
    if not counted or not own:
        yield no_concern(path, "label or presentation names no unit to compare")
    elif counted & own:
        yield holds(path, label.quantity)
    else:
        yield falls_short(path, label.quantity, f"units of the presentation: {', '.join(sorted(own))}")


def _units(text: str) -> set[str]:
    return {one for one in _UNITS if re.search(rf"\b(?:cryo)?{one}(?:s|es)?\b", text, re.IGNORECASE)}
