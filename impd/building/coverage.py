"""Which supplied facts no section prints. Nothing is dropped in silence.

A fact counts as printed when its text stands in a document. A coded term, a key or a reference also counts when a
template read it: such facts decide what is printed rather than being printed themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from impd.building.tracing import printed_marks
from impd.document import Document, walk_sections
from impd.dossier import ClinicalTrialApplication
from impd.dossier.path import supplied_facts

# What steers the tool itself: the schema's version, the language of the documents, the version in the manifest.
_STEERING = frozenset({"schema_version", "language", "version"})


def unprinted(application: ClinicalTrialApplication, documents: Iterable[Document], products: set[str]) -> list[str]:
    """The paths of supplied facts that none of the documents prints, leaving out products that were not asked for."""
    printed: set[str] = set()
    read: set[str] = set()
    for document in documents:
        printed.update(mark.path for mark in printed_marks(document) if mark.stated)
        for section in walk_sections(document.sections):
            read |= section.consumed
    others = tuple(f"products[{one.code}]." for one in application.products if one.code not in products)
    return [
        path
        for path, field in supplied_facts(application)
        if path not in printed
        and not (path in read and (field.coded or field.key or field.registers))
        and path not in _STEERING
        and not path.startswith(others)
    ]
