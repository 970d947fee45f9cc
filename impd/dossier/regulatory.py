"""Early interactions with regulators, and what the safety and efficacy part rests on."""

from __future__ import annotations

from pydantic import Field

from impd.dossier.facts import Entry, Facts, Words
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import AdviceFollowed, AdviceTopic, RegulatoryProcedure, SafetyEfficacyBasis


class AdviceQuestion(Entry):
    """One question put to a regulator, its answer, and whether the sponsor followed it."""

    topic: AdviceTopic | None = None
    question: Words | None = None
    answer: Words | None = None
    followed: AdviceFollowed | None = None
    deviation: Words | None = Field(None, description="what was done otherwise, and why")


class RegulatoryInteraction(Entry):
    """A procedure with a regulator before this application, and the paper it left."""

    procedure: RegulatoryProcedure | None = None
    body: Words | None = Field(None, description="agency, committee or authorities")
    reference: Words | None = Field(None, description="number of the procedure, designation or decision")
    date: Date | None = None
    outcome: Words | None = None
    questions: tuple[AdviceQuestion, ...] = ()
    document: Words | None = Field(None, description="id in the document register of the paper to attach")


class BrochureSection(Facts):
    """Where the investigator's brochure holds what a section would."""

    key = ("section",)
    section: Words = Field(description="section of this part: 2.2.1, 2.2.2, 2.2.3, 2.3")
    brochure_section: Words | None = None


class InvestigatorsBrochure(Facts):
    """The version of the investigator's brochure that is referred to."""

    title: Words | None = None
    version: Words | None = None
    date: Date | None = None
    sections: tuple[BrochureSection, ...] = ()
    tables: Words | None = Field(None, description="in which tables its summaries hold the data (Annex I, 51)")


class ReplacedPart(Facts):
    """What stands instead of a part of the data: an SmPC or an earlier application (Annex I, 50 to 52, Table 1)."""

    case: Words | None = Field(None, description="row of Table 1, in words")
    justification: Words | None = None
    previous_application: Words | None = Field(None, description="EU CT number of the earlier application")
    changes_since: Words | None = Field(None, description="new data since then, or that there are none")
    product_information: Words | None = Field(None, description="version and date of the SmPC")
    use_within_product_information: bool | None = None


class RegulatoryBasis(Facts):
    """What the safety and efficacy part rests on: data of its own, or a reference."""

    kind: SafetyEfficacyBasis | None = None
    brochure: InvestigatorsBrochure | None = None
    replaced: ReplacedPart | None = None
