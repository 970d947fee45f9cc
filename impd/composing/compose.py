"""Composes a document: sections of the tree, filled by templates with facts, numbered, with cover and abbreviations."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from impd.composing.answers import Answers
from impd.composing.composition import Composition, words_of
from impd.composing.naming import in_turn, properties_of
from impd.composing.section_tree import SectionTree, known_documents, read_section_tree
from impd.composing.sections import SectionComposer
from impd.document import (
    Abbreviation,
    Document,
    GapMark,
    Inline,
    Text,
    number,
    plain_text,
    walk_blocks,
    walk_sections,
)
from impd.document.walking import contents_of
from impd.dossier.document_subject import DocumentSubject, of_product
from impd.dossier.path import item_key
from impd.errors import InputFault, Problem, TemplateFault, UsageFault
from impd.resources import folder

NUMBERINGS = ("impd", "ctd", "ema")
_KINDS = {
    "application": "the application", "product": "a product", "member_state": "a member state", "site": "a trial site",
}  # fmt: skip
_SHARED = ("shared/words.yaml", "shared/abbreviations.yaml")
_STYLES = ("style/print.css", "style/reference.docx")
_SUFFIXES = {".xhtml", ".yaml", ".css", ".docx"}
# What may not stand beside an abbreviation: it would be a part of a word, of a reference or of a report number.
_BEFORE, _AFTER = r"(?<!\w)(?<!EMA/)(?<![A-Z0-9]-)", r"(?!\w|-[A-Z0-9])"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Request:
    """What to compose: which document, which sections of it (none named: all), how numbered, from which templates."""

    document: str = "impd-quality"
    sections: tuple[str, ...] = ()
    numbering: str = "impd"
    templates: Path | None = None
    draft: bool = True


def compose(subject: DocumentSubject, answers: Answers, request: Request) -> Document:
    """One document, numbered, of a product, the application, a member state or a trial site.

    Raises InputFault for narrative that cannot be printed and for a product whose kind is not stated, UsageFault for
    an unknown section, TemplateFault for a faulty template.
    """
    if request.numbering not in NUMBERINGS:
        raise UsageFault(f'there is no numbering "{request.numbering}"', f"Use {', '.join(NUMBERINGS)}.")
    if request.templates is not None and not request.templates.is_dir():
        raise UsageFault(f"{request.templates}: there is no such folder", "Name the folder of your templates.")
    tree = read_section_tree(request.document)
    if tree.of != subject.kind:
        message = f"{request.document} is a document of {_KINDS[tree.of]}, not of {_KINDS[subject.kind]}"
        raise UsageFault(message, f"Name {_KINDS[tree.of]}.")
    if request.templates is not None:
        _refuse_misplaced(request.templates)
    composition = _composition(subject, tree, answers, request)
    composer = SectionComposer(composition, request.templates)
    sections = composer.compose(request.sections)
    if tree.in_turn and not request.sections:
        sections = tuple(in_turn(sections))
    properties = properties_of(composition, request.draft)
    document = Document(
        request.document, properties, composer.cover(), sections,
        calculations=tuple(composition.calculations.values()),
    )  # fmt: skip
    numbered = number(document, _elsewhere(composition, partly=bool(request.sections)))
    return replace(numbered, abbreviations=_abbreviations(numbered, composition, request.templates))


def _composition(subject: DocumentSubject, tree: SectionTree, answers: Answers, request: Request) -> Composition:
    """What composing works with: the document asked for, and beside it the parts of the product's IMPD."""
    words = _words(request.templates)
    groups = dict(answers.groups)
    if request.document not in groups:
        groups[request.document] = groups.get(tree.like) if tree.like else tree.groups[0]
    made = {
        name: Composition(subject, read_section_tree(name), group, request.numbering, words, answers)
        for name, group in groups.items()
        if group is not None
    }
    if request.document not in made:
        place = f"products/{subject.product.code if subject.product else ''}/product.yaml"
        message = "product_class is not stated, so its sections are not known"
        raise InputFault([Problem(place, 0, message, "State product_class.")])
    own = made.pop(request.document)
    own.siblings = tuple(made.values())
    return own


