"""Lays out a document as PDF. The only module that needs the system's Pango; ``pdf_file`` loads it by name."""

from __future__ import annotations

import gc
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint

from impd.document import Document, Figure, Image, walk_blocks
from impd.resources import folder
from impd.writing.pdf_finish import finished
from impd.writing.pdf_fonts import BundledFonts
from impd.writing.pdf_refusal import OwnFetcher, Refused, refusal
from impd.writing.pdf_result import PdfFile
from impd.writing.xhtml import print_xhtml
from impd.writing.xhtml_block import image_address


def render_pdf(document: Document, variant: str, style: str) -> PdfFile:
    """The numbered document as a PDF file of that variant."""
    with _heard() as warnings, _collector_paused():
        try:
            rendering = _laid_out(document, style)
            data = rendering.write_pdf(pdf_variant=variant, pdf_identifier=True)
        except Refused as fault:
            raise refusal(fault) from None
    return PdfFile(
        finished(data),
        len(rendering.pages),
        _page_of(rendering),
        tuple(dict.fromkeys((*warnings, *_shapeless(rendering)))),
    )


def _laid_out(document: Document, style: str) -> weasyprint.Document:
    fonts = BundledFonts()
    fetcher = OwnFetcher({image_address(image): image for image in _images(document)})
    sheets = ((folder("templates") / "style" / "print.css").read_text(encoding="utf-8"), style)
    page = weasyprint.HTML(string=print_xhtml(document), url_fetcher=fetcher)
    stylesheets = [weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in sheets if css]
    return page.render(font_config=fonts, stylesheets=stylesheets)


def _images(document: Document) -> Iterator[Image]:
    return (block.image for block in walk_blocks(document) if isinstance(block, Figure))


def _page_of(rendering: weasyprint.Document) -> dict[str, int]:
    pages: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, start=1):
        for identifier in page.anchors:
            pages.setdefault(identifier, number)
    return pages


def _shapeless(rendering: weasyprint.Document) -> list[str]:
    """One line for each character that no bundled font can draw; it prints as an empty box."""
    codes = {code for font in rendering.fonts.values() for code in font.missing}
    return [f"no font has the character U+{code:04X} {unicodedata.name(chr(code), '')}" for code in sorted(codes)]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Layout makes millions of objects that live to its end; a search for garbage meanwhile costs a third more."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the renderer warns of meanwhile."""
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.lines
    finally:
        logger.removeHandler(listener)
