"""Versions of a process: the one in use, the changes between them, comparability, bridging of non-clinical batches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import names_the_same
from impd.checking.known import KnownProduct
from impd.checking.lookups.batches import made_batches
from impd.checking.lookups.processes_in_use import comparability_from, name_of_process, section_of
from impd.checking.lookups.specification_lines import all_lines, is_made
from impd.checking.lookups.texts import own_text
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import ComparabilityStudy, Process, ProcessChange

_POTENCY = re.compile(
    r"potency|biological activity|bioassay|bioactivity|\bfunction|infecti|transduc|cytotox|kill|colony-forming|"
    r"inhibition|binding|expression|secretion",
    re.IGNORECASE,
)
_FOR_THE_CLINIC = {"clinical", "engineering", "process_validation"}
_COMPARED = re.compile(r"compar", re.IGNORECASE)


@check
def clinical_batches_come_from_the_process_described(subject: Subject) -> Iterator[Observation]:
    """The latest batch of substance and of product that is clinical or made as such came from a process in use."""
    known = subject.of_product
    latest: dict[str | None, Batch] = {}
    for batch in made_batches(known):
        if _FOR_THE_CLINIC.intersection(batch.uses) and batch.manufactured:
            before = latest.get(batch.subject)
            if before is None or (before.manufactured or "") < batch.manufactured:
                latest[batch.subject] = batch
    for batch in latest.values():
        yield _made_by(known, batch)


def _made_by(known: KnownProduct, batch: Batch) -> Observation:
    path = build_path(known.path_of(batch.id), "process")
    process = known.process(batch.process)
    if process is None:
        return untold(path, "by which process the latest batch for the clinic was made is not stated")
    if process.current is not False:
        return holds(path, name_of_process(process))
    used = [name_of_process(one) for one in known.product.quality.processes
            if one.current is not False and one.subject == process.subject]  # fmt: skip
    seen = falls_short(path, name_of_process(process), ", ".join(used) or "a process in use",
                       batch=called(batch))  # fmt: skip
    return seen.in_section(section_of(known, process.subject, "description"))


@check
def versions_are_linked_by_changes(subject: Subject) -> Iterator[Observation]:
    """Where a substance or product has several versions of its process, each is named in a change."""
    known = subject.of_product
    changes = known.product.quality.changes
    named = {one for change in changes for one in (change.from_process, change.to_process)}
    several: dict[str | None, list[Process]] = {}
    for process in known.product.quality.processes:
        if is_made(known, process.subject):
            several.setdefault(process.subject, []).append(process)
    for processes in several.values():
        if len(processes) == 1:
            yield no_concern(known.path_of(processes[0].id), "it is the only version")
            continue
        for process in processes:
            section = section_of(known, process.subject, "development")
            yield _linked(known, process, process.id in named).in_section(section)


def _linked(known: KnownProduct, process: Process, named: bool) -> Observation:
    path = known.path_of(process.id)
    if named:
        return holds(path, name_of_process(process))
    return falls_short(path, "no change", "a change to or from it", process=name_of_process(process))


@check
def change_has_comparability(subject: Subject) -> Iterator[Observation]:
    """A change from one process version to another has its comparability study, or a comparison in the own text."""
    change, known = subject.entry(ProcessChange), subject.of_product
    path = subject.at("comparability")
    before, after = known.process(change.from_process), known.process(change.to_process)
    if before is None or after is None or not is_made(known, after.subject):
        yield no_concern(subject.path, "it is no change between two process versions of substance or product")
        return
    section = section_of(known, after.subject, "development")
    text = own_text(known.product, section)
    if change.comparability:
        yield holds(path, change.comparability)
    elif _COMPARED.search(text) and before.id in text and after.id in text:
        yield holds(f"{known.path}.narratives[{section}]", f"text of {section}")
    else:
        seen = falls_short(path, "not stated", "a comparability study", before=name_of_process(before),
                           after=name_of_process(after))  # fmt: skip
        yield seen.in_section(section)


@check
def comparability_includes_potency(subject: Subject) -> Iterator[Observation]:
    """A comparability study of substance or product compares potency."""
    study, known = subject.entry(ComparabilityStudy), subject.of_product
    path = subject.at("attributes")
    if not is_made(known, study.subject):
        yield no_concern(subject.at("subject"), "it is no study of substance or product")
        return
    potency = [line.name for line in all_lines(known) if line.test.category == "potency"]
    found = [one.test for one in study.attributes if _POTENCY.search(one.test)
             or any(names_the_same(one.test, name) for name in potency)]  # fmt: skip
    section = section_of(known, study.subject, "development")
    if found:
        yield holds(path, ", ".join(found))
    else:
        compared = ", ".join(one.test for one in study.attributes) or "nothing"
        yield falls_short(path, compared, "potency").in_section(section)


@check
def criteria_of_comparability_are_set(subject: Subject) -> Iterator[Observation]:
    """The criteria were set before testing, and each attribute has one."""
    study = subject.entry(ComparabilityStudy)
    section = section_of(subject.of_product, study.subject, "development")
    path = subject.at("criteria_set_before_testing")
    if study.criteria_set_before_testing:
        yield holds(path, "yes")
    else:
        found = "no" if study.criteria_set_before_testing is False else "not stated"
        lacks = f"whether they were set before testing: {found}"
        yield falls_short(path, found, "yes", lacks=lacks).in_section(section)
    for index, one in enumerate(study.attributes):
        path = subject.at(f"attributes[{item_key(one, index)}].criterion")
        if one.criterion:
            yield holds(path, one.criterion)
        else:
            lacks = f"{one.test} has none"
            yield falls_short(path, "no criterion", "a criterion", lacks=lacks).in_section(section)


@check
def non_clinical_batch_is_bridged(subject: Subject) -> Iterator[Observation]:
    """A non-clinical batch was made by the process of the trial, or is bridged to it."""
    batch, known = subject.entry(Batch), subject.of_product
    if "non_clinical" not in batch.uses:
        if batch.uses:
            yield no_concern(subject.at("uses"), "it is no batch of non-clinical studies")
        return
    process, path = known.process(batch.process), subject.at("process")
    if process is None:
        yield untold(path, "by which process version the non-clinical batch was made is not stated")
        return
    section = section_of(known, process.subject, "development")
    bridge = "made by a process in use" if process.current is not False else _bridge(known, batch, process, section)
    if bridge:
        yield holds(path, bridge)
    else:
        name = name_of_process(process)
        yield falls_short(path, name, "the process of the trial, or a bridge to it").in_section(section)


def _bridge(known: KnownProduct, batch: Batch, process: Process, section: str) -> str:
    """What bridges a batch of a past process to the trial; empty if nothing does."""
    compared = comparability_from(known, process)
    if compared:
        return f"comparability study {compared}"
    for study in known.product.non_clinical.studies:
        article = study.test_article
        if article and article.batch == batch.id and (article.bridge or article.comparability):
            return f"study {study.id}"
    return f"text of {section}" if own_text(known.product, section) else ""
