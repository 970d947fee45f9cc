"""What stands in one slot: the documents that fill it, what may stand instead, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from impd.checking.condition import Conditions
from impd.checking.expected_languages import missing_languages
from impd.checking.lookups.registered import covering, registered
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.errors import TemplateFault
from impd.gaps.slot import Filling, Need
from impd.rules.slots import AlternativeEntry, SlotEntry


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a slot, why it is filled so, and the documents of the register in it."""

    filling: Filling
    explanation: str = ""
    documents: tuple[RegisteredDocument, ...] = ()


_TYPED = Filled(Filling.NOT_NEEDED, "typed into CTIS, no file")


def fill_nowhere(slot: SlotEntry, need: Need) -> Filled:
    """What fills a slot of products, member states or sites of which none is stated."""
    if slot.typed:
        return _TYPED
    return Filled(Filling.NOT_NEEDED if need == Need.NOT_APPLICABLE else Filling.MISSING)


def fill(slot: SlotEntry, subject: Subject, need: Need, conditions: Conditions) -> Filled:
    """What fills a slot at one place of the application."""
    if slot.typed:
        return _TYPED
    about = covering(subject)
    filling = registered(subject.application, slot.kinds, about)
    beside = tuple(one for one in registered(subject.application, slot.also_holds, about))
    if filling:
        return _by_documents(slot, subject, need, (*filling, *beside))
    if slot.written and (version := _written(slot.written, subject)) is not None and need != Need.NOT_APPLICABLE:
        words = f"written from the facts of the product{f', version {version}' if version else ''}"
        return Filled(Filling.DRAFT, f"{words}; register the file when it is final", beside)
    if need == Need.NOT_APPLICABLE:
        return Filled(Filling.NOT_NEEDED, documents=beside)
    return _instead(slot, subject, conditions, beside)


def _instead(
    slot: SlotEntry, subject: Subject, conditions: Conditions, beside: tuple[RegisteredDocument, ...]
) -> Filled:
    """A slot without a document: something stands instead, or it is missing."""
    still_open = []
    for one in slot.alternatives:
        answers = [conditions.ask(when, subject) for when in one.when]
        if all(answer.holds for answer in answers):
            return Filled(Filling.EXCLUDED, _reason(one, subject), beside)
        unknown = [answer for answer in answers if answer.holds is None]
        if unknown and not any(answer.holds is False for answer in answers):
            still_open.append(f"open whether {one.says}: {unknown[0].because or unknown[0].path}")
    return Filled(Filling.MISSING, "; ".join(still_open), beside)


def _reason(alternative: AlternativeEntry, subject: Subject) -> str:
    quoted = _fact(alternative.quotes, subject) if alternative.quotes else None
    return f"{alternative.says}: {quoted}" if quoted else alternative.says


def _by_documents(slot: SlotEntry, subject: Subject, need: Need, documents: tuple[RegisteredDocument, ...]) -> Filled:
    """The first thing that is wrong with the documents of a slot; nothing wrong: final or draft."""
    tests: tuple[tuple[Filling, Callable[[], str]], ...] = (
        (Filling.DUPLICATE, lambda: _same_file(documents, subject)),
        (Filling.DUPLICATE, lambda: _twins(slot, documents, same_version=True)),
        (Filling.WRONG_VERSION, lambda: _twins(slot, documents, same_version=False)),
        (Filling.WRONG_VERSION, lambda: _other_version(slot, subject, documents)),
        (Filling.WRONG_LANGUAGE, lambda: _languages(slot, subject, need, documents)),
    )
    unasked = "registered, but not asked for" if need == Need.NOT_APPLICABLE else ""
    for filling, test in tests:
        if words := test():
            return Filled(filling, "; ".join(filter(None, (words, unasked))), documents)
    drafts = [one.id for one in documents if one.status == "draft"]
    unsaid = [one.id for one in documents if one.status is None]
    notes = [
        f"draft: {', '.join(drafts)}" if drafts else "",
        f"counts as a draft, because its status is not stated: {', '.join(unsaid)}" if unsaid else "",
        unasked,
    ]
    return Filled(Filling.DRAFT if drafts or unsaid else Filling.FINAL, "; ".join(filter(None, notes)), documents)


