"""Walks over a document in reading order, and rewriting of its inlines and blocks."""

from __future__ import annotations

from collections.abc import Iterator

from impd.document.block import (
    Block,
    BulletList,
    Figure,
    FindingBox,
    NumberedList,
    PageBreak,
    Table,
)
from impd.document.document import Document, Section
from impd.document.inline import STYLED, CrossReference, Fact, GapMark, Inline


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Each section before its sub-sections."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)


def walk_blocks(document: Document) -> Iterator[Block]:
    """The cover's blocks, then those of each section."""
    yield from document.cover
    for section in walk_sections(document.sections):
        yield from section.blocks


def contents_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines in a block: caption, cells row by row, notes."""
    match block:
        case Table():
            yield block.caption
            for row in (*block.head, *block.body):
                for cell in row:
                    yield cell.content
            yield from block.notes
        case Figure():
            yield block.caption
        case BulletList() | NumberedList():
            yield from block.items
        case FindingBox():
            yield block.title
            yield from block.items
        case PageBreak():
            return
        case _:
            yield block.content


def walk_inlines(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Each inline before what it contains."""
    for inline in content:
        yield inline
        if isinstance(inline, STYLED):
            yield from walk_inlines(inline.content)


def marks_of(block: Block) -> Iterator[Fact | GapMark]:
    """The printed facts and gap marks of a block; a cross-reference that the sponsor stated is a fact."""
    for content in contents_of(block):
        for inline in walk_inlines(content):
            if isinstance(inline, Fact | GapMark):
                yield inline
            elif isinstance(inline, CrossReference) and inline.path:
                yield Fact(inline.path, inline.text)
