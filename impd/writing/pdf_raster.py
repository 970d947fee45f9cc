"""A drawing (SVG) as a picture (PNG), for Word files read where drawings are not shown."""

from __future__ import annotations

import io

import pypdfium2
import weasyprint

from impd.document import Image
from impd.resources import folder
from impd.writing.pdf_fonts import BundledFonts
from impd.writing.pdf_refusal import OwnFetcher, Refused, refusal
from impd.writing.xhtml_block import image_address

DOTS_PER_INCH = 220


def png_of_svg(drawing: Image, width_mm: float, height_mm: float) -> bytes:
    """The drawing on white at print resolution, in the bundled fonts. Raises InputFault if it asks for other files."""
    width, height = f"{width_mm:.3f}mm", f"{height_mm:.3f}mm"
    page = (
        f"@page {{ size: {width} {height}; margin: 0; padding: 0; border: 0 none }} "
        f"img {{ display: block; width: {width}; height: {height} }}"
    )
    fonts, fetcher = BundledFonts(), OwnFetcher({image_address(drawing): drawing})
    style = (folder("templates") / "style" / "print.css").read_text(encoding="utf-8")
    sheets = [weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=fonts) for css in (style, page)]
    html = weasyprint.HTML(string=f'<img alt="" src="{image_address(drawing)}">', url_fetcher=fetcher)
    try:
        return _picture(html.write_pdf(font_config=fonts, stylesheets=sheets))
    except Refused as fault:
        raise refusal(fault) from None


def _picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    finally:
        document.close()
    result = io.BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()
