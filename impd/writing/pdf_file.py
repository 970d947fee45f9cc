"""A document as one PDF file: tagged, bookmarked, linearised, the same bytes each time."""

from __future__ import annotations

import importlib
import warnings
from types import ModuleType

from impd.document import Document
from impd.errors import MissingLibrary, UsageFault
from impd.writing.pdf_result import PdfFile

VARIANTS = ("pdf/a-2a", "pdf/ua-1")

__all__ = ["VARIANTS", "PdfFile", "write_pdf"]

_INSTALL = (
    "Install Pango: Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; Windows: pango from MSYS2"
)


def write_pdf(document: Document, variant: str = "pdf/a-2a", style: str | None = None) -> PdfFile:
    """The numbered document as PDF/A-2a, or as PDF/UA-1 where the variant says ``pdf/ua-1``.

    ``style`` is CSS that comes after templates/style/print.css and so overrides it. Raises UsageFault for any other
    variant, MissingLibrary without Pango, TemplateFault for a table whose rows do not fit its columns, InputFault
    for a picture that is broken or asks for a file or web address, and for characters no bundled font can draw.
    """
    if variant not in VARIANTS:
        raise UsageFault(f'"{variant}" is no PDF variant this tool writes', f"Choose {' or '.join(VARIANTS)}.")
    rendered: PdfFile = _engine().render_pdf(document, variant, style or "")
    return rendered


def _engine() -> ModuleType:
    """The renderer, loaded by name: it is slow to import and needs system libraries a machine may lack."""
    try:
        with warnings.catch_warnings():
            # It warns on a machine without fonts, which ours do not need.
            warnings.simplefilter("ignore", UserWarning)
            return importlib.import_module("impd.writing.pdf_rendering")
    except OSError as fault:
        raise MissingLibrary(f"the PDF writer finds no Pango ({_first_line(fault)})", _INSTALL) from fault


def _first_line(fault: OSError) -> str:
    return (str(fault).splitlines() or [""])[0].rstrip(".")
