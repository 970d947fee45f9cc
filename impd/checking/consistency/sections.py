"""Whether every section of a document has what its kind of product owes, as its templates found it.

A finding belongs to the section that marks the fact as missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.known import Mark
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject


@check
def quality_sections_have_content(subject: Subject) -> Iterator[Observation]:
    """A section of the quality part without any fact and without a reason for that."""
    yield from _sections(subject, "impd-quality", whole=True)


@check
def quality_sections_have_no_gap(subject: Subject) -> Iterator[Observation]:
    """A fact that a section of the quality part prints as not stated."""
    yield from _sections(subject, "impd-quality", whole=False)


@check
def safety_efficacy_sections_have_content(subject: Subject) -> Iterator[Observation]:
    """A section of the safety and efficacy part without any fact and without a reason for that."""
    yield from _sections(subject, "impd-safety-efficacy", whole=True)


@check
def safety_efficacy_sections_have_no_gap(subject: Subject) -> Iterator[Observation]:
    """A fact that a section of the safety and efficacy part prints as not stated."""
    yield from _sections(subject, "impd-safety-efficacy", whole=False)


def _sections(subject: Subject, document: str, whole: bool) -> Iterator[Observation]:
    if subject.known.marks is None:
        yield untold(subject.path, f"the document {document} was not composed")
        return
    found = [one for one in subject.known.marks if _is_meant(one, subject, document) and one.whole is whole]
    for mark in found:
        where = f"{mark.number} {mark.title}".strip()
        missing = falls_short(mark.path, "not stated", what=f"{mark.section} {mark.text}", fact=mark.text, where=where)
        yield missing.in_section(mark.section.partition("~")[0])
    if not found:
        yield holds(subject.path)


def _is_meant(mark: Mark, subject: Subject, document: str) -> bool:
    return mark.document == document and mark.product == subject.product.code
