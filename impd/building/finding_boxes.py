"""Boxes of open findings in a draft: at the top of each section, what the check found there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from impd.building.belonging import belongs
from impd.building.tracing import printed_marks
from impd.document import Document, FindingBox, Inline, Section, Strong, Text, walk_sections
from impd.gaps import Finding, Outcome

_NAMES = {"error": "Error", "warning": "Warning", "note": "Note"}
_KEY = re.compile(r"\[([^\]]*)\]")


def with_findings(document: Document, findings: Iterable[Finding]) -> Document:
    """The document with a box in each section that has open gaps or points to review of its kind and product.

    A finding of a section that is not printed stands in the nearest one above, else in the first of the document. What
    a section marks as missing itself is not said again.
    """
    marked = {(one.section, one.path) for one in printed_marks(document) if not one.stated}
    printed = [section.identifier for section in walk_sections(document.sections)]
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if printed and _belongs(finding, document):
            place = _place(finding, printed)
            if (place, finding.path) not in marked:
                found[place].append(finding)
    return replace(document, sections=tuple(_boxed(section, found) for section in document.sections))


def _belongs(finding: Finding, document: Document) -> bool:
    """Whether somebody has to act on it in this document; a finding of no product belongs to each of its kind."""
    return finding.open and finding.outcome in (Outcome.GAP, Outcome.TO_REVIEW) and belongs(finding, document)


def _place(finding: Finding, printed: list[str]) -> str:
    """The identifier of the section that a finding stands in."""
    name, *entries = finding.section.split("~")
    keys = set(_KEY.findall(finding.path)).union(entries)
    for above in _upwards(name):
        fitting = [one for one in printed if _same(one, above) and _of_entries(one, entries)]
        if fitting:
            return max(fitting, key=lambda one: len(keys.intersection(one.split("~")[1:])))
    return printed[0]


def _upwards(section: str) -> Iterator[str]:
    """A section's id and the ids above it: ``P.8.3``, ``P.8``, ``P``."""
    while section:
        yield section
        section = section.rpartition(".")[0]


def _same(identifier: str, section: str) -> bool:
    """Whether an identifier is one of that section, whose repeated part may be named without its ``v``."""
    node = identifier.partition("~")[0]
    return section in (node, node.replace(".v", ""))


def _of_entries(identifier: str, entries: list[str]) -> bool:
    """Whether a repeated section is printed for the entries that are named, if any are."""
    own = set(identifier.split("~")[1:])
    return not entries or own <= set(entries) or own >= set(entries)


def _boxed(section: Section, found: dict[str, list[Finding]]) -> Section:
    own = found.get(section.identifier, [])
    box = (FindingBox(_title(own), tuple(map(_item, own))),) if own else ()
    below = tuple(_boxed(child, found) for child in section.sections)
    return replace(section, blocks=(*box, *section.blocks), sections=below)


def _title(findings: list[Finding]) -> tuple[Inline, ...]:
    """``Open findings of the check: 2 errors, 1 note, 1 to review``."""
    counts = Counter(_kind(one) for one in findings)
    kinds = ("Error", "Warning", "Note", "To review")
    listed = (_counted(kind, counts[kind]) for kind in kinds if counts[kind])
    return (Text(f"Open findings of the check: {', '.join(listed)}"),)


def _counted(kind: str, count: int) -> str:
    return f"{count} {kind.lower()}{'s' if count > 1 and kind != 'To review' else ''}"


def _kind(finding: Finding) -> str:
    return "To review" if finding.outcome == Outcome.TO_REVIEW else _NAMES[finding.severity]


def _item(finding: Finding) -> tuple[Inline, ...]:
    """Kind, message, what to do, and the id by which the gap report lists it."""
    said = " ".join(filter(None, (finding.message, finding.question, finding.remedy)))
    return (Strong((Text(f"{_kind(finding)}:"),)), Text(f" {said} ({finding.id})"))
