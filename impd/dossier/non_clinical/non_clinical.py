"""The non-clinical data of one medicinal product."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.non_clinical.glp import TestFacility
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.quantity import Quantity
from impd.dossier.section_statement import SectionStatement
from impd.dossier.vocabulary import StudyType


class SpeciesRelevance(Entry):
    """Why a species or model is relevant, or in what it is not (ICH S6(R1); EMEA/CHMP/GTWP/125459/2006)."""

    name: Words | None = Field(None, description="species, strain or model")
    target: Words | None = Field(None, description="target or receptor: presence, homology, binding")
    susceptibility: Words | None = Field(None, description="transduction, tropism, engraftment")
    response: Words | None = Field(None, description="pharmacological response to product or transgene product")
    immune_response: Words | None = None
    anatomy: Words | None = Field(None, description="route, device and organ compared with man")
    limitations: Words | None = None
    conclusion: Words | None = None


class BioanalyticalMethod(Entry):
    """A method to measure product, nucleic acid, cells or antibodies in samples (CTD 2.6.5.2)."""

    name: Words | None = None
    analyte: Words | None = None
    matrix: Words | None = None
    detection_limit: Quantity | None = None
    quantitation_limit: Quantity | None = None
    validation: Words | None = Field(None, description="validated, qualified, fit for purpose, and for what")
    report: Words | None = None
    location: Words | None = None


class StudyOmission(Facts):
    """Why a type of study that the class of product is expected to have was not done (Annex I, 43)."""

    key = ("type",)
    type: StudyType
    justification: Words | None = None
    compensated_by: Words | None = Field(None, description="data that answer the question instead")
    clinical_mitigation: Words | None = None
    risk: Annotated[str, Reference(("risks",))] | None = Field(None, description="the risk it would have addressed")
    evidence: Annotated[tuple[Words, ...], Several] = Field((), description="ids of studies or literature, or sections")


class LiteratureReference(Entry):
    """A publication that the dossier relies on."""

    citation: Words | None = None
    doi: Words | None = None
    pubmed: Words | None = Field(None, description="PubMed id")
    supports: Words | None = Field(None, description="what it is cited for")


class NonClinical(Facts):
    """All non-clinical registers of one medicinal product."""

    studies: tuple[NonClinicalStudy, ...] = ()
    test_facilities: tuple[TestFacility, ...] = ()
    species: tuple[SpeciesRelevance, ...] = ()
    no_relevant_species: Words | None = Field(None, description="that no species is relevant, and what replaces it")
    bioanalytical_methods: tuple[BioanalyticalMethod, ...] = ()
    omissions: tuple[StudyOmission, ...] = ()
    animal_use: Words | None = Field(None, description="replacement, reduction, refinement (Directive 2010/63/EU)")
    glp_statement: Words | None = Field(None, description="the sponsor's own statement, beside the table of studies")
    literature: tuple[LiteratureReference, ...] = ()
    sections: tuple[SectionStatement, ...] = ()
