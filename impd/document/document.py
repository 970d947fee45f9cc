"""A document: cover, sections in a tree, and what headers, footers and file properties say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from impd.document.block import Block


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section with its blocks and sub-sections.

    ``identifier`` is unique (``P.5.1``, ``S.2.3.d.4~LV-01``); ``number`` is what is printed (``2.1.P.5.1``);
    ``level`` counts from 1. ``consumed`` holds the fact paths its template read, printed or not.
    """

    identifier: str
    number: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    consumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation the document uses; ``path`` names the entry of the sponsor that explains it, if one does."""

    short: str
    meaning: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A printed value that follows from facts: its path, the paths of those facts, and how it was calculated."""

    path: str
    inputs: tuple[str, ...]
    convention: str


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file properties, the header and the footer state. Empty text means not stated.

    ``product`` is what the document is of: a product, or the trial, member state or site. ``product_code``,
    ``member_state`` and ``site`` are printed nowhere: they say whose document this is. ``front``: whether a
    page with the title, contents and lists stand before the text; else the title stands above it.
    """

    title: str
    file_name: str
    product: str
    sponsor: str
    trial: str
    version: str
    date: datetime.date | None
    confidentiality: str
    language: str
    draft: bool
    product_code: str = ""
    member_state: str = ""
    site: str = ""
    front: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the application. ``kind`` is its name in the manifest, e.g. ``impd-quality``."""

    kind: str
    properties: Properties
    cover: tuple[Block, ...]
    sections: tuple[Section, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    calculations: tuple[Calculation, ...] = ()
