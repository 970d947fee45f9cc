"""Which documents of a product an order asks for, and which facts belong to those it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from impd.calculation.applicability import section_groups
from impd.composing.compose import Request
from impd.composing.section_tree import documents, read_section_tree
from impd.dossier import ClinicalTrialApplication, MedicinalProduct


def requests(product: MedicinalProduct, request: Request, wanted: tuple[str, ...]) -> Iterator[Request]:
    """One request for each document wanted (none named: all); with sections named, for each that has one of them.

    Raises UsageFault for an unknown document.
    """
    names = tuple(dict.fromkeys(wanted)) or documents()
    held = {name: _held(product, name, request.sections) for name in names}
    if request.sections and not any(held.values()):
        yield replace(request, document=names[0])  # composing says which section there is not
        return
    unknown = set(request.sections).difference(*held.values())
    for name in names:
        if not request.sections:
            yield replace(request, document=name)
        elif held[name]:
            sections = tuple(one for one in request.sections if one in held[name] or one in unknown)
            yield replace(request, document=name, sections=sections)


def with_sections(
    products: list[MedicinalProduct], sections: tuple[str, ...], wanted: tuple[str, ...]
) -> list[MedicinalProduct]:
    """The products with any of the sections in any document wanted; all of them where none has, or none is named."""
    names = tuple(dict.fromkeys(wanted)) or documents()
    having = [one for one in products if any(_held(one, name, sections) for name in names)]
    return having or products


def _held(product: MedicinalProduct, document: str, sections: tuple[str, ...]) -> set[str]:
    """The sections, of those named, that a document may have for this kind of product."""
    tree, group = read_section_tree(document), section_groups(product).get(document)
    nodes = {node.id for node in tree.walk() if not group or node.obligation[group] != "omit"}
    known = nodes | {node.replace(".v", "") for node in nodes}
    return {one for one in sections if one.partition("~")[0] in known}


def fields_of_others(application: ClinicalTrialApplication, built: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of the paths of facts that only documents left out would print."""
    trees = [read_section_tree(name) for name in documents() if name not in set(built)]
    own = [field for tree in trees for field in tree.own]
    if trees:
        own.append("figures")  # a figure may be one of a text of theirs
    texts = [f"narratives[{node.id}" for tree in trees for node in tree.walk()]
    return tuple(f"products[{one.code}].{field}" for one in application.products for field in [*own, *texts])
