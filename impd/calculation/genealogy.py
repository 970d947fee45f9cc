"""Whether the dates along the way from donor and bank to batch and study are in the order they must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from impd.calculation.genealogy_events import (
    Event,
    OrderFinding,
    batch_event,
    made_event,
    order_of,
    study_event,
)
from impd.calculation.genealogy_links import Link, Member, chain_of, links, loops, members, unknown_origins
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.quality.control import Batch
from impd.dossier.quality.materials import Bank
from impd.dossier.quality.stability import StabilityStudy

__all__ = ["CITATION", "CONVENTION", "Link", "OrderFinding", "chain_of", "links", "order_findings"]

CONVENTION = (
    "A day is in order with itself. A date to the month or year stands for each of its days; an expiry date holds "
    "until the last of them. An origin is used on the date of manufacture of what is made from it."
)
CITATION = "EudraLex Volume 4, Part I, chapter 5: starting materials are released and within their shelf life when used"
_STAGES = ("manufactured", "filled", "tested", "released")


def order_findings(product: MedicinalProduct) -> tuple[OrderFinding, ...]:
    """A finding for each two dates of the genealogy that must be in order, each loop and each unknown origin.

    Each batch: manufactured ≤ filled ≤ tested ≤ released ≤ expiry, as far as stated. Each link: the origin was made,
    and released where it is, before its use, and had not expired. Each study: its batch was made before.
    """
    known, every = members(product), links(product)
    batches = [found for path, one in known.items() if isinstance(one, Batch) for found in _stages(path, one)]
    linked = [found for link in every for found in _link(link, known)]
    stability = [found for links_to in _by_stability_study(every, known) for found in _stability(links_to, known)]
    looped = [_loop(loop, known) for loop in loops(every)]
    unknown = [
        OrderFinding(path, path, "cannot tell", f"{path} names {origin}, which is no donor, bank or batch.")
        for path, origin in unknown_origins(product)
    ]
    return (*batches, *linked, *stability, *looped, *unknown)


def _stages(path: str, batch: Batch) -> Iterator[OrderFinding]:
    """The dates of one batch, each against the stated one before it, and its expiry."""
    stated = [stage for stage in _STAGES if stage == "manufactured" or getattr(batch, stage)]
    events = [batch_event(path, batch, stage) for stage in stated]
    for earlier, later in pairwise(events):
        yield order_of(earlier, later)
    if batch.expiry:
        last = "released" if batch.released else "manufactured"  # a sterility test may end after a short shelf life
        yield order_of(batch_event(path, batch, last), batch_event(path, batch, "expiry"))


def _link(link: Link, known: Mapping[str, Member]) -> Iterator[OrderFinding]:
    """The dates of an origin against those of what was made with it; a donor has no date."""
    origin, made = known[link.origin], known[link.made]
    if not isinstance(origin, Batch | Bank):
        return
    if isinstance(made, NonClinicalStudy):
        yield _study(made_event(link.origin, origin), link.made, made)
    elif isinstance(made, Batch | Bank):
        use = made_event(link.made, made)
        yield order_of(made_event(link.origin, origin), use)
        if isinstance(origin, Batch):
            yield from _fit_for_use(link.origin, origin, use)


def _fit_for_use(path: str, origin: Batch, use: Event) -> Iterator[OrderFinding]:
    """Whether a batch was released before its use, where it is released at all, and had not expired."""
    if origin.released or origin.disposition == "released":
        yield order_of(batch_event(path, origin, "released"), use)
    if origin.expiry:
        yield order_of(use, batch_event(path, origin, "expiry"))


def _study(made: Event, path: str, study: NonClinicalStudy) -> OrderFinding:
    """Whether the batch of a study was made before its first dose.

    Without a first dose: a study that began after is in order, one that ended before is not, else nobody can tell.
    """
    first_dose = study_event(path, study, "first_dose")
    if first_dose.date:
        return order_of(made, first_dose)
    began, ended = (order_of(made, study_event(path, study, field)) for field in ("started", "ended"))
    if began.verdict == "in order":
        return began
    return ended if ended.verdict == "out of order" else order_of(made, first_dose)


def _by_stability_study(every: Sequence[Link], known: Mapping[str, Member]) -> list[list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in every:
        if isinstance(known[link.made], StabilityStudy):
            found.setdefault(link.made, []).append(link)
    return list(found.values())


def _stability(links_to: Sequence[Link], known: Mapping[str, Member]) -> Iterator[OrderFinding]:
    """A stability study begins with the first of its batches, so one at least was made before; others may follow."""
    found: list[OrderFinding] = []
    for link in links_to:
        batch, study = known[link.origin], known[link.made]
        if isinstance(batch, Batch) and isinstance(study, StabilityStudy):
            found.append(order_of(made_event(link.origin, batch), study_event(link.made, study, "started")))
    in_order = [each for each in found if each.verdict == "in order"]
    yield from in_order or [each for each in found if each.verdict == "cannot tell"] or found


def _loop(loop: Sequence[str], known: Mapping[str, Member]) -> OrderFinding:
    names = " → ".join(known[path].id for path in (*loop, loop[0]))
    return OrderFinding(loop[0], loop[-1], "out of order", f"Made from itself in a loop: {names}.")
