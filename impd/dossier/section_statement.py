"""What the sponsor says of a section instead of filling it."""

from __future__ import annotations

from pydantic import Field

from impd.dossier.facts import Facts, Words


class SectionStatement(Facts):
    """What the sponsor says of a section instead of filling it: not applicable and why, or where else to look."""

    key = ("section",)
    section: Words = Field(description="section id, e.g. P.2.6 or 2.2.1.5")
    not_applicable: Words | None = Field(None, description="the reason, one sentence")
    see_instead: Words | None = Field(None, description="section id that holds the content")
