"""The lines of the specifications of a product with their fact paths, and what each specification is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.calculation.reported_interval import Interval, reported_interval
from impd.calculation.stated_value import CannotCalculate
from impd.checking.known import KnownProduct
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import AnalyticalProcedure, Specification, SpecificationTest
from impd.dossier.quality.materials import EditingReagent, Vector
from impd.dossier.quantity import AcceptanceCriterion


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


def all_lines(known: KnownProduct) -> Iterator[Line]:
    """Every test of every specification."""
    for specification in known.product.quality.specifications:
        yield from lines_of(known, specification)


def lines_of(known: KnownProduct, specification: Specification) -> Iterator[Line]:
    """The tests of one specification."""
    above = known.path_of(specification.id)
    for index, test in enumerate(specification.tests):
        yield Line(build_path(above, f"tests[{item_key(test, index)}]"), test, specification)


def made_lines(known: KnownProduct) -> tuple[Line, ...]:
    """The tests of substance and product."""
    return tuple(line for line in all_lines(known) if is_made(known, line.specification.subject))


def product_lines(known: KnownProduct) -> tuple[Line, ...]:
    """The tests of the drug product; those of the substance where the drug product has no specification of its own."""
    made = made_lines(known)
    own = tuple(line for line in made if is_drug_product(known, line.specification.subject))
    return own or made


def method_of(known: KnownProduct, test: SpecificationTest) -> AnalyticalProcedure | None:
    """The procedure that a test names."""
    named = known.register("methods").get(test.method or "")
    return named.entry if named and isinstance(named.entry, AnalyticalProcedure) else None


def limit_of(test: SpecificationTest) -> AcceptanceCriterion | None:
    """The release limit, or the shelf-life limit where that alone is stated."""
    return test.release_limit or test.shelf_life_limit


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
