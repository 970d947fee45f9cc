"""Lays out a document as PDF. Needs the system's Pango; ``pdf_file`` loads it by name."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pydyf
import weasyprint

from impd.document import Document, Figure, Image, walk_blocks
from impd.resources import folder
from impd.writing.pdf_finish import finished
from impd.writing.pdf_fonts import BundledFonts
from impd.writing.pdf_refusal import OwnFetcher, Refused, refusal
from impd.writing.pdf_reports import refuse_lost_figures, refuse_signs_without_shape, reports
from impd.writing.pdf_result import PdfFile
from impd.writing.xhtml import print_xhtml
from impd.writing.xhtml_block import image_address


def render_pdf(document: Document, variant: str, style: str) -> PdfFile:
    """The numbered document as a PDF file of that variant."""
    with reports() as lines, _collector_paused():
        try:
            rendering = _laid_out(document, style)
            with warnings.catch_warnings():
                # The renderer leaves the closing of its colour profile to Python, which would mention it.
                warnings.simplefilter("ignore", ResourceWarning)
                data = rendering.write_pdf(pdf_variant=variant, pdf_identifier=True, finisher=_without_smoothing)
        except Refused as fault:
            raise refusal(fault) from None
    refuse_lost_figures(document, lines)
    refuse_signs_without_shape(document, {code for font in rendering.fonts.values() for code in font.missing})
    return PdfFile(
        finished(data),
        len(rendering.pages),
        _page_of(rendering),
        tuple(dict.fromkeys(lines)),
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


def _without_smoothing(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Tells readers to show pictures as they are: PDF/A forbids the smoothing that the renderer asks for."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.extra.get("Subtype") == "/Image":
            one.extra["Interpolate"] = "false"


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
