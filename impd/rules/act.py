"""Acts and guidelines, and the places in them that a rule rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Confidence: TypeAlias = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Act:
    """A law, guideline, standard or published finding. Dates are ISO 8601, to the day, month or year; empty: unknown.

    ``seen`` says whether number and date were seen in a source; ``cited_as`` is what is printed where it is not the
    number.
    """

    id: str
    title: str
    number: str = ""
    version: str = ""
    published: str = ""
    in_force: str = ""
    superseded: str = ""
    seen: bool = False
    cited_as: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """How a citation names the act: ``Regulation (EU) No 536/2014``, ``ICH S12``."""
        return self.cited_as or " ".join(filter(None, (self.number, self.version))) or self.title


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an act: ``Annex I, 44``; empty where the whole act is meant."""

    act: Act
    at: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.act.short, self.at)))


@dataclass(frozen=True, slots=True)
class Basis:
    """How sure we are of a requirement: whether its text was seen, else from memory, and with which confidence."""

    seen: bool
    confidence: Confidence
    remark: str = ""

    def __str__(self) -> str:
        source = "seen in a source" if self.seen else "from memory, to be verified"
        return f"{source}; {self.confidence} confidence" + (f"; {self.remark}" if self.remark else "")
