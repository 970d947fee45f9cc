"""Tests of materials, banks and donors: whether they are stated in full, and meet their limits."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.acceptance import judge
from impd.checking.consistency.completeness.entry_needs import NOT_STATED
from impd.checking.consistency.completeness.entry_needs_quality import UNITLESS
from impd.checking.consistency.completeness.table_columns import section_of
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import item_key
from impd.dossier.quality.materials import ControlledTest

_NONE = "no test of a material, bank or donor states a result"


def _tests(subject: Subject) -> Iterator[tuple[str, str, ControlledTest]]:
    """The register, fact path and each test of the materials, banks and donors of a product."""
    quality = subject.product.quality
    lists = [("banks", f"banks[{one.id}].tests", one.tests) for one in quality.banks]
    lists += [("materials", f"materials[{one.id}].tests", one.tests) for one in quality.materials]
    lists += [("donors", f"donors[{one.id}].acceptance", one.acceptance) for one in quality.donors]
    for register, place, tests in lists:
        for index, test in enumerate(tests):
            yield register, subject.at(f"quality.{place}[{item_key(test, index)}]"), test


@check
def controlled_tests_are_stated_in_full(subject: Subject) -> Iterator[Observation]:
    """A test with a result states method and limit, one with a date its laboratory, one with a number its unit."""
    seen = False
    for register, path, test in _tests(subject):
        for observation in (*_recorded(test, path), *_unit(test, path)):
            seen = True
            yield observation.in_section(section_of(register, False))
    if not seen:
        yield no_concern(subject.path, _NONE)


def _recorded(test: ControlledTest, path: str) -> Iterator[Observation]:
    for fact, beside in (("limit", "result"), ("result", "date"), ("laboratory", "date"), ("method", "result")):
        if getattr(test, beside) is None:
            continue
        if getattr(test, fact) is None:
            yield falls_short(f"{path}.{fact}", NOT_STATED, f"a {fact}", test=test.test, beside=f"the {beside}")
        else:
            yield holds(f"{path}.{fact}")


def _unit(test: ControlledTest, path: str) -> Iterator[Observation]:
    if test.limit is None or test.limit.number is None or UNITLESS.search(test.test):
        return
    if test.unit is None:
        yield falls_short(f"{path}.unit", NOT_STATED, "a unit", test=test.test, beside=f"the limit {test.limit}")
    else:
        yield holds(f"{path}.unit", test.unit)


@check
def controlled_tests_meet_their_limits(subject: Subject) -> Iterator[Observation]:
    """The result of each test of a material, bank or donor is within its limit, as far as both can be compared."""
    seen = False
    for register, path, test in _tests(subject):
        verdict = judge(test.result, test.unit, test.limit, test.unit).verdict if test.result else ""
        if verdict == "conforms":
            seen = True
            yield holds(f"{path}.result", test.result or "")
        elif verdict == "does not conform":
            seen = True
            limit = f"{test.limit} {test.unit or ''}".strip()
            missed = falls_short(f"{path}.result", test.result, limit, test=test.test)
            yield missed.in_section(section_of(register, False))
    if not seen:
        yield no_concern(subject.path, "no result of a material, bank or donor can be held against a limit")
