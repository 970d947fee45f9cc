"""The documents of an application by kind and cover; what a document does not name, it covers as a whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from impd.checking.lookups.national import alike
from impd.checking.subject import Subject
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import Step
from impd.dossier.trial_site import MemberState, TrialSite

NOT_REGISTERED = "not registered"


@dataclass(frozen=True, slots=True)
class Covering:
    """What a document must be about; empty: anything."""

    product: str = ""
    member_state: str = ""
    site: str = ""
    manufacturing_site: str = ""
    reader: str = ""


def covering(subject: Subject) -> Covering:
    """What a document about the entry looked at must cover."""
    this = subject.this
    if isinstance(this, MemberState):
        return Covering(member_state=this.country)
    if isinstance(this, TrialSite):
        return Covering(member_state=this.country or "", site=this.id)
    product = subject.product_or_none
    return Covering(product=product.code) if isinstance(product, MedicinalProduct) else Covering()


def registered(
    application: ClinicalTrialApplication, kinds: Collection[str], about: Covering | None = None
) -> list[RegisteredDocument]:
    """The registered documents of these kinds that cover what they must."""
    wanted = about or Covering()
    return [one for one in application.documents if one.kind and one.kind in kinds and _covers(one, wanted)]


def document_by_id(application: ClinicalTrialApplication, identifier: str | None) -> RegisteredDocument | None:
    """A registered document by its id."""
    return next((one for one in application.documents if one.id == identifier), None)


def path_of_document(document: RegisteredDocument) -> str:
    """The fact path of a registered document."""
    return str(Step("documents", (document.id,)))


def _covers(document: RegisteredDocument, wanted: Covering) -> bool:
    return (
        _names(document.products, wanted.product)
        and _names(tuple(map(alike, document.member_states)), alike(wanted.member_state))
        and _names(document.sites, wanted.site)
        and _names(document.manufacturing_sites, wanted.manufacturing_site)
        and _names(document.readers, wanted.reader)
    )


def _names(named: tuple[str, ...], wanted: str) -> bool:
    return not wanted or not named or wanted in named
