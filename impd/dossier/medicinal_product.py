"""A medicinal product of the trial: its role, status, classification, and its data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from impd.dossier.facts import Facts, Id, Several, Words
from impd.dossier.quality.product import ComparedProduct
from impd.dossier.quality.quality import Quality
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import DonorRelation, Modification, ProductClass, ProductRole


class AdvancedTherapy(Facts):
    """Classification as an advanced therapy medicinal product (Regulation (EC) No 1394/2007)."""

    combined: bool | None = Field(None, description="contains a medical device as an integral part")
    donor_relation: DonorRelation | None = None
    classification_reference: Words | None = Field(None, description="CAT classification procedure, where asked for")
    genetically_modified_organism: bool | None = None


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


class DocumentVersion(Facts):
    key = ("version",)
    version: Words
    date: Date | None = None
    change: Words | None = None


class DocumentControl(Facts):
    """Version and date of the quality dossier of this product."""

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
    authorisation: MarketingAuthorisation | None = None
    compared: ComparedProduct | None = Field(None, description="placebo and comparator only")
    document: DocumentControl | None = None
    quality: Quality = Quality()
    narratives: tuple[Narrative, ...] = ()
    figures: tuple[FigureFile, ...] = ()
