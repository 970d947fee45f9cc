"""What a non-clinical study found: findings by dose, effect levels, kinetics, distribution, interpretation."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Axis, Facts, Words
from impd.dossier.quantity import Quantity, Reported, Unit
from impd.dossier.vocabulary import EffectLevelKind, FindingCategory, Sex

Line = Annotated[Words, Axis()]


class DoseGroup(Facts):
    """A group of animals, or a condition in vitro, and what it was given. Doses keep their own unit."""

    key = ("name",)
    name: Words
    dose: Quantity | None = Field(None, description="e.g. 10 mg/kg, 5e12 {vg}/kg, 1.2e12 {vg}/{eye}")
    article: Words | None = Field(None, description="what the group was given, where it is not the test article")
    volume: Quantity | None = None
    concentration: Quantity | None = None
    males: int | None = Field(None, ge=0)
    females: int | None = Field(None, ge=0)
    animals: int | None = Field(None, ge=0, description="number of animals where the sexes are not told apart")
    donors: int | None = Field(None, ge=0, description="number of donors or of independent experiments in vitro")
    recovery_animals: int | None = Field(None, ge=0, description="of these, kept for recovery")
    remark: Words | None = None


class StudyFinding(Facts):
    """One result: a finding or parameter in one group, as reported (``6/6``, ``-12``, ``none``)."""

    key = ("finding", "group")
    finding: Line
    group: Line | None = Field(None, description="name of a dose group; left out for a result of the whole study")
    category: FindingCategory | None = None
    result: Reported | None = None
    unit: Unit | None = None
    comment: Words | None = None


class Interpretation(Facts):
    """What a finding means: adverse or not and why, reversibility, relevance to man, monitoring in the trial."""

    key = ("finding",)
    finding: Words
    target_organ: Words | None = None
    adverse: bool | None = None
    reversibility: Words | None = None
    rationale: Words | None = None
    human_relevance: Words | None = None
    clinical_monitoring: Words | None = None


class EffectLevel(Facts):
    """A dose level as the study states it, or the statement that it states none."""

    key = ("kind", "sex")
    kind: EffectLevelKind
    sex: Sex | None = None
    dose: Quantity | None = None
    not_stated: Words | None = Field(None, description="that, and why, the study states no such level")
    basis: Words | None = Field(None, description="the effect that sets the level")


class KineticValue(Facts):
    """One parameter of exposure in one group: AUC, Cmax, half-life, with its unit."""

    key = ("group", "parameter", "occasion", "sex", "analyte")
    group: Line
    analyte: Line | None = None
    parameter: Line = Field(description="e.g. AUC0-24, Cmax, t1/2")
    occasion: Line | None = Field(None, description="e.g. day 1, week 13")
    sex: Sex | None = None
    value: Reported | None = None
    unit: Unit | None = None
    comment: Words | None = None


class TissueResult(Facts):
    """Vector, nucleic acid or cells in one tissue or excretion of one group at one time."""

    key = ("tissue", "group", "time")
    tissue: Line
    group: Line | None = None
    time: Annotated[Decimal, Axis()] | None = Field(None, description="in the study's time unit")
    result: Reported | None = Field(None, description="as reported: a value, a range, < limit, not detected")
    unit: Unit | None = None
    positive: Words | None = Field(None, description="positive of all samples, e.g. 2/6")
    expression: Words | None = Field(None, description="transgene expression or infectivity in the same sample")
    comment: Words | None = None
