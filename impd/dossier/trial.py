"""The clinical trial, its sponsor and the member states concerned."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from impd.dossier.facts import Facts, Several, Words
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import Phase, TrialStage


class Sponsor(Facts):
    """The sponsor (Regulation (EU) No 536/2014, Article 2(2)(14))."""

    name: Words | None = None
    address: Words | None = None
    country: Words | None = None
    legal_representative: Words | None = None


class Trial(Facts):
    """The clinical trial."""

    eu_ct_number: Words | None = None
    protocol_code: Words | None = None
    title: Words | None = None
    short_title: Words | None = None
    phase: Phase | None = None
    stage: TrialStage | None = Field(None, description="stated by the sponsor, never inferred from the phase")
    population: Words | None = None
    planned_participants: int | None = None
    protocol_version: Words | None = None


class MemberState(Facts):
    """A member state concerned."""

    key = ("country",)
    country: Words = Field(description="ISO 3166 two-letter code")
    reporting: bool | None = Field(None, description="proposed reporting member state")
    planned_participants: int | None = None


class RegisteredDocument(Facts):
    """A document of the application that was written elsewhere."""

    key = ("id",)
    id: Words
    kind: Words | None = None
    title: Words | None = None
    version: Words | None = None
    date: Date | None = None
    language: Words | None = None
    file: Words | None = None
    applies_to: Annotated[tuple[Words, ...], Several] = ()


ApplicationType = Literal[
    "initial", "initial_part_i", "part_ii", "additional_member_state", "substantial_modification",
    "non_substantial_modification", "resubmission",
]  # fmt: skip
