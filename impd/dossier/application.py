"""The clinical trial application: one trial, one sponsor, its products and documents."""

from __future__ import annotations

from impd.dossier.facts import Facts, Words
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.trial import ApplicationType, MemberState, RegisteredDocument, Sponsor, Trial


class ClinicalTrialApplication(Facts):
    """All that the sponsor states. An incomplete application is valid: obligation lives in rules."""

    schema_version: Words = "1"
    version: Words | None = None
    language: Words = "en"
    application_type: ApplicationType | None = None
    trial: Trial = Trial()
    sponsor: Sponsor = Sponsor()
    member_states: tuple[MemberState, ...] = ()
    products: tuple[MedicinalProduct, ...] = ()
    documents: tuple[RegisteredDocument, ...] = ()
