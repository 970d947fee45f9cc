"""The clinical trial and its sponsors."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.ctis import SponsorForm, TrialForm
from impd.dossier.facts import Elsewhere, Facts, Words
from impd.dossier.protocol import Consent, IncludedSubjects, Protocol
from impd.dossier.trial_site import TrialSite
from impd.dossier.vocabulary import Phase, TrialCategory, TrialStage


class Sponsor(Facts):
    """The sponsor (Regulation (EU) No 536/2014, Article 2(2)(14))."""

    name: Words | None = None
    address: Words | None = None
    country: Words | None = None
    legal_representative: Words | None = None
    contact_in_union: Annotated[Words | None, Elsewhere()] = Field(
        None, description="contact person in the Union instead of a representative (Article 74)"
    )
    sole: Annotated[bool | None, Elsewhere()] = Field(None, description="no other sponsor takes part (Article 72)")
    commercial: Annotated[bool | None, Elsewhere()] = None
    ctis: Annotated[SponsorForm | None, Elsewhere()] = Field(None, description="for the application form")


class CoSponsor(Facts):
    """Another sponsor of the trial, and what it answers for (Article 72)."""

    key = ("name",)
    name: Words
    country: Words | None = None
    responsibilities: Words | None = None
    ctis: SponsorForm | None = Field(None, description="for the application form")


class ReferredApplication(Facts):
    """An earlier application that this one refers to (Annex I, 1)."""

    eu_ct_number: Words | None = None
    of_other_sponsor: bool | None = None


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
    category: Annotated[TrialCategory | None, Elsewhere()] = Field(None, description="as in CTIS, for publication")
    category_justification: Annotated[Words | None, Elsewhere()] = None
    low_intervention: Annotated[bool | None, Elsewhere()] = None
    cluster: Annotated[bool | None, Elsewhere()] = Field(
        None, description="groups of subjects are allocated, with simplified consent (Article 30)"
    )
    includes: Annotated[IncludedSubjects | None, Elsewhere()] = None
    protocol: Annotated[Protocol | None, Elsewhere()] = None
    consent: Annotated[Consent | None, Elsewhere()] = None
    sites: Annotated[tuple[TrialSite, ...], Elsewhere()] = ()
    ctis: Annotated[TrialForm | None, Elsewhere()] = Field(None, description="for the application form")
