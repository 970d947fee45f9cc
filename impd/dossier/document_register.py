"""The documents of the application that were written elsewhere, and what they cover."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from impd.dossier.facts import Elsewhere, Facts, Reference, Several, Words
from impd.dossier.quantity import Date
from impd.dossier.vocabulary import DocumentKind, DocumentStatus, Reader

Product_ = Annotated[Words, Reference(("products",))]
MemberState_ = Annotated[Words, Reference(("member_states",))]
TrialSite_ = Annotated[Words, Reference(("trial_sites",))]
Manufacturer_ = Annotated[Words, Reference(("sites",))]


class RegisteredDocument(Facts):
    """A document of the application that was written elsewhere. What it does not name, it covers as a whole."""

    key = ("id",)
    id: Words
    kind: DocumentKind | None = None
    title: Words | None = None
    version: Words | None = None
    date: Date | None = None
    language: Words | None = Field(None, description="ISO 639 two-letter code")
    file: Words | None = None
    products: Annotated[tuple[Product_, ...], Several] = Field((), description="codes of the products it is about")
    member_states: Annotated[tuple[MemberState_, ...], Several, Elsewhere()] = Field(
        (), description="the member states it is meant for, by country code"
    )
    sites: Annotated[tuple[TrialSite_, ...], Several, Elsewhere()] = Field((), description="the trial sites it covers")
    manufacturing_sites: Annotated[tuple[Manufacturer_, ...], Several, Elsewhere()] = Field(
        (), description="sites in the quality data of its products"
    )
    readers: Annotated[tuple[Reader, ...], Several, Elsewhere()] = Field((), description="whom information is for")
    status: Annotated[DocumentStatus | None, Elsewhere()] = None
    signed: Annotated[bool | None, Elsewhere()] = None
