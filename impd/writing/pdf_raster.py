"""A drawing (SVG) as a picture (PNG), for Word files read where drawings are not shown."""

from __future__ import annotations

import io
import logging

import pypdfium2
import weasyprint

from impd.document import Image
from impd.errors import InputFault, Problem
from impd.resources import folder
from impd.writing.pdf_fonts import BundledFonts
from impd.writing.pdf_refusal import OwnFetcher, Refused, refusal
from impd.writing.xhtml_block import image_address

DOTS_PER_INCH = 220


def png_of_svg(drawing: Image, size_mm: tuple[float, float], name: str) -> bytes:
    """The drawing on white at print resolution, in the bundled fonts.

    Raises InputFault, with ``name`` as its place, if the drawing is broken or asks for files outside itself.
    """
    width, height = (f"{length:.3f}mm" for length in size_mm)
    page = (
        f"@page {{ size: {width} {height}; margin: 0; padding: 0; border: 0 none }} "
        f"img {{ display: block; width: {width}; height: {height} }}"
    )
    fonts, fetcher = BundledFonts(), OwnFetcher({image_address(drawing): drawing})
    style = (folder("templates") / "style" / "print.css").read_text(encoding="utf-8")
    sheets = [weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in (style, page)]
    html = weasyprint.HTML(string=f'<img alt="" src="{image_address(drawing)}">', url_fetcher=fetcher)
    failures = _Failures()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(failures)
    try:
        pdf = html.write_pdf(font_config=fonts, stylesheets=sheets)
    except Refused as fault:
        raise refusal(fault) from None
    finally:
        logger.removeHandler(failures)
    if failures.happened:
        message = "the drawing is broken or asks for files outside itself; nothing was read"
        raise InputFault([Problem(name, 0, message, "Save it as plain SVG with its pictures inside")])
    return _picture(pdf)


class _Failures(logging.Handler):
    """Hears of a drawing that failed: the renderer only reports it, and would leave an empty place."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.happened = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - any report of this level will do
        self.happened = True


def _picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    finally:
        document.close()
    result = io.BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()
