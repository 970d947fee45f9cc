"""What the protocol states that other parts of the application have to agree with (Annex I, 13 to 24)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Facts, Several, Words
from impd.dossier.part_ii import SampleUse
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import ConsentItem


class IncludedSubjects(Facts):
    """Which groups of subjects the trial includes; each answered by yes or no."""

    healthy_volunteers: bool | None = None
    men: bool | None = None
    women_of_childbearing_potential: bool | None = None
    pregnant_or_breastfeeding: bool | None = None
    minors: bool | None = None
    incapacitated: bool | None = Field(None, description="adults not able to consent")
    emergency: bool | None = Field(None, description="subjects included before consent (Article 35)")


class ProtocolItem(Facts):
    """Where the protocol holds one point of Annex I, 17, or why the point does not apply."""

    key = ("point",)
    point: Words = Field(description="letter of Annex I, 17: a to z, aa to am")
    section: Words | None = None
    not_applicable: Words | None = Field(None, description="why the point does not apply")


class Protocol(Facts):
    """Facts of the protocol beside its title, code and version."""

    date: Date | None = None
    signatory_function: Words | None = Field(None, description="of the sponsor's representative who signs")
    data_safety_monitoring_board: bool | None = None
    no_board_reason: Words | None = Field(None, description="why there is no data safety monitoring board")
    biological_samples: bool | None = Field(None, description="collected, stored or used later")
    biological_samples_section: Words | None = Field(
        None, description="section that holds collection, storage and future use (Annex I, 17(s))"
    )
    sample_use: SampleUse | None = None
    patient_facing_documents: bool | None = Field(
        None, description="whether diaries, questionnaires or the like measure an endpoint"
    )
    modifies_germ_line: bool | None = Field(
        None, description="whether the germ line of subjects is modified, as the protocol states it (Article 90)"
    )
    special_population_justification: Words | None = Field(
        None, description="of minors, incapacitated or other special subjects (Annex I, 17(x))"
    )
    unauthorised_auxiliary_justification: Words | None = Field(None, description="Annex I, 17(g), Article 59")
    procedure_reactions_reported: bool | None = Field(
        None, description="whether safety reporting covers reactions to procedures and devices"
    )
    points: tuple[ProtocolItem, ...] = Field((), description="the points of Annex I, 17")


class Consent(Facts):
    """How subjects are informed and consent (Annex I, 61 to 63, Article 29)."""

    procedure: Words | None = None
    minors: Words | None = Field(None, description="part of the minor and of the representative")
    incapacitated: Words | None = Field(None, description="part of the subject and of the representative")
    impartial_witness: Words | None = Field(None, description="reason and choice, or that none is needed")
    emergency: Words | None = Field(None, description="consent to go on, how urgency is found and recorded")
    cluster: Words | None = Field(None, description="simplified means of a cluster trial")
    covers: Annotated[tuple[ConsentItem, ...], Several] = Field((), description="contents of the information")
