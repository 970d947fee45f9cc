"""Sizes and doses that are far from their like, or in another kind of unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.unit_conversion import conversion_factor
from impd.checking.consistency.plausibility.numbers import in_section, named
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.facts import Facts
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Process
from impd.dossier.quantity import Quantity

_FAR = Decimal(100)
Dosed = tuple[str, Quantity, Facts]
"""Fact path below the list, dose and entry."""
Size = tuple[str, str, object, Facts]
"""Register, fact path, size and entry."""


@check
def sizes_are_of_one_order(subject: Subject) -> Iterator[Observation]:
    """No size of a batch, batch formula, plasmid or bank is a hundred times above or below all others of its like."""
    compared = False
    for cells in _sizes(subject).values():
        for cell in cells:
            ratios = [_ratio(cell[2], other[2]) for other in cells if other is not cell]
            known = [one for one in ratios if one is not None]
            if not known:
                continue
            compared = True
            yield _judged(subject, cell, cells, all(one >= _FAR or one * _FAR <= 1 for one in known))
    if not compared:
        yield no_concern(subject.path, "no size has its like")


def _judged(subject: Subject, cell: Size, cells: list[Size], far: bool) -> Observation:
    register, path, value, row = cell
    if not far:
        return holds(path, value)
    others = ", ".join(str(other[2]) for other in cells if other is not cell)
    return in_section(falls_short(path, value, others, entry=named(path, row)), subject, register, row)


def _sizes(subject: Subject) -> dict[str, list[Size]]:
    """Sizes by what they are sizes of: batches, processes and formula of one material; plasmids; banks of one tier."""
    found: defaultdict[str, list[Size]] = defaultdict(list)
    quality = subject.product.quality

    def add(what: str | None, register: str, path: str, value: object, row: Facts) -> None:
        if value is not None:
            found[what or ""].append((register, subject.at(f"quality.{path}"), value, row))

    for batch in quality.batches:
        add(batch.subject, "batches", f"batches[{batch.id}].size", batch.size, batch)
    for process in quality.processes:
        _of_process(add, process)
    for product in quality.drug_products:
        formula = product.batch_formula
        if formula:
            for name in ("batch_size", "total"):
                path = f"drug_products[{product.id}].batch_formula.{name}"
                add(product.id, "drug_products", path, getattr(formula, name), formula)
    for plasmid in quality.plasmids:
        add("plasmids", "plasmids", f"plasmids[{plasmid.id}].size", plasmid.size, plasmid)
    for bank in quality.banks:
        add(f"banks {bank.tier}", "banks", f"banks[{bank.id}].containers", bank.containers, bank)
    return found


def _of_process(add: object, process: Process) -> None:
    for name in ("batch_size_minimum", "batch_size_maximum"):
        add(process.subject, "processes", f"processes[{process.id}].{name}", getattr(process, name), process)  # type: ignore[operator]


@check
def doses_are_in_one_unit(subject: Subject) -> Iterator[Observation]:
    """The doses of the groups of a study, and of the steps of a trial, are in one unit."""
    product = subject.product
    lists: list[tuple[str, str, list[Dosed]]] = []
    for study in product.non_clinical.studies:
        path = subject.at(f"non_clinical.studies[{study.id}].groups")
        groups: list[Dosed] = [(f"[{_key(one.name)}].dose", one.dose, one) for one in study.groups if one.dose]
        lists.append(("studies", path, groups))
    if product.clinical.dose:
        steps = product.clinical.dose.steps
        path = subject.at("clinical.dose.steps")
        lists.append(("dose", path, [(f"[{_key(one.id)}].dose", one.dose, one) for one in steps if one.dose]))
    yield from _in_one_unit(subject, lists)


def _in_one_unit(subject: Subject, lists: list[tuple[str, str, list[Dosed]]]) -> Iterator[Observation]:
    compared = False
    for register, path, cells in lists:
        units = {value.unit for _, value, _ in cells}
        if len(cells) < 2:
            continue
        compared = True
        if len(units) == 1:
            yield holds(path, units.pop())
            continue
        usual = max(units, key=lambda unit: (sum(value.unit == unit for _, value, _ in cells), unit))
        for below, value, row in cells:
            if value.unit != usual:
                seen = falls_short(f"{path}{below}", value, f"a dose in {usual}", entry=named(below, row))
                yield in_section(seen, subject, register, row)
    if not compared:
        yield no_concern(subject.path, "no study has two doses")


def _key(name: str) -> str:
    return f'"{name}"' if "," in name else name


def _ratio(one: object, other: object) -> Decimal | None:
    """How many times one size is another; None where they are not of one kind."""
    if isinstance(one, int) and isinstance(other, int):
        return Decimal(one) / Decimal(other) if other else None
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return None
    factor = conversion_factor(one.unit, other.unit)
    return one.number.low * factor / other.number.low if factor and other.number.low else None


@check
def batches_of_one_process_have_like_origins(subject: Subject) -> Iterator[Observation]:
    """No batch names fewer origins than every other batch made of the same material by the same process."""
    groups: defaultdict[tuple[str | None, str | None], list[Batch]] = defaultdict(list)
    for batch in subject.product.quality.batches:
        if batch.made_from:
            groups[batch.subject, batch.process].append(batch)
    compared = False
    for batches in groups.values():
        for batch in batches if len(batches) > 2 else ():
            others = {len(one.made_from) for one in batches if one is not batch}
            compared = True
            path = subject.at(f"quality.batches[{batch.id}].made_from")
            if len(others) == 1 and len(batch.made_from) < min(others):
                found = ", ".join(batch.made_from)
                seen = falls_short(path, found, f"{min(others)} origins", entry=batch.number or batch.id)
                yield in_section(seen, subject, "batches", batch)
            else:
                yield holds(path)
    if not compared:
        yield no_concern(subject.path, "no three batches are of one process")
