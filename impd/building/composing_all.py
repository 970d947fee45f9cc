"""Composes the documents of an order: which are due, of what, and the answers each is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from impd.building.answering import answers_for
from impd.building.check import pack_for
from impd.building.choosing import named_documents, products_with_sections, requests, sections_of, with_sections
from impd.building.document_answers import document_answers
from impd.building.dueness import Due, Dueness, NotMade
from impd.composing.answers import Answers
from impd.composing.compose import Request, compose
from impd.composing.section_tree import documents, read_section_tree
from impd.document import Document
from impd.dossier import ClinicalTrialApplication
from impd.dossier.document_subject import DocumentSubject, subjects_of
from impd.errors import InputFault, Problem, UsageFault

_KINDS = {"application": "application", "product": "product", "member_state": "member state", "site": "trial site"}
_PLACES = {"product": "products", "member_state": "member_states", "site": "trial.sites"}
Progress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Composing:
    """What to compose: see ``Order``."""

    request: Request = field(default_factory=Request)
    documents: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The documents that were made, and those that were not although they were asked for."""

    documents: tuple[Document, ...]
    not_made: tuple[NotMade, ...]


def made_of(application: ClinicalTrialApplication, asked: Composing, progress: Progress = lambda _: None) -> Made:
    """The documents asked for. Raises UsageFault for an unknown product or document, and when none is due."""
    teller = _Teller(application)
    made: list[Document] = []
    not_made: list[NotMade] = []
    told: set[str] = set()
    for subject, request in _asked(application, asked):
        due = teller.due(subject, request.document)
        if due.holds or (due.holds is None and request.document in asked.documents):
            step = f"composing {_named(subject, request.document)}"
            if step not in told:
                progress(step)
                told.add(step)
            made.append(compose(subject, teller.answers(subject, request.document), request))
        else:
            missing = due.path if due.holds is None else ""
            not_made.append(NotMade(request.document, subject.path or "application", due.because, missing))
    not_made += _of_nothing(application, asked)
    if not made:
        raise UsageFault(*_nothing(not_made))
    return Made(tuple(made), tuple(not_made))


def composed_one(subject: DocumentSubject, request: Request) -> Document:
    """One document. Raises UsageFault when it is not due; where a missing fact leaves that open, it is made."""
    teller = _Teller(subject.application)
    if read_section_tree(request.document).of == subject.kind:
        due = teller.due(subject, request.document)
        if due.holds is False:
            raise UsageFault(*_nothing([NotMade(request.document, subject.path or "application", due.because)]))
    return compose(subject, teller.answers(subject, request.document), request)


def chosen_subject(application: ClinicalTrialApplication, kind: str, name: str) -> DocumentSubject:
    """What a document is of, by its code, country or id; the only one of its kind where none is named.

    Raises UsageFault when there is none of that name, or several and no name.
    """
    found = {one.name: one for one in subjects_of(application) if one.kind == kind}
    called = _KINDS[kind]
    if not name and len(found) != 1:
        names = ", ".join(found) or "none"
        raise UsageFault(f"the application has {len(found)} {called}s", f"Name one: {names}.")
    wanted = name or next(iter(found))
    if wanted not in found:
        names = ", ".join(found) or f"no {called}"
        raise UsageFault(f'there is no {called} "{wanted}"', f"The application has {names}.")
    return found[wanted]


class _Teller:
    """Answers for the documents of one application; each product is calculated once."""

    def __init__(self, application: ClinicalTrialApplication) -> None:
        self._application = application
        self._of_products: dict[str, Answers] = {}

    @cached_property
    def _dueness(self) -> Dueness:
        return Dueness(self._application, pack_for(self._application))

    def due(self, subject: DocumentSubject, document: str) -> Due:
        tree = read_section_tree(document)
        return self._dueness.of(tree, subject) if tree.when else Due(True)

    def answers(self, subject: DocumentSubject, document: str) -> Answers:
        found = self._of_products.get(subject.path)
        if found is None:
            found = answers_for(subject.product) if subject.product else Answers({})
            self._of_products[subject.path] = found
        if document in documents():
            return found
        return document_answers(found, subject, read_section_tree(document), self._dueness)


def _asked(application: ClinicalTrialApplication, asked: Composing) -> Iterator[tuple[DocumentSubject, Request]]:
    """Each document asked for, with what it is of: first of the application, then of products, states and sites."""
    names = with_sections(named_documents(asked.documents), asked.request.sections)
    _known_products(application, asked.products)
    kinds = {name: read_section_tree(name).of for name in names}
    if set(kinds.values()) == {"product"} and not application.products:
        raise InputFault([Problem("dossier.yaml", 0, "the dossier has no product", "Add a folder products/CODE/.")])
    chosen = [one for one in application.products if not asked.products or one.code in asked.products]
    of_products = tuple(name for name in names if kinds[name] == "product")
    products = products_with_sections(chosen, asked.request.sections, of_products)
    for subject in subjects_of(application):
        own = tuple(name for name in names if kinds[name] == subject.kind)
        if own and (subject.product is None or subject.product in products):
            request = replace(asked.request, sections=sections_of(own, names, asked.request.sections))
            yield from ((subject, one) for one in requests(subject.product, request, own))


def _known_products(application: ClinicalTrialApplication, wanted: tuple[str, ...]) -> None:
    known = {product.code for product in application.products}
    for code in wanted:
        if code not in known:
            raise UsageFault(f'there is no product "{code}"', f"The dossier has {', '.join(sorted(known)) or 'none'}.")


def _named(subject: DocumentSubject, document: str) -> str:
    """What the progress names: a product whose IMPD is composed, else the document."""
    if subject.product and document in documents():
        return subject.product.code
    return f"{document} of {subject.path}" if subject.path else document


def _of_nothing(application: ClinicalTrialApplication, asked: Composing) -> Iterator[NotMade]:
    """The documents asked for of what the application does not state at all, such as trial sites."""
    stated = {one.kind for one in subjects_of(application)}
    for name in () if asked.request.sections else named_documents(asked.documents):
        kind = read_section_tree(name).of
        if kind not in stated:
            yield NotMade(name, _KINDS[kind], f"no {_KINDS[kind]} is stated", _PLACES[kind])


def _nothing(not_made: list[NotMade]) -> tuple[str, str]:
    """Why no document was made, and what to do."""
    said = dict.fromkeys(f"{one.document} is not due: {one.because}" for one in not_made)
    words = "; ".join(said) or "the dossier states nothing that such a document is of"
    return words, "State the facts that make it due, or leave it out."
