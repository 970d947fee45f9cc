"""The clinical trial application: one trial, its sponsors, its products and documents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.cover_letter import CoverLetter
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.facts import Elsewhere, Facts, Words
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.trial import CoSponsor, ReferredApplication, Sponsor, Trial
from impd.dossier.trial_site import MemberState
from impd.dossier.vocabulary import ApplicationScope, ApplicationType


class RulePackPin(Facts):
    """The rules that this application is checked against."""

    id: Words | None = Field(None, description="name of the rule pack")
    version: Words | None = None


class ClinicalTrialApplication(Facts):
    """All that the sponsor states. An incomplete application is valid: obligation lives in rules."""

    schema_version: Words = "1"
    version: Words | None = None
    language: Words = "en"
    rule_pack: Annotated[RulePackPin | None, Elsewhere()] = None
    application_type: ApplicationType | None = None
    scope: Annotated[ApplicationScope | None, Elsewhere()] = None
    referred_application: Annotated[ReferredApplication | None, Elsewhere()] = None
    trial: Trial = Trial()
    sponsor: Sponsor = Sponsor()
    co_sponsors: Annotated[tuple[CoSponsor, ...], Elsewhere()] = ()
    cover_letter: Annotated[CoverLetter | None, Elsewhere()] = None
    member_states: tuple[MemberState, ...] = ()
    products: tuple[MedicinalProduct, ...] = ()
    documents: tuple[RegisteredDocument, ...] = ()
