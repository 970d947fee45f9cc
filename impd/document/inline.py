"""Inline values: what a line of text is made of. Writers see these and nothing of the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are no fact: the template's own sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed fact with the path it came from, e.g. ``products[HMV-01].quality.batches[B003].size``."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class GapMark:
    """A missing fact: ``text`` names it (``shelf life``), ``path`` says where it would be stated."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to the identifier of a section, table or figure; ``text`` is filled by numbering.

    ``path`` names the fact that the sponsor stated as this reference, if it is one.
    """

    target: str
    text: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink that leaves the document; never fetched."""

    address: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph or table cell."""


Inline: TypeAlias = (
    Text | Fact | GapMark | Strong | Emphasis | Subscript | Superscript | CrossReference | Link | LineBreak
)

STYLED = (Strong, Emphasis, Subscript, Superscript, Link)


def gap_text(gap: GapMark) -> str:
    """The visible mark both writers print for a missing fact."""
    return f"[not stated: {gap.text}]"


def plain_text(content: tuple[Inline, ...]) -> str:
    """The text a reader sees, without markup; a line break reads as a newline."""
    return "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Fact() | CrossReference():
            return inline.text
        case GapMark():
            return gap_text(inline)
        case LineBreak():
            return "\n"
        case _:
            return plain_text(inline.content)
