"""Where a dossier falls short: findings, outcomes, waivers, and the report that holds them."""

from impd.gaps.finding import Finding, Place, Severity, fingerprint
from impd.gaps.outcome import ORDER, Outcome
from impd.gaps.report import CheckedDossier, GapReport, OpenQuestion, PackInfo, RuleSummary
from impd.gaps.slot import FiledDocument, Filling, Need, SlotState
from impd.gaps.waiver import Waiver, WaiverState

__all__ = [
    "ORDER", "CheckedDossier", "FiledDocument", "Filling", "Finding", "GapReport", "Need", "OpenQuestion", "Outcome",
    "PackInfo", "Place", "RuleSummary", "Severity", "SlotState", "Waiver", "WaiverState", "fingerprint",
]  # fmt: skip
