"""How the HTML page names outcomes, severities and the dates of acts."""

from __future__ import annotations

from impd.gaps import Outcome
from impd.rules.act import Act

MEANINGS = {
    Outcome.ERROR: "the rule itself could not run",
    Outcome.GAP: "something is missing or contradicts itself",
    Outcome.CANNOT_TELL: "the facts leave open whether the rule applies",
    Outcome.TO_REVIEW: "only a person can judge it",
    Outcome.SATISFIED: "the rule applied and found nothing",
    Outcome.NOT_APPLICABLE: "the rule does not apply here",
}
SEVERITY_LABELS = {"error": "Error", "warning": "Warning", "note": "Note"}


def outcome_label(outcome: Outcome) -> str:
    """An outcome as a heading; a rule that failed is not called an error, which is a severity."""
    return "Rule failed" if outcome == Outcome.ERROR else outcome.value.capitalize()


def force(act: Act) -> str:
    """Since when an act is in force, else when it was published, and by what it was superseded."""
    if act.in_force:
        since = f"in force since {act.in_force}"
    else:
        since = f"published {act.published}" if act.published else "date not known"
    return since + (f"; superseded {act.superseded}" if act.superseded else "")
