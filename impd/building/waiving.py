"""Waivers of a dossier: read from ``waivers.yaml``, and applied to the findings they explain."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from impd.dossier.waiver import Waivers
from impd.errors import InputFault, Problem
from impd.gaps import Finding, GapReport, Place, Waiver, WaiverState
from impd.importing.waiver_file import read_waiver_file

FILE = "waivers.yaml"


def read_waivers(directory: Path) -> tuple[Waiver, ...]:
    """The waivers of a dossier folder, none where it has no such file. Raises InputFault."""
    file = directory / FILE
    if not file.exists():
        return ()
    stated, lines = read_waiver_file(file)
    return tuple(_waivers(stated, lines))


def _waivers(stated: Waivers, lines: list[int]) -> list[Waiver]:
    return [
        Waiver(
            rule=one.rule,
            reason=one.reason,
            person=one.person,
            date=one.date,
            path=one.path or "",
            expiry=one.expiry or "",
            place=Place(FILE, line),
        )
        for one, line in zip(stated.waivers, lines, strict=True)
    ]


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
