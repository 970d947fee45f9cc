"""The batches of a product: those of substance and product, and entries that bear the same number."""

from __future__ import annotations

from impd.checking.known import KnownProduct, once
from impd.checking.lookups.specification_lines import is_made
from impd.checking.names import called
from impd.dossier.quality.control import Batch


@once
def made_batches(known: KnownProduct) -> tuple[Batch, ...]:
    """The batches of substance and product."""
    return tuple(one for one in known.product.quality.batches if is_made(known, one.subject))


@once
def namesakes(known: KnownProduct) -> tuple[tuple[Batch, ...], ...]:
    """The batches of each material by their number: one entry, or several that are meant to be one batch."""
    found: dict[tuple[str | None, str], list[Batch]] = {}
    for one in known.product.quality.batches:
        found.setdefault((one.subject, called(one)), []).append(one)
    return tuple(map(tuple, found.values()))
