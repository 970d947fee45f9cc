"""What a check saw at one place: that it holds, falls short, cannot be told, does not bear on it, or needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from impd.gaps.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Observation:
    """One comparison. ``path`` is the fact it is about; ``found`` and ``expected`` are printed as they are.

    ``what`` tells findings at one path apart, and is the reason where nothing could be told; ``values`` go into the
    rule's message by name. ``section`` is where the finding belongs, if not in the section of its rule. ``facts`` are
    the paths it is about, where it is about several or about what lies behind the one at ``path``.
    """

    outcome: Outcome
    path: str
    found: str = ""
    expected: str = ""
    what: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    facts: tuple[str, ...] = ()

    def in_section(self, section: str) -> Observation:
        """The observation with the section that its finding belongs to."""
        return replace(self, section=section)

    def about(self, *facts: str) -> Observation:
        """The observation with the fact paths it is about."""
        return replace(self, facts=facts)


def holds(path: str, found: object = "") -> Observation:
    """The facts agree with the rule."""
    return Observation(Outcome.SATISFIED, path, str(found))


def falls_short(path: str, found: object = "", expected: object = "", what: str = "", **values: object) -> Observation:
    """A gap: what was found and what was expected. ``what`` names it where one path has several."""
    return Observation(
        Outcome.GAP, path, str(found), str(expected), what, {name: str(value) for name, value in values.items()}
    )


def untold(path: str, why: str) -> Observation:
    """The comparison cannot be made, because the fact at ``path`` is not stated or not readable: ``why``."""
    return Observation(Outcome.CANNOT_TELL, path, what=why)


def no_concern(path: str, why: str) -> Observation:
    """The rule does not bear on this, and why: a stated fact, never that nothing is stated."""
    return Observation(Outcome.NOT_APPLICABLE, path, what=why)


def for_review(path: str, found: object = "", **values: object) -> Observation:
    """Something a person must judge."""
    return Observation(Outcome.TO_REVIEW, path, str(found), values={name: str(value) for name, value in values.items()})


def given(path: str, value: object, expected: object = "", what: str = "", **values: object) -> Observation:
    """Holds where a fact is stated; where it is not, or is empty, a gap."""
    return holds(path, value) if value else falls_short(path, "not stated", expected, what, **values)
