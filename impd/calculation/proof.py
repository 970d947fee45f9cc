"""Whether the facts prove that something is so: proven, disproved, or open with the fact that is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """``holds`` is None where a fact is missing; ``path`` is the deciding fact or the missing one."""

    holds: bool | None
    reason: str
    path: str = ""


def stated(value: bool | None, path: str, words: str, wanted: bool = True) -> Proof:
    """A yes-or-no fact compared with the answer that is wanted."""
    if value is None:
        return Proof(None, f"it is not stated whether {words}", path)
    return Proof(value is wanted, f"{words}: {'yes' if value else 'no'}", path)


def all_of(proofs: Iterable[Proof]) -> Proof:
    """Disproved by the first that fails, open by the first that is open, else proven."""
    asked = list(proofs)
    for wanted in (False, None):
        for one in asked:
            if one.holds is wanted:
                return one
    return Proof(True, "; ".join(one.reason for one in asked), asked[-1].path if asked else "")


def negated(proof: Proof) -> Proof:
    """The opposite; what is open stays open."""
    return Proof(None if proof.holds is None else not proof.holds, proof.reason, proof.path)
