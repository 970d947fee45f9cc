"""What label, protocol and other documents say about a product, so that they can be compared with its data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Facts, Several, Words
from impd.dossier.quantity import Quantity
from impd.dossier.vocabulary import DocumentKind, ImmediatePackaging, Table1Case


class DocumentStatement(Facts):
    """What one document of the application says about the product, as it stands there."""

    key = ("document",)
    document: DocumentKind = Field(description="protocol, pharmacy_manual, investigators_brochure, informed_consent …")
    section: Words | None = None
    minimum_dose: Quantity | None = None
    maximum_dose: Quantity | None = None
    route: Annotated[tuple[Words, ...], Several] = ()
    regimen: Words | None = None
    pharmaceutical_form: Words | None = None
    storage: Words | None = None
    shelf_life: Quantity | None = None
    in_use_shelf_life: Quantity | None = Field(None, description="handling time: after thawing, dilution, opening")
    volume: Quantity | None = Field(None, description="given at one time")
    administration_time: Quantity | None = None
    device: Words | None = Field(None, description="with which the product is given")
    vector: Words | None = None
    transgene: Words | None = None
    long_term_follow_up: Quantity | None = None
    contraception: Words | None = None
    traceability: Words | None = None
    out_of_specification_policy: Words | None = Field(None, description="what happens when a batch misses a limit")


class LabelText(Facts):
    """The sponsor's wording on the label in one language, as printed; never a translation made by the tool."""

    key = ("language",)
    language: Words = Field(description="ISO 639 two-letter code")
    clinical_trial_use_only: Words | None = None
    keep_from_children: Words | None = None
    autologous_use_only: Words | None = None
    gmo_statement: Words | None = None
    pharmaceutical_form: Words | None = None
    route: Words | None = None
    directions: Words | None = None
    storage: Words | None = None
    reviewed_by: Words | None = Field(None, description="function of who reviewed the wording in this language")


class Label(Facts):
    """What the labels of the product bear (Annex I, 58, Annex VI)."""

    contact: bool | None = Field(None, description="name, address, telephone of the main contact")
    main_contact: Words | None = Field(None, description="name, address and telephone number, as printed")
    product_name: Words | None = Field(
        None, description="as printed, where it is not the product's name; blind: with the comparator or placebo"
    )
    substance: bool | None = Field(None, description="name of substance or product, with its strength")
    strength: Words | None = None
    pharmaceutical_form: Words | None = None
    route: Annotated[tuple[Words, ...], Several] = ()
    quantity: Words | None = Field(None, description="of dosage units or volume")
    batch_number: bool | None = None
    trial_code: Words | None = Field(None, description="trial reference code as printed")
    subject_number: bool | None = None
    investigator: bool | None = Field(None, description="name of the investigator, where the code does not tell")
    directions: bool | None = Field(None, description="for use, or a reference to a leaflet")
    directions_for_use: Words | None = Field(None, description="the directions, or the leaflet referred to, as printed")
    clinical_trial_use_only: bool | None = Field(None, description="for clinical trial use only, or the like")
    storage: Words | None = None
    shelf_life: Quantity | None = None
    period_of_use: bool | None = Field(None, description="expiry or re-test date")
    taken_home: bool | None = Field(None, description="whether subjects take the product home")
    keep_from_children: bool | None = Field(None, description="keep out of reach of children")
    autologous_use_only: bool | None = None
    donor_identifier: bool | None = Field(None, description="unique identifier of donor and patient")
    gmo_statement: bool | None = Field(None, description="contains genetically modified organisms or cells")
    languages: Annotated[tuple[Words, ...], Several] = Field((), description="ISO 639 two-letter codes")
    immediate_packaging: ImmediatePackaging | None = Field(
        None, description="reduced set on the immediate packaging: kept with the outer one, or a small unit (Annex VI)"
    )
    texts: tuple[LabelText, ...] = Field((), description="the wording in each language")
    omitted_items: Words | None = Field(None, description="items given by other means, and why (Annex VI, D)")


class SimplifiedDossier(Facts):
    """Facts that decide whether a simplified dossier may stand (Annex I, 50 to 53, Table 1)."""

    case: Table1Case | None = Field(None, description="row of Table 1 that is claimed")
    other_form_or_strength_authorised: bool | None = None
    supplied_by_holder: bool | None = Field(None, description="by the holder of the marketing authorisation")
    substance_in_authorised_product: bool | None = None
    same_substance_manufacturer: bool | None = Field(None, description="as that of the authorised product")
    authorised_trial_in: Annotated[tuple[Words, ...], Several] = Field(
        (), description="member states that authorised an earlier trial with the product"
    )
    modified_since: bool | None = None
    new_data_since: bool | None = None
    different_conditions: bool | None = Field(None, description="of use, compared with the earlier trial")


class ManufacturingEvidence(Facts):
    """What decides which evidence of good manufacturing practice is due (Annex I, 31 to 35)."""

    exempt_process: Words | None = Field(None, description="relabelling, preparation in a hospital (Article 61(5))")
    mutual_recognition: bool | None = Field(None, description="an agreement covers the manufacture outside the Union")
