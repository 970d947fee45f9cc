"""One finding: what is wrong at one place of the dossier, by which rule and law, and what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from impd.gaps.outcome import Outcome
from impd.rules.act import Basis, Citation

if TYPE_CHECKING:
    from impd.gaps.waiver import Waiver

Severity: TypeAlias = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sponsor states a fact: file, line (0: the whole file), and cell for a table."""

    file: str
    line: int = 0
    cell: str = ""

    def __str__(self) -> str:
        return self.file + (f":{self.line}" if self.line else "") + (f" {self.cell}" if self.cell else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap, a point to review, or a question that the facts leave open.

    ``outcome`` is gap, to review, cannot tell or error. ``document`` is the CTIS document it belongs to, e.g.
    ``impd-quality``; ``section`` its section id, e.g. ``P.8``. ``product``, ``member_state`` and ``site`` are empty
    where the finding is of none. ``found`` and ``expected`` are values as stated. ``known``: in the baseline.
    """

    rule: str
    outcome: Outcome
    severity: Severity
    message: str
    path: str
    fingerprint: str
    document: str = ""
    section: str = ""
    product: str = ""
    member_state: str = ""
    site: str = ""
    place: Place | None = None
    found: str = ""
    expected: str = ""
    remedy: str = ""
    question: str = ""
    cites: tuple[Citation, ...] = ()
    basis: Basis | None = None
    waiver: Waiver | None = None
    known: bool = False

    @property
    def id(self) -> str:
        """The rule with the beginning of the fingerprint: ``Q-SPC-01-3f9a2c1d``."""
        return f"{self.rule}-{self.fingerprint[:8]}"

    @property
    def open(self) -> bool:
        """Whether somebody still has to act on it: neither waived nor in the baseline."""
        return self.waiver is None and not self.known


def fingerprint(rule: str, path: str, what: str = "") -> str:
    """What names a finding across runs: the rule, the fact path and, where a path has several, which one it is."""
    return hashlib.sha256("\n".join((rule, path, what)).encode()).hexdigest()[:32]
