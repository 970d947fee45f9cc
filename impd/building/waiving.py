"""Waivers of a dossier, applied to the findings they explain."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from impd.errors import InputFault, Problem
from impd.gaps import Finding, GapReport, Place, Waiver, WaiverState
from impd.importing.waiver_file import FILE, PlacedWaiver


def waivers_of(stated: Iterable[PlacedWaiver]) -> tuple[Waiver, ...]:
    """The waivers of a dossier folder as the gap report holds them."""
    return tuple(
        Waiver(
            rule=one.stated.rule,
            reason=one.stated.reason,
            person=one.stated.person,
            date=one.stated.date,
            path=one.stated.path or "",
            expiry=one.stated.expiry or "",
            place=Place(one.file, one.line),
        )
        for one in stated
    )


def apply_waivers(report: GapReport, waivers: tuple[Waiver, ...]) -> GapReport:
    """The report with each finding that a waiver explains marked so, and what became of each waiver.

    Raises InputFault for a waiver of a rule that the pack does not have.
    """
    known = {rule.id for rule in report.rules} | {rule for rule, _ in report.pack.switched_off}
    unknown = [
        Problem(FILE, one.place.line if one.place else 0, f"there is no rule {one.rule}", "impd rules lists them")
        for one in waivers
        if one.rule not in known
    ]
    if unknown and len(report.rules) > 1:
        raise InputFault(unknown)
    valid = [one for one in waivers if not _expired(one, report.as_of)]
    used: set[int] = set()
    findings = tuple(_waived(finding, valid, used) for finding in report.findings)
    states = tuple(
        replace(one, state=WaiverState.EXPIRED if _expired(one, report.as_of) else
                WaiverState.USED if id(one) in used else WaiverState.UNUSED)
        for one in waivers
    )  # fmt: skip
    return replace(report, findings=findings, waivers=states)


def _expired(waiver: Waiver, as_of: str) -> bool:
    return bool(waiver.expiry) and datetime.date.fromisoformat(waiver.expiry) < datetime.date.fromisoformat(as_of)


def _waived(finding: Finding, waivers: list[Waiver], used: set[int]) -> Finding:
    """A finding with the first waiver that explains it: same rule, and its path, the beginning of it, or none."""
    for waiver in waivers:
        if waiver.rule == finding.rule and _covers(waiver.path, finding.path):
            used.add(id(waiver))
            return replace(finding, waiver=replace(waiver, state=WaiverState.USED))
    return finding


def _covers(waived: str, path: str) -> bool:
    return not waived or path == waived or path.startswith((f"{waived}.", f"{waived}["))
