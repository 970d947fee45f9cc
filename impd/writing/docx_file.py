"""A document as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from impd.document import Document, PageBreak, Section
from impd.writing.docx_blocks import Blocks
from impd.writing.docx_front import Front
from impd.writing.docx_inlines import Inlines
from impd.writing.docx_package import Package
from impd.writing.docx_page import PageSections
from impd.writing.docx_properties import state_language, state_properties, state_settings
from impd.writing.docx_reference import open_reference, styles_of
from impd.writing.docx_targets import Targets
from impd.writing.orientation import Placed, placed


def write_docx(document: Document, reference: bytes | None = None, pages: Mapping[str, int] | None = None) -> bytes:
    """The numbered document as a Word file; the same document gives the same bytes.

    ``reference`` is a company's own reference document, ours when None. ``pages`` gives the page of each section,
    table and figure by identifier, as the PDF has them; without it the contents show no page numbers until Word
    updates them. Raises TemplateFault for a reference that cannot be used, MissingLibrary when a drawing needs Pango.
    """
    word = open_reference(reference)
    package = Package(word, styles_of(word))
    state_properties(word, document)
    state_language(word, document.properties.language)
    state_settings(word, pages_known=pages is not None)
    return package.file(_text(document, package, Targets(document, pages)))


def _text(document: Document, package: Package, targets: Targets) -> Iterator[str]:
    inlines = Inlines(package, targets)
    blocks = Blocks(package, targets, inlines)
    sections = PageSections(package, document.properties, targets.last_page)
    yield from Front(package.styles, targets, inlines, blocks).pages(document, sections.portrait)
    items = placed(document.sections)
    if not items:
        yield sections.properties(False, cover=True)
        return
    if document.properties.front or items[0].landscape:
        yield sections.end(False, cover=document.properties.front)
    yield from _items(items, blocks, sections)
    yield sections.properties(items[-1].landscape)


def _items(items: list[Placed], blocks: Blocks, sections: PageSections) -> Iterator[str]:
    """Headings and blocks; a section of pages ends where the page turns."""
    fresh = True  # nothing stands on the page yet, so another break would leave it empty
    for position, one in enumerate(items):
        if position and one.landscape != items[position - 1].landscape:
            yield sections.end(items[position - 1].landscape)
            fresh = True
        if isinstance(one.item, Section):
            yield blocks.heading(one.item)
        elif not (isinstance(one.item, PageBreak) and (fresh or _page_turns(items, position))):
            yield from blocks.block(one.item, sections.page(one.landscape))
        else:
            continue
        fresh = isinstance(one.item, PageBreak)


def _page_turns(items: list[Placed], position: int) -> bool:
    """Whether nothing follows on pages of this kind."""
    following = items[position + 1 : position + 2]
    return not following or following[0].landscape != items[position].landscape
