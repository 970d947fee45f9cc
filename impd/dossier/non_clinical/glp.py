"""Good laboratory practice (GLP): test facilities and the record of each study (Directive 2004/10/EC)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import GlpStatus

Facility_ = Annotated[str, Reference(("test_facilities",))]


class TestFacility(Entry):
    """A test facility or test site, and the GLP monitoring authority that inspects it."""

    __test__ = False  # no test case, whatever pytest takes its name for

    name: Words | None = None
    address: Words | None = None
    country: Words | None = Field(None, description="ISO 3166 two-letter code")
    mutual_acceptance_of_data: bool | None = Field(
        None, description="whether the country takes part in the OECD system of mutual acceptance of data"
    )
    compliance_programme: Words | None = Field(None, description="national GLP compliance programme")
    monitoring_authority: Words | None = None
    last_inspection: Date | None = None
    certificate: Words | None = Field(None, description="GLP certificate or statement of compliance")


class TestSite(Facts):
    """A phase of a study that was done at a test site of its own."""

    __test__ = False

    key = ("phase",)
    phase: Words = Field(description="e.g. histopathology, biodistribution PCR")
    facility: Facility_ | None = None
    under_glp: bool | None = None


class GlpException(Facts):
    """A part of a study outside GLP: which, why, and what that means for the study's conclusions."""

    key = ("phase",)
    phase: Words
    reason: Words | None = None
    impact: Words | None = None


class GlpRecord(Facts):
    """The GLP record of one study. A status that is not stated is unknown and stays unknown."""

    status: GlpStatus | None = None
    standards: Annotated[tuple[Words, ...], Several] = Field(
        (), description="e.g. OECD Principles of GLP, Directive 2004/10/EC, 21 CFR Part 58"
    )
    study_director: Words | None = None
    principal_investigators: Annotated[tuple[Words, ...], Several] = ()
    study_director_statement: bool | None = Field(None, description="signed statement of compliance in the report")
    quality_assurance_statement: bool | None = Field(None, description="statement of inspections in the report")
    report_signed: Date | None = None
    archive: Words | None = Field(None, description="where protocol, raw data, specimens and report are kept")
    exceptions: tuple[GlpException, ...] = ()
    justification: Words | None = Field(None, description="why the study is not, or not fully, under GLP")
    reliability: Words | None = Field(None, description="what that means for the reliability of the data")
    prospective_protocol: bool | None = None
    deviations: Words | None = Field(None, description="deviations from the protocol and their impact")
    oversight: Words | None = Field(None, description="who oversaw conduct and report of a study without GLP")
    site_visit_acceptable: bool | None = Field(None, description="whether authorities may visit the site")
