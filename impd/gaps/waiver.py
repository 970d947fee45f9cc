"""Waivers: findings that a person has explained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from impd.gaps.finding import Place


class WaiverState(StrEnum):
    """What became of a waiver in a run."""

    USED = "used"
    UNUSED = "unused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that was explained: by whom, when, why, and until when.

    ``path`` is a fact path, or its beginning; empty: all findings of the rule. ``date`` and ``expiry`` are days,
    ``2026-11-30``; an empty expiry never expires. ``place`` is where the waiver stands.
    """

    rule: str
    reason: str
    person: str
    date: str
    path: str = ""
    expiry: str = ""
    place: Place | None = None
    state: WaiverState = WaiverState.UNUSED
