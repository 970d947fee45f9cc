"""Reads the small XHTML that templates print and turns it into blocks. Anything else is refused by name and line.

Block tags: p, h, ul, ol, li, table, figure, note, formula, pagebreak, gapbox.
Inline tags: f (fact), gap, strong, em, sub, sup, br, ref (cross-reference), a (link).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

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
from impd.errors import TemplateFault

_SPACE = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"^(https?://|mailto:)[^\s]+$")
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
        return tuple(self._blocks(self._parse(markup)))

    def inlines(self, markup: str) -> tuple[Inline, ...]:
        """The inlines of a line of output, e.g. a heading."""
        return self._inlines(self._parse(markup))

    def _parse(self, markup: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        try:
            return etree.fromstring(f"<section>{markup}</section>", parser)
        except etree.XMLSyntaxError as fault:
            raise TemplateFault(f"{self.origin}: {fault.msg}", "Close each tag and write & as &amp;.") from None

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        self._no_loose_text(parent)
        for element in parent:
            block = self._block(element)
            if block is not None:
                yield block

    def _block(self, element: etree._Element) -> Block | None:
        tag = str(element.tag)
        if tag in _TEXT_BLOCKS:
            content = self._inlines(element)
            return _TEXT_BLOCKS[tag](content) if content else None
        match tag:
            case "ul" | "ol":
                items = tuple(self._inlines(item) for item in self._only(element, "li"))
                filled = tuple(item for item in items if item)
                return (BulletList if tag == "ul" else NumberedList)(filled) if filled else None
            case "table":
                return TableReader(self.origin, self._inlines).read(element)
            case "figure":
                return self._figure(element)
            case "pagebreak":
                return PageBreak()
            case _:
                raise self._refused(element)

    def _figure(self, element: etree._Element) -> Figure:
        name, alternative = element.get("src", ""), element.get("alt", "")
        if not name or not alternative:
            raise self._fault(element, "a figure needs src and alt", "Give both.")
        caption = self._inlines(element)
        width = float(element.get("width", "150"))
        return Figure(self.image(name), caption, alternative, width, element.get("id", f"figure-{name}"))

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
        tag = str(element.tag)
        if tag in _STYLED:
            return _STYLED[tag](tuple(self._inline_pieces(element)))
        match tag:
            case "f":
                return Fact(element.get("p", ""), _SPACE.sub(" ", element.text or ""))
            case "gap":
                return GapMark(element.get("p", ""), _SPACE.sub(" ", element.text or ""))
            case "br":
                return LineBreak()
            case "ref":
                return CrossReference(element.get("to", ""), path=element.get("p", ""))
            case "a" if _ADDRESS.match(element.get("href", "")):
                return Link(element.get("href", ""), tuple(self._inline_pieces(element)))
            case _:
                raise self._refused(element)

    def _only(self, element: etree._Element, tag: str) -> Iterator[etree._Element]:
        self._no_loose_text(element)
        for child in element:
            if child.tag != tag:
                raise self._refused(child)
            yield child

    def _no_loose_text(self, element: etree._Element) -> None:
        loose = [element.text or "", *(child.tail or "" for child in element)]
        words = " ".join(text.strip() for text in loose if text.strip())
        if words:
            raise self._fault(element, f'text outside a paragraph: "{words[:60]}"', "Put it into a p.")

    def _refused(self, element: etree._Element) -> TemplateFault:
        return self._fault(element, f"the tag <{element.tag}> is not known here", "See docs/templates.md for the tags.")

    def _fault(self, element: etree._Element, message: str, remedy: str) -> TemplateFault:
        return TemplateFault(f"{self.origin}: line {element.sourceline} of its output: {message}", remedy)


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
