"""Which documents an order asks for, of what, and which facts belong to those it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from impd.calculation.applicability import section_groups
from impd.composing.compose import Request
from impd.composing.section_tree import (
    documents,
    further_documents,
    known_documents,
    read_section_tree,
)
from impd.dossier import ClinicalTrialApplication, MedicinalProduct

ALL = "all"
"""What stands for the names of all documents."""


def named_documents(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The documents meant: the parts of the IMPD where none is named, then those beside it where all are.

    Raises UsageFault for an unknown document.
    """
    every = (*documents(), *(tree.document for tree in further_documents()))
    named = [name for one in wanted or documents() for name in (every if one == ALL else (one,))]
    for name in named:
        read_section_tree(name)
    return tuple(dict.fromkeys(named))


def requests(product: MedicinalProduct | None, request: Request, wanted: tuple[str, ...]) -> Iterator[Request]:
    """One request for each document wanted (none named: the IMPD); with sections named, for each that has one of them.

    ``product`` is what they are of, None for documents of the application, a member state or a site.
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


def with_sections(names: tuple[str, ...], sections: tuple[str, ...]) -> tuple[str, ...]:
    """The documents that may have any of the sections; all of them where none has, or no section is named."""
    having = tuple(name for name in names if _held(None, name, sections))
    return having or names


def sections_of(own: tuple[str, ...], names: tuple[str, ...], sections: tuple[str, ...]) -> tuple[str, ...]:
    """The sections, of those named, to ask of some of the documents: without those that only others have."""
    others = {one for name in names if name not in own for one in _held(None, name, sections)}
    held = {one for name in own for one in _held(None, name, sections)}
    return tuple(one for one in sections if one in held or one not in others)


def products_with_sections(
    products: list[MedicinalProduct], sections: tuple[str, ...], wanted: tuple[str, ...]
) -> list[MedicinalProduct]:
    """The products with any of the sections in any document wanted; all of them where none has, or none is named."""
    having = [one for one in products if any(_held(one, name, sections) for name in wanted)]
    return having or products


def _held(product: MedicinalProduct | None, document: str, sections: tuple[str, ...]) -> set[str]:
    """The sections, of those named, that a document may have for this kind of product, or for none."""
    tree = read_section_tree(document)
    groups = section_groups(product) if product else {}
    group = groups.get(tree.like or document)
    nodes = {node.id for node in tree.walk() if not group or node.obligation[group] != "omit"}
    known = nodes | {node.replace(".v", "") for node in nodes}
    return {one for one in sections if one.partition("~")[0] in known}


def fields_of_others(application: ClinicalTrialApplication, built: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of the paths of facts that only documents left out would print."""
    built = set(built)
    left_out = [read_section_tree(name) for name in known_documents() if name not in built]
    trees = [tree for tree in left_out if tree.of == "product"]
    own = [field for tree in trees for field in tree.own]
    if any(tree.document in documents() for tree in trees):
        own.append("figures")  # a figure may be one of a text of theirs
    printed = {node.id for name in built for node in read_section_tree(name).walk()}
    texts = [f"narratives[{node.id}" for tree in trees for node in tree.walk() if node.id not in printed]
    return tuple(f"products[{one.code}].{field}" for one in application.products for field in [*own, *texts])
