"""What the PDF writer returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF file: its bytes, how many pages, and the page each section, table and figure begins on (from 1).

    ``warnings`` holds what the renderer could not do as asked, one line each, e.g. a CSS property it does not know.
    """

    data: bytes
    pages: int
    page_of: Mapping[str, int]
    warnings: tuple[str, ...] = ()
