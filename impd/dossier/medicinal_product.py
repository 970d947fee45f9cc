"""A medicinal product of the trial: its role, status, classification, and its data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from impd.dossier.clinical.clinical import Clinical
from impd.dossier.ctis import ProductForm
from impd.dossier.facts import Elsewhere, Facts, Id, Several, Words
from impd.dossier.non_clinical.non_clinical import NonClinical
from impd.dossier.product_statements import DocumentStatement, Label, ManufacturingEvidence, SimplifiedDossier
from impd.dossier.quality.product import ComparedProduct
from impd.dossier.quality.quality import Quality
from impd.dossier.quantity import Date
from impd.dossier.regulatory import RegulatoryBasis, RegulatoryInteraction
from impd.dossier.risk import Risk
from impd.dossier.vocabulary import (
    CellKind,
    DonorRelation,
    Modification,
    ProductClass,
    ProductRole,
    RecommendedClass,
)


class AdvancedTherapy(Facts):
    """Classification as an advanced therapy medicinal product (Regulation (EC) No 1394/2007)."""

    combined: bool | None = Field(None, description="contains a medical device as an integral part")
    donor_relation: DonorRelation | None = None
    classification_reference: Words | None = Field(None, description="CAT classification procedure, where asked for")
    recommended_class: Annotated[RecommendedClass | None, Elsewhere()] = Field(
        None, description="what the CAT recommended"
    )
    genetically_modified_organism: bool | None = None
    cells: CellKind | None = Field(None, description="kind of cells, which decides the studies expected")


class MarketingAuthorisation(Facts):
    """The authorisation of a product that is already on a market."""

    number: Words | None = None
    holder: Words | None = None
    country: Words | None = None
    name: Words | None = None
    modification: Modification | None = None
    product_information: Words | None = Field(None, description="version of the SmPC referred to")


class Narrative(Facts):
    """The author's text for one section, in Markdown; it may quote facts."""

    key = ("section",)
    section: Words
    text: Annotated[str, StringConstraints(strip_whitespace=False)]  # so that its lines count as in the file
    file: Words | None = None


class FigureFile(Facts):
    """A figure of the sponsor: file name below figures/, and its bytes."""

    key = ("name",)
    name: Words
    media_type: Literal["image/png", "image/svg+xml"]
    data: bytes


class OwnAbbreviation(Facts):
    """An abbreviation of the sponsor's texts, or what a known one means here."""

    key = ("short",)
    short: Words
    meaning: Words | None = None


class DocumentVersion(Facts):
    key = ("version",)
    version: Words
    date: Date | None = None
    change: Words | None = None


class DocumentControl(Facts):
    """Version and date of one part of the dossier of this product."""

    version: Words | None = None
    date: Date | None = None
    confidentiality: Words | None = None
    author: Words | None = None
    history: tuple[DocumentVersion, ...] = ()


class MedicinalProduct(Facts):
    """An investigational or auxiliary medicinal product of the trial."""

    key = ("code",)
    code: Id
    name: Words | None = None
    other_names: Words | None = None
    role: ProductRole | None = None
    product_class: ProductClass | None = None
    atmp: AdvancedTherapy | None = None
    description: Words | None = None
    indication: Words | None = None
    pharmaceutical_form: Words | None = Field(None, description="EDQM standard term")
    route: Annotated[tuple[Words, ...], Several] = Field((), description="EDQM standard term, one or several")
    strength: Words | None = None
    orphan_designation: Words | None = None
    ctis_number: Annotated[Words | None, Elsewhere()] = Field(None, description="number of the product, PRD…")
    ctis: Annotated[ProductForm | None, Elsewhere()] = Field(None, description="for the application form")
    authorisation: MarketingAuthorisation | None = None
    compared: ComparedProduct | None = Field(None, description="placebo and comparator only")
    document: DocumentControl | None = Field(None, description="version of the quality part")
    safety_efficacy_document: DocumentControl | None = Field(
        None, description="version of the safety and efficacy part"
    )
    basis: RegulatoryBasis | None = None
    simplified: Annotated[SimplifiedDossier | None, Elsewhere()] = None
    manufacturing_evidence: Annotated[ManufacturingEvidence | None, Elsewhere()] = None
    label: Annotated[Label | None, Elsewhere()] = None
    stated_elsewhere: Annotated[tuple[DocumentStatement, ...], Elsewhere()] = Field(
        (), description="what protocol, brochure, pharmacy manual, consent say about the product"
    )
    interactions: tuple[RegulatoryInteraction, ...] = ()
    risks: tuple[Risk, ...] = ()
    quality: Quality = Quality()
    non_clinical: NonClinical = NonClinical()
    clinical: Clinical = Clinical()
    abbreviations: tuple[OwnAbbreviation, ...] = Field((), description="beside those the tool knows, or before them")
    narratives: tuple[Narrative, ...] = ()
    figures: tuple[FigureFile, ...] = ()
