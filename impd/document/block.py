"""Block values: what a section is made of, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from impd.document.inline import Inline

Alignment: TypeAlias = Literal["start", "center", "end"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section, without number, not in the contents list."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``header`` marks a column or row heading; spans count columns and rows."""

    content: tuple[Inline, ...]
    header: bool = False
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the table width in percent, and how its body cells align."""

    width: float
    alignment: Alignment = "start"


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table. Head rows repeat on each page; ``wide`` asks for a landscape page.

    ``identifier`` is unique in the document; ``label`` (``Table 12``) is filled by numbering.
    Widths of ``columns`` add to 100. A cell covered by a span is absent from its row.
    A table without caption (cover, lists) has an empty identifier and is not numbered.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()
    notes: tuple[tuple[Inline, ...], ...] = ()
    wide: bool = False
    identifier: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """Image bytes in one format, with the size in pixels (PNG) or in points (SVG)."""

    media_type: Literal["image/png", "image/svg+xml"]
    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned figure with its text alternative, printed ``width_mm`` wide; ``label`` as for tables."""

    image: Image
    caption: tuple[Inline, ...]
    alternative_text: str
    width_mm: float
    identifier: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from the text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula or sequence on its own line."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Start a new page."""


@dataclass(frozen=True, slots=True)
class GapBox:
    """A visible box for a section that has no facts at all; ``content`` holds its gap marks."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class FindingBox:
    """A box with the open findings of a section: a title, then one item a finding. It prints no fact of the dossier."""

    title: tuple[Inline, ...]
    items: tuple[tuple[Inline, ...], ...]


Block: TypeAlias = (
    Paragraph
    | Subheading
    | BulletList
    | NumberedList
    | Table
    | Figure
    | Note
    | Formula
    | PageBreak
    | GapBox
    | FindingBox
)
