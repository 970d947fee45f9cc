"""Section headings and blocks as WordprocessingML text."""

from __future__ import annotations

from collections.abc import Iterator

from impd.document import (
    Block,
    BulletList,
    Figure,
    FindingBox,
    Formula,
    GapBox,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Subheading,
    Table,
)
from impd.writing.docx_figure import drawing
from impd.writing.docx_inlines import Inlines
from impd.writing.docx_markup import bookmark, field, paragraph, run, sliver, tab
from impd.writing.docx_package import Package
from impd.writing.docx_page import Page
from impd.writing.docx_table import TableWriter
from impd.writing.docx_targets import Targets, identifier_of

DEEPEST_STYLE = 6
DEEPEST_OUTLINE = 9  # Word counts no further
FIGURE_ROOM_MM = (170.0, 205.0)  # of an A4 page, less room for the caption
_STYLES: dict[type[Block], str] = {
    Paragraph: "Body Text",
    Subheading: "Subheading",
    Note: "Note",
    Formula: "Formula",
    GapBox: "Gap Box",
}
_SPACE_AFTER_FIGURE = '<w:spacing w:before="80" w:after="240"/>'
_ROOM_BELOW = '<w:spacing w:before="0" w:after="0" w:line="180" w:lineRule="exact"/>'


class Blocks:
    """Writes headings and blocks, each piece a string, in reading order."""

    def __init__(self, package: Package, targets: Targets, inlines: Inlines) -> None:
        self._package = package
        self._styles = package.styles
        self._targets = targets
        self._inlines = inlines

    def heading(self, section: Section) -> str:
        """Number, tab and title; the number has a bookmark for cross-references, the whole one for the contents."""
        target = self._targets.get(section.identifier)
        title = run(section.title)
        if section.number:
            number = bookmark(self._package.next_number(), target.short, run(section.number))
            title = number + tab() + title
        outline = ""
        if section.level > DEEPEST_STYLE:
            outline = f'<w:outlineLvl w:val="{min(section.level, DEEPEST_OUTLINE) - 1}"/>'
        style = self._styles[f"Heading {min(section.level, DEEPEST_STYLE)}"]
        return paragraph(style, bookmark(self._package.next_number(), target.whole, title), outline)

    def block(self, block: Block, page: Page) -> Iterator[str]:
        """The paragraphs and tables of one block, on a page of that width."""
        match block:
            case Table():
                yield from self._table(block, page)
            case Figure():
                image = drawing(block, self._package, FIGURE_ROOM_MM)
                yield paragraph(self._styles["Figure"], image, "<w:keepNext/>")
                yield self._caption(block, _SPACE_AFTER_FIGURE)
            case BulletList():
                yield from (paragraph(self._styles["List Bullet"], self._inlines.runs(item)) for item in block.items)
            case NumberedList():
                yield from self._numbered(block)
            case FindingBox():
                yield paragraph(self._styles["Finding Box"], self._inlines.runs(block.title), "<w:keepNext/>")
                yield from (paragraph(self._styles["Finding List"], self._inlines.runs(one)) for one in block.items)
            case PageBreak():
                yield sliver('<w:r><w:br w:type="page"/></w:r>')
            case _:
                yield paragraph(self._styles[_STYLES[type(block)]], self._inlines.runs(block.content))

    def _numbered(self, block: NumberedList) -> Iterator[str]:
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._package.numbered_list()}"/></w:numPr>'
        for item in block.items:
            yield paragraph(self._styles["List Number"], self._inlines.runs(item), number)

    def _table(self, table: Table, page: Page) -> Iterator[str]:
        if table.label:
            yield self._caption(table, "<w:keepNext/>")
        yield from TableWriter(table, page.text_width, self._styles, self._inlines).rows()
        last = len(table.notes) - 1
        for position, note in enumerate(table.notes):
            keep = "" if position == last else "<w:keepNext/>"
            yield paragraph(self._styles["Table Note"], self._inlines.runs(note), keep)
        # Word joins two tables that nothing parts, and needs a paragraph before the page can turn.
        yield paragraph(self._styles["Table Note"], "", _ROOM_BELOW)

    def _caption(self, block: Table | Figure, properties: str) -> str:
        """``Table 3`` with the number as a sequence field, then the caption."""
        target = self._targets.get(identifier_of(block))
        word, _, number = block.label.partition(" ")
        label = run(f"{word} ") + field(f"SEQ {word} \\* ARABIC", number)
        labelled = bookmark(self._package.next_number(), target.short, label)
        content = labelled + run(" ") + self._inlines.runs(block.caption)
        return paragraph(
            self._styles["Caption"], bookmark(self._package.next_number(), target.whole, content), properties
        )
