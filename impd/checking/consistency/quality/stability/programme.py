"""The stability programme of a product: which studies it has, when they began, what they measure, what they cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from impd.calculation.cumulative_time import CumulativeTime, add_up, cumulative_times
from impd.calculation.genealogy_dates import date_order, last_day
from impd.checking.comparison import is_within, same_period, temperatures
from impd.checking.lookups.studies import stability_studies
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.control import Batch, SpecificationTest
from impd.dossier.quality.product import DrugProduct
from impd.dossier.quality.stability import StabilityStudy
from impd.dossier.vocabulary import StabilityCategory

_AGGREGATES = re.compile(r"aggregat|monomer|high[- ]molecular|size[- ]exclusion|multimer|dimer", re.IGNORECASE)
_SHELF_LIFE = re.compile(r"shelf[ -]life", re.IGNORECASE)
_IN_USE = re.compile(r"in[- ]use", re.IGNORECASE)
_ARTICLES = {"long_term": "a", "accelerated": "an"}
_HOLD = "the hold of"
_USE_STUDIES = ("in_use", "after_thaw", "after_reconstitution", "after_dilution")


@check
def studies_began_before_the_application(subject: Subject) -> Iterator[Observation]:
    """A long-term and an accelerated study of each drug product began before the dossier was dated."""
    dated = subject.product.document.date if subject.product.document else None
    for one in subject.product.quality.drug_products:
        for category in ("long_term", "accelerated"):
            yield _began(subject, one, category, dated)


def _began(subject: Subject, one: DrugProduct, category: str, dated: str | None) -> Observation:
    studies = stability_studies(subject.product, one.id, category)
    words = category.replace("_", "-")
    path = subject.at("quality.stability_studies")
    if not studies:
        return falls_short(
            path, "no study", f"{_ARTICLES[category]} {words} study", f"{one.id} {category}", name=called(one)
        )
    started = [study.started for study in studies if study.started]
    if not started or dated is None:
        return untold(subject.of_product.path_of(studies[0].id) + ".started",
                      f"the start of the {words} study or the date of the dossier is not stated")  # fmt: skip
    if all(date_order(one_date, dated) == "out of order" for one_date in started):
        at = f"{subject.of_product.path_of(studies[0].id)}.started"
        return falls_short(at, started[0], f"not after {dated}", name=called(one))
    return holds(path, started[0])


@check
def product_has_transport_study(subject: Subject) -> Iterator[Observation]:
    """A study of transport stands behind a product that is kept cold or frozen, or whose cells are not stored."""
    for one in subject.product.quality.drug_products:
        path = subject.of_product.path_of(one.id) + ".storage"
        if stability_studies(subject.product, one.id, "transport"):
            yield holds(path, one.storage or "")
        elif one.storage is None:
            yield untold(path, "the storage is not stated")
        else:
            yield falls_short(path, one.storage, "a transport study", name=called(one))


@check
def holds_fit_into_shelf_life(subject: Subject) -> Iterator[Observation]:
    """The holds of the process fit into the shelf life, and the administration into the time in use.

    Steps that are no holds, such as culture, end before the shelf life begins and are left out.
    """
    for one in cumulative_times(subject.product):
        if one.limit_path.endswith("].shelf_life"):
            yield _held(subject, one)
        elif one.limit_path:
            yield _fits(one)


def _held(subject: Subject, one: CumulativeTime) -> Observation:
    """The holds among the parts of a manufacture against the shelf life."""
    held = [part for part in one.parts if part.name.startswith(_HOLD)]
    if not held:
        return no_concern(one.limit_path, "no hold of the process is stated")
    products = {subject.of_product.path_of(each.id): each for each in subject.product.quality.drug_products}
    limit = products[one.limit_path.removesuffix(".shelf_life")].shelf_life
    return _fits(add_up(one.subject.replace("Manufacture", "Holds in the manufacture"), held, one.limit_path, limit))


def _fits(one: CumulativeTime) -> Observation:
    if one.verdict == "beyond":
        return falls_short(one.limit_path, one.total, "a sum within the limit", sentence=one.sentence)
    return holds(one.limit_path, one.total) if one.verdict == "within" else untold(one.limit_path, one.sentence)


@check
def cells_are_tested_for_viability_and_potency(subject: Subject) -> Iterator[Observation]:
    """The stability studies of a product with cells measure viability and potency."""
    yield from _measured(subject, {"viability": _category("viability"), "potency": _potency(subject)})


@check
def vectors_are_tested_for_titre_and_potency(subject: Subject) -> Iterator[Observation]:
    """The stability studies of a vector given in vivo measure titre or content, and potency."""
    titre = _category("content", "assay", "dose")
    yield from _measured(subject, {"titre or content": titre, "potency": _potency(subject)})


@check
def proteins_are_tested_for_aggregates(subject: Subject) -> Iterator[Observation]:
    """The stability studies of a protein measure potency and aggregates."""

    def aggregates(test: SpecificationTest) -> bool:
        return bool(_AGGREGATES.search(called(test)))

    yield from _measured(subject, {"potency": _potency(subject), "aggregates": aggregates})


def _potency(subject: Subject) -> Callable[[SpecificationTest], bool]:
    """A test of potency by its category, or by its procedure, which may measure a surrogate."""
    methods = {one.id for one in subject.product.quality.methods if one.potency}
    return lambda test: test.category == "potency" or test.method in methods


def _category(*wanted: str) -> Callable[[SpecificationTest], bool]:
    return lambda test: test.category in wanted


def _measured(subject: Subject, wanted: dict[str, Callable[[SpecificationTest], bool]]) -> Iterator[Observation]:
    for one in subject.product.quality.drug_products:
        studies = stability_studies(subject.product, one.id)
        specification = subject.of_product.specification_of(one.id)
        path = subject.at("quality.stability_studies")
        if not studies or specification is None:
            yield untold(path, f"no stability study or no specification of {called(one)} is stated")
            continue
        measured = {result.test for study in studies for result in study.results}
        for attribute, fits in wanted.items():
            found = [test.id for test in specification.tests if test.id in measured and fits(test)]
            yield (
                holds(path, found[0])
                if found
                else falls_short(path, "not measured", attribute, f"{one.id} {attribute}", name=called(one))
            )


@check
def vector_has_a_shelf_life(subject: Subject) -> Iterator[Observation]:
    """A vector for modified cells that is under study has a claimed shelf life."""
    identifier = getattr(subject.this, "id", "")
    quality = subject.product.quality
    claims = [
        one for one in quality.stability_claims
        if one.subject == identifier and one.period and _SHELF_LIFE.search(one.kind or "")
    ]  # fmt: skip
    studies = stability_studies(subject.product, identifier)
    path = subject.at("storage")
    if claims:
        yield holds(subject.of_product.path_of(claims[0].id), claims[0].period)
    elif studies:
        yield falls_short(path, "no shelf life", "a shelf life claimed from the stability study")
    else:
        yield no_concern(path, "no stability study of the vector is stated")


@check
def input_batches_were_not_expired(subject: Subject) -> Iterator[Observation]:
    """No batch was made from an input batch after its expiry date; vectors are looked at by a rule of their own."""
    batch = subject.entry(Batch)
    vectors = {one.id for one in subject.product.quality.vectors}
    for identifier in batch.made_from:
        used = subject.of_product.batch(identifier)
        if used is None or used.expiry is None or used.subject in vectors:
            continue
        path = subject.at("manufactured")
        if batch.manufactured is None:
            yield untold(path, "the date of manufacture is not stated")
        elif date_order(batch.manufactured, last_day(used.expiry)) == "out of order":
            yield falls_short(path, batch.manufactured, f"not after {used.expiry}", used.id, used=called(used))
        else:
            yield holds(path, batch.manufactured)


@check
def expiry_date_was_reached_in_order(subject: Subject) -> Iterator[Observation]:
    """A batch was released before its own expiry date."""
    batch = subject.entry(Batch)
    if batch.expiry is None or batch.released is None:
        yield no_concern(subject.at("expiry"), "expiry date and release date are not both stated")
    elif date_order(batch.released, last_day(batch.expiry)) == "out of order":
        yield falls_short(subject.at("released"), batch.released, f"not after {batch.expiry}")
    else:
        yield holds(subject.at("released"), batch.released)


@check
def special_stability_is_studied(subject: Subject) -> Iterator[Observation]:
    """Light for a chemical or biological product, freezing and thawing for a frozen one that is no living cell."""
    group = subject.of_product.group
    studies = subject.product.quality.stability_studies
    for one in subject.product.quality.drug_products:
        if group in ("chemical", "biological"):
            yield _studied(subject, one, studies, "photostability", "a photostability study")
        if group in ("biological", "gene_therapy") and one.storage and min(temperatures(one.storage), default=0) < 0:
            yield _studied(subject, one, studies, "freeze_thaw", "a freeze-thaw study")


def _studied(
    subject: Subject, one: DrugProduct, studies: tuple[StabilityStudy, ...], category: StabilityCategory, expected: str
) -> Observation:
    path = subject.at("quality.stability_studies")
    subjects = {one.id, *one.substances}
    if any(study.category == category and study.subject in subjects for study in studies):
        return holds(path, expected)
    return falls_short(path, "no study", expected, f"{one.id} {category}", name=called(one))


@check
def in_use_time_was_studied(subject: Subject) -> Iterator[Observation]:
    """A stated time in use rests on a study after opening, thawing, reconstitution or dilution that reaches its end."""
    one = subject.entry(DrugProduct)
    path = subject.at("in_use_shelf_life")
    if one.in_use_shelf_life is None:
        yield no_concern(path, "no time in use is stated")
        return
    if not stability_studies(subject.product, one.id, *_USE_STUDIES):
        yield falls_short(path, one.in_use_shelf_life, "a study in use")
    else:
        yield holds(path, one.in_use_shelf_life)


@check
def shelf_life_is_the_claimed_one(subject: Subject) -> Iterator[Observation]:
    """The shelf life of a product and its time in use are those claimed from the stability data."""
    one = subject.entry(DrugProduct)
    claims = [claim for claim in subject.product.quality.stability_claims if claim.subject == one.id and claim.period]
    stored = [claim for claim in claims if claim.id in subject.of_product.claims] or [
        claim for claim in claims if _SHELF_LIFE.search(claim.kind or "") and not _IN_USE.search(claim.kind or "")
    ]
    path = subject.at("shelf_life")
    if one.shelf_life is None or not stored:
        yield untold(path, "the shelf life is not stated both for the product and as a claim from stability data")
    for claim in stored if one.shelf_life else ():
        if claim.period and one.shelf_life and same_period(one.shelf_life, claim.period) is False:
            yield falls_short(path, one.shelf_life, claim.period)
        else:
            yield holds(path, one.shelf_life)
    used = [claim.period for claim in claims if _IN_USE.search(claim.kind or "") and claim.period]
    if one.in_use_shelf_life and used and not any(is_within(one.in_use_shelf_life, each) for each in used):
        yield falls_short(
            subject.at("in_use_shelf_life"), one.in_use_shelf_life, f"at most {', '.join(map(str, used))}"
        )
