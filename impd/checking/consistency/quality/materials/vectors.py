"""Vectors and plasmids: what describes them, how they are controlled, and which batch went into which product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.genealogy import order_findings
from impd.calculation.genealogy_links import chain_of, links, member_path
from impd.checking.lookups.kinds_of_product import VIRUSES
from impd.checking.lookups.specification_lines import method_of
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.number import Number, parse_number
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import Batch, SpecificationTest
from impd.dossier.quality.manufacture import Parameter
from impd.dossier.quality.materials import Plasmid, Vector

_MAY_REPLICATE = ("aav", "adenovirus", "lentivirus", "gammaretrovirus", "herpesvirus")
_REPLICATION = re.compile(r"\bRC[LRAV]\b|\brcAAV\b|replication[- ]competent", re.IGNORECASE)
_SENSITIVITY = re.compile(r"sensitiv|detection|\bin\s+\d|\bper\s+\d|\bof the batch\b|\d\s*%", re.IGNORECASE)
_RESIDUAL_VECTOR = re.compile(
    r"vector|plasmid|virus particle|viral particle|free particle|\bp24\b|supernatant", re.IGNORECASE
)
_AGAINST_BETA_LACTAMS = re.compile(r"\bamp|\bbla\b|carbenicillin|penicillin|(?:beta|β)-?lactam", re.IGNORECASE)
_RESIDUAL_TEST = re.compile(r"residual (?:vector|virus|plasmid)|\bp24\b", re.IGNORECASE)
_MULTIPLICITY = re.compile(r"multiplicity of infection|\bMOI\b", re.IGNORECASE)
_NO_BANK = re.compile(r"linear|doggybone|cell-free|enzymatic", re.IGNORECASE)
_NOTHING = re.compile(r"\s*(?:none|no)\b", re.IGNORECASE)
_COUNTED_PER = re.compile(r"/|\bper\b", re.IGNORECASE)


@check
def vector_is_described(subject: Subject) -> Iterator[Observation]:
    """A genetic map or a table of elements, the complete sequence, and the regulatory elements."""
    vector = subject.entry(Vector)
    elements = bool(vector.elements) or _substance_elements(subject.product, vector.id)
    for field, stated, what in (
        ("map_figure", vector.map_figure or elements, "genetic map"),
        ("sequence_reference", vector.sequence_reference, "complete sequence"),
        ("promoter", vector.promoter or elements, "regulatory elements"),
    ):
        path = subject.at(field)
        yield holds(path) if stated else falls_short(path, "not stated", what, lacking=what)


def _substance_elements(product: MedicinalProduct, vector: str) -> bool:
    return any(one.elements for one in product.quality.substances if vector in one.vectors)


@check
def resistance_marker_is_told(subject: Subject) -> Iterator[Observation]:
    """A vector says which marker it holds or that it holds none; for a virus its plasmids may say so."""
    vector, path = subject.entry(Vector), subject.at("resistance_marker")
    plasmids = [one for one in subject.product.quality.plasmids if one.id in vector.plasmids]
    if vector.resistance_marker:
        yield holds(path, vector.resistance_marker)
    elif vector.family in VIRUSES and plasmids and all(one.resistance_marker for one in plasmids):
        yield holds(path, ", ".join(f"{one.id}: {one.resistance_marker}" for one in plasmids))
    else:
        yield falls_short(path, "not stated", "the marker, or that there is none")


@check
def plasmid_is_controlled(subject: Subject) -> Iterator[Observation]:
    """A plasmid has a specification, and a bank unless it is made without cells."""
    plasmid = subject.entry(Plasmid)
    path = subject.path
    specified = any(one.subject == plasmid.id for one in subject.product.quality.specifications)
    lacking = "specification"
    yield holds(path) if specified else falls_short(path, "not stated", lacking, what=lacking, lacking=lacking)
    path = subject.at("bank")
    if plasmid.bank:
        yield holds(path, plasmid.bank)
    elif _NO_BANK.search(f"{plasmid.name or ''} {plasmid.origin or ''} {plasmid.role or ''}"):
        yield no_concern(path, "it is made without cells")
    else:
        yield falls_short(path, "not stated", "a bank", lacking="bank")


@check
def vector_is_controlled_as_starting_material(subject: Subject) -> Iterator[Observation]:
    """A vector for use ex vivo has its own specification, batches and stability data."""
    vector, quality = subject.entry(Vector), subject.product.quality
    of_vector = {
        "specification": [one.id for one in quality.specifications if one.subject == vector.id],
        "batches": [one.id for one in quality.batches if one.subject == vector.id],
        "stability data": [one.id for one in quality.stability_studies if one.subject == vector.id],
    }
    path = subject.path
    for what, found in of_vector.items():
        yield given(path, ", ".join(found), what, what=what, lacking=what)


@check
def replication_of_vector_is_tested(subject: Subject) -> Iterator[Observation]:
    """A test for replication-competent virus, on vector, cells, substance or product."""
    quality, path = subject.product.quality, build_path(subject.path, "quality.specifications")
    families = [one.family for one in quality.vectors if one.family in _MAY_REPLICATE]
    if not families:
        told = all(one.family for one in quality.vectors) if quality.vectors else quality.editing_reagents
        vectors = build_path(subject.path, "quality.vectors")
        yield no_concern(vectors, "none of the vectors could turn replicative") if told else untold(
            vectors, "the family of the vectors is not stated")  # fmt: skip
        return
    found = next((one for one in quality.specifications for test in one.tests if _is_replication(test)), None)
    banks = [one.id for one in quality.banks for test in one.tests if _REPLICATION.search(test.test)]
    if found or banks:
        yield holds(path, found.id if found else banks[0])
    else:
        yield falls_short(path, "no test", "a test for replication-competent virus", family=str(families[0]))


def _is_replication(test: SpecificationTest) -> bool:
    return test.category == "replication_competent_virus" or bool(_REPLICATION.search(test.name or ""))


@check
def replication_test_states_sensitivity(subject: Subject) -> Iterator[Observation]:
    """The sensitivity of a test for replication-competent virus, at its procedure or its limit."""
    test = subject.entry(SpecificationTest)
    procedure = method_of(subject.of_product, test)
    path = subject.at("method")
    words = f"{test.release_limit or ''} {test.justification or ''} {test.remark or ''}"
    if procedure and (procedure.detection_limit or any(_SENSITIVITY.search(one.name) for one in procedure.validation)):
        yield holds(path, procedure.id)
    elif _SENSITIVITY.search(words):
        yield holds(path, words.strip())
    else:
        yield falls_short(path, "not stated", "the sensitivity of the test")


@check
def vector_copies_are_limited(subject: Subject) -> Iterator[Observation]:
    """The vector copy number has a test with limit, procedure, and what it is counted per; any limit will do."""
    path, found = build_path(subject.path, "quality.specifications"), False
    for number, specification in enumerate(subject.product.quality.specifications):
        for test in specification.tests:
            if test.category == "vector_copy_number":
                found = True
                yield from _copies(f"{path}[{item_key(specification, number)}].tests[{item_key(test, 0)}]", test)
    if not found:
        yield falls_short(path, "not stated", "a test of the vector copy number", lacking="a test of it")


def _copies(path: str, test: SpecificationTest) -> Iterator[Observation]:
    words = f"{test.unit or ''} {test.name or ''} {test.release_limit or ''}"
    for field, stated, what in (
        ("release_limit", test.release_limit or test.shelf_life_limit, "a limit"),
        ("method", test.method, "a procedure"),
        ("unit", _COUNTED_PER.search(words), "what it is counted per"),
    ):
        where = f"{path}.{field}"
        yield holds(where) if stated else falls_short(where, "not stated", "a statement", lacking=what)


@check
def residual_vector_is_addressed(subject: Subject) -> Iterator[Observation]:
    """An impurity or a test that speaks of free vector particles or plasmid left in the cells."""
    quality, path = subject.product.quality, build_path(subject.path, "quality.impurities")
    cells = {one.id for one in (*quality.substances, *quality.drug_products)}
    for impurity in quality.impurities:
        about = impurity.subject is None or impurity.subject in cells
        if about and _RESIDUAL_VECTOR.search(f"{impurity.name or ''} {impurity.source or ''}"):
            yield holds(path, impurity.id)
            return
    lines = [test.name or "" for one in quality.specifications if one.subject in cells for test in one.tests]
    found = next((one for one in lines if _RESIDUAL_TEST.search(one)), None)
    yield given(path, found, "residual vector, plasmid or particles")


@check
def vector_batch_is_traced(subject: Subject) -> Iterator[Observation]:
    """Each batch of cells or product names the vector batch it was made with."""
    product = subject.product
    every, vectors = links(product), _vector_batches(product)
    for batch in _product_batches(product):
        path = member_path(product, batch)
        origins = {link.origin for link in chain_of(every, path)}
        found = [one.id for one in vectors if member_path(product, one) in origins]
        where = f"{path}.made_from"
        if found:
            yield holds(where, ", ".join(found))
        else:
            stated = ", ".join(batch.made_from) or "nothing"
            yield falls_short(where, stated, "a batch of the vector", batch=batch.id)


@check
def vector_batch_is_fit_for_use(subject: Subject) -> Iterator[Observation]:
    """A vector batch is released and has not expired on the day of its use."""
    product = subject.product
    vectors = tuple(f"{member_path(product, one)}." for one in _vector_batches(product))
    cells = tuple(f"{member_path(product, one)}." for one in _product_batches(product))
    for found in order_findings(product):
        ends = (found.earlier, found.later)
        if not any(one.startswith(vectors) for one in ends) or not any(one.startswith(cells) for one in ends):
            continue
        path = next(one for one in ends if one.startswith(cells))
        if found.verdict == "in order":
            yield holds(path, found.sentence)
        elif found.verdict == "out of order":
            yield falls_short(path, what=found.sentence, sentence=found.sentence)
        else:
            yield untold(path, found.sentence)


def _vector_batches(product: MedicinalProduct) -> list[Batch]:
    vectors = {one.id for one in product.quality.vectors if one.family in VIRUSES}
    return [one for one in product.quality.batches if one.subject in vectors]


def _product_batches(product: MedicinalProduct) -> list[Batch]:
    """The batches of cells and product; those of media alone are left out."""
    quality = product.quality
    made = {one.id for one in (*quality.substances, *quality.drug_products)}
    return [one for one in quality.batches if one.subject in made and one.uses != ("media_simulation",)]


@check
def multiplicity_agrees(subject: Subject) -> Iterator[Observation]:
    """The multiplicity of infection of a batch lies where its process sets it."""
    batch, product = subject.entry(Batch), subject.product
    names = {test.id: test.name or "" for one in product.quality.specifications for test in one.tests}
    parameter = _multiplicity(product, batch)
    wanted = parse_number(parameter.value) if parameter and parameter.value else None
    for result in batch.results:
        if not _MULTIPLICITY.search(f"{result.test} {names.get(result.test, '')}") or parameter is None:
            continue
        path, got = subject.at(f"results[{item_key(result, 0)}].result"), result.number
        if got is None or wanted is None:
            yield untold(path, "the multiplicity of infection is not stated as a number at batch and process")
        elif _lies_within(got, wanted):
            yield holds(path, result.result)
        else:
            yield falls_short(path, result.result, parameter.value)


def _lies_within(got: Number, wanted: Number) -> bool:
    """Whether a number lies in a range, or on the side that a sign allows."""
    if wanted.censor in ("<", "≤"):
        return got.low <= wanted.low
    if wanted.censor in (">", "≥"):
        return got.low >= wanted.low
    return wanted.low <= got.low <= (wanted.low if wanted.high is None else wanted.high)


def _multiplicity(product: MedicinalProduct, batch: Batch) -> Parameter | None:
    """The multiplicity of infection that the process of a batch sets."""
    steps = [step for one in product.quality.processes if one.id == batch.process for step in one.steps]
    return next((one for step in steps for one in step.parameters if _MULTIPLICITY.search(one.name)), None)


@check
def resistance_marker_is_justified(subject: Subject) -> Iterator[Observation]:
    """A resistance gene on a plasmid or vector is justified, above all one against beta-lactams."""
    one = subject.this
    if not isinstance(one, Plasmid | Vector) or one.resistance_marker is None:
        return
    path = subject.at("marker_justification")
    if _NOTHING.match(one.resistance_marker):
        yield no_concern(path, f"resistance marker = {one.resistance_marker}")
    elif one.marker_justification:
        yield holds(path, one.marker_justification)
    else:
        against = " against beta-lactams" if _AGAINST_BETA_LACTAMS.search(one.resistance_marker) else ""
        yield falls_short(path, one.resistance_marker, "a justification", against=against)
