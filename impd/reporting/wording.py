"""How the reporters put things: the law of a finding, counts, waivers, and what a report does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from impd.gaps.finding import Finding
from impd.gaps.waiver import Waiver
from impd.rules.act import Citation

NOT_COMPLETE = "No finding does not mean that the dossier is complete for the authority."
SET_ASIDE_BY_BASELINE = "known in the baseline"

# XML 1.0 forbids these even as character references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_forbidden(text: str) -> str:
    """The text without the characters XML forbids."""
    return _FORBIDDEN.sub("", text)


def law(cites: Iterable[Citation]) -> str:
    """The places in the law, one after the other: ``Regulation (EU) No 536/2014, Annex I, 44; ICH S12``."""
    return "; ".join(map(str, cites))


def waived(waiver: Waiver) -> str:
    """Who waived a finding, when, why, and until when."""
    until = f", until {waiver.expiry}" if waiver.expiry else ""
    return f"waived by {waiver.person} on {waiver.date}{until}: {waiver.reason}"


def set_aside(finding: Finding) -> str:
    """Why nobody has to act on a finding; empty where somebody has."""
    if finding.waiver:
        return waived(finding.waiver)
    return SET_ASIDE_BY_BASELINE if finding.known else ""


def details(finding: Finding) -> list[tuple[str, str]]:
    """What a finding says beside its message, as (label, text), without what is not stated."""
    lines = [
        ("Where", str(finding.place or "")),
        ("Fact", finding.path),
        ("Found", finding.found),
        ("Expected", finding.expected),
        ("Law", law(finding.cites)),
        ("Question", finding.question),
        ("Remedy", finding.remedy),
        ("Set aside", set_aside(finding)),
    ]
    return [(label, text) for label, text in lines if text]


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: ``1 error``, ``3 errors``."""
    return f"{number} {one if number == 1 else several or one + 's'}"
