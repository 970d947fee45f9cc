"""The composition of a unit and of a batch: sums, percentages, scaling, visible components, units (P.1, P.3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from impd.calculation.batch_formula import BatchFormulaCheck, check_batch_formula
from impd.calculation.composition import composition_sum, percentages
from impd.calculation.sums_compared import TOLERANCE, Comparison
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import Step
from impd.dossier.quality.product import Component, DrugProduct
from impd.dossier.quantity import Quantity

_VISIBLE = (
    ("film coat", re.compile(r"film[- ]?coated", re.IGNORECASE), re.compile(r"coat|film", re.IGNORECASE)),
    ("capsule shell", re.compile(r"\bcapsules?\b", re.IGNORECASE), re.compile(r"shell|capsule|gelatin", re.IGNORECASE)),
    ("sugar coat", re.compile(r"sugar[- ]?coated", re.IGNORECASE), re.compile(r"coat|sugar", re.IGNORECASE)),
    ("printing ink", re.compile(r"\b(?:im)?printed\b", re.IGNORECASE), re.compile(r"\bink\b|print", re.IGNORECASE)),
)  # fmt: skip


def component_path(subject: Subject, name: str, field: str) -> str:
    """The path of a fact of a component of the drug product looked at."""
    return subject.at(f"{Step('composition', (name,))}.{field}")


@check
def composition_adds_up(subject: Subject) -> Iterator[Observation]:
    """The components of a unit add up to its stated total, within 1 %."""
    product, path = subject.entry(DrugProduct), subject.at("composition_total")
    if not product.composition:
        yield untold(subject.at("composition"), "no component is stated")
        return
    blank = next((one for one in product.composition if one.amount is None), None)
    if blank is not None:
        yield untold(component_path(subject, blank.name, "amount"), f"the amount of {blank.name} is not stated")
        return
    yield from _compared(composition_sum(product.composition, product.composition_total), path)


def _compared(one: Comparison, path: str, **values: str) -> Iterator[Observation]:
    if one.agrees is None and not one.stated and one.calculated.number is not None:
        yield untold(path, f"the {one.name} is not stated")
    elif one.agrees is None:
        yield no_concern(path, one.reason)
    elif one.agrees:
        yield holds(path, one.stated)
    else:
        yield falls_short(path, one.stated, one.calculated.text, steps=one.calculated.steps, **values)


@check
def percentages_follow_from_amounts(subject: Subject) -> Iterator[Observation]:
    """The percentage of each component is that of its amount, and all add up to 100."""
    product = subject.entry(DrugProduct)
    if not any(one.percentage for one in product.composition):
        in_amounts = any(one.amount for one in product.composition)
        path = subject.at("composition")
        yield no_concern(path, "it is given in amounts") if in_amounts else untold(path, "no amount is stated")
        return
    found = percentages(product.composition, product.composition_total)
    for one in found.lines:
        if one.agrees is not None:
            path = component_path(subject, one.name, "percentage")
            yield from _compared(one, path, component=f"the percentage of {one.name}")
    if found.typed_sum.agrees is False:
        total = found.typed_sum
        yield falls_short(subject.at("composition"), total.calculated.text, "100 %", "sum",
                          component="the sum of the percentages", steps=total.calculated.steps)  # fmt: skip


@check
def batch_formula_follows_from_unit_formula(subject: Subject) -> Iterator[Observation]:
    """Each line of the batch formula is the amount per unit times the number of units, within 1 %."""
    product = subject.entry(DrugProduct)
    found = check_batch_formula(product)
    if found is None:
        yield untold(subject.at("batch_formula"), "no batch formula is stated")
        return
    compared = [one for one in found.batch if one.agrees is not None]
    if _scaled_alike(compared) and (product.overfill or product.overage):
        yield holds(subject.at("batch_formula.lines"), "all lines exceed the unit formula alike, by the overfill")
        return
    for one in compared:
        path = subject.at(f"batch_formula.{Step('lines', (one.name,))}.amount")
        yield from _compared(one, path, component=one.name)
    if not compared:
        formula = product.batch_formula
        complete = formula and formula.lines and (formula.units or formula.batch_size) and product.composition
        yield (no_concern if complete else untold)(subject.at("batch_formula"), _first_reason(found))


def _scaled_alike(lines: list[Comparison]) -> bool:
    """Whether the batch formula has more of every component, by the same share."""
    shares = [one.difference for one in lines if one.difference is not None]
    return bool(shares) and max(shares) < 0 and max(shares) - min(shares) <= TOLERANCE


def _first_reason(found: BatchFormulaCheck) -> str:
    reasons = (found.units.reason, *(one.reason for one in found.batch))
    return next((one for one in reasons if one), "it has no lines to compare")


@check
def batch_formula_adds_up(subject: Subject) -> Iterator[Observation]:
    """The lines of the batch formula add up to its total, within 1 %."""
    found = check_batch_formula(subject.entry(DrugProduct))
    if found is None:
        yield untold(subject.at("batch_formula"), "no batch formula is stated")
    else:
        yield from _compared(found.total, subject.at("batch_formula.total"))


@check
def formulas_have_the_same_components(subject: Subject) -> Iterator[Observation]:
    """The unit formula and the batch formula list the same components."""
    product = subject.entry(DrugProduct)
    formula = product.batch_formula
    if formula is None or not formula.lines:
        yield untold(subject.at("batch_formula.lines"), "no batch formula is stated")
        return
    if not product.composition:
        yield untold(subject.at("composition"), "no component is stated")
        return
    unit, batch = ([one.name for one in rows] for rows in (product.composition, formula.lines))
    yield from _missing(subject, [one for one in unit if one not in batch], "composition", "the batch formula")
    yield from _missing(subject, [one for one in batch if one not in unit], "batch_formula.lines", "the composition")
    if set(unit) == set(batch):
        yield holds(subject.at("batch_formula.lines"), f"{len(unit)} components")


def _missing(subject: Subject, names: Iterable[str], listed: str, where: str) -> Iterator[Observation]:
    for name in names:
        path = subject.at(f"{listed}[{str(Step('x', (name,)))[2:-1]}]")
        yield falls_short(path, "not listed", f"a line for {name}", component=name, where=where)


@check
def visible_components_are_listed(subject: Subject) -> Iterator[Observation]:
    """What form or appearance show (film coat, capsule shell, ink) stands in the composition."""
    product, path = subject.entry(DrugProduct), subject.at("composition")
    shown = f"{product.pharmaceutical_form or ''} {product.appearance or ''}"
    seen = [(name, sought) for name, sign, sought in _VISIBLE if sign.search(shown)]
    if not shown.strip():
        yield untold(subject.at("appearance"), "neither form nor appearance is stated")
    elif not seen:
        yield no_concern(subject.at("appearance"), "form and appearance show no coat, shell or ink")
    for name, sought in seen:
        listed = next((one.name for one in product.composition if sought.search(_words(one))), None)
        if listed:
            yield holds(path, f"{name}: {listed}")
        else:
            found = f"{len(product.composition)} components, none of them for a {name}"
            yield falls_short(path, found, f"the components of the {name}", name, part=name)


def _words(component: Component) -> str:
    return " ".join(filter(None, (component.name, component.part, component.function, component.remark)))


@check
def units_of_dose_and_content_agree(subject: Subject) -> Iterator[Observation]:
    """Doses, concentration and active components are counted in units of one kind, and every amount has a unit."""
    product = subject.entry(DrugProduct)
    for one in product.composition:
        if one.amount is not None and one.amount.unit == "1":
            path = component_path(subject, one.name, "amount")
            yield falls_short(path, one.amount, "an amount with its unit", component=f"the amount of {one.name}")
    doses = _doses(product)
    content = product.concentration
    for field, dose in doses:
        if content is None:
            first = doses[0][1]
            yield _same_kind(subject, f"dose.{field}", dose, _above(first.unit), first)
        else:
            yield _same_kind(subject, f"dose.{field}", dose, _above(content.unit), content)
    if not doses and subject.product.role == "placebo":
        yield no_concern(f"{subject.of_product.path}.role", "a placebo has no dose of an active substance")
    elif not doses:
        yield untold(subject.at("dose"), "no dose is stated in numbers")


def _doses(product: DrugProduct) -> list[tuple[str, Quantity]]:
    fields = ("minimum", "target", "maximum")
    given = [(field, getattr(product.dose, field)) for field in fields] if product.dose else []
    return [(field, dose) for field, dose in given if dose is not None]


def _same_kind(subject: Subject, field: str, dose: Quantity, unit: str, like: Quantity) -> Observation:
    if conversion_factor(_above(dose.unit), unit) is None:
        return falls_short(subject.at(field), dose, f"a dose in units as those of {like}", component=f"the dose {dose}")
    return holds(subject.at(field), dose)


def _above(unit: str) -> str:
    """What is counted: ``{vg}`` of ``{vg}/kg``."""
    return unit.partition("/")[0]