def _same_file(documents: Sequence[RegisteredDocument], subject: Subject) -> str:
    """A file that stands under two documents of the register, in this slot or another."""
    for one in documents:
        others = [other.id for other in subject.application.documents if other.id != one.id and other.file == one.file]
        if one.file and others:
            return f"{one.file} is the file of {one.id} and of {', '.join(others)}"
    return ""


def _twins(slot: SlotEntry, documents: Sequence[RegisteredDocument], *, same_version: bool) -> str:
    """Two documents of the same kind, cover and language, alike or not in version."""
    for first, second in _pairs(documents):
        if _cover(first, slot) == _cover(second, slot) and (first.version == second.version) is same_version:
            if same_version:
                return f"{first.id} and {second.id} cover the same"
            return f"{first.id} is version {first.version or '?'}, {second.id} version {second.version or '?'}"
    return ""


def _pairs(documents: Sequence[RegisteredDocument]) -> Iterator[tuple[RegisteredDocument, RegisteredDocument]]:
    for index, first in enumerate(documents):
        for second in documents[index + 1 :]:
            yield first, second


def _cover(document: RegisteredDocument, slot: SlotEntry) -> tuple[object, ...]:
    """What tells two documents of a slot apart."""
    lists = (document.products, document.member_states, document.sites, document.manufacturing_sites, document.readers)
    title = document.title if slot.several else None
    return (document.kind, document.language, title, *(tuple(sorted(one)) for one in lists))


def _other_version(slot: SlotEntry, subject: Subject, documents: Sequence[RegisteredDocument]) -> str:
    """A version that another fact states otherwise."""
    for fact in slot.versions:
        stated = _fact(fact, subject)
        for one in documents:
            if one.kind in slot.kinds and stated and one.version and str(stated) != one.version:
                return f"{one.id} is version {one.version}, {fact.removeprefix('application.')} says {stated}"
    return ""


def _languages(slot: SlotEntry, subject: Subject, need: Need, documents: Sequence[RegisteredDocument]) -> str:
    """The languages in which a document is expected and not there; none while a language is not stated."""
    filling = [one for one in documents if one.kind in slot.kinds]
    if slot.languages is None or need == Need.NOT_APPLICABLE or any(one.language is None for one in filling):
        return ""
    missing = missing_languages(slot.languages, subject, filling)
    there = ", ".join(sorted({one.language or "" for one in filling}))
    return f"there in {there}; missing: {', '.join(missing)}" if missing else ""


def _written(document: str, subject: Subject) -> str | None:
    """The version of the document that the tool writes for the product, empty if not stated; None: it has no data."""
    product = subject.product_or_none
    if product is None:
        return None
    control = product.document if document == "impd-quality" else product.safety_efficacy_document
    if not _has_data(product, document):
        return None
    return (control.version if control else None) or ""


def _has_data(product: MedicinalProduct, document: str) -> bool:
    if document == "impd-quality":
        return bool(product.quality.processes or product.quality.specifications)
    data = product.non_clinical.studies or product.non_clinical.omissions or product.clinical.trials
    return bool(data or (product.basis and product.basis.kind in ("investigators_brochure", "own_data")))


def _fact(path: str, subject: Subject) -> object:
    """The value of a fact that begins with application, product or this; None where a group on the way is missing."""
    root, *steps = path.split(".")
    roots: dict[str, Facts | None] = {
        "application": subject.application, "product": subject.product_or_none, "this": subject.this,
    }  # fmt: skip
    value: object = roots.get(root)
    for step in steps:
        if value is None:
            return None
        if not hasattr(value, step):
            raise TemplateFault(f'slots.yaml: "{step}" in {path} is no field of {type(value).__name__}', "Correct it.")
        value = getattr(value, step)
    return value
