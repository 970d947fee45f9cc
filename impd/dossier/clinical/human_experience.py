"""What is known from man: exposure, adverse events, efficacy, kinetics, immunogenicity, follow-up."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Axis, Entry, Facts, Reference, Several, Words
from impd.dossier.quantity import Date, Quantity, Reported, Unit
from impd.dossier.vocabulary import EndpointRank, EventOverviewKind

Trial_ = Annotated[str, Reference(("trials",))]
Group_ = Annotated[str, Reference(("analysis_groups",))]


class AnalysisGroup(Entry):
    """A group of subjects in whom events or outcomes are counted: a trial, arm, dose or pool, with its denominator."""

    name: Words | None = None
    trials: Annotated[tuple[Trial_, ...], Several] = ()
    subjects: int | None = Field(None, ge=0, description="denominator: subjects in the group")
    description: Words | None = Field(None, description="e.g. safety set: all subjects given the product")


class ExposureLine(Facts):
    """Subjects exposed in one trial at one dose."""

    key = ("trial", "dose")
    trial: Trial_
    dose: Words
    subjects: int | None = Field(None, ge=0)
    duration: Words | None = Field(None, description="duration of dosing or follow-up, median and range")
    person_years: Reported | None = None


class SubgroupExposure(Facts):
    """Subjects exposed in one subgroup by age, sex, indication or another trait."""

    key = ("characteristic", "category")
    characteristic: Words = Field(description="e.g. age, sex, body weight, pre-existing antibodies")
    category: Words
    subjects: int | None = Field(None, ge=0)
    remark: Words | None = None


class EventOverview(Facts):
    """How many subjects of a group had an event of a kind."""

    key = ("kind", "group")
    kind: EventOverviewKind
    group: Group_
    subjects: int | None = Field(None, ge=0)
    remark: Words | None = None


class AdverseEvent(Facts):
    """Subjects of one group with one adverse event, by MedDRA system organ class and preferred term."""

    key = ("preferred_term", "group")
    system_organ_class: Annotated[Words, Axis()] | None = None
    preferred_term: Words
    group: Group_
    subjects: int | None = Field(None, ge=0, description="subjects with the event, any grade")
    severe: int | None = Field(None, ge=0, description="of these, grade 3 or higher")
    serious: int | None = Field(None, ge=0)
    related: int | None = Field(None, ge=0, description="of these, related to the product")
    remark: Words | None = None


class SeriousEvent(Entry):
    """The narrative of a serious or fatal event, or of one of special interest. No personal data."""

    trial: Trial_ | None = None
    event: Words | None = None
    dose: Words | None = None
    onset: Words | None = None
    causality: Words | None = None
    fatal: bool | None = None
    special_interest: bool | None = None
    outcome: Words | None = None
    narrative: Words | None = None


class EfficacyResult(Facts):
    """The result of one endpoint in one group, with its interval."""

    key = ("endpoint", "group", "time_point")
    endpoint: Words
    group: Group_
    rank: EndpointRank | None = None
    time_point: Words | None = None
    analysed: int | None = Field(None, ge=0, description="subjects analysed")
    responders: int | None = Field(None, ge=0, description="of these, with response, for a count")
    estimate: Reported | None = None
    unit: Unit | None = None
    interval: Words | None = Field(None, description="confidence or credible interval, or standard deviation")
    comparison: Words | None = Field(None, description="difference or ratio against control, with its interval")
    remark: Words | None = None


class HumanKinetics(Facts):
    """A parameter of pharmacokinetics, cellular kinetics or expression in one group."""

    key = ("group", "analyte", "parameter")
    group: Group_
    analyte: Words
    parameter: Words
    subjects: int | None = Field(None, ge=0)
    value: Reported | None = None
    unit: Unit | None = None
    spread: Words | None = Field(None, description="e.g. range, coefficient of variation")


class HumanShedding(Facts):
    """Shedding of the product in one matrix of one group."""

    key = ("matrix", "group")
    matrix: Words
    group: Group_
    assay: Words | None = None
    positive: int | None = Field(None, ge=0, description="subjects with any positive sample")
    tested: int | None = Field(None, ge=0)
    last_positive: Words | None = None
    infectivity: Words | None = None


class HumanImmunogenicity(Facts):
    """Immune response to product, vector, transgene product or cells in one group."""

    key = ("analyte", "group", "time_point")
    analyte: Words
    group: Group_
    time_point: Words | None = None
    assay: Words | None = None
    cut_off: Words | None = None
    positive: int | None = Field(None, ge=0)
    tested: int | None = Field(None, ge=0)
    titre: Words | None = None
    impact: Words | None = None


class OtherExperience(Entry):
    """Experience outside trials: hospital exemption, compassionate use, marketing, published use."""

    setting: Words | None = None
    countries: Annotated[tuple[Words, ...], Several] = ()
    subjects: int | None = Field(None, ge=0)
    product: Words | None = Field(None, description="how the product used compares with that of this trial")
    outcome: Words | None = None
    literature: Annotated[tuple[Annotated[str, Reference(("literature",))], ...], Several] = ()


class LongTermFollowUp(Facts):
    """How subjects are followed after the trial (CHMP/GTWP/60436/2007)."""

    protocol: Words | None = None
    duration: Quantity | None = None
    schedule: Words | None = None
    endpoints: Words | None = None
    samples: Words | None = None
    withdrawal: Words | None = None
    autopsy: Words | None = None
    registry: Words | None = None
    data: Words | None = Field(None, description="what the follow-up has shown so far")


class ReferenceSafetyInformation(Facts):
    """Where the reference safety information stands (Annex I, 30)."""

    document: Words | None = Field(None, description="investigator's brochure or SmPC")
    version: Words | None = None
    date: Date | None = None
    section: Words | None = None
    expected_reactions: Words | None = Field(None, description="e.g. no serious adverse reaction is expected")
