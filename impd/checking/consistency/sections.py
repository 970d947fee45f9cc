"""Whether every section of a document has what its kind of product owes, as its templates found it.

A finding belongs to the section that marks the fact as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from impd.checking.known import Mark
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, parse_path

_OWN = "F."
"""Sections of the quality part that the guidelines do not have: product and trial, overview, risks."""


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
    marks = (one for one in subject.known.marks if one.document == document and one.product == subject.product.code)
    found = [one for one in marks if _is_empty(one) is whole]
    groups = _grouped(found, _chapter if whole else _kind_of_fact)
    yield from map(_empty if whole else _missing, groups)
    if not found:
        yield holds(subject.path)


def _is_empty(mark: Mark) -> bool:
    """Whether a section has nothing at all; one that only this layout has counts as incomplete, not as empty."""
    return mark.whole and not mark.section.startswith(_OWN)


def _grouped(marks: list[Mark], key: Callable[[Mark], str]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(key(mark), []).append(mark)
    return list(groups.values())


def _chapter(mark: Mark) -> str:
    return mark.chapter[2] or mark.section


def _kind_of_fact(mark: Mark) -> str:
    """Facts of one name in the entries of one register, such as the status of each procedure, make one finding."""
    register, inside, field = mark.path.rpartition("]")
    return (
        f"{mark.section} {mark.text} {register.rpartition('[')[0]} {field}" if inside else f"{mark.section} {mark.path}"
    )


def _missing(marks: list[Mark]) -> Observation:
    """A fact that a section lacks; several of one kind in one finding."""
    first, paths = marks[0], list(dict.fromkeys(one.path for one in marks))
    entries = [one.rpartition("]")[0].rpartition("[")[2].strip('"') for one in paths]
    fact = first.text if len(paths) == 1 else f"{first.text} ({', '.join(entries)})"
    where = f"{first.number} {first.title}".strip()
    path = paths[0] if len(paths) == 1 else paths[0].rpartition("]")[0].rpartition("[")[0]
    what = f"{first.section} {first.text}"
    missing = falls_short(path, "not stated", fact, what=what, fact=fact, where=where)
    return missing.about(*paths).in_section(first.section.partition("~")[0])


def _empty(marks: list[Mark]) -> Observation:
    """A section without any fact; several of one chapter in one finding."""
    sections = list(dict.fromkeys(f"{one.number} {one.title}".strip() for one in marks))
    first = marks[0]
    if len(sections) == 1:
        path, section = first.path, first.section
        where = f"section {sections[0]}" if first.number else sections[0]
        facts = "; ".join(dict.fromkeys(one.text for one in marks))
    else:
        number, title, section = first.chapter
        path, where, facts = _shared([one.path for one in marks]), f"chapter {number} {title}", "; ".join(sections)
    words = "has no content" if len(sections) == 1 else f"has {len(sections)} sections without content"
    missing = falls_short(path, "not stated", facts, what=section, fact=facts, where=where, lacks=words)
    return missing.about(*(one.path for one in marks)).in_section(section.partition("~")[0])


def _shared(paths: list[str]) -> str:
    """The group in which all paths lie."""
    columns = zip(*map(parse_path, paths), strict=False)
    return build_path(*(step[0] for step in takewhile(lambda one: len(set(one)) == 1, columns)))
