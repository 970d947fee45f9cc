"""Times of steps and holds added up, from collection to infusion, against the shelf life they must fit into.

The longest stated times are taken to follow one on the other. A sum within the shelf life is therefore always
supported; a sum beyond it says that steps and holds cannot all be used to their limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal, TypeAlias

from impd.calculation.cumulative_time_parts import (
    TimePart,
    collection_parts,
    current_process,
    process_parts,
    time_part,
)
from impd.calculation.cumulative_time_span import TimeSpan, longest_span
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import Step, build_path
from impd.dossier.quality.product import DrugProduct
from impd.dossier.quantity import Quantity

__all__ = ["CONVENTION", "CumulativeTime", "TimePart", "TimeSpan", "add_up", "cumulative_times"]

Fit: TypeAlias = Literal["within", "beyond", "cannot tell", "no limit"]
CONVENTION = (
    "Durations and holds at their longest, one after the other; a range counts with its upper end; "
    "a month has 28 to 31 days, a year 365 or 366"
)


@dataclass(frozen=True, slots=True)
class CumulativeTime:
    """The sum of the stated parts, what is open, and whether the sum fits into the limit at ``limit_path``.

    ``no limit`` where a sum stands for itself. Inputs are the paths of the parts.
    """

    subject: str
    parts: tuple[TimePart, ...]
    total: TimeSpan
    open_ends: tuple[str, ...]
    limit_path: str
    verdict: Fit
    sentence: str


def cumulative_times(product: MedicinalProduct) -> tuple[CumulativeTime, ...]:
    """For each drug product: its process against the shelf life, administration against the in-use shelf life, and,
    where cells or tissue are collected, the whole way from collection to infusion without a limit."""
    return tuple(found for one in product.quality.drug_products for found in _of_product(product, one))


def add_up(
    subject: str, parts: Sequence[TimePart], limit_path: str = "", limit: Quantity | None = None
) -> CumulativeTime:
    """The sum of the parts against a limit; without a path of a limit it stands for itself."""
    total = reduce(add, (part.longest for part in parts if part.longest), TimeSpan())
    open_ends = tuple(part.reason for part in parts if part.longest is None) or (
        () if parts else ("no step is stated",)
    )
    verdict = _verdict(total, open_ends, longest_span(limit)) if limit_path else "no limit"
    sentence = _sentence(f"{subject}: {_said(parts, total)}", verdict, open_ends, limit)
    return CumulativeTime(subject, tuple(parts), total, open_ends, limit_path, verdict, sentence)


def _of_product(product: MedicinalProduct, one: DrugProduct) -> Iterator[CumulativeTime]:
    path = build_path(Step("products", (product.code,)), "quality", Step("drug_products", (one.id,)))
    own = _process(product, one.id, path)
    yield add_up(f"Manufacture of {one.name or one.id}", own, f"{path}.shelf_life", one.shelf_life)
    giving = time_part("the administration", f"{path}.dose.administration_time", _administration(one))
    if giving.longest or one.in_use_shelf_life:
        limit = f"{path}.in_use_shelf_life"
        yield add_up(f"Administration of {one.name or one.id}", [giving], limit, one.in_use_shelf_life)
    if collected := collection_parts(product):
        substances = [part for substance in one.substances for part in _process(product, substance, path)]
        kept = time_part("the shelf life", f"{path}.shelf_life", longest_span(one.shelf_life))
        boundary = product.quality.boundary
        joined = bool(boundary and boundary.continuous_process) and isinstance(current_process(product, one.id), str)
        way = (*collected, *substances, *(() if joined else own), kept, giving)
        yield add_up(f"Collection to infusion of {one.name or one.id}", way)


def _process(product: MedicinalProduct, subject: str, path: str) -> tuple[TimePart, ...]:
    process = current_process(product, subject)
    if isinstance(process, str):
        return (TimePart(f"the process of {subject}", path, None, process),)
    return process_parts(product, process) or (
        TimePart(f"process {process.id}", path, None, f"process {process.id} states no step"),
    )


def _administration(one: DrugProduct) -> TimeSpan | str:
    return longest_span(one.dose.administration_time if one.dose else None)


def _verdict(total: TimeSpan, open_ends: Sequence[str], limit: TimeSpan | str) -> Fit:
    """What is open can only add to the sum: what is beyond the limit without it stays beyond."""
    fits = None if isinstance(limit, str) else total.is_within(limit)
    if fits is False:
        return "beyond"
    return "within" if fits and not open_ends else "cannot tell"


def _said(parts: Sequence[TimePart], total: TimeSpan) -> str:
    stated = sum(part.longest is not None for part in parts)
    return f"{total} in {stated} stated time{'' if stated == 1 else 's'}" if stated else "no time is stated"


def _sentence(start: str, verdict: Fit, open_ends: Sequence[str], limit: Quantity | None) -> str:
    if verdict == "no limit":
        return f"{start}" + (f", to which is added what is open: {'; '.join(open_ends)}." if open_ends else ".")
    if verdict != "cannot tell":
        return f"{start}, {verdict} the limit of {limit}."
    most = longest_span(limit)
    reasons = (*open_ends, f"the limit {most}") if isinstance(most, str) else open_ends
    said = "; ".join(reasons) or f"{limit} depends on the length of the months"
    return f"{start}; cannot tell whether it fits: {said}."
