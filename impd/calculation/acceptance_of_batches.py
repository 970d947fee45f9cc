"""All results of a batch or a stability study against their specification, one judgement each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from impd.calculation.acceptance import judge
from impd.calculation.judgement import Judgement, cannot_be_judged
from impd.calculation.stated_conformity import is_not_detected
from impd.dossier.quality.control import AnalyticalProcedure, Batch, Result, Specification, SpecificationTest
from impd.dossier.quality.stability import StabilityResult, StabilityStudy
from impd.dossier.quantity import AcceptanceCriterion, Quantity

_AS_RELEASE = re.compile(
    r"(?:as|same as|see|identical (?:to|with)) (?:for |at |the )*release(?: limits?)?", re.IGNORECASE
)
_IN_NUMBERS = {"at least", "at most", "more than", "less than", "range", "equal"}


@dataclass(frozen=True, slots=True)
class JudgedResult:
    """The judgement on one result; ``time`` is in the time unit of the study, None for a batch analysis."""

    test: str
    judgement: Judgement
    batch: str
    time: Decimal | None = None


def judge_batch(
    batch: Batch,
    specification: Specification | None,
    methods: Iterable[AnalyticalProcedure] = (),
    rounded: bool = False,
) -> tuple[JudgedResult, ...]:
    """Each result of a batch against the release limit of its test, or its shelf-life limit where that alone is stated.

    Tests with a release limit but without a result come last, as not tested. ``methods`` give the detection limits by
    which "not detected" is compared with a number.
    """
    lines = _lines(specification, methods, at_release=True)
    judged = [JudgedResult(one.test, _judged(one, lines, rounded), batch.id) for one in batch.results]
    given = {one.test for one in batch.results}
    missing = [line for name, line in lines.items() if name not in given and line.test.release_limit is not None]
    judged += [JudgedResult(line.test.id, judge(None, None, line.criterion, None), batch.id) for line in missing]
    return tuple(judged)


def judge_study(
    study: StabilityStudy,
    specification: Specification | None,
    methods: Iterable[AnalyticalProcedure] = (),
    rounded: bool = False,
) -> tuple[JudgedResult, ...]:
    """Each result of a stability study against its shelf-life limit, or the release limit where only that is stated.

    ``methods`` give the detection limits by which "not detected" is compared with a number.
    """
    lines = _lines(specification, methods, at_release=False)
    return tuple(JudgedResult(one.test, _judged(one, lines, rounded), one.batch, one.time) for one in study.results)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a specification with the limit that applies, a remark on it, and the method's detection limit."""

    test: SpecificationTest
    criterion: AcceptanceCriterion | None
    remark: str
    detection_limit: Quantity | None


def _lines(
    specification: Specification | None, methods: Iterable[AnalyticalProcedure], at_release: bool
) -> Mapping[str, _Line]:
    detected = {method.id: method.detection_limit for method in methods}
    return {
        test.id: _Line(test, *_limit(test, at_release), detected.get(test.method or ""))
        for test in (specification.tests if specification else ())
    }


def _limit(test: SpecificationTest, at_release: bool) -> tuple[AcceptanceCriterion | None, str]:
    """The limit that applies, with a remark where it is not the one of the occasion."""
    release, shelf_life = test.release_limit, test.shelf_life_limit
    if shelf_life and _AS_RELEASE.fullmatch(shelf_life.text.strip()):
        return release, "" if at_release else "the shelf-life limit is that of release"
    if at_release:
        return (release, "") if release else (shelf_life, "shelf-life limit, as no release limit is stated")
    return (shelf_life, "") if shelf_life else (release, "release limit, as no shelf-life limit is stated")


def _judged(result: Result | StabilityResult, lines: Mapping[str, _Line], rounded: bool) -> Judgement:
    line = lines.get(result.test)
    if line is None:
        return cannot_be_judged("the test is not in the specification")
    stated, unit, remark = result.result, result.unit, line.remark
    if stated and line.detection_limit and is_not_detected(stated) and _in_numbers(line.criterion):
        limit = line.detection_limit
        if limit.number.high is None and not limit.number.censor:
            stated, unit = f"< {limit.value}", limit.unit
            remark = "; ".join(filter(None, (remark, f"not detected is read as below the detection limit {limit}")))
    judgement = judge(stated, unit, line.criterion, line.test.unit, rounded)
    if not remark or not judgement.tested:
        return judgement
    return replace(judgement, convention="; ".join(filter(None, (judgement.convention, remark))))


def _in_numbers(criterion: AcceptanceCriterion | None) -> bool:
    return criterion is not None and criterion.kind in _IN_NUMBERS
