"""Precautions of a first trial in man: sentinel, intervals, stopping rules, monitoring, rescue, committee."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.observation import Observation, falls_short, given, holds, untold
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject

_PRECAUTIONS = {
    "first_subject_is_dosed_alone": ("sentinel_dosing", "sentinel", "how the first subject is observed"),
    "subjects_are_dosed_at_intervals": ("staggering", "interval_between_subjects", "the intervals between subjects"),
    "subjects_are_monitored": ("monitoring", "", "what is watched after dosing, and how long"),
    "rescue_is_at_hand": ("rescue_measures", "", "what is at hand against serious reactions"),
}
"""The name of each check, the fact of the dose that answers it, that of a step, and what is wanted."""


def _is_planned(subject: Subject, field: str, of_step: str, wanted: str) -> Iterator[Observation]:
    """The precaution is stated with the dose or with one of its steps."""
    dose, path = subject.product.clinical.dose, subject.at(f"clinical.dose.{field}")
    given = getattr(dose, field) if dose else None
    steps = [value for one in dose.steps if (value := getattr(one, of_step)) is not None] if dose and of_step else []
    if given or steps:
        yield holds(path, "; ".join(given) if isinstance(given, tuple) else given or steps[0])
    else:
        yield falls_short(path, "not stated", wanted)


for _name, _row in _PRECAUTIONS.items():
    check_of_table(_name, _is_planned, *_row)


@check
def dosing_stops_by_rule(subject: Subject) -> Iterator[Observation]:
    """There are stopping rules, and each has a criterion."""
    dose, path = subject.product.clinical.dose, subject.at("clinical.dose.stopping_rules")
    rules = dose.stopping_rules if dose else ()
    if not rules:
        yield falls_short(path, "not stated", "rules for stopping", lack="no stopping rule is stated")
    for one in rules:
        at = f"{path}[{one.id}].criterion"
        yield given(at, one.criterion, "a criterion", lack=f"its stopping rule {one.id} has no criterion")


@check
def monitoring_committee_is_named_or_explained(subject: Subject) -> Iterator[Observation]:
    """A data safety monitoring board, or why there is none."""
    dose, protocol = subject.product.clinical.dose, subject.application.trial.protocol
    committee = dose.data_monitoring_committee if dose else None
    path = subject.at("clinical.dose.data_monitoring_committee")
    if committee or (protocol and (protocol.data_safety_monitoring_board or protocol.no_board_reason)):
        yield holds(path, committee or (protocol and protocol.no_board_reason) or "in the protocol")
    else:
        yield falls_short(path, "not stated", "a board, or why there is none")


@check
def committee_is_that_of_the_protocol(subject: Subject) -> Iterator[Observation]:
    """A committee that decides on doses exists in the protocol too."""
    dose, protocol = subject.product.clinical.dose, subject.application.trial.protocol
    path = subject.at("clinical.dose.data_monitoring_committee")
    if dose is None or dose.data_monitoring_committee is None:
        return
    if protocol is None or protocol.data_safety_monitoring_board is None:
        yield untold("trial.protocol.data_safety_monitoring_board", "it is not stated whether the protocol has a board")
    elif protocol.data_safety_monitoring_board:
        yield holds(path, dose.data_monitoring_committee)
    else:
        yield falls_short(path, dose.data_monitoring_committee, "no board, by the facts of the protocol")


@check
def reactions_to_procedures_are_reported(subject: Subject) -> Iterator[Observation]:
    """Safety reporting covers reactions to procedures and devices, not to the product alone."""
    protocol, path = subject.application.trial.protocol, "trial.protocol.procedure_reactions_reported"
    answer = protocol.procedure_reactions_reported if protocol else None
    if answer:
        yield holds(path, "yes")
    else:
        yield falls_short(path, "not stated" if answer is None else "no", "yes", subject.product.code)
