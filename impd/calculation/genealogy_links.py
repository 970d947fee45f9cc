"""What each batch, bank and study comes from: donor → bank → batches of vector, substance, product → study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import Step, build_path
from impd.dossier.quality.control import Batch
from impd.dossier.quality.materials import Bank, Donor
from impd.dossier.quality.stability import StabilityStudy

Origin = Donor | Bank | Batch
Member = Origin | NonClinicalStudy | StabilityStudy
_REGISTERS: dict[type[Facts], tuple[str, str]] = {
    Donor: ("quality", "donors"),
    Bank: ("quality", "banks"),
    Batch: ("quality", "batches"),
    StabilityStudy: ("quality", "stability_studies"),
    NonClinicalStudy: ("non_clinical", "studies"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry that was made from or with another; each is named by its fact path, ``stated`` says where."""

    origin: str
    made: str
    stated: str


def origins_of(product: MedicinalProduct) -> Mapping[str, Origin]:
    """The donors, banks and batches of a product by their ids; the first of two that share one."""
    quality = product.quality
    every: tuple[Origin, ...] = (*quality.batches, *quality.banks, *quality.donors)
    return {entry.id: entry for entry in reversed(every)}


def member_path(product: MedicinalProduct, member: Member) -> str:
    """The fact path of a donor, bank, batch or study."""
    part, register = _REGISTERS[type(member)]
    return build_path(Step("products", (product.code,)), part, Step(register, (member.id,)))


def members(product: MedicinalProduct) -> Mapping[str, Member]:
    """All that a genealogy can hold, by fact path."""
    quality = product.quality
    every: tuple[Member, ...] = (
        *quality.donors, *quality.banks, *quality.batches, *quality.stability_studies, *product.non_clinical.studies,
    )  # fmt: skip
    return {member_path(product, member): member for member in every}


def links(product: MedicinalProduct) -> tuple[Link, ...]:
    """All links of a product in the order in which they are stated; an id that no entry has is left out."""
    return (*_batch_links(product), *_bank_links(product), *_study_links(product))


def unknown_origins(product: MedicinalProduct) -> tuple[tuple[str, str], ...]:
    """The path and the id of each stated origin that is no donor, bank or batch of the product."""
    known, quality = origins_of(product), product.quality
    batches = [
        (build_path(member_path(product, batch), Step("made_from", (str(at),))), origin)
        for batch in quality.batches
        for at, origin in enumerate(batch.made_from)
    ]
    banks = [(build_path(member_path(product, bank), "parent"), bank.parent) for bank in quality.banks if bank.parent]
    return tuple((path, origin) for path, origin in (*batches, *banks) if origin not in known)


def chain_of(every: Sequence[Link], entry: str) -> tuple[Link, ...]:
    """The links that lead to the entry with this path and on from it, in stated order."""
    towards = _reached(entry, [(link.made, link.origin) for link in every])
    onwards = _reached(entry, [(link.origin, link.made) for link in every])
    return tuple(link for link in every if link.made in towards or link.origin in onwards)


def loops(every: Sequence[Link]) -> tuple[tuple[str, ...], ...]:
    """Entries that are made from themselves, by way of the others of their loop: paths from origin to what is made.

    Each entry stands in one loop at most; no loop is missed where any is.
    """
    found: list[tuple[str, ...]] = []
    rest = _without_ends([(link.origin, link.made) for link in every])
    while rest:
        made_from: dict[str, str] = {}
        for origin, made in rest:
            made_from.setdefault(made, origin)
        at, way = rest[0][1], dict[str, None]()
        while at not in way:
            way[at] = None
            at = made_from[at]
        passed = list(way)
        loop = passed[passed.index(at) :][::-1]
        found.append(tuple(loop))
        rest = _without_ends([edge for edge in rest if not set(edge) & set(loop)])
    return tuple(found)


def _batch_links(product: MedicinalProduct) -> Iterator[Link]:
    known = origins_of(product)
    for batch in product.quality.batches:
        made = member_path(product, batch)
        for at, origin in enumerate(batch.made_from):
            if origin in known:
                yield Link(member_path(product, known[origin]), made, build_path(made, Step("made_from", (str(at),))))


def _bank_links(product: MedicinalProduct) -> Iterator[Link]:
    """A bank comes from its parent, and from the donors that enter a process that makes it."""
    known, quality = origins_of(product), product.quality
    for bank in quality.banks:
        made = member_path(product, bank)
        parent = known.get(bank.parent or "")
        if parent:
            yield Link(member_path(product, parent), made, build_path(made, "parent"))
        processes = [process for process in quality.processes if process.subject == bank.id]
        items = [one.item for process in processes for step in process.steps for one in step.inputs]
        for donor in dict.fromkeys(items):
            if isinstance(known.get(donor), Donor):
                yield Link(member_path(product, known[donor]), made, made)


def _study_links(product: MedicinalProduct) -> Iterator[Link]:
    """Non-clinical and stability studies come after the batches they use."""
    known = origins_of(product)
    for study in product.non_clinical.studies:
        article, path = study.test_article, member_path(product, study)
        batch = known.get(article.batch or "") if article else None
        if batch:
            yield Link(member_path(product, batch), path, build_path(path, "test_article", "batch"))
    for stability in product.quality.stability_studies:
        path = member_path(product, stability)
        for at, name in enumerate(stability.batches):
            if name in known:
                yield Link(member_path(product, known[name]), path, build_path(path, Step("batches", (str(at),))))


def _reached(start: str, edges: Sequence[tuple[str, str]]) -> set[str]:
    following: dict[str, list[str]] = {}
    for one, other in edges:
        following.setdefault(one, []).append(other)
    seen, waiting = {start}, [start]
    while waiting:
        fresh = [each for each in following.get(waiting.pop(), ()) if each not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return seen


def _without_ends(edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges without those that no loop leads to: what nothing is made from falls away, then what hung on it."""
    waits_for = Counter(made for _, made in edges)
    following: dict[str, list[str]] = {}
    for origin, made in edges:
        following.setdefault(origin, []).append(made)
    ready = [origin for origin in following if not waits_for[origin]]
    while ready:
        for made in following.get(ready.pop(), ()):
            waits_for[made] -= 1
            if not waits_for[made]:
                ready.append(made)
    return [edge for edge in edges if waits_for[edge[0]]]
