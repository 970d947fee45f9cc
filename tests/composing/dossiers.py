"""Small applications for tests, stated without files, and what is printed of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import impd
from impd.composing.answers import Answers
from impd.composing.composition import Composition
from impd.composing.section_tree import read_section_tree
from impd.document import Document, Section, contents_of, marks_of, plain_text, walk_blocks, walk_sections
from impd.dossier.document_subject import of_product

TABLET: dict[str, Any] = {"code": "TAB", "name": "Tablet", "role": "test", "product_class": "chemical"}


def application(*products: dict[str, Any], **facts: Any) -> impd.ClinicalTrialApplication:
    """An application of these products."""
    return impd.read({"trial": {"eu_ct_number": "2025-501234-11-00"}, **facts, "products": list(products)})


def composed(product: dict[str, Any], request: impd.Request | None = None, **facts: Any) -> Document:
    """The document of one product."""
    return impd.compose(application({**TABLET, **product}, **facts), product.get("code", "TAB"), request)


def composed_safety(product: dict[str, Any], **facts: Any) -> Document:
    """The safety and efficacy part of one product."""
    return composed(product, impd.Request(document="impd-safety-efficacy"), **facts)


def composition(product: dict[str, Any], words: dict[str, str] | None = None) -> Composition:
    """What composing works with, for one product of chemical origin."""
    stated = application({**TABLET, **product})
    tree = read_section_tree("impd-quality")
    return Composition(of_product(stated, stated.products[0]), tree, "chemical", "impd", words or {}, Answers({}))


def safety_composition(product: dict[str, Any], group: str = "gene_therapy", **facts: Any) -> Composition:
    """What composing the safety and efficacy part works with; ``column``: that of the study types, or none."""
    answers = Answers({"impd-safety-efficacy": group}, facts.pop("applies", {}), facts.pop("column", None))
    stated = application({**TABLET, **product}, **facts)
    tree = read_section_tree("impd-safety-efficacy")
    return Composition(of_product(stated, stated.products[0]), tree, group, "impd", {}, answers)


def section(document: Document, identifier: str) -> Section:
    """A section by its identifier."""
    return next(one for one in walk_sections(document.sections) if one.identifier == identifier)


def identifiers(document: Document) -> list[str]:
    """The identifiers of all sections in reading order."""
    return [one.identifier for one in walk_sections(document.sections)]


def text(section: Section) -> str:
    """All that a section prints in its own blocks."""
    return "\n".join(plain_text(content) for block in section.blocks for content in contents_of(block))


def marks(document: Document, path: str) -> list[str]:
    """The texts printed for one fact path."""
    return [mark.text for block in walk_blocks(document) for mark in marks_of(block) if mark.path == path]


def own_templates(folder: Path, **files: str) -> impd.Request:
    """A request with a company's templates: file names with ``/`` written as ``__``."""
    for name, content in files.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return impd.Request(templates=folder)
