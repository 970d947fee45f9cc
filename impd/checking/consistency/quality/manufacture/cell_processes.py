"""Processes of cells and tissues: age in culture, chain of identity, several sites, equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.generation_limit import generation_findings
from impd.checking.known import KnownProduct
from impd.checking.lookups.batches import made_batches
from impd.checking.lookups.processes_in_use import (
    MadeBy,
    processes_in_use,
    section_of,
    sites_of_one_role,
    stated_by_process,
)
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.manufacture import Site
from impd.dossier.quality.materials import Material
from impd.dossier.quality.product import DrugProduct

_IDENTITY = re.compile(
    r"identity check|\b(?:compar|check|verif|match|confirm)[^.]*(?:identit|patient|participant|date of birth)",
    re.IGNORECASE,
)
_LABELLING = re.compile(r"label|pack|fill", re.IGNORECASE)


@check
def age_in_culture_is_limited(subject: Subject) -> Iterator[Observation]:
    """A process of cells states the most passages, doublings or days."""
    yield from stated_by_process(subject.of_product, "maximum_generation", "the most passages, doublings or days")


@check
def batches_keep_to_the_age_in_culture(subject: Subject) -> Iterator[Observation]:
    """No batch of a process in use has more doublings or passages than its process allows."""
    known = subject.of_product
    past = {one.id for one in known.product.quality.processes if one.current is False}
    places = tuple(f"{known.path_of(one.id)}." for one in known.product.quality.batches if one.process not in past)
    for one in generation_findings(known.product):
        if not one.reached.startswith(places):
            continue
        if one.verdict == "within":
            yield holds(one.reached, one.sentence)
        elif one.verdict == "beyond":
            yield falls_short(one.reached, one.sentence, "no more than the process allows", sentence=one.sentence)
        else:
            yield untold(one.reached, one.sentence)


@check
def chain_of_identity_is_described(subject: Subject) -> Iterator[Observation]:
    """How cells are kept with their donor is described for the process."""
    yield from stated_by_process(subject.of_product, "chain_of_identity", "a chain of identity")


@check
def identity_is_checked_at_receipt_and_labelling(subject: Subject) -> Iterator[Observation]:
    """The first step of each process, and the filling, labelling or packing, check the identity."""
    known = subject.of_product
    used = [one for one in processes_in_use(known) if one.process.steps]
    for one in used:
        yield _receipt(known, one)
    steps = [(one, index, step) for one in used for index, step in enumerate(one.process.steps)]
    labelled = [each for each in steps if _LABELLING.search(each[2].name or "")]
    if not labelled:
        return
    one, index, step = next((each for each in labelled if each[2].identity_check), labelled[-1])
    path = build_path(one.path, f"steps[{item_key(step, index)}].identity_check")
    section = section_of(known, one.process.subject, "description")
    if step.identity_check:
        yield holds(path, step.identity_check)
    else:
        yield falls_short(path, "not stated", "a check of identity", step=called(step)).in_section(section)


def _receipt(known: KnownProduct, one: MadeBy) -> Observation:
    step = one.process.steps[0]
    path = build_path(one.path, f"steps[{item_key(step, 0)}].identity_check")
    if step.identity_check:
        return holds(path, step.identity_check)
    seen = falls_short(path, "not stated", "a check of identity", step=called(step))
    return seen.in_section(section_of(known, one.process.subject, "description"))


@check
def identity_is_checked_at_the_bedside(subject: Subject) -> Iterator[Observation]:
    """The handling at the trial site has a check that product and patient belong together."""
    product = subject.entry(DrugProduct)
    texts = [(index, step) for index, step in enumerate(product.handling)]
    for index, step in texts:
        if _IDENTITY.search(f"{step.name} {step.instruction or ''}"):
            yield holds(subject.at(f"handling[{item_key(step, index)}]"), step.instruction or step.name)
            return
    yield falls_short(subject.at("handling"), "no such check", "a check of product against patient")


def _sites(known: KnownProduct) -> list[Site]:
    return list({one.id: one for sites in sites_of_one_role(known).values() for one in sites}.values())


@check
def each_site_shows_batches(subject: Subject) -> Iterator[Observation]:
    """Each of several sites that make the same shows batches with results."""
    known = subject.of_product
    for site in _sites(known):
        shown = [one for one in made_batches(known) if one.site == site.id and one.results]
        path = known.path_of(site.id)
        if shown:
            yield holds(path, called(shown[0]))
        else:
            yield falls_short(path, "no batch with results", "batch data of this site", site=called(site))


@check
def all_sites_use_one_process(subject: Subject) -> Iterator[Observation]:
    """Batches of several sites are made by one version of the process."""
    known = subject.of_product
    sites = {one.id for one in _sites(known)}
    first: dict[str | None, str] = {}
    for batch in made_batches(known):
        version = _version(known, batch.process)
        if batch.site not in sites or version is None:
            continue
        expected = first.setdefault(batch.subject, version)
        path = build_path(known.path_of(batch.id), "process")
        if version == expected:
            yield holds(path, version)
        else:
            yield falls_short(path, version, expected, batch=called(batch), site=batch.site or "")


def _version(known: KnownProduct, process: str | None) -> str | None:
    """The version of a process in use; None for a past one."""
    found = known.process(process)
    return None if found is None or found.current is False else found.version or found.id


@check
def sites_are_compared(subject: Subject) -> Iterator[Observation]:
    """A comparability study holds batches of each of the sites."""
    known = subject.of_product
    sites = {one.id for one in _sites(known)}
    for study in known.product.quality.comparability_studies:
        batches = [known.batch(one) for one in (*study.batches_before, *study.batches_after)]
        if sites <= {one.site for one in batches if one}:
            yield holds(known.path_of(study.id), ", ".join(sorted(sites)))
            return
    path = build_path(known.path, "quality.comparability_studies")
    yield falls_short(path, "no study with batches of each site", ", ".join(sorted(sites)))


@check
def closed_equipment_is_named(subject: Subject) -> Iterator[Observation]:
    """The process names the equipment or single-use set it is carried out in."""
    known = subject.of_product
    used = processes_in_use(known)
    for one in used:
        for index, step in enumerate(one.process.steps):
            named = [each.item for each in step.inputs if _is_set(known, each.item)]
            if step.equipment or named:
                yield holds(build_path(one.path, f"steps[{item_key(step, index)}]"), step.equipment or named[0])
                return
    if used:
        path = build_path(used[0].path, "steps")
        yield falls_short(path, "not stated", "equipment or single-use set")


def _is_set(known: KnownProduct, item: str) -> bool:
    material = known.entry(Material, item)
    return material is not None and material.category == "single_use"
