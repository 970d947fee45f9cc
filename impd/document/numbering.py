"""Numbers tables and figures through a document and fills in its cross-references, once for all writers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from impd.document.block import Block, BulletList, Cell, Figure, FindingBox, NumberedList, PageBreak, Table
from impd.document.document import Document, Section
from impd.document.inline import STYLED, CrossReference, Fact, Inline, Text
from impd.document.walking import walk_sections
from impd.errors import TemplateFault

Numbered = TypeVar("Numbered", Table, Figure)


def number(document: Document, elsewhere: Mapping[str, Inline] = MappingProxyType({})) -> Document:
    """The document with labels (``Table 3``, ``Figure 1``) and the texts of its cross-references.

    A figure that nobody can refer to, because it has no identifier, is given one.
    ``elsewhere`` holds what stands for a reference to something that this document does not contain.
    Raises TemplateFault when a cross-reference names nothing, or an identifier is used twice.
    """
    labelled = _Labels().label_sections(document.sections)
    targets = {identifier: CrossReference(identifier, text) for identifier, text in _targets(labelled).items()}
    known: Mapping[str, Inline] = {**elsewhere, **targets}
    return replace(
        document,
        cover=tuple(_resolve_block(block, known) for block in document.cover),
        sections=tuple(_resolve_section(section, known) for section in labelled),
    )


class _Labels:
    """Counts captioned blocks in reading order."""

    def __init__(self) -> None:
        self.tables = 0
        self.figures = 0

    def label_sections(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(
            replace(
                section,
                blocks=tuple(self.label(block) for block in section.blocks),
                sections=self.label_sections(section.sections),
            )
            for section in sections
        )

    def label(self, block: Block) -> Block:
        match block:
            case Table() if block.caption:
                self.tables += 1
                return replace(block, label=f"Table {self.tables}")
            case Figure():
                self.figures += 1
                label = f"Figure {self.figures}"
                return replace(block, label=label, identifier=block.identifier or f"figure-{self.figures}")
            case _:
                return block


def _targets(sections: tuple[Section, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in walk_sections(sections):
        _add(found, section.identifier, f"section {section.number}")
        for block in section.blocks:
            if isinstance(block, Table | Figure) and block.identifier and block.label:
                _add(found, block.identifier, block.label)
    return found


def _add(found: dict[str, str], identifier: str, text: str) -> None:
    if identifier in found:
        raise TemplateFault(
            f'the identifier "{identifier}" stands twice in one document', "Give each table and figure its own id."
        )
    found[identifier] = text


def _resolve_section(section: Section, targets: Mapping[str, Inline]) -> Section:
    return replace(
        section,
        blocks=tuple(_resolve_block(block, targets) for block in section.blocks),
        sections=tuple(_resolve_section(child, targets) for child in section.sections),
    )


def _resolve_block(block: Block, targets: Mapping[str, Inline]) -> Block:
    match block:
        case Table():
            return replace(
                block,
                caption=_resolve(block.caption, targets),
                head=_resolve_rows(block.head, targets),
                body=_resolve_rows(block.body, targets),
                notes=tuple(_resolve(note, targets) for note in block.notes),
            )
        case Figure():
            return replace(block, caption=_resolve(block.caption, targets))
        case BulletList() | NumberedList():
            return replace(block, items=tuple(_resolve(item, targets) for item in block.items))
        case FindingBox():
            items = tuple(_resolve(item, targets) for item in block.items)
            return replace(block, title=_resolve(block.title, targets), items=items)
        case PageBreak():
            return block
        case _:
            return replace(block, content=_resolve(block.content, targets))


def _resolve_rows(rows: tuple[tuple[Cell, ...], ...], targets: Mapping[str, Inline]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_resolve_cell(cell, targets) for cell in row) for row in rows)


def _resolve_cell(cell: Cell, targets: Mapping[str, Inline]) -> Cell:
    content = _resolve(cell.content, targets)
    return cell if content is cell.content else replace(cell, content=content)


def _resolve(content: tuple[Inline, ...], targets: Mapping[str, Inline]) -> tuple[Inline, ...]:
    if not any(isinstance(inline, (CrossReference, *STYLED)) for inline in content):
        return content
    return tuple(_resolve_inline(inline, targets) for inline in content)


def _resolve_inline(inline: Inline, targets: Mapping[str, Inline]) -> Inline:
    if isinstance(inline, CrossReference):
        if inline.target not in targets:
            raise TemplateFault(
                f'cross-reference to "{inline.target}": no section, table or figure has this identifier',
                "Name one that this document contains.",
            )
        found = targets[inline.target]
        if isinstance(found, Text) and inline.path:
            return Fact(inline.path, found.text)
        return replace(found, path=inline.path) if isinstance(found, CrossReference) else found
    if isinstance(inline, STYLED):
        return replace(inline, content=_resolve(inline.content, targets))
    return inline
