"""What the papers of Part II state for a member state, a trial site or the samples of the trial (Annex I, 59 to 71)."""

from __future__ import annotations

from pydantic import Field

from impd.dossier.facts import Facts, Words


class InsuranceCover(Facts):
    """How damage to subjects is covered in one member state (Annex I, 68; Article 76)."""

    insurer: Words | None = Field(None, description="insurer, or who indemnifies")
    policy_number: Words | None = None
    cover: Words | None = Field(None, description="what is covered, up to which sum")
    period: Words | None = Field(None, description="from when to when")


class FinancialArrangements(Facts):
    """Financing and payments in one member state (Annex I, 69 to 71)."""

    financing: Words | None = Field(None, description="how the trial is financed (Annex I, 69)")
    subjects: Words | None = Field(
        None, description="what subjects are paid or reimbursed, or that nothing is (Annex I, 70)"
    )
    sites: Words | None = Field(None, description="what investigator and site are paid (Annex I, 70)")
    other_agreements: Words | None = Field(
        None, description="between sponsor and site, or that there are none (Annex I, 71)"
    )


class SampleUse(Facts):
    """Biological samples of subjects: what is taken, where it is kept, what it is used for (Article 7(1)(h))."""

    samples: Words | None = Field(None, description="which samples, how much and when")
    purpose: Words | None = None
    storage: Words | None = Field(None, description="where, and how they are coded")
    retention: Words | None = Field(None, description="how long, and what becomes of them then")
    later_use: Words | None = Field(None, description="beyond the protocol, or that there is none")
    transfer: Words | None = Field(None, description="to whom and to which countries, or that there is none")


class Facilities(Facts):
    """What a trial site has for the trial and its products (Annex I, 67)."""

    premises: Words | None = Field(None, description="rooms and equipment, adapted to the product")
    staff: Words | None = Field(None, description="human resources")
    expertise: Words | None = None
    arrangements: Words | None = Field(
        None, description="how what the site lacks is provided, e.g. apheresis at another site"
    )
    signatory_function: Words | None = Field(
        None, description="of the head of the clinic or institution, or who else is responsible; never the name"
    )
