"""One non-clinical study: what was tested, in which system, how, and with which outcome."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.non_clinical.glp import Facility_, GlpRecord, TestSite
from impd.dossier.non_clinical.results import (
    DoseGroup,
    EffectLevel,
    Interpretation,
    KineticValue,
    StudyFinding,
    TissueResult,
)
from impd.dossier.quantity import Date, Quantity, Unit
from impd.dossier.vocabulary import (
    ImmuneStatus,
    ReportStatus,
    StudyRole,
    StudyType,
    TestArticleKind,
    TestSystem,
)

Literature_ = Annotated[tuple[Annotated[str, Reference(("literature",))], ...], Several]


class TestArticle(Facts):
    """What was tested, and how it relates to the clinical product (Regulation (EU) No 536/2014, Annex I, 45)."""

    __test__ = False

    name: Words | None = None
    batch: Annotated[str, Reference(("batches",))] | None = Field(None, description="a batch of the quality data")
    batch_number: Words | None = Field(None, description="number of a batch that the quality data do not hold")
    kind: TestArticleKind | None = None
    process_version: Words | None = None
    comparability: Annotated[str, Reference(("comparability_studies",))] | None = None
    bridge: Words | None = Field(None, description="why results with it hold for the clinical batches")
    titre_method: Words | None = Field(None, description="how the dose was measured, where it is a count")
    similarity: Words | None = Field(None, description="surrogate only: in what it resembles the product, and not")


class NonClinicalStudy(Entry):
    """A non-clinical study in animals, ex vivo, in vitro or in silico, or the literature that stands for one."""

    number: Words | None = Field(None, description="study number, where it differs from the id")
    report_number: Words | None = None
    title: Words | None = None
    types: Annotated[tuple[StudyType, ...], Several] = Field(
        (), description="what it studies; the first decides the section that describes it"
    )
    role: StudyRole | None = None
    test_system: TestSystem | None = None
    species: Words | None = None
    strain: Words | None = None
    system: Words | None = Field(None, description="cells, tissue or model where the study is not in animals")
    disease_model: Words | None = Field(None, description="model of disease; left out for healthy animals")
    immune_status: ImmuneStatus | None = None
    model: Annotated[str, Reference(("species",))] | None = Field(None, description="entry on relevance of the species")
    relevance: Words | None = Field(None, description="why the system is relevant, where no entry of species says it")
    age: Words | None = None
    control: Words | None = None
    test_article: TestArticle | None = None
    vehicle: Words | None = None
    groups: tuple[DoseGroup, ...] = ()
    route: Words | None = None
    device: Words | None = Field(None, description="device or procedure of administration")
    regimen: Words | None = None
    dosing_duration: Quantity | None = None
    follow_up: Quantity | None = Field(None, description="observation after the last dose")
    recovery: Quantity | None = None
    endpoints: Words | None = None
    methods: Annotated[tuple[Annotated[str, Reference(("bioanalytical_methods",))], ...], Several] = ()
    time_unit: Unit | None = Field(None, description="unit of the times of distribution and shedding, e.g. d, wk")
    findings: tuple[StudyFinding, ...] = ()
    interpretation: tuple[Interpretation, ...] = ()
    levels: tuple[EffectLevel, ...] = Field((), description="NOAEL, NOEL, HNSTD, MTD and others as stated")
    kinetics: tuple[KineticValue, ...] = Field((), description="toxicokinetics or pharmacokinetics")
    distribution: tuple[TissueResult, ...] = ()
    shedding: tuple[TissueResult, ...] = Field((), description="in secretions and excretions")
    result: Words | None = Field(None, description="the outcome, one or two sentences")
    conclusion: Words | None = None
    replaces: Words | None = Field(None, description="the animal study that this one replaces (3Rs)")
    facility: Facility_ | None = None
    test_sites: tuple[TestSite, ...] = ()
    started: Date | None = None
    first_dose: Date | None = None
    ended: Date | None = None
    report_status: ReportStatus | None = None
    report_date: Date | None = None
    location: Words | None = Field(None, description="where the report stands, e.g. a document of the application")
    literature: Literature_ = ()
    glp: GlpRecord | None = None
