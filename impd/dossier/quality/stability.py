"""Stability studies with their conditions, time points, results and claims; adventitious agents."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.number import Number, parse_number
from impd.dossier.quality.manufacture import Subject
from impd.dossier.quantity import Date, Quantity, Reported, Unit
from impd.dossier.vocabulary import AgentGroup, StabilityCategory


class StabilityResult(Facts):
    """One result: batch, time in the study's time unit, test, and the text as reported."""

    key = ("batch", "time", "test")
    batch: Words
    time: Decimal
    test: Words
    result: Reported | None = None
    unit: Unit | None = None
    comment: Words | None = None

    @property
    def number(self) -> Number | None:
        """The reported value with its censoring sign, or None for a text result."""
        return parse_number(self.result) if self.result else None


class StabilityStudy(Entry):
    """A stability study of one material at one condition."""

    subject: Subject | None = None
    protocol: Words | None = None
    category: StabilityCategory | None = None
    condition: Words | None = Field(None, description="as printed, e.g. 25 °C ± 2 °C / 60 % RH ± 5 % RH")
    orientation: Words | None = None
    container: Annotated[str, Reference(("containers",))] | None = None
    container_remark: Words | None = None
    batches: Annotated[tuple[Annotated[str, Reference(("batches",))], ...], Several] = ()
    specification: Annotated[str, Reference(("specifications",))] | None = None
    time_unit: Unit | None = Field(None, description="mo, wk, d, h or min")
    planned_times: Annotated[tuple[Decimal, ...], Several] = ()
    started: Date | None = None
    status: Words | None = None
    conclusion: Words | None = None
    statistical_evaluation: bool | None = Field(
        None, description="no: the results are not evaluated by regression (ICH Q1E); evaluated unless no"
    )
    results: tuple[StabilityResult, ...] = ()


class StabilityClaim(Entry):
    """What is claimed from the studies: shelf life or re-test period, storage, and how it will be extended."""

    subject: Subject | None = None
    period: Quantity | None = None
    kind: Words | None = Field(None, description="shelf life, re-test period, in-use shelf life, hold time")
    storage: Words | None = None
    studies: Annotated[tuple[Annotated[str, Reference(("stability_studies",))], ...], Several] = ()
    basis: Words | None = None
    extension_plan: Words | None = None
    commitment: Words | None = None


class AgentRow(Entry):
    """A.2: a material or step and how one group of adventitious agents is controlled in it."""

    group: AgentGroup | None = None
    material: Words | None = None
    control: Words | None = None
    tests: Words | None = None
    evidence: Words | None = None
    conclusion: Words | None = None


class ClearanceStep(Entry):
    """A virus clearance step with its reduction factor."""

    step: Words | None = None
    virus: Words | None = None
    log_reduction: Words | None = None
    study: Words | None = None
