"""Batches through the dossier: cited and reported, dates in order, one batch with one history, enough for the stage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from impd.calculation.genealogy import OrderFinding, order_findings
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.checking.known import KnownProduct
from impd.checking.lookups.batches import made_batches, namesakes
from impd.checking.lookups.specification_lines import is_made
from impd.checking.lookups.terms import HEALTHY_DONOR
from impd.checking.lookups.texts import sections_with_text
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Process
from impd.dossier.quantity import Quantity

_SAME = {
    "manufactured": "date of manufacture", "filled": "date of filling", "site": "site", "size": "size",
    "expiry": "expiry date", "process": "process",
}  # fmt: skip
_REPRESENTATIVE = ("clinical", "engineering", "process_validation")
_NO_PATIENT = re.compile(rf"{HEALTHY_DONOR.pattern}|deceased|cadaver", re.IGNORECASE)
_FEWEST_CONFIRMATORY = 3
_DATE = re.compile(r"\((\d{4}[\d-]*)\)")


@check
def cited_batches_have_results(subject: Subject) -> Iterator[Observation]:
    """A batch of substance or product that a study rests on has its analyses in the batch tables."""
    known = subject.of_product
    for identifier, where in _cited(known).items():
        batch = known.batch(identifier)
        if batch is None or not is_made(known, batch.subject):
            continue
        path = build_path(known.path_of(identifier), "results")
        if batch.results:
            yield holds(path, where[0])
        else:
            yield falls_short(path, "no results", "a batch analysis", batch=called(batch),
                              studies=", ".join(dict.fromkeys(where)))  # fmt: skip


def _cited(known: KnownProduct) -> dict[str, list[str]]:
    """The batches that studies name, with the studies."""
    found: dict[str, list[str]] = {}
    quality = known.product.quality
    for study in quality.stability_studies:
        for one in study.batches:
            found.setdefault(one, []).append(f"stability study {study.id}")
    for trial in known.product.non_clinical.studies:
        if trial.test_article and trial.test_article.batch:
            found.setdefault(trial.test_article.batch, []).append(f"study {trial.id}")
    for comparison in quality.comparability_studies:
        for one in (*comparison.batches_before, *comparison.batches_after):
            found.setdefault(one, []).append(f"comparability study {comparison.id}")
    return found


@check
def origins_come_first(subject: Subject) -> Iterator[Observation]:
    """What a batch is made from was made, released and not expired when it was used."""
    studies = subject.product.non_clinical.studies
    in_vitro = {subject.of_product.path_of(one.id) for one in studies if one.test_system not in ("animal", None)}
    for one in order_findings(subject.product):
        if one.verdict == "cannot tell" and one.later.rpartition(".")[0] in in_vitro:
            yield no_concern(one.later, "the study gives no dose to animals")
        elif not _within_one_batch(one):
            yield _ordered(one)


@check
def dates_of_a_batch_are_in_order(subject: Subject) -> Iterator[Observation]:
    """A batch is manufactured, filled, tested and released in this order, before it expires."""
    yield from (_ordered(one) for one in order_findings(subject.product) if _within_one_batch(one))


def _within_one_batch(one: OrderFinding) -> bool:
    earlier, later = one.earlier.rpartition("."), one.later.rpartition(".")
    return earlier[0] == later[0] and earlier[2] != later[2]


def _ordered(one: OrderFinding) -> Observation:
    if one.verdict == "in order":
        return holds(one.later, one.sentence)
    if one.verdict == "cannot tell":
        return untold(one.later, one.sentence)
    later, earlier, *_ = (*_DATE.findall(one.sentence), "", "")
    return falls_short(one.later, later, f"not before {earlier}", what=one.earlier, sentence=one.sentence)


@check
def one_batch_has_one_history(subject: Subject) -> Iterator[Observation]:
    """Entries with the same batch number agree in dates, site, size and process."""
    known = subject.of_product
    batches = known.product.quality.batches
    for entries in namesakes(known):
        for one, other in combinations(entries, 2):
            yield from _compared(known, one, other)
    if batches and len(namesakes(known)) == len(batches):
        yield holds(build_path(known.path, "quality.batches"), "each batch is stated once")


def _compared(known: KnownProduct, one: Batch, other: Batch) -> Iterator[Observation]:
    """Two entries of one batch, fact by fact where both state it."""
    for name, words in _SAME.items():
        first, second = getattr(one, name), getattr(other, name)
        if first is None or second is None:
            continue
        path = build_path(known.path_of(other.id), name)
        if str(first) == str(second):
            yield holds(path, second)
        else:
            yield falls_short(path, known.called(second), known.called(first), what=one.id, batch=called(one),
                              of=words, other=one.id)  # fmt: skip


@check
def a_representative_batch_is_shown(subject: Subject) -> Iterator[Observation]:
    """At least one batch for the clinic, or made as such, by the current process has results."""
    known = subject.of_product
    current = {one.id for one in known.product.quality.processes if one.current is not False}
    shown = [one for one in made_batches(known) if one.results and set(one.uses) & set(_REPRESENTATIVE)]
    fit = [one for one in shown if one.process is None or one.process in current]
    path = build_path(known.path, "quality.batches")
    if fit:
        yield holds(known.path_of(fit[0].id), called(fit[0]))
    else:
        found = (
            "only batches of earlier processes"
            if shown
            else "no clinical, engineering or validation batch with results"
        )
        yield falls_short(path, found, "a batch of the current process with results")


@check
def enough_batches_are_shown(subject: Subject) -> Iterator[Observation]:
    """Three batches or more are shown for a confirmatory trial."""
    known = subject.of_product
    shown = {called(one) for one in made_batches(known) if one.results and one.disposition != "rejected"}
    path = build_path(known.path, "quality.batches")
    reasons = sections_with_text(known.product, ("S.4.4", "P.5.4"))
    if len(shown) >= _FEWEST_CONFIRMATORY or reasons:
        yield holds(path, len(shown))
    else:
        yield falls_short(path, len(shown), _FEWEST_CONFIRMATORY)


@check
def patient_material_is_shown(subject: Subject) -> Iterator[Observation]:
    """At least one batch of an autologous product was made from the cells of a patient."""
    known = subject.of_product
    donors = {one.id: one.donor for one in made_batches(known) if one.donor and one.results}
    patients = [name for name, donor in donors.items() if not _NO_PATIENT.search(donor)]
    path = build_path(known.path, "quality.batches")
    if patients:
        yield holds(build_path(known.path_of(patients[0]), "donor"), donors[patients[0]])
    elif donors:
        yield falls_short(path, ", ".join(dict.fromkeys(donors.values())), "a batch from the cells of a patient")
    else:
        yield untold(path, "from whom the cells of the batches came is not stated")


@check
def origin_of_cells_is_labelled(subject: Subject) -> Iterator[Observation]:
    """A batch of cells says whether they came from a patient or a healthy donor."""
    batch = subject.entry(Batch)
    known = subject.of_product
    path = subject.at("donor")
    if not is_made(known, batch.subject):
        yield no_concern(path, "it is no batch of substance or product")
    elif any(one in known.register("banks") for one in batch.made_from):
        yield no_concern(path, "it is made from a bank")
    else:
        yield given(path, batch.donor, "patient or healthy donor")


@check
def batch_sizes_are_covered(subject: Subject) -> Iterator[Observation]:
    """The batches shown span the range of batch sizes of the process."""
    process = subject.entry(Process)
    if process.current is False or not is_made(subject.of_product, process.subject):
        yield no_concern(subject.path, "it is no current process of substance or product")
        return
    batches = subject.product.quality.batches
    sizes = [one.size for one in batches if one.process == process.id and one.size and one.results]
    for name, above in (("batch_size_minimum", False), ("batch_size_maximum", True)):
        limit: Quantity | None = getattr(process, name)
        if limit is None:
            yield untold(subject.at(name), f"the {name.replace('_', ' ')} of the process is not stated")
        else:
            yield _covered(subject.at(name), limit, sizes, above)


def _covered(path: str, limit: Quantity, sizes: list[Quantity], above: bool) -> Observation:
    """Whether a batch as small or as large as the limit was shown; a tenth is allowed for."""
    found = [(size, factor) for size in sizes if (factor := conversion_factor(size.unit, limit.unit)) is not None]
    numbers = [(EXACT.multiply(size.number.low, factor), size) for size, factor in found]
    if not numbers:
        return untold(path, "no batch of this process with results states its size in such a unit")
    number, size = max(numbers, key=lambda one: one[0]) if above else min(numbers, key=lambda one: one[0])
    tenth = EXACT.divide(limit.number.low, 10)
    off = EXACT.subtract(limit.number.low, number) if above else EXACT.subtract(number, limit.number.low)
    if off <= tenth:
        return holds(path, size)
    return falls_short(path, size, limit, which="largest" if above else "smallest")
