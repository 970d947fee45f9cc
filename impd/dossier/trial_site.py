"""Where the trial is conducted: trial sites, and what each member state concerned asks for (Part II)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.ctis import SiteForm
from impd.dossier.facts import Elsewhere, Facts, Id, Several, Words
from impd.dossier.part_ii import Facilities, FinancialArrangements, InsuranceCover
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import GmoRoute, GmoStatus


class TrialSite(Facts):
    """A clinical trial site (Annex I, 64 to 67). No person is named."""

    key = ("id",)
    id: Id
    name: Words | None = None
    country: Words | None = Field(None, description="ISO 3166 two-letter code")
    investigator: Words | None = Field(None, description="code of the principal investigator, never the name")
    investigator_position: Words | None = None
    good_clinical_practice_trained: bool | None = Field(None, description="as the curriculum vitae of the investigator")
    planned_participants: int | None = Field(None, ge=0)
    cell_processing: bool | None = Field(None, description="equipped for thawing, preparing and storing cells")
    procurement: bool | None = Field(None, description="equipped for apheresis, biopsy or other procurement")
    gmo_containment: bool | None = Field(None, description="equipped and notified for genetically modified organisms")
    accreditation: Words | None = None
    facilities: Facilities | None = None
    ctis: SiteForm | None = Field(None, description="for the application form")


class GmoProcedure(Facts):
    """The procedure for genetically modified organisms in one member state."""

    route: GmoRoute | None = None
    status: GmoStatus | None = None
    submitted: Date | None = None
    approved: Date | None = None
    reference: Words | None = None


class MemberState(Facts):
    """A member state concerned."""

    key = ("country",)
    country: Words = Field(description="ISO 3166 two-letter code")
    reporting: bool | None = Field(None, description="proposed reporting member state")
    planned_participants: int | None = None
    languages: Annotated[tuple[Words, ...], Several, Elsewhere()] = Field(
        (), description="ISO 639 codes of the languages in which subjects are informed"
    )
    advertising: Annotated[bool | None, Elsewhere()] = Field(None, description="subjects are sought by advertising")
    first_act_of_recruitment: Annotated[Words | None, Elsewhere()] = Field(None, description="Annex I, 59")
    identification: Annotated[Words | None, Elsewhere()] = Field(
        None, description="how subjects are found, approached and included (Annex I, 59)"
    )
    answers_to_advertising: Annotated[Words | None, Elsewhere()] = Field(
        None, description="how answers are handled, what those hear who are not suitable (Annex I, 60)"
    )
    insurance: Annotated[InsuranceCover | None, Elsewhere()] = None
    insurance_exemption: Annotated[Words | None, Elsewhere()] = Field(
        None, description="why no proof of insurance is needed (Article 76)"
    )
    financial: Annotated[FinancialArrangements | None, Elsewhere()] = None
    sample_rules: Annotated[Words | None, Elsewhere()] = Field(
        None, description="national rules on biological samples, and how they are met (Article 7(1)(h))"
    )
    fee_due: Annotated[bool | None, Elsewhere()] = None
    national_data_protection: Annotated[bool | None, Elsewhere()] = Field(
        None, description="whether the member state asks for documents of its own"
    )
    gmo: Annotated[GmoProcedure | None, Elsewhere()] = None
