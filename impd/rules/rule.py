"""Rules, conditions and packs as values, read from the files of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from impd.rules.act import Act, Basis, Citation
from impd.rules.language import ConditionEntry, PackEntry, RuleEntry, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its citations resolved, and the file and line it stands at."""

    entry: RuleEntry
    cites: tuple[Citation, ...]
    severity: Severity
    file: str
    line: int
    pack: str

    @property
    def id(self) -> str:
        """The id of the rule, e.g. ``Q-SPC-01``."""
        return self.entry.id

    @property
    def basis(self) -> Basis:
        """How sure we are of it."""
        given = self.entry.basis
        return Basis(given.seen, given.confidence, given.remark or "")

    @property
    def place(self) -> str:
        """File and line, for faults."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class RulePack:
    """A pack with all it extends: rules by id, conditions by name, acts by id, and what was switched off.

    ``folders`` are the packs' folders, the innermost first; ``switched_off`` maps a rule id to the reason.
    """

    entry: PackEntry
    rules: Mapping[str, Rule]
    conditions: Mapping[str, ConditionEntry]
    acts: Mapping[str, Act]
    folders: tuple[Path, ...] = ()
    overlays: tuple[str, ...] = ()
    switched_off: Mapping[str, str] = field(default_factory=dict)
    cannot_judge: tuple[str, ...] = ()
    known_issues: tuple[str, ...] = ()
    documents: Mapping[str, Any] = field(default_factory=dict)
