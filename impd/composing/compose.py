"""Composes a document: sections of the tree, filled by templates with facts, numbered, with cover and abbreviations."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from impd.composing.answers import Answers
from impd.composing.composition import Composition, words_of
from impd.composing.section_tree import SectionTree, documents, read_section_tree
from impd.composing.sections import SectionComposer
from impd.document import (
    Abbreviation,
    Document,
    GapMark,
    Inline,
    Properties,
    Text,
    number,
    plain_text,
    walk_blocks,
    walk_sections,
)
from impd.document.walking import contents_of
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.medicinal_product import DocumentControl
from impd.dossier.path import item_key
from impd.errors import InputFault, Problem, TemplateFault, UsageFault
from impd.resources import folder

NUMBERINGS = ("impd", "ctd", "ema")
_SHARED = ("shared/words.yaml", "shared/abbreviations.yaml")
_STYLES = ("style/print.css", "style/reference.docx")
_SUFFIXES = {".xhtml", ".yaml", ".css", ".docx"}
_LONGEST_NAME = 70
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


def compose(
    application: ClinicalTrialApplication, product: MedicinalProduct, answers: Answers, request: Request
) -> Document:
    """One document of one product, numbered.

    Raises InputFault for narrative that cannot be printed and for a product whose kind is not stated, UsageFault for
    an unknown section, TemplateFault for a faulty template.
    """
    if request.numbering not in NUMBERINGS:
        raise UsageFault(f'there is no numbering "{request.numbering}"', f"Use {', '.join(NUMBERINGS)}.")
    if request.templates is not None and not request.templates.is_dir():
        raise UsageFault(f"{request.templates}: there is no such folder", "Name the folder of your templates.")
    tree = read_section_tree(request.document)
    if request.templates is not None:
        _refuse_misplaced(request.templates)
    composition = _composition(application, product, answers, request)
    composer = SectionComposer(composition, request.templates)
    sections = composer.compose(request.sections)
    properties = _properties(application, product, tree, request.draft)
    document = Document(
        request.document, properties, composer.cover(), sections,
        calculations=tuple(composition.calculations.values()),
    )  # fmt: skip
    numbered = number(document, _elsewhere(composition, partly=bool(request.sections)))
    return replace(numbered, abbreviations=_abbreviations(numbered, composition, request.templates))


def _composition(
    application: ClinicalTrialApplication, product: MedicinalProduct, answers: Answers, request: Request
) -> Composition:
    """What composing works with: the document asked for, and beside it the product's other documents."""
    words = _words(request.templates)
    made = {
        name: Composition(application, product, read_section_tree(name), group, request.numbering, words, answers)
        for name, group in answers.groups.items()
        if group is not None
    }
    if request.document not in made:
        place = f"products/{product.code}/product.yaml"
        message = "product_class is not stated, so its sections are not known"
        raise InputFault([Problem(place, 0, message, "State product_class.")])
    own = made.pop(request.document)
    own.siblings = tuple(made.values())
    return own


def _refuse_misplaced(templates: Path) -> None:
    """Raises TemplateFault for a file of a company's folder that nothing uses: a slip there must not be silent."""
    used = {*_SHARED, *_STYLES}
    for tree in map(read_section_tree, documents()):
        named = {node.template for node in tree.walk() if node.template} | {"cover", "reference"}
        used |= {f"{tree.templates}/{name}.xhtml" for name in named}
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
        words, path = f"section {place.number}", f"{composition.product_path}.sections[{place.identifier}]"
        found[place.identifier] = Text(words) if partly else GapMark(path, words)
    return found


def _properties(
    application: ClinicalTrialApplication, product: MedicinalProduct, tree: SectionTree, draft: bool
) -> Properties:
    control: DocumentControl | None = getattr(product, tree.control)
    name = product.name or product.code
    return Properties(
        title=tree.title,
        file_name=tree.file_name.format(product=_file_part(application, product)),
        product=name,
        sponsor=application.sponsor.name or "",
        trial=application.trial.eu_ct_number or application.trial.protocol_code or "",
        version=(control.version if control else None) or "",
        date=_day(control.date if control else None),
        confidentiality=(control.confidentiality if control else None) or "",
        language=application.language,
        draft=draft,
        product_code=product.code,
    )


def _file_part(application: ClinicalTrialApplication, product: MedicinalProduct) -> str:
    """A product's name as part of a file name, with its code where another product has the same name."""
    names = [_plain_name(one).casefold() for one in application.products]
    name = _plain_name(product)
    return f"{name}-{product.code}" if names.count(name.casefold()) > 1 else name


def _plain_name(product: MedicinalProduct) -> str:
    """A product's name, or else its code, in letters, digits, dots and hyphens, no longer than file names may be."""
    return re.sub(r"[^A-Za-z0-9.\-]+", "-", product.name or "").strip("-.")[:_LONGEST_NAME] or product.code


def _day(date: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(date) if date and len(date) == 10 else None


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
    others = [part for name, part in groups.items() if name not in documents()]
    general = {short: words for part in others for short, words in part.items()}
    path = f"{composition.product_path}.abbreviations"
    own = {one.short: f"{path}[{item_key(one, 0)}]" for one in composition.product.abbreviations if one.meaning}
    stated = {one.short: one.meaning or "" for one in composition.product.abbreviations if one.meaning}
    known = {**general, **groups.get(document.kind, {}), **stated}
    longest_first = sorted(known, key=len, reverse=True)
    apart = rf"{_BEFORE}(?:{'|'.join(map(re.escape, longest_first))}){_AFTER}"
    pattern = re.compile(apart)
    used = {match for text in _texts(document) for match in pattern.findall(text)}
    listed = [short for short in sorted(known, key=str.casefold) if short in used]
    return tuple(Abbreviation(short, known[short], own.get(short, "")) for short in listed)


def _texts(document: Document) -> list[str]:
    titles = [section.title for section in walk_sections(document.sections)]
    return titles + [plain_text(content) for block in walk_blocks(document) for content in contents_of(block)]
