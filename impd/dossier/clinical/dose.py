"""The rationale of the dose: starting dose, escalation, precautions, stopping rules, and the margins they leave."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.quantity import Quantity
from impd.dossier.vocabulary import (
    DoseCandidateMethod,
    EffectLevelKind,
    HumanDose,
    MarginBasis,
    MarginKind,
    ScalingSpecies,
    StoppingRuleKind,
)

Study_ = Annotated[str, Reference(("studies",))]


class DoseCandidate(Entry):
    """A starting dose that one method proposes; the computed one is printed beside it."""

    method: DoseCandidateMethod | None = None
    study: Study_ | None = None
    level: EffectLevelKind | None = None
    level_dose: Quantity | None = Field(None, description="the animal dose or concentration it starts from")
    scaling_species: ScalingSpecies | None = Field(None, description="for scaling by Km; doses in mass per kg only")
    body_weight: Quantity | None = Field(None, description="of the animals, where it is not the reference weight")
    safety_factor: Decimal | None = Field(None, gt=0)
    safety_factor_reason: Words | None = None
    dose: Quantity | None = Field(None, description="the dose proposed, as the sponsor states it")
    basis: Words | None = None


class DoseStep(Entry):
    """A cohort: dose, number of subjects, sentinel, intervals, and why the step is acceptable."""

    name: Words | None = None
    dose: Quantity | None = None
    subjects: int | None = Field(None, ge=0)
    sentinel: Words | None = None
    interval_between_subjects: Quantity | None = None
    interval_to_next_step: Quantity | None = None
    decision: Words | None = Field(None, description="who decides on the next step, and on which data")
    rationale: Words | None = None


class StoppingRule(Entry):
    """When dosing stops, for good or until reviewed."""

    kind: StoppingRuleKind | None = None
    scope: Words | None = Field(None, description="subject, cohort or trial")
    criterion: Words | None = None
    consequence: Words | None = None


class ExposureMargin(Entry):
    """Exposure or dose in an animal study against that in man; the ratio is computed, never typed.

    Both sides carry the same unit, in the normalisation that ``basis`` names (Annex I, 49).
    """

    kind: MarginKind | None = None
    basis: MarginBasis | None = None
    study: Study_ | None = None
    group: Words | None = Field(None, description="dose group or sex, where the study has several values")
    level: EffectLevelKind | None = None
    animal: Quantity | None = Field(None, description="dose or exposure, e.g. 9e13 {vg}/kg, 61500 h.ng/mL")
    scaling_species: ScalingSpecies | None = Field(None, description="for scaling by Km; doses in mass per kg only")
    body_weight: Quantity | None = Field(None, description="of the animals, where it is not the reference weight")
    human_dose: HumanDose | None = None
    human: Quantity | None = Field(None, description="dose or exposure in man, in the same unit")
    source: Words | None = Field(None, description="where the human value comes from")
    remark: Words | None = None


class DoseRationale(Facts):
    """Why the trial starts, steps up and ends at its doses."""

    starting_dose: Quantity | None = None
    maximum_dose: Quantity | None = None
    dosing_duration: Quantity | None = Field(None, description="longest dosing of one subject in this trial")
    route: Words | None = None
    regimen: Words | None = None
    rationale: Words | None = None
    predicted_exposure_at_start: Quantity | None = None
    predicted_exposure_at_maximum: Quantity | None = None
    scheme: Words | None = Field(None, description="e.g. 3+3, BOIN, continual reassessment, fixed dose")
    sentinel_dosing: Words | None = None
    staggering: Words | None = None
    candidates: tuple[DoseCandidate, ...] = ()
    steps: tuple[DoseStep, ...] = ()
    stopping_rules: tuple[StoppingRule, ...] = ()
    margins: tuple[ExposureMargin, ...] = ()
    data_monitoring_committee: Words | None = None
    rescue_measures: Words | None = None
    monitoring: Annotated[tuple[Words, ...], Several] = ()
