"""What a Word document can refer to: sections, tables and figures with their bookmarks and pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from impd.document import Document, Figure, Section, Table, walk_sections


@dataclass(frozen=True, slots=True)
class Target:
    """One place: ``label`` is what a cross-reference shows of it (``2.1.P.5``, ``Table 3``), ``page`` may be empty."""

    key: str
    label: str
    page: str

    @property
    def whole(self) -> str:
        """Bookmark around the whole heading or caption; the contents and lists point here."""
        return f"_Toc{self.key}"

    @property
    def short(self) -> str:
        """Bookmark around the label alone; cross-references repeat it."""
        return f"_Ref{self.key}"


class Targets:
    """The targets of a document by identifier, in reading order."""

    def __init__(self, document: Document, pages: Mapping[str, int] | None) -> None:
        pages = pages or {}
        self.last_page = max(pages.values(), default=0)
        self._by_identifier = {
            identifier: Target(_key(identifier), label, str(pages.get(identifier, "")))
            for identifier, label in _labels(document.sections)
        }

    def get(self, identifier: str) -> Target:
        return self._by_identifier[identifier]


def identifier_of(block: Table | Figure) -> str:
    """The block's identifier; a captioned table without one is known by its label."""
    return block.identifier or block.label


def _labels(sections: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for section in walk_sections(sections):
        yield section.identifier, section.number
        for block in section.blocks:
            if isinstance(block, Table | Figure) and block.label:
                yield identifier_of(block), block.label


def _key(identifier: str) -> str:
    """Sixteen letters and digits that stay the same while the document around changes; Word allows 40 in a name."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:16]
