"""Specifications: procedures, justification, limits that can be compared and that fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.reported_interval import Interval, reported_interval
from impd.calculation.stated_value import CannotCalculate
from impd.checking.lookups.specification_lines import (
    AFTER_USE,
    interval_of,
    is_made,
    limit_of,
    lines_of,
    product_lines,
    product_lines_on,
    specifications_path,
)
from impd.checking.lookups.texts import sections_with_text
from impd.checking.observation import Observation, falls_short, given, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.control import Specification, SpecificationTest
from impd.dossier.quantity import AcceptanceCriterion

_SAFETY = ("replication_competent_virus", "sterility", "endotoxin", "mycoplasma", "adventitious_agents")
"""Attributes whose result must be held against a limit at every stage."""
_DOSE = ("dose", "content", "cell_count", "assay")
_NUMERIC = re.compile(
    r"\s*(?:[<>≤≥=]|NMT\b|NLT\b|(?:not|no) (?:more|less|fewer) than\b|at (?:most|least)\b|max|min)[^a-z]*\d", re.I
)
_COUNTS = re.compile(r"\d\s*(?:in|of|out of|per|/)\s*\d", re.IGNORECASE)
_EXPLAINED = re.compile(r"shelf|stor(?:e|age)|release|stability", re.IGNORECASE)


@check
def test_has_procedure(subject: Subject) -> Iterator[Observation]:
    """A line of a specification names the analytical procedure it is tested by."""
    test = subject.entry(SpecificationTest)
    path = subject.at("method")
    yield given(path, test.method, "an analytical procedure")


@check
def tests_are_justified(subject: Subject) -> Iterator[Observation]:
    """Each limit of a substance or product is justified: at its line, for the specification, or in its own section."""
    specification = subject.entry(Specification)
    if not is_made(subject.of_product, specification.subject):
        yield no_concern(subject.path, "it is a specification of a starting material")
        return
    stated = specification.justification or ", ".join(sections_with_text(subject.product, ("S.4.5", "P.5.6")))
    lines = list(lines_of(subject.of_product, specification))
    bare = [line for line in lines if not line.test.justification]
    if stated or not bare:
        yield holds(subject.at("justification"), stated or "at each test")
    elif len(bare) == len(lines):
        path, lines_bare = subject.at("justification"), (f"{line.path}.justification" for line in bare)
        yield falls_short(path, "not stated", "a justification", test="any test").about(path, *lines_bare)
    else:
        for line in bare:
            yield falls_short(f"{line.path}.justification", "not stated", "a justification", test=line.name)


@check
def limit_can_be_compared(subject: Subject) -> Iterator[Observation]:
    """A limit in numbers has a sign or two bounds in ascending order, so that a result can be held against it."""
    test = subject.entry(SpecificationTest)
    for name in ("release_limit", "shelf_life_limit"):
        criterion: AcceptanceCriterion | None = getattr(test, name)
        if criterion is not None:
            yield _readable(subject.at(name), criterion, test.unit)
    if limit_of(test) is None:
        yield falls_short(subject.at("release_limit"), "not stated", "a limit")


def _readable(path: str, criterion: AcceptanceCriterion, unit: str | None) -> Observation:
    text = criterion.text
    try:
        found = reported_interval(text, unit)
    except CannotCalculate as reason:
        return falls_short(path, text, str(reason))
    if found is None and _NUMERIC.match(text) and not _COUNTS.search(text) and not criterion.number:
        return falls_short(path, text, "a sign, a number and a unit")
    if found is not None and found.low == found.high and not found.estimate:
        return falls_short(path, text, "a lower limit, an upper limit or both")
    return holds(path, text)


@check
def shelf_life_limit_is_not_stricter(subject: Subject) -> Iterator[Observation]:
    """A batch that just meets its release limit meets the limit of its shelf life as well, unless that is explained."""
    test = subject.entry(SpecificationTest)
    release, later = interval_of(test.release_limit, test.unit), interval_of(test.shelf_life_limit, test.unit)
    if release is None or later is None or test.release_limit is None or test.shelf_life_limit is None:
        return
    path = subject.at("shelf_life_limit")
    if not _stricter(later, release):
        yield holds(path, test.shelf_life_limit)
    elif _EXPLAINED.search(f"{test.justification or ''} {test.remark or ''}"):
        yield holds(path, "stricter, and explained")
    else:
        yield falls_short(path, test.shelf_life_limit, test.release_limit)


def _stricter(one: Interval, other: Interval) -> bool:
    """Whether an interval shuts out numbers that another allows."""
    below = one.low is not None and (other.low is None or one.low > other.low)
    above = one.high is not None and (other.high is None or one.high < other.high)
    return (below and one.low != Decimal(0)) or above


@check
def safety_attribute_has_a_limit(subject: Subject) -> Iterator[Observation]:
    """A test of safety is not for information only."""
    test = subject.entry(SpecificationTest)
    criterion = limit_of(test)
    path = subject.at("release_limit")
    if test.category not in _SAFETY:
        yield no_concern(path, "the attribute is none of those that need a limit at every stage")
    elif criterion is None or criterion.kind == "report":
        attribute = test.category.replace("_", " ")
        yield falls_short(path, criterion or "not stated", "a limit", attribute=attribute)
    else:
        yield holds(path, criterion)


@check
def dose_is_limited_on_both_sides(subject: Subject) -> Iterator[Observation]:
    """The test that sets the dose has a lower and an upper limit."""
    known = subject.of_product
    candidates = product_lines_on(known, *_DOSE)
    chosen = [line for line in candidates if line.test.category == "dose"] or candidates
    both = [line for line in chosen if _is_closed(interval_of(limit_of(line.test), line.test.unit))]
    if both:
        yield holds(f"{both[0].path}.release_limit", limit_of(both[0].test))
    elif chosen:
        found = "; ".join(f"{line.name}: {limit_of(line.test) or 'no limit'}" for line in chosen)
        yield falls_short(f"{chosen[0].path}.release_limit", found, "a lower and an upper limit")
    else:
        yield no_concern(specifications_path(known), "no test of dose, content or cell count is stated")


def _is_closed(limit: Interval | None) -> bool:
    return limit is not None and not limit.is_censored


@check
def late_results_have_a_procedure(subject: Subject) -> Iterator[Observation]:
    """Where results come after the product was given, it is stated whom a positive result is told and what follows."""
    known = subject.of_product
    late = [line for line in product_lines(known) if line.test.timing in AFTER_USE]
    specifications = known.product.quality.specifications
    stated = [one for one in specifications if one.positive_result_procedure]
    if not late:
        yield no_concern(specifications_path(known), "no test is stated to end after the product is given")
    elif stated:
        yield holds(f"{known.path_of(stated[0].id)}.positive_result_procedure")
    else:
        path = f"{known.path_of(late[0].specification.id)}.positive_result_procedure"
        yield falls_short(path, "not stated", "a procedure", tests=", ".join(line.name for line in late))
