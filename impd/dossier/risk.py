"""The risk-based approach: the risks of a product, their factors, and what is known and done about each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Entry, Several, Words
from impd.dossier.vocabulary import RiskKind


class Risk(Entry):
    """One cell of the risk-based approach: a risk, a risk factor, and how the two relate (EMA/CAT/CPWP/686637/2011)."""

    kind: RiskKind | None = Field(None, description="column of the risk matrix")
    risk: Words | None = None
    factor: Words | None = Field(None, description="risk factor: row of the risk matrix")
    relevant: bool | None = Field(None, description="whether the factor bears on the risk; left out means it does")
    rating: Words | None = None
    rationale: Words | None = Field(None, description="why the factor bears on the risk, or does not")
    mitigation: Words | None = None
    clinical_control: Words | None = Field(None, description="measure in the trial")
    residual: Words | None = None
    evidence: Annotated[tuple[Words, ...], Several] = Field(
        (), description="sections (quality, or safety and efficacy), ids of studies, trials or literature"
    )
