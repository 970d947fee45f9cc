"""What the cover letter states (Regulation (EU) No 536/2014, Annex I, 6 to 12)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Facts, Reference, Words


class LetterStatement(Facts):
    """One of the points of Annex I, 7: whether it applies, the detail, and where the dossier says so."""

    applies: bool | None = None
    detail: Words | None = None
    place: Words | None = Field(None, description="where the information stands in the application (Annex I, 8)")


class PaediatricStatement(LetterStatement):
    """Whether the trial is part of a paediatric investigation plan (Annex I, 7(d))."""

    number: Words | None = Field(None, description="of the plan")
    decision_link: Words | None = Field(None, description="public address of the decision, once issued")


class SafetyInformationPlace(Facts):
    """Where the reference safety information of one product stands (Annex I, 11)."""

    key = ("product",)
    product: Annotated[Words, Reference(("products",))] = Field(description="code of the product")
    document: Annotated[Words, Reference(("documents",))] | None = None
    section: Words | None = None


class Resubmission(Facts):
    """What a resubmission says of the application before it (Annex I, 12)."""

    previous_eu_ct_number: Words | None = None
    changes: Words | None = None
    open_issues: Words | None = Field(None, description="how the points that led to the refusal were solved")


class CoverLetter(Facts):
    """The statements of the cover letter. Each point of Annex I, 7 is answered, also where it does not apply."""

    universal_trial_number: Words | None = Field(None, description="UTN of the WHO, or that there is none")
    particularities: Words | None = Field(None, description="what is special about this trial (Annex I, 6)")
    special_population: LetterStatement | None = Field(
        None, description="7(a): subjects who cannot consent, minors, pregnant or breastfeeding women"
    )
    first_administration: LetterStatement | None = Field(None, description="7(b): a new active substance, first in man")
    scientific_advice: LetterStatement | None = Field(
        None, description="7(c): from the Agency, a member state or a third country"
    )
    paediatric_investigation_plan: PaediatricStatement | None = Field(None, description="7(d)")
    narcotic_psychotropic_or_radiopharmaceutical: LetterStatement | None = Field(None, description="7(e)")
    genetically_modified_organism: LetterStatement | None = Field(
        None, description="7(f): a product consists of or contains one"
    )
    orphan_designation: LetterStatement | None = Field(None, description="7(g): of the product, for this condition")
    product_list: LetterStatement | None = Field(
        None, description="7(h): all products with their regulatory status, and all auxiliary ones"
    )
    devices: LetterStatement | None = Field(
        None, description="7(i): devices investigated beside the product, with their CE marking"
    )
    low_intervention_justification: Words | None = Field(None, description="Annex I, 9")
    cluster_consent: Words | None = Field(None, description="cluster trial with simplified consent (Annex I, 10)")
    reference_safety_information: tuple[SafetyInformationPlace, ...] = ()
    resubmission: Resubmission | None = None