def _refuse_misplaced(templates: Path) -> None:
    """Raises TemplateFault for a file of a company's folder that nothing uses: a slip there must not be silent."""
    used = {*_SHARED, *_STYLES}
    for tree in map(read_section_tree, known_documents()):
        named = {node.template for node in tree.walk() if node.template} | {"cover", "reference"}
        used |= {f"{name}.xhtml" if "/" in name else f"{tree.templates}/{name}.xhtml" for name in named}
    for file in sorted(path for path in templates.rglob("*") if path.is_file() and path.suffix in _SUFFIXES):
        name = file.relative_to(templates).as_posix()
        if name not in used and not re.fullmatch(r"shared/[^/]+\.xhtml", name):
            near = difflib.get_close_matches(name, sorted(used), 1)
            remedy = f'Did you mean "{near[0]}"?' if near else "See docs/templates.md for what may be overridden."
            raise TemplateFault(f"{file}: no document uses a template of this name", remedy)


def _elsewhere(composition: Composition, partly: bool) -> dict[str, Inline]:
    """What stands for a section that is not printed: its number in a part of a document, in a whole one a gap mark."""
    found: dict[str, Inline] = {}
    for place in composition.places.values():
        words, path = f"section {place.number}", composition.subject.below(f"sections[{place.identifier}]")
        found[place.identifier] = Text(words) if partly else GapMark(path, words)
    return found


def _words(templates: Path | None) -> dict[str, str]:
    return words_of(_shared("words.yaml", templates))


def _shared(name: str, templates: Path | None) -> dict[str, dict[str, str]]:
    """A YAML file of templates/shared, a company's entries over ours; read as text, so that NO stays Norway."""
    merged: dict[str, dict[str, str]] = {}
    for place in (folder("templates"), templates):
        file = place / "shared" / name if place else None
        if file is None or not file.is_file():
            continue
        try:
            for part, entries in (yaml.load(file.read_text(encoding="utf-8"), _LOADER) or {}).items():
                merged.setdefault(part, {}).update({str(key): str(value) for key, value in entries.items()})
        except (OSError, yaml.YAMLError, AttributeError, UnicodeDecodeError) as fault:
            reason = " ".join(str(fault).split())
            raise TemplateFault(f"shared/{name}: {reason}", "Write groups of entries, CODE: words.") from fault
    return merged


def _abbreviations(document: Document, composition: Composition, templates: Path | None) -> tuple[Abbreviation, ...]:
    """The abbreviations that the document really uses, in alphabetical order: the sponsor's own before the known ones.

    A group of known entries named by a document counts for that one only, and before the others there.
    """
    groups = _shared("abbreviations.yaml", templates)
    others = [part for name, part in groups.items() if name not in known_documents()]
    general = {short: words for part in others for short, words in part.items()}
    own, stated = _stated_abbreviations(composition.subject)
    known = {**general, **groups.get(document.kind, {}), **stated}
    longest_first = sorted(known, key=len, reverse=True)
    apart = rf"{_BEFORE}(?:{'|'.join(map(re.escape, longest_first))}){_AFTER}"
    pattern = re.compile(apart)
    used = {match for text in _texts(document) for match in pattern.findall(text)}
    listed = [short for short in sorted(known, key=str.casefold) if short in used]
    return tuple(Abbreviation(short, known[short], own.get(short, "")) for short in listed)


def _stated_abbreviations(subject: DocumentSubject) -> tuple[dict[str, str], dict[str, str]]:
    """The paths and the meanings of the sponsor's own abbreviations: the product's, or the first of any product."""
    paths: dict[str, str] = {}
    meanings: dict[str, str] = {}
    for product in (subject.product,) if subject.product else subject.application.products:
        for one in product.abbreviations:
            if one.meaning and one.short not in meanings:
                path = of_product(subject.application, product).below("abbreviations")
                paths[one.short], meanings[one.short] = f"{path}[{item_key(one, 0)}]", one.meaning
    return paths, meanings


def _texts(document: Document) -> list[str]:
    titles = [section.title for section in walk_sections(document.sections)]
    return titles + [plain_text(content) for block in walk_blocks(document) for content in contents_of(block)]
