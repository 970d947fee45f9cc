"""What a document of the application is of: the application itself, a member state, a trial site, or a product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import Step
from impd.dossier.trial_site import MemberState, TrialSite

KINDS = ("application", "product", "member_state", "site")


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """The facts that a document rests on: ``this`` at ``path`` (empty for the application), and the application."""

    application: ClinicalTrialApplication
    this: Facts
    path: str

    @property
    def product(self) -> MedicinalProduct | None:
        """The product it is, or None."""
        return self.this if isinstance(self.this, MedicinalProduct) else None

    @property
    def site(self) -> TrialSite | None:
        """The trial site it is, or None."""
        return self.this if isinstance(self.this, TrialSite) else None

    @property
    def member_state(self) -> MemberState | None:
        """The member state it is, or in which the site lies; None where it is neither, or the state is not stated."""
        if isinstance(self.this, MemberState):
            return self.this
        country = self.site.country if self.site else None
        return next((one for one in self.application.member_states if one.country == country), None)

    @property
    def country(self) -> str:
        """The code of the member state it is or lies in, or nothing."""
        state = self.member_state
        return state.country if state else (self.site.country or "" if self.site else "")

    @property
    def kind(self) -> str:
        """One of the kinds: application, product, member_state, site."""
        if self.product or self.site:
            return "product" if self.product else "site"
        return "member_state" if isinstance(self.this, MemberState) else "application"

    @property
    def name(self) -> str:
        """The code of the product, the country of the member state, the id of the site; else nothing."""
        if self.product or self.site:
            return self.product.code if self.product else self.site.id if self.site else ""
        return self.country

    def below(self, step: str) -> str:
        """The path of a fact of it."""
        return f"{self.path}.{step}" if self.path else step


def of_application(application: ClinicalTrialApplication) -> DocumentSubject:
    """The application itself."""
    return DocumentSubject(application, application, "")


def of_product(application: ClinicalTrialApplication, product: MedicinalProduct) -> DocumentSubject:
    """One product of the application."""
    return DocumentSubject(application, product, str(Step("products", (product.code,))))


def subjects_of(application: ClinicalTrialApplication) -> Iterator[DocumentSubject]:
    """All that a document may be of: the application, its products, its member states and its sites, in that order."""
    yield of_application(application)
    for product in application.products:
        yield of_product(application, product)
    for state in application.member_states:
        yield DocumentSubject(application, state, str(Step("member_states", (state.country,))))
    for site in application.trial.sites:
        yield DocumentSubject(application, site, f"trial.{Step('sites', (site.id,))}")
