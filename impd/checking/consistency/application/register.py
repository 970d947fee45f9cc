"""The register of documents: titles, files and places as authorities found them wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.authorisation_region import authorised_in_union_or_ich
from impd.checking.comparison import is_earlier, years_after
from impd.checking.lookups.registered import Covering, path_of_document, registered
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.medicinal_product import MedicinalProduct

_VERSION = re.compile(
    r"(?<![A-Za-z])v\.?\s?\d+(\.\d+)*(?![A-Za-z0-9])|(?<![A-Za-z])version\s+\d+(\.\d+)*|(?<!\d)20\d{2}-\d{2}-\d{2}(?!\d)|"
    r"(?<!\d)\d{1,2}\s?[A-Z][a-z]{2,8}\s?20\d{2}(?!\d)",
    re.IGNORECASE,
)
_BROCHURE = re.compile(r"\bbrochure\b", re.IGNORECASE)
_CHOICE = ("summary_of_product_characteristics", "investigators_brochure")


@check
def title_holds_no_version(subject: Subject) -> Iterator[Observation]:
    """Version and date stand in fields of their own, not in the title."""
    document = subject.entry(RegisteredDocument)
    if document.title:
        found = _VERSION.search(document.title)
        path = subject.at("title")
        yield falls_short(path, found[0], "a title without version and date") if found else holds(path, document.title)


@check
def file_is_registered_once(subject: Subject) -> Iterator[Observation]:
    """The same file does not stand under two documents."""
    document = subject.entry(RegisteredDocument)
    if not document.file:
        return
    others = [one.id for one in subject.application.documents if one.file == document.file and one.id != document.id]
    path = subject.at("file")
    yield falls_short(path, document.file, ", ".join(others)) if others else holds(path, document.file)


@check
def document_is_final(subject: Subject) -> Iterator[Observation]:
    """A document is final when the application is submitted; a status that is not stated says nothing."""
    document = subject.entry(RegisteredDocument)
    if document.status:
        path = subject.at("status")
        yield holds(path, "final") if document.status == "final" else falls_short(path, "draft", "final")


@check
def smpc_belongs_to_authorised_product(subject: Subject) -> Iterator[Observation]:
    """What stands as SmPC is one: no brochure, and not of a product without any authorised relative."""
    document = subject.entry(RegisteredDocument)
    if document.kind != "summary_of_product_characteristics":
        return
    if document.title and _BROCHURE.search(document.title):
        yield falls_short(subject.at("kind"), document.title, "investigator's brochure")
        return
    products = [one for one in subject.application.products if not document.products or one.code in document.products]
    if any(_has_authorised_relative(one) for one in products):
        yield holds(subject.at("kind"), called(document))
    else:
        yield falls_short(subject.at("kind"), "an SmPC", "an authorised product that it is of")


def _has_authorised_relative(product: MedicinalProduct) -> bool:
    """Authorised itself, or another form of it, or a product with its substance (Table 1, rows 1 to 3)."""
    facts = product.simplified
    related = facts and (facts.other_form_or_strength_authorised or facts.substance_in_authorised_product)
    return authorised_in_union_or_ich(product).holds is not False or bool(related) or product.role == "placebo"


@check
def document_is_asked_for(subject: Subject) -> Iterator[Observation]:
    """A document of no kind that Annex I asks for."""
    document = subject.entry(RegisteredDocument)
    if document.kind:
        path, other = subject.at("kind"), document.kind == "other_document"
        words = document.kind.replace("_", " ")
        yield falls_short(path, called(document), "a document of Annex I") if other else holds(path, words)


@check
def one_smpc_is_chosen(subject: Subject) -> Iterator[Observation]:
    """Of several SmPCs the cover letter names one, and the dossier says why that one (Annex I, 28 and 29)."""
    letter, product = subject.application.cover_letter, subject.product
    entries = letter.reference_safety_information if letter else ()
    named = [one.document for one in entries if one.product == product.code and one.document]
    about = Covering(product=product.code)
    smpcs = [one.id for one in registered(subject.application, ("summary_of_product_characteristics",), about)]
    path = "cover_letter.reference_safety_information"
    chosen = [one for one in named if one in smpcs]
    yield holds(path, chosen[0]) if chosen else falls_short(path, ", ".join(smpcs), "one of them", "choice")
    replaced = product.basis.replaced if product.basis else None
    reason = replaced.justification if replaced else None
    below = subject.at("basis.replaced.justification")
    yield given(below, reason, "why this one", "reason")


@check
def brochure_is_recent(subject: Subject) -> Iterator[Observation]:
    """The brochure is not older than a year on the date of the cover letter."""
    about = Covering(product=subject.product.code)
    brochures = registered(subject.application, ("investigators_brochure",), about)
    letters = [one.date for one in registered(subject.application, ("cover_letter",)) if one.date]
    for one in brochures:
        path = f"{path_of_document(one)}.date"
        if not one.date or not letters:
            yield untold(path, "the date of the brochure or of the cover letter is not stated")
        elif is_earlier(years_after(one.date, 1), letters[0]):
            yield falls_short(path, one.date, letters[0], document=one.id)
        else:
            yield holds(path, one.date)


@check
def brochure_is_as_registered(subject: Subject) -> Iterator[Observation]:
    """The version of the brochure that the dossier refers to is the one registered."""
    basis, about = subject.product.basis, Covering(product=subject.product.code)
    brochure = basis.brochure if basis else None
    rsi = subject.product.clinical.reference_safety_information
    quoted = {"basis.brochure.version": brochure.version if brochure else None}
    found = registered(subject.application, _CHOICE, about)
    if rsi and len(found) == 1:
        quoted["clinical.reference_safety_information.version"] = rsi.version
    for below, version in quoted.items():
        for one in found if version else ():
            if one.version is None or (below.startswith("basis") and one.kind != "investigators_brochure"):
                continue
            path = subject.at(below)
            yield holds(path, version) if version == one.version else falls_short(path, version, one.version,
                                                                                   document=one.id)  # fmt: skip


@check
def modified_document_counts_up(subject: Subject) -> Iterator[Observation]:
    """The document of a modification bears the newest version of its history, later than the one before."""
    for name in ("document", "safety_efficacy_document"):
        control = getattr(subject.product, name)
        if control is None:
            continue
        path = subject.at(name)
        history = sorted((one.date or "", one.version) for one in control.history)
        if not history:
            yield untold(f"{path}.history", "the versions before this one are not stated")
        elif len(history) < 2:
            yield no_concern(f"{path}.history", "it is the first version, and so not modified")
        elif control.version != history[-1][1] or control.date != history[-1][0]:
            yield falls_short(f"{path}.version", f"{control.version} of {control.date}",
                              f"{history[-1][1]} of {history[-1][0]}")  # fmt: skip
        elif history[-1][0] <= history[-2][0]:
            yield falls_short(f"{path}.date", control.date, f"later than {history[-2][0]}")
        else:
            yield holds(f"{path}.version", control.version)
