"""The clinical data of one medicinal product, and the assessment of risk and benefit for this trial."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.clinical.dose import DoseRationale
from impd.dossier.clinical.human_experience import (
    AdverseEvent,
    AnalysisGroup,
    EfficacyResult,
    EventOverview,
    ExposureLine,
    HumanImmunogenicity,
    HumanKinetics,
    HumanShedding,
    LongTermFollowUp,
    OtherExperience,
    ReferenceSafetyInformation,
    SeriousEvent,
    SubgroupExposure,
)
from impd.dossier.clinical.trial_summary import TrialSummary
from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.section_statement import SectionStatement


class Benefit(Entry):
    """A known or expected benefit and what it rests on."""

    benefit: Words | None = None
    known: bool | None = Field(None, description="shown in man; otherwise expected")
    basis: Words | None = None
    evidence: Annotated[tuple[Words, ...], Several] = Field(
        (), description="sections, or ids of studies, trials, literature"
    )


class RiskMeasure(Entry):
    """What the trial does about a risk: selection, monitoring, prevention, treatment."""

    risk: Annotated[str, Reference(("risks",))] | None = None
    subject: Words | None = Field(None, description="what it is about, where no single risk is meant")
    measure: Words | None = None
    timing: Words | None = None
    protocol_section: Words | None = None


class TrialPopulation(Entry):
    """A population and why it is included or left out: patients, healthy volunteers, minors, incapacitated adults."""

    name: Words | None = None
    included: bool | None = None
    justification: Words | None = None
    specific_measures: Words | None = None


class RiskAndBenefit(Facts):
    """The integrated assessment for this trial (Regulation (EU) No 536/2014, Annex I, 48 and 49)."""

    protocol_section: Words | None = Field(None, description="section of the protocol that holds it instead")
    benefits: tuple[Benefit, ...] = ()
    measures: tuple[RiskMeasure, ...] = ()
    populations: tuple[TrialPopulation, ...] = ()
    procedure_risks: Words | None = Field(None, description="biopsy, apheresis, conditioning, surgery, administration")
    irreversibility: Words | None = Field(None, description="effects that cannot be undone or come late")
    contraception: Words | None = None
    uncertainties: Words | None = None
    conclusion: Words | None = None


class Clinical(Facts):
    """All clinical registers of one medicinal product."""

    first_in_human: bool | None = Field(None, description="whether this trial is the first in man")
    trials: tuple[TrialSummary, ...] = ()
    analysis_groups: tuple[AnalysisGroup, ...] = ()
    exposure: tuple[ExposureLine, ...] = ()
    subgroups: tuple[SubgroupExposure, ...] = ()
    coding_dictionary: Words | None = Field(None, description="e.g. MedDRA 28.0")
    event_cut_off: Words | None = Field(None, description="which events are listed, e.g. in at least 5 % of subjects")
    event_overview: tuple[EventOverview, ...] = ()
    adverse_events: tuple[AdverseEvent, ...] = ()
    serious_events: tuple[SeriousEvent, ...] = ()
    efficacy: tuple[EfficacyResult, ...] = ()
    kinetics: tuple[HumanKinetics, ...] = ()
    shedding: tuple[HumanShedding, ...] = ()
    immunogenicity: tuple[HumanImmunogenicity, ...] = ()
    donor_events: Words | None = Field(None, description="events in donors and from procedures before dosing")
    other_experience: tuple[OtherExperience, ...] = ()
    long_term_follow_up: LongTermFollowUp | None = None
    reference_safety_information: ReferenceSafetyInformation | None = None
    dose: DoseRationale | None = None
    risk_and_benefit: RiskAndBenefit | None = None
    sections: tuple[SectionStatement, ...] = ()
