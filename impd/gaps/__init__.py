"""Where a dossier falls short: findings, outcomes, waivers, and the report that holds them."""

from impd.gaps.finding import Finding, Place, Severity, fingerprint
from impd.gaps.outcome import ORDER, Outcome
from impd.gaps.report import CheckedDossier, GapReport, OpenQuestion, PackInfo, RuleSummary
from impd.gaps.waiver import Waiver, WaiverState

__all__ = [
    "ORDER", "CheckedDossier", "Finding", "GapReport", "OpenQuestion", "Outcome", "PackInfo", "Place", "RuleSummary",
    "Severity", "Waiver", "WaiverState", "fingerprint",
]  # fmt: skip
