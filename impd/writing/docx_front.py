"""What stands before the first section: cover, contents, lists of tables, figures and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.document import (
    Abbreviation,
    Cell,
    Column,
    Document,
    Figure,
    Inline,
    PageBreak,
    Table,
    Text,
    walk_blocks,
    walk_sections,
)
from impd.writing.docx_blocks import Blocks
from impd.writing.docx_inlines import Inlines
from impd.writing.docx_markup import field, field_begin, field_end, paragraph, run, tab
from impd.writing.docx_page import Page
from impd.writing.docx_reference import Styles
from impd.writing.docx_targets import Target, Targets, identifier_of

CONTENTS_LEVELS = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list: its style, its runs, where it points."""

    style: str
    content: str
    target: Target


@dataclass(frozen=True, slots=True)
class _Size:
    """How a title departs from its style: nothing where it stands on a page of its own."""

    run: str = ""
    paragraph: str = ""


_LARGE = _Size()
_SMALL = (
    _Size('<w:sz w:val="36"/><w:szCs w:val="36"/>', '<w:spacing w:before="0" w:after="120"/>'),
    _Size('<w:sz w:val="22"/><w:szCs w:val="22"/>', '<w:spacing w:before="0" w:after="240"/>'),
)


class Front:
    """Writes the pages before the first section; a list that would be empty is left out."""

    def __init__(self, styles: Styles, targets: Targets, inlines: Inlines, blocks: Blocks) -> None:
        self._styles = styles
        self._targets = targets
        self._inlines = inlines
        self._blocks = blocks

    def pages(self, document: Document, page: Page) -> Iterator[str]:
        yield from self._cover(document, page)
        lists = (
            []
            if not document.properties.front
            else [
                *self._contents(document, page),
                *self._captioned(document, "List of tables", Table, page),
                *self._captioned(document, "List of figures", Figure, page),
                *self._abbreviations(document.abbreviations, page),
            ]
        )
        if lists:
            yield from self._blocks.block(PageBreak(), page)
            yield from lists

    def _cover(self, document: Document, page: Page) -> Iterator[str]:
        properties = document.properties
        title, subtitle = (_LARGE, _LARGE) if properties.front else _SMALL
        yield paragraph(self._styles["Title"], run(properties.title, title.run), title.paragraph)
        if properties.product:
            yield paragraph(self._styles["Subtitle"], run(properties.product, subtitle.run), subtitle.paragraph)
        for block in document.cover:
            yield from self._blocks.block(block, page)

    def _contents(self, document: Document, page: Page) -> Iterator[str]:
        entries = []
        for section in walk_sections(document.sections):
            if section.level <= CONTENTS_LEVELS:
                content = run(section.title)
                if section.number:
                    content = run(section.number) + tab() + content
                style = self._styles[f"TOC {section.level}"]
                entries.append(_Entry(style, content, self._targets.get(section.identifier)))
        if not entries:
            return
        # The content control lets Word show its button for updating the contents.
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent>"
        )
        yield from self._list("Contents", f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z', entries, page)
        yield "</w:sdtContent></w:sdt>"

    def _captioned(self, document: Document, title: str, kind: type[Table] | type[Figure], page: Page) -> Iterator[str]:
        entries = [
            _Entry(self._styles["Table of Figures"], self._entry_text(block), self._targets.get(identifier_of(block)))
            for block in walk_blocks(document)
            if isinstance(block, Table | Figure) and isinstance(block, kind) and block.label
        ]
        if entries:
            yield from self._list(title, f'TOC \\h \\z \\c "{kind.__name__}"', entries, page)

    def _entry_text(self, block: Table | Figure) -> str:
        caption: tuple[Inline, ...] = (Text(f"{block.label} "), *block.caption)
        return self._inlines.runs(caption, live=False)

    def _list(self, title: str, instruction: str, entries: list[_Entry], page: Page) -> Iterator[str]:
        """A heading and a field filled with its entries, so that the list reads right before Word updates it."""
        yield paragraph(self._styles["TOC Heading"], run(title))
        stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{page.text_width}"/></w:tabs>'
        last = len(entries) - 1
        for position, entry in enumerate(entries):
            number = field(f"PAGEREF {entry.target.whole} \\h", entry.target.page)
            anchor = f'<w:hyperlink w:anchor="{entry.target.whole}" w:history="1">'
            line = f"{anchor}{entry.content}{tab()}{number}</w:hyperlink>"
            begin = field_begin(instruction) if position == 0 else ""
            end = field_end() if position == last else ""
            yield paragraph(entry.style, begin + line + end, stop)

    def _abbreviations(self, abbreviations: tuple[Abbreviation, ...], page: Page) -> Iterator[str]:
        if not abbreviations:
            return
        yield paragraph(self._styles["TOC Heading"], run("List of abbreviations"))
        head = (Cell((Text("Abbreviation"),), header=True), Cell((Text("Meaning"),), header=True))
        rows = tuple((Cell((Text(one.short),)), Cell((Text(one.meaning),))) for one in abbreviations)
        yield from self._blocks.block(Table((Column(22), Column(78)), (head,), rows), page)
