"""One clinical trial of the product, as the dossier summarises it (CTD 5.2)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Reference, Several, Words
from impd.dossier.quantity import Date, Quantity
from impd.dossier.vocabulary import LegalRegime, TrialPhase, TrialRole, TrialStatus


class Registration(Facts):
    """The entry of a trial in a public register (Regulation (EU) No 536/2014, Article 25(6))."""

    key = ("number",)
    registry: Words | None = Field(None, description="e.g. CTIS, EudraCT, ClinicalTrials.gov, ISRCTN")
    number: Words
    registered: Date | None = None


class TrialSummary(Entry):
    """A clinical trial, planned, ongoing or ended, with the numbers of subjects and its outcome."""

    code: Words | None = Field(None, description="sponsor's protocol code, where it differs from the id")
    title: Words | None = None
    registrations: tuple[Registration, ...] = ()
    role: TrialRole | None = None
    phase: TrialPhase | None = None
    design: Words | None = Field(None, description="control, randomisation, blinding, arms, escalation")
    population: Words | None = None
    healthy_volunteers: bool | None = None
    minors: bool | None = None
    countries: Annotated[tuple[Words, ...], Several] = Field((), description="ISO 3166 two-letter codes")
    investigational_product: Words | None = Field(None, description="as named in the trial")
    process_version: Words | None = None
    doses: Annotated[tuple[Quantity, ...], Several] = ()
    route: Words | None = None
    regimen: Words | None = None
    device: Words | None = None
    planned: int | None = Field(None, ge=0, description="subjects planned")
    enrolled: int | None = Field(None, ge=0)
    exposed: int | None = Field(None, ge=0, description="subjects given the product")
    completed: int | None = Field(None, ge=0)
    exposed_out_of_specification: int | None = Field(None, ge=0, description="given a batch out of specification")
    follow_up: Words | None = Field(None, description="median and range")
    started: Date | None = None
    ended: Date | None = None
    data_cut_off: Date | None = None
    status: TrialStatus | None = None
    stopped_early: Words | None = Field(None, description="why the trial was terminated or put on hold")
    legal_regime: LegalRegime | None = None
    good_clinical_practice: Words | None = Field(None, description="statement on compliance with GCP")
    registered_before_start: bool | None = None
    results: Words | None = None
    report: Words | None = Field(None, description="where the report or the publication stands")
    literature: Annotated[tuple[Annotated[str, Reference(("literature",))], ...], Several] = ()
