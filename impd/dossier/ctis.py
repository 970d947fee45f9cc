"""What the application form of CTIS asks for beside the facts of the dossier: trial, sponsors, products, sites."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Several, Words
from impd.dossier.quantity import Date, Quantity
from impd.dossier.vocabulary import (
    AgeRange,
    AgeSubrange,
    AllocationMethod,
    BlindedRole,
    Blinding,
    CtisChange,
    DataSharing,
    MedicinalCharacteristic,
    PhaseKind,
    ProductSource,
    SponsorDuty,
    ThirdPartyDuty,
    TrialScope,
    VulnerableGroup,
)


class Translation(Facts):
    """A text of the form in one more language of the Union."""

    key = ("language",)
    language: Words = Field(description="ISO 639 two-letter code")
    text: Words | None = None


class FormText(Entry):
    """One numbered text of the form: an objective, a criterion, an end point."""

    text: Words | None = None
    translations: tuple[Translation, ...] = ()


class MedicalCondition(FormText):
    """A medical condition that the trial studies, with its MedDRA term."""

    rare: bool | None = Field(None, description="a rare disease")
    meddra_version: Words | None = None
    meddra_level: Words | None = Field(None, description="e.g. PT, LLT")
    meddra_code: Words | None = None
    meddra_term: Words | None = None


class TrialArm(Entry):
    """An arm of one period of the trial."""

    title: Words | None = None
    description: Words | None = None


class TrialPeriod(Entry):
    """A period of the trial: how subjects are allocated, who is blinded, which arms there are."""

    title: Words | None = None
    description: Words | None = None
    allocation: AllocationMethod | None = None
    blinding: Blinding | None = None
    blinded_roles: Annotated[tuple[BlindedRole, ...], Several] = ()
    blinding_details: Words | None = None
    arms: tuple[TrialArm, ...] = ()


class OtherRegistry(Facts):
    """The number of the trial in a register beside CTIS, ClinicalTrials.gov and ISRCTN."""

    key = ("number",)
    number: Words
    registry: Words | None = None


class ThirdCountry(Facts):
    """A country outside the European Economic Area in which subjects are enrolled."""

    key = ("country",)
    country: Words = Field(description="ISO 3166 two-letter code")
    planned_participants: int | None = Field(None, ge=0)


class SectionChange(Facts):
    """What a modification changed in one section of the form."""

    key = ("section",)
    section: CtisChange
    description: Words | None = None


class TrialForm(Facts):
    """What the form asks about the trial beside protocol and cover letter."""

    full_title_translations: tuple[Translation, ...] = ()
    public_title: Words | None = Field(None, description="for the public, in plain words")
    public_title_translations: tuple[Translation, ...] = ()
    nct_number: Words | None = Field(None, description="of ClinicalTrials.gov")
    isrctn_number: Words | None = None
    other_registries: tuple[OtherRegistry, ...] = ()
    phase_kind: PhaseKind | None = Field(None, description="of a trial with a phase I part")
    conditions: tuple[MedicalCondition, ...] = ()
    therapeutic_areas: Annotated[tuple[Words, ...], Several] = Field((), description="as the list of CTIS names them")
    scopes: Annotated[tuple[TrialScope, ...], Several] = ()
    other_scope: Words | None = None
    main_objective: Words | None = None
    main_objective_translations: tuple[Translation, ...] = ()
    secondary_objectives: tuple[FormText, ...] = ()
    inclusion_criteria: tuple[FormText, ...] = ()
    exclusion_criteria: tuple[FormText, ...] = ()
    primary_end_points: tuple[FormText, ...] = ()
    secondary_end_points: tuple[FormText, ...] = ()
    recruitment_start: Date | None = Field(None, description="estimated, in the European Economic Area")
    end_of_trial: Date | None = Field(None, description="estimated, in the European Economic Area")
    global_end_of_trial: Date | None = None
    funding: Annotated[tuple[Words, ...], Several] = Field((), description="organisations that give money or material")
    data_sharing: DataSharing | None = Field(None, description="of data of individual participants")
    data_sharing_plan: Words | None = None
    age_ranges: Annotated[tuple[AgeRange, ...], Several] = ()
    age_subranges: Annotated[tuple[AgeSubrange, ...], Several] = ()
    male_subjects: bool | None = None
    female_subjects: bool | None = None
    vulnerable_groups: Annotated[tuple[VulnerableGroup, ...], Several] = ()
    incapacity: Words | None = Field(None, description="why subjects cannot consent, as the list of CTIS names it")
    emergency_situation: Words | None = None
    other_vulnerability: Words | None = None
    periods: tuple[TrialPeriod, ...] = ()
    publications: Annotated[tuple[Words, ...], Several] = Field((), description="PubMed numbers or addresses")
    third_countries: tuple[ThirdCountry, ...] = ()
    section_changes: tuple[SectionChange, ...] = Field((), description="in a modification only")


class ContactPoint(Facts):
    """A contact point: a function with a functional mailbox. No person is named."""

    organisation: Words | None = None
    name: Words | None = Field(None, description="functional name, e.g. Clinical trial information desk")
    phone: Words | None = Field(None, description="numbers and + only")
    email: Words | None = Field(None, description="functional mailbox")
    address: Annotated[tuple[Words, ...], Several] = Field((), description="one to four lines")
    town: Words | None = None
    postcode: Words | None = None
    country: Words | None = Field(None, description="ISO 3166 two-letter code")


class ThirdParty(Facts):
    """An organisation to which the sponsor has given duties."""

    key = ("name",)
    name: Words
    organisation_id: Words | None = Field(None, description="number of the organisation in OMS, ORG-…")
    location_id: Words | None = Field(None, description="number of the place in OMS, LOC-…")
    phone: Words | None = None
    email: Words | None = None
    duties: Annotated[tuple[ThirdPartyDuty, ...], Several] = ()
    other_duty: Words | None = None


class SponsorForm(Facts):
    """What the form asks about a sponsor beside its name and address."""

    organisation_id: Words | None = Field(None, description="number of the organisation in OMS, ORG-…")
    location_id: Words | None = Field(None, description="number of the place in OMS, LOC-…")
    responsible_for: Annotated[tuple[SponsorDuty, ...], Several] = Field(
        (), description="where there are several sponsors (Article 72)"
    )
    scientific_contact: ContactPoint | None = None
    public_contact: ContactPoint | None = None
    union_contact: ContactPoint | None = None
    legal_representative_contact: ContactPoint | None = None
    third_parties: tuple[ThirdParty, ...] = ()


class ProductForm(Facts):
    """What the form asks about a product beside its data."""

    source: ProductSource | None = Field(None, description="what is looked up in the medicinal product dictionary")
    substance_number: Words | None = Field(None, description="number of the active substance, SUB…")
    paediatric_formulation: bool | None = None
    characteristics: Annotated[tuple[MedicinalCharacteristic, ...], Several] = ()
    other_characteristic: Words | None = None
    maximum_daily_dose: Quantity | None = None
    maximum_total_dose: Quantity | None = None
    maximum_treatment_period: Quantity | None = Field(None, description="of one subject, by the protocol")
    modification_description: Words | None = Field(None, description="against the marketing authorisation")
    atc_code: Words | None = None
    gene_transfer_description: Words | None = Field(None, description="of the vector, where the form asks more")
    used_with_device: bool | None = Field(None, description="where no device is described")
    species: Words | None = Field(None, description="from which xenogeneic cells or tissue come")
    cell_specification: Words | None = Field(None, description="what kind of differentiated or other cells")
    manufacturing_authorisations: Annotated[tuple[Words, ...], Several] = Field((), description="numbers in EudraGMDP")
    no_quality_impd: Words | None = Field(None, description="why no quality part is uploaded")
    no_safety_efficacy_impd: Words | None = Field(None, description="why no safety and efficacy part is uploaded")
    no_auxiliary_dossier: Words | None = Field(None, description="why no dossier of an auxiliary product is uploaded")


class SiteForm(Facts):
    """What the form asks about a trial site beside its name."""

    organisation_id: Words | None = Field(None, description="number of the organisation in OMS, ORG-…")
    location_id: Words | None = Field(None, description="number of the place in OMS, LOC-…")
    department: Words | None = None
    phone: Words | None = Field(None, description="numbers and + only")
    email: Words | None = Field(None, description="functional mailbox")
