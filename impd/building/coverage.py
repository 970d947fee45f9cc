"""Which supplied facts no section prints. Nothing is dropped in silence.

A fact counts as printed when its text stands in a document. A coded term, a key, a reference, a unit or the name of a
table's line also counts when a template read it: such facts decide what is printed, or how, rather than being printed
themselves. A narrative or a figure counts as a whole. What other documents of the application state (``Elsewhere``)
no section of the IMPD prints: it is told only when all documents are made. A registered document that is on no product
is listed by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from impd.building.tracing import printed_marks
from impd.document import Document, walk_sections
from impd.dossier import ClinicalTrialApplication
from impd.dossier.path import Step, supplied_facts
from impd.dossier.shape import Field

# What steers the tool itself: the schema's version, the language of the documents, the version in the manifest.
_STEERING = frozenset({"schema_version", "language", "version"})
# Printed with the number they belong to, or only read to find what a document is about.
_DECIDING = frozenset({"unit", "time_unit", "bioburden_unit"})
# The pin of the rules, the application form, what documents of others say, what the register notes of its files.
_COMPARED = re.compile(
    r"rule_pack\.|(?:.*\.)?ctis\.|products\[[^\]]*\]\.stated_elsewhere\["
    r"|documents\[[^\]]*\]\.(?:member_states|sites|manufacturing_sites|readers|status|signed)\b"
)
_FILE = re.compile(r"(.*\.(?:narratives|figures)\[[^\]]*\]\.)(?:section|text|file|name|media_type|data)")


def unprinted(
    application: ClinicalTrialApplication, documents: Iterable[Document], products: set[str], elsewhere: bool = False
) -> list[str]:
    """The paths of supplied facts that none of the documents prints, leaving out products that were not asked for.

    ``elsewhere``: also what documents beside the IMPD state.
    """
    printed: set[str] = set()
    read: set[str] = set()
    for document in documents:
        printed.update(mark.path for mark in printed_marks(document) if mark.stated)
        printed.update(f"{one.path}.{part}" for one in document.abbreviations for part in ("short", "meaning"))
        for section in walk_sections(document.sections):
            read |= section.consumed
    files = {match[1] for path in read if (match := _FILE.fullmatch(path))}
    others = _of_others(application, products)
    return [
        path
        for path, field in supplied_facts(application, elsewhere)
        if path not in printed
        and not (path in read and _decides(field))
        and not ((match := _FILE.fullmatch(path)) and match[1] in files)
        and path not in _STEERING
        and not _COMPARED.match(path)
        and not path.startswith(others)
    ]


def _of_others(application: ClinicalTrialApplication, products: set[str]) -> tuple[str, ...]:
    """Where the paths begin of what is not of these products: other products, and documents on none of these."""
    documents = (one for one in application.documents if not products.intersection(one.products))
    return (
        *(f"products[{one.code}]." for one in application.products if one.code not in products),
        *(f"{Step('documents', (one.id,))}." for one in documents),
    )


def _decides(field: Field) -> bool:
    """Whether a fact may count as printed because a template read it."""
    return field.coded or field.key or field.axis or bool(field.registers) or field.name in _DECIDING
