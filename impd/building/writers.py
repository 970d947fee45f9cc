"""The writers by format. They are loaded when asked for: each brings heavy libraries of its own."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impd.document import Document
from impd.errors import TemplateFault, UsageFault

FORMATS = ("docx", "pdf")
PDF_VARIANTS = ("pdf/a-2a", "pdf/ua-1")


@dataclass(frozen=True, slots=True)
class Written:
    """A document in one format. ``pages`` is known where the writer lays out pages."""

    format: str
    data: bytes
    pages: int | None


def write(
    document: Document, formats: tuple[str, ...], templates: Path | None = None, variant: str = "pdf/a-2a"
) -> list[Written]:
    """The document in each format asked for. Raises UsageFault, TemplateFault, MissingLibrary."""
    check_formats(formats)
    written: dict[str, Written] = {}
    pages: Mapping[str, int] | None = None
    if "pdf" in formats:  # first: its page numbers fill in the contents of the Word file
        made = _module("pdf_file").write_pdf(document, variant, _style(templates, "print.css"))
        written["pdf"] = Written("pdf", made.data, made.pages)
        pages = made.page_of
    if "docx" in formats:
        data = _module("docx_file").write_docx(document, _own(templates, "reference.docx"), pages)
        written["docx"] = Written("docx", data, None)
    return [written[name] for name in dict.fromkeys(formats)]


def check_formats(formats: tuple[str, ...]) -> None:
    """Raises UsageFault for a format that nobody writes, and for none at all."""
    unknown = [f'there is no format "{name}"' for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise UsageFault(unknown[0] if unknown else "no format is named", f"Use {' or '.join(FORMATS)}.")


def _module(name: str) -> Any:
    return importlib.import_module(f"impd.writing.{name}")


def _style(templates: Path | None, name: str) -> str | None:
    data = _own(templates, name)
    try:
        return data.decode() if data is not None else None
    except UnicodeDecodeError as fault:
        raise TemplateFault(f"style/{name}: cannot be read: {fault}", "Write it as UTF-8 text.") from fault


def _own(templates: Path | None, name: str) -> bytes | None:
    """A company's style file, or None where it has none."""
    file = templates / "style" / name if templates else None
    if file is None or not file.exists():
        return None
    try:
        return file.read_bytes()
    except OSError as fault:
        raise TemplateFault(f"{file}: cannot be read: {fault.strerror}", "Make it readable.") from fault
