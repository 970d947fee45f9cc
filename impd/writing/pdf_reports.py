"""What the PDF renderer reports while it works, and which of that is a fault of the document."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from impd.document import Document, Figure, Section, contents_of, plain_text, walk_blocks, walk_sections
from impd.errors import InputFault, Problem
from impd.writing.xhtml_block import image_address


@contextmanager
def reports() -> Iterator[list[str]]:
    """The renderer's warnings and errors, filled meanwhile."""
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.lines
    finally:
        logger.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


_LOST = "the picture cannot be read, or asks for a file or web address outside itself; nothing was fetched"


def refuse_lost_figures(document: Document, lines: list[str]) -> None:
    """Raises InputFault for each figure a report names: the renderer reports and goes on, with an empty place."""
    inside = any(line.startswith("Failed to load image at 'data:") for line in lines)
    problems = [Problem("a figure", 0, "a picture inside the drawing cannot be read", "Save it again")] * inside
    problems += [
        Problem(block.label or block.identifier, 0, _LOST, "Save it as PNG, or as SVG with all its parts inside")
        for block in walk_blocks(document)
        if isinstance(block, Figure) and any(image_address(block.image) in line for line in lines)
    ]
    if problems:
        raise InputFault(problems)


def refuse_signs_without_shape(document: Document, codes: Iterable[int]) -> None:
    """Raises InputFault for characters that no bundled font can draw: they would print as empty boxes."""
    problems = [
        Problem(
            _place(document, chr(code)), 0, _described(chr(code)), "Write it in Latin or Greek letters, or in words"
        )
        for code in codes
    ]
    if problems:
        raise InputFault(problems)


def _described(sign: str) -> str:
    return f'no font of the PDF has the character "{sign}" (U+{ord(sign):04X} {unicodedata.name(sign, "")})'


def _place(document: Document, sign: str) -> str:
    """The first section that prints the sign."""
    for section in walk_sections(document.sections):
        if sign in _printed(section):
            return f"section {section.number}"
    return "cover, list or figure"


def _printed(section: Section) -> str:
    """The text of a section without its sub-sections."""
    texts = (plain_text(content) for block in section.blocks for content in contents_of(block))
    return section.title + "".join(texts)
