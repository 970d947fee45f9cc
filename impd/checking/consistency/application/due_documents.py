"""Whether a document that is due is registered for the application, the product, the member state or the site."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.code_words import word_of
from impd.checking.lookups.registered import NOT_REGISTERED, covering, path_of_document, registered
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.registry import check_of_table
from impd.checking.subject import Subject
from impd.dossier.vocabulary import DocumentKind

DUE: dict[str, tuple[DocumentKind, ...]] = {
    "sponsor_agreement_is_registered": ("sponsor_agreement",),
    "cover_letter_is_registered": ("cover_letter",),
    "protocol_is_registered": ("protocol",),
    "synopsis_is_registered": ("protocol_synopsis",),
    "board_charter_is_registered": ("dsmb_charter",),
    "brochure_is_registered": ("investigators_brochure",),
    "smpc_is_registered": ("summary_of_product_characteristics",),
    "manufacturing_authorisation_is_registered": ("manufacturing_authorisation",),
    "qp_declaration_is_registered": ("qp_declaration",),
    "national_gmp_evidence_is_registered": ("gmp_national_evidence",),
    "label_is_registered": ("label",),
    "pharmacy_manual_is_registered": ("pharmacy_manual",),
    "recruitment_procedure_is_registered": ("recruitment_procedure",),
    "recruitment_material_is_registered": ("recruitment_material",),
    "investigator_cv_is_registered": ("investigator_cv",),
    "declaration_of_interest_is_registered": ("declaration_of_interest",),
    "site_suitability_is_registered": ("site_suitability",),
    "financial_arrangements_are_registered": ("financing", "compensation"),
    "compensation_is_registered": ("compensation",),
    "data_protection_statement_is_registered": ("data_protection_statement",),
    "national_data_protection_is_registered": ("national_data_protection",),
}
"""The name of each check, and the kinds of document of which one must be registered."""


def _is_registered(subject: Subject, kinds: tuple[DocumentKind, ...]) -> Iterator[Observation]:
    """A document of one of these kinds is registered for what the rule looks at."""
    found = registered(subject.application, kinds, covering(subject))
    if found:
        yield holds(path_of_document(found[0]), found[0].title or found[0].id)
    else:
        yield falls_short(subject.path or "documents", NOT_REGISTERED, in_words(kinds))


def in_words(kinds: tuple[DocumentKind, ...]) -> str:
    """Kinds of document as a reader calls them."""
    return " or ".join(word_of(one) for one in kinds)


for _name, _kinds in DUE.items():
    check_of_table(_name, _is_registered, _kinds)
