"""What comes of comparing a result with its criterion: a verdict, the reason, and the convention it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["conforms", "does not conform", "cannot be judged"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in words; ``convention`` says how it was got, ``citation`` by which text.

    ``tested`` is False where there is no result at all, which is never the same as "not detected".
    """

    verdict: Verdict
    reason: str
    convention: str = ""
    citation: str = ""
    tested: bool = True


def conforms(reason: str, convention: str = "", citation: str = "") -> Judgement:
    """The judgement that a result meets its criterion."""
    return Judgement("conforms", reason, convention, citation)


def does_not_conform(reason: str, convention: str = "", citation: str = "") -> Judgement:
    """The judgement that a result is outside its criterion."""
    return Judgement("does not conform", reason, convention, citation)


def cannot_be_judged(reason: str, convention: str = "", citation: str = "") -> Judgement:
    """The judgement that the facts do not tell, with what is missing."""
    return Judgement("cannot be judged", reason, convention, citation)
