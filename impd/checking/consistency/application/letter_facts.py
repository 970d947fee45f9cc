"""Whether the answers of the cover letter agree with the facts of trial and products (Annex I, 7)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.conditions.application import ADVICE, advice_received, organisms_used
from impd.checking.consistency.application.letter import statement_of
from impd.checking.lookups.kinds_of_product import tested_products
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import Answer, check
from impd.checking.subject import Subject

_VULNERABLE = {
    "minors": "minors",
    "incapacitated": "adults without capacity",
    "pregnant_or_breastfeeding": "pregnant or breastfeeding women",
}


def _agrees(subject: Subject, field: str, fact: Answer) -> Iterator[Observation]:
    """The answer of the letter beside what the facts tell."""
    statement = statement_of(subject.application.cover_letter, field)
    path = f"cover_letter.{field}.applies"
    if statement is None or statement.applies is None:
        yield untold(path, f"the cover letter does not answer the point on {field.replace('_', ' ')}")
    elif fact.holds is None:
        yield untold(fact.path, fact.because)
    elif statement.applies is fact.holds:
        yield holds(path, _yes(fact.holds))
    else:
        yield falls_short(path, _yes(statement.applies), f"{_yes(fact.holds)}: {fact.because}", fact_path=fact.path)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


@check
def letter_agrees_on_population(subject: Subject) -> Iterator[Observation]:
    """7(a): minors, incapacitated adults, pregnant or breastfeeding women."""
    yield from _agrees(subject, "special_population", _vulnerable(subject))


def _vulnerable(subject: Subject) -> Answer:
    includes = subject.application.trial.includes
    answers = {one: getattr(includes, one) if includes else None for one in _VULNERABLE}
    for wanted in (True, None):
        for name, answer in answers.items():
            if answer is wanted:
                words = _VULNERABLE[name]
                because = f"{words} take part" if answer else f"it is not stated whether {words} take part"
                return Answer(answer, f"trial.includes.{name}", because)
    return Answer(False, "trial.includes", "the trial includes no such subjects")


@check
def letter_agrees_on_first_administration(subject: Subject) -> Iterator[Observation]:
    """7(b): the first administration to humans of a product under test."""
    yield from _agrees(subject, "first_administration", _first(subject))


def _first(subject: Subject) -> Answer:
    tested = tested_products(subject.application)
    for one in tested:
        if one.clinical.first_in_human:
            return Answer(True, f"products[{one.code}].clinical.first_in_human", f"{one.code} is first in human")
    for one in tested:
        if one.clinical.first_in_human is None:
            words = f"it is not stated whether the trial is the first of {one.code} in man"
            return Answer(None, f"products[{one.code}].clinical.first_in_human", words)
    if not tested:
        return Answer(None, "products", "no product is stated to be under test")
    return Answer(False, "products", "no product under test is first in human")


@check
def letter_agrees_on_advice(subject: Subject) -> Iterator[Observation]:
    """7(c): scientific advice among the procedures of the products."""
    fact = advice_received(subject.application)
    if fact.path == "cover_letter.scientific_advice":
        fact = Answer(False if fact.holds is False else None, "products",
                      "the cover letter names scientific advice, but no product has such a procedure")  # fmt: skip
    yield from _agrees(subject, "scientific_advice", fact)


@check
def letter_agrees_on_paediatric_plan(subject: Subject) -> Iterator[Observation]:
    """7(d): a paediatric investigation plan among the procedures of the products."""
    for product in subject.application.products:
        for one in product.interactions:
            if one.procedure == "paediatric_investigation_plan":
                path = f"products[{product.code}].interactions[{one.id}]"
                fact = Answer(True, path, f"{product.code} has one, {one.reference or one.id}")
                yield from _agrees(subject, "paediatric_investigation_plan", fact)
                return


@check
def letter_agrees_on_organisms(subject: Subject) -> Iterator[Observation]:
    """7(f): genetically modified organisms."""
    fact = organisms_used(subject.application)
    because = fact.because or ("no product is or contains one" if fact.holds is False
                               else "it is not stated whether the product is or contains one")  # fmt: skip
    yield from _agrees(subject, "genetically_modified_organism", Answer(fact.holds, fact.path, because))


@check
def letter_agrees_on_orphan_designation(subject: Subject) -> Iterator[Observation]:
    """7(g): a designation that a product states. A product that states none says nothing against the letter's no."""
    statement = statement_of(subject.application.cover_letter, "orphan_designation")
    for product in subject.application.products:
        if product.orphan_designation:
            path = f"products[{product.code}].orphan_designation"
            yield from _agrees(subject, "orphan_designation", Answer(True, path, product.orphan_designation))
            return
    if statement and statement.applies:
        yield untold("products", "the cover letter names an orphan designation, but no product states one")
    elif statement and statement.applies is False:
        yield holds("cover_letter.orphan_designation.applies", "no")


@check
def advice_has_its_paper(subject: Subject) -> Iterator[Observation]:
    """Each scientific advice of a product names a registered document, or one covers the product (Annex I, 56)."""
    documents = subject.application.documents
    papers = [one for one in documents if one.kind == "scientific_advice"]
    for one in subject.product.interactions:
        if one.procedure not in ADVICE:
            continue
        path = f"{subject.path}.interactions[{one.id}].document"
        named = [paper for paper in documents if paper.id == one.document]
        covering = [paper for paper in papers if not paper.products or subject.product.code in paper.products]
        if found := named or covering:
            yield holds(path, found[0].id)
        else:
            yield falls_short(path, "not registered", "a summary of the advice", reference=one.reference or one.id)


@check
def quality_advice_stands_apart(subject: Subject) -> Iterator[Observation]:
    """Advice on quality is registered by itself, since its place in CTIS is never published."""
    code, documents = subject.product.code, subject.application.documents
    papers = [one for one in documents if one.kind == "scientific_advice_quality"]
    covering = [one for one in papers if not one.products or code in one.products]
    for one in subject.product.interactions:
        asked = [question for question in one.questions if question.topic == "quality_topic"]
        if one.procedure not in ADVICE or not asked:
            continue
        path = f"{subject.path}.interactions[{one.id}]"
        if covering:
            yield holds(path, covering[0].id)
        else:
            yield falls_short(path, "not registered", "the quality part", reference=one.reference or one.id)
