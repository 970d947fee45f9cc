"""Reads the small XHTML that templates print and turns it into blocks; ``markup`` says what it may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from impd.composing.markup import parse
from impd.composing.table import TableReader
from impd.document import (
    Block,
    BulletList,
    CrossReference,
    Emphasis,
    Fact,
    Figure,
    Formula,
    GapBox,
    GapMark,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Strong,
    Subheading,
    Subscript,
    Superscript,
    Text,
)

_SPACE = re.compile(r"[ \t\r\n]+")
_Styled: TypeAlias = type[Strong | Emphasis | Subscript | Superscript]
_STYLED: dict[str, _Styled] = {"strong": Strong, "em": Emphasis, "sub": Subscript, "sup": Superscript}
_TextBlock: TypeAlias = type[Paragraph | Subheading | Note | Formula | GapBox]
_TEXT_BLOCKS: dict[str, _TextBlock] = {
    "p": Paragraph,
    "h": Subheading,
    "note": Note,
    "formula": Formula,
    "gapbox": GapBox,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the output of one template. ``image`` finds figures by name; ``origin`` names the template in errors."""

    origin: str
    image: Callable[[str], Image]

    def read(self, markup: str) -> tuple[Block, ...]:
        """The blocks of a template's output. Raises TemplateFault on markup that is not ours."""
        return tuple(self._blocks(parse(markup, self.origin)))

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            block = self._block(element)
            if block is not None:
                yield block

    def _block(self, element: etree._Element) -> Block | None:
        match str(element.tag):
            case "ul" | "ol" as tag:
                filled = tuple(item for item in map(self._inlines, element) if item)
                return (BulletList if tag == "ul" else NumberedList)(filled) if filled else None
            case "table":
                return TableReader(self.origin, self._inlines).read(element)
            case "figure":
                return self._figure(element)
            case "pagebreak":
                return PageBreak()
            case tag:
                content = self._inlines(element)
                return _TEXT_BLOCKS[tag](content) if content else None

    def _figure(self, element: etree._Element) -> Figure:
        name = element.get("src", "")
        width = float(element.get("width", "150"))
        return Figure(self.image(name), self._inlines(element), element.get("alt", ""), width, element.get("id", ""))

    def _inlines(self, element: etree._Element) -> tuple[Inline, ...]:
        pieces = list(self._inline_pieces(element))
        return _trim(pieces)

    def _inline_pieces(self, element: etree._Element) -> Iterator[Inline]:
        if element.text:
            yield Text(_SPACE.sub(" ", element.text))
        for child in element:
            yield self._inline(child)
            if child.tail:
                yield Text(_SPACE.sub(" ", child.tail))

    def _inline(self, element: etree._Element) -> Inline:
        match str(element.tag):
            case "f":
                return Fact(element.get("p", ""), _SPACE.sub(" ", element.text or ""))
            case "gap":
                return GapMark(element.get("p", ""), _SPACE.sub(" ", element.text or ""))
            case "br":
                return LineBreak()
            case "ref":
                return CrossReference(element.get("to", ""), path=element.get("p", ""))
            case "a":
                return Link(element.get("href", ""), tuple(self._inline_pieces(element)))
            case tag:
                return _STYLED[tag](tuple(self._inline_pieces(element)))


def _trim(pieces: list[Inline]) -> tuple[Inline, ...]:
    """Without white space at either end; a run that holds nothing else is empty."""
    while pieces and isinstance(pieces[0], Text) and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and isinstance(pieces[-1], Text) and not pieces[-1].text.strip():
        pieces.pop()
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = Text(pieces[0].text.lstrip())
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if not (isinstance(piece, Text) and not piece.text))
