"""What may be open in a first trial of an advanced therapy and is there before a confirmatory one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.specification_lines import Line, is_limited, is_made, limit_of, lines_on, method_of
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import AnalyticalProcedure
from impd.dossier.quality.manufacture import Process

_OF_QUALITY = (
    "content", "assay", "potency", "purity", "product_impurity", "process_impurity", "cellular_impurity", "viability",
    "cell_count", "phenotype", "transduction", "vector_copy_number", "on_target_editing", "genomic_stability", "dose",
)  # fmt: skip
_VERSION = re.compile(r"\d+(?:\.\d+)*")


def _potency(subject: Subject) -> list[tuple[Line, AnalyticalProcedure]]:
    """The tests of potency of substance and product that name a procedure."""
    known = subject.of_product
    lines = lines_on(known, "potency")
    return [(line, method) for line in lines if (method := method_of(known, line.test)) is not None]


@check
def potency_is_validated_for_confirmation(subject: Subject) -> Iterator[Observation]:
    """One procedure of potency is tied to the mechanism and validated."""
    known = subject.of_product
    tests = _potency(subject)
    good = [method for _, method in tests if method.mechanism and method.status == "validated"]
    if good:
        yield holds(known.path_of(good[0].id), called(good[0]))
    elif not tests:
        path = build_path(known.path, "quality.methods")
        yield untold(path, "the test of potency names no procedure")
    else:
        said = "; ".join(dict.fromkeys(_status(method) for _, method in tests))
        yield falls_short(f"{known.path_of(tests[0][1].id)}.status", said, "tied to the mechanism and validated")


def _status(method: AnalyticalProcedure) -> str:
    tied = "tied to the mechanism" if method.mechanism else "not tied to the mechanism"
    return f"{called(method)}: {tied}, {method.status or 'status not stated'}"


@check
def tests_have_limits_for_confirmation(subject: Subject) -> Iterator[Observation]:
    """Content, potency, purity, impurities and the like have limits; a justified report beside a limit may stay."""
    lines = lines_on(subject.of_product, *_OF_QUALITY)
    if not lines:
        yield untold(build_path(subject.of_product.path, "quality.specifications"), "no test is stated")
    limited = {line.test.category for line in lines if is_limited(line)}
    for line in lines:
        path = f"{line.path}.release_limit"
        if is_limited(line):
            yield holds(path, limit_of(line.test) or "")
        elif line.test.justification and line.test.category in limited:
            yield no_concern(path, "it stands beside a test with a limit, and is justified")
        else:
            yield falls_short(path, limit_of(line.test) or "no limit", "a limit", test=line.name)


@check
def processes_of_earlier_trials_are_described(subject: Subject) -> Iterator[Observation]:
    """The process version that a trial states is one of those described."""
    known, processes = subject.of_product, subject.product.quality.processes
    described = {name for one in processes for name in (one.id, one.version) if name}
    versions = {found for name in described for found in _VERSION.findall(name)}
    for trial in subject.product.clinical.trials:
        if trial.process_version is None:
            continue
        path = build_path(known.path, f"clinical.trials[{trial.id}].process_version")
        stated = _VERSION.findall(trial.process_version)
        if trial.process_version in described or (stated and versions.issuperset(stated)):
            yield holds(path, trial.process_version)
        elif stated and processes:
            expected = ", ".join(sorted(described))
            yield falls_short(path, trial.process_version, expected, trial=trial.id)
        else:
            yield no_concern(path, f"it states no version of this product: {trial.process_version}")


@check
def critical_parameters_are_named_for_confirmation(subject: Subject) -> Iterator[Observation]:
    """Each current process of substance and product names a critical step, parameter or control."""
    known = subject.of_product
    current = [one for one in subject.product.quality.processes
               if one.current is not False and one.steps and is_made(known, one.subject)]  # fmt: skip
    if not current:
        yield untold(build_path(known.path, "quality.processes"), "no process with its steps is stated")
    made = any(_is_critical(one) for one in current)
    for one in current:
        if _is_critical(one) or (made and len(one.steps) < 3):
            yield holds(known.path_of(one.id), one.version or one.id)
        else:
            name = one.version or one.id
            yield falls_short(known.path_of(one.id), "none", "critical steps", process=name)


def _is_critical(process: Process) -> bool:
    marks = (
        step.critical or any(one.critical for one in step.parameters) or any(one.critical for one in step.controls)
        for step in process.steps
    )
    return any(marks)


@check
def reference_of_potency_is_kept_for_confirmation(subject: Subject) -> Iterator[Observation]:
    """The reference standard of a potency procedure is characterised and bridged."""
    known = subject.of_product
    named = {method.reference_standard for _, method in _potency(subject) if method.reference_standard}
    found = [one for one in subject.product.quality.reference_standards if one.id in named]
    if not found:
        path = build_path(known.path, "quality.methods")
        yield no_concern(path, "no procedure of potency names a reference standard")
    for one in found:
        for field, label in (("characterisation", "characterisation"), ("bridging", "way of bridging")):
            path = f"{known.path_of(one.id)}.{field}"
            if getattr(one, field):
                yield holds(path)
            else:
                yield falls_short(path, label, "a statement", reference=called(one))
