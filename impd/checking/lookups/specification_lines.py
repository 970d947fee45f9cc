"""The lines of the specifications of a product with their fact paths, and what each specification is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from impd.calculation.reported_interval import Interval, reported_interval
from impd.calculation.stated_value import CannotCalculate
from impd.checking.expectation import is_placeholder
from impd.checking.known import KnownProduct, once
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import AnalyticalProcedure, Specification, SpecificationTest
from impd.dossier.quality.materials import EditingReagent, Vector
from impd.dossier.quantity import AcceptanceCriterion

AFTER_USE = ("after_administration", "conditional_release")
"""Timings of tests whose result is read after the product was given."""


@dataclass(frozen=True, slots=True)
class Line:
    """One test of a specification with its path."""

    path: str
    test: SpecificationTest
    specification: Specification

    @property
    def name(self) -> str:
        """The test as a reader calls it."""
        return self.test.name or self.test.id


def is_made(known: KnownProduct, subject: str | None) -> bool:
    """Whether an id is that of a substance or product of this dossier, and not of what they are made from."""
    named = known.entries.get(subject or "")
    if named is None:
        return subject is None
    if isinstance(named.entry, Vector | EditingReagent):
        return named.entry.role == "active_substance"
    return named.register in ("substances", "drug_products", "intermediates")


def is_drug_product(known: KnownProduct, subject: str | None) -> bool:
    """Whether an id is that of a drug product."""
    return (subject or "") in known.register("drug_products")


def is_vector(known: KnownProduct, subject: str | None) -> bool:
    """Whether an id is that of a vector."""
    return (subject or "") in known.register("vectors")


@once
def all_lines(known: KnownProduct) -> tuple[Line, ...]:
    """Every test of every specification."""
    return tuple(line for one in known.product.quality.specifications for line in lines_of(known, one))


def lines_of(known: KnownProduct, specification: Specification) -> tuple[Line, ...]:
    """The tests of one specification."""
    above = known.path_of(specification.id)
    return tuple(
        Line(build_path(above, f"tests[{item_key(test, index)}]"), test, specification)
        for index, test in enumerate(specification.tests)
    )


@once
def made_lines(known: KnownProduct) -> tuple[Line, ...]:
    """The tests of substance and product."""
    return tuple(line for line in all_lines(known) if is_made(known, line.specification.subject))


@once
def product_lines(known: KnownProduct) -> tuple[Line, ...]:
    """The tests of the drug product; those of the substance where the drug product has no specification of its own."""
    made = made_lines(known)
    own = tuple(line for line in made if is_drug_product(known, line.specification.subject))
    return own or made


def lines_on(known: KnownProduct, *categories: str) -> tuple[Line, ...]:
    """The tests of substance and product on attributes of these categories."""
    return tuple(line for line in made_lines(known) if line.test.category in categories)


def product_lines_on(known: KnownProduct, *categories: str) -> tuple[Line, ...]:
    """The tests of the drug product on attributes of these categories."""
    return tuple(line for line in product_lines(known) if line.test.category in categories)


def lines_by(known: KnownProduct, method: AnalyticalProcedure) -> tuple[Line, ...]:
    """The tests of substance and product that name a procedure."""
    return _lines_by_method(known).get(method.id, ())


@once
def _lines_by_method(known: KnownProduct) -> Mapping[str, tuple[Line, ...]]:
    found: dict[str, list[Line]] = {}
    for line in made_lines(known):
        found.setdefault(line.test.method or "", []).append(line)
    return {method: tuple(lines) for method, lines in found.items()}


def method_of(known: KnownProduct, test: SpecificationTest) -> AnalyticalProcedure | None:
    """The procedure that a test names."""
    return known.entry(AnalyticalProcedure, test.method)


def limit_of(test: SpecificationTest) -> AcceptanceCriterion | None:
    """The release limit, or the shelf-life limit where that alone is stated."""
    return test.release_limit or test.shelf_life_limit


def is_limited(line: Line) -> bool:
    """Whether a test has a limit that is more than a result to be reported."""
    limit = limit_of(line.test)
    return limit is not None and limit.kind != "report" and not is_placeholder(limit.text)


def interval_of(criterion: AcceptanceCriterion | None, unit: str | None) -> Interval | None:
    """The numbers that a criterion allows; None where it states none or contradicts itself."""
    if criterion is None:
        return None
    try:
        return reported_interval(criterion.text, unit)
    except CannotCalculate:
        return None


def specifications_path(known: KnownProduct) -> str:
    """Where the specifications of a product stand."""
    return build_path(known.path, "quality.specifications")
