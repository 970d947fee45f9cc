"""Where the ids that facts name lead: to entries of a product's registers and of the application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.document_subject import DocumentSubject, of_product
from impd.dossier.facts import Facts
from impd.dossier.path import item_key
from impd.dossier.registers import registers

# Registers whose entries are referred to as evidence, and what such an entry is called.
_REFERRED = {"studies": "study", "trials": "trial", "literature": "reference"}
_Index: TypeAlias = dict[tuple[str, str], tuple[Facts, str]]


class Entries:
    """The entries a document may refer to: of its product, or of all where it is of none; the application's."""

    def __init__(self, subject: DocumentSubject) -> None:
        products = (subject.product,) if subject.product else subject.application.products
        found = [(of_product(subject.application, one).path, dict(_of_product(one))) for one in products]
        self._of_products: dict[str, _Index] = dict(found)
        self._of_application: _Index = dict(_of_application(subject.application))

    def find(self, path: str, identifier: str, wanted: tuple[str, ...]) -> tuple[Facts, str] | None:
        """The entry that a fact at a path names, in one of the registers, with its own path."""
        near = [index for product, index in self._of_products.items() if path.startswith(f"{product}.")]
        indexes: list[_Index] = [*(near or self._of_products.values()), self._of_application]
        for index in indexes:
            for name in wanted:
                if (name, identifier) in index:
                    return index[name, identifier]
        return None

    def words(self, identifier: str) -> str:
        """How an entry named by its id is referred to: a study or trial by its number, any other by its id."""
        for index in self._of_products.values():
            for name, called in _REFERRED.items():
                if (name, identifier) in index:
                    entry = index[name, identifier][0]
                    named = getattr(entry, "number", None) or getattr(entry, "code", None) or identifier
                    return f"{called} {named}"
        return ""


def _of_product(product: MedicinalProduct) -> Iterator[tuple[tuple[str, str], tuple[Facts, str]]]:
    for register in registers().values():
        holder = getattr(product, register.part) if register.part else product
        for index, entry in enumerate(getattr(holder, register.name)):
            path = f"products[{product.code}].{'.'.join(register.location)}[{item_key(entry, index)}]"
            yield (register.name, item_key(entry, index)), (entry, path)


def _of_application(application: ClinicalTrialApplication) -> Iterator[tuple[tuple[str, str], tuple[Facts, str]]]:
    held = {
        "products": ("products", application.products),
        "documents": ("documents", application.documents),
        "member_states": ("member_states", application.member_states),
        "trial_sites": ("trial.sites", application.trial.sites),
    }
    for name, (place, entries) in held.items():
        for index, entry in enumerate(entries):
            yield (name, item_key(entry, index)), (entry, f"{place}[{item_key(entry, index)}]")
