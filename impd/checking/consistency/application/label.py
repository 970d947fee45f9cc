"""What the labels bear, and in which languages (Annex I, 58, Annex VI, Article 69)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.authorisation_region import authorised_in_union_or_ich
from impd.checking.lookups.national import national_practice
from impd.checking.lookups.registered import Covering, registered
from impd.checking.observation import Observation, falls_short, for_review, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.product_statements import Label
from impd.dossier.trial_site import MemberState

ITEMS = (
    "contact", "substance", "pharmaceutical_form", "route", "quantity", "trial_code", "subject_number", "investigator",
    "directions", "storage",
)  # fmt: skip
"""On the label of a product without authorisation; keep out of reach of children comes to it. Batch number, period of
use and "for clinical trial use only" have a rule of their own."""
AUTHORISED_ITEMS = ("contact", "trial_code")
"""Added to the label of an authorised product."""


@check
def label_bears_its_items(subject: Subject) -> Iterator[Observation]:
    """Every item of Annex VI; one that is left out for a stated reason is for review."""
    label = subject.product.label
    if label is None:
        yield falls_short(subject.at("label"), "not stated", "the items of Annex VI", item="any item")
        return
    authorised = authorised_in_union_or_ich(subject.product).holds
    for item in AUTHORISED_ITEMS if authorised else ITEMS:
        yield _item(subject, label, item)
    if not authorised:
        yield _children(subject, label)


def _item(subject: Subject, label: Label, item: str) -> Observation:
    path, value = subject.at(f"label.{item}"), getattr(label, item)
    words = item.replace("_", " ")
    if value not in (None, False, (), ""):
        return holds(path, words)
    if label.omitted_items:
        return for_review(path, label.omitted_items, item=words)
    return falls_short(path, "not on the label" if value is False else "not stated", words, item=words)


def _children(subject: Subject, label: Label) -> Observation:
    """Keep out of reach of children, unless the product is not taken home."""
    path = subject.at("label.keep_from_children")
    if label.taken_home is False or label.keep_from_children:
        return holds(path, "not taken home" if label.taken_home is False else "keep out of reach of children")
    if label.taken_home is None:
        return untold(subject.at("label.taken_home"), "it is not stated whether subjects take the product home")
    return _item(subject, label, "keep_from_children")


@check
def label_is_in_national_language(subject: Subject) -> Iterator[Observation]:
    """Each product has a label text in an official language of the member state."""
    state = subject.entry(MemberState)
    practice = national_practice(state.country)
    for product in subject.application.products:
        if practice is None:
            yield untold(subject.at("country"), f"{state.country} is no member state of the Union or the EEA")
            return
        yield _language(subject, product, practice.languages)


def _language(subject: Subject, product: MedicinalProduct, wanted: tuple[str, ...]) -> Observation:
    about = Covering(product=product.code, member_state=getattr(subject.this, "country", ""))
    given = {one.language for one in registered(subject.application, ("label",), about) if one.language}
    given |= set(product.label.languages) if product.label else set()
    path = f"products[{product.code}].label.languages"
    if not given:
        return untold(path, f"the languages of the label of {product.code} are not stated")
    if found := given.intersection(wanted):
        return holds(path, ", ".join(sorted(found)))
    country = getattr(subject.this, "country", "")
    return falls_short(path, ", ".join(sorted(given)), " or ".join(wanted), country, label_of=product.code)


@check
def cell_label_identifies_donor(subject: Subject) -> Iterator[Observation]:
    """Labels of cells and tissues bear the unique identifier of the donor."""
    yield _flag(subject, "donor_identifier", "the identifier of the donor")


def _flag(subject: Subject, field: str, words: str) -> Observation:
    label, path = subject.product.label, subject.at(f"label.{field}")
    value = getattr(label, field) if label else None
    return holds(path, words) if value else falls_short(path, "not on the label" if label else "not stated", words)
