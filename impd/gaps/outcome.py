"""The six ways in which a rule can come out at one place of a dossier."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a rule came out. None of them stands for another: what was not judged never counts as satisfied."""

    SATISFIED = "satisfied"
    GAP = "gap"
    TO_REVIEW = "to review"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"
    ERROR = "error"


ORDER = (
    Outcome.ERROR, Outcome.GAP, Outcome.CANNOT_TELL, Outcome.TO_REVIEW, Outcome.SATISFIED, Outcome.NOT_APPLICABLE,
)  # fmt: skip
"""The outcomes, worst first."""
