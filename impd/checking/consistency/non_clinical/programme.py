"""What the sponsor writes about the non-clinical programme: omissions and their reasons, sections, discussions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.texts import own_text
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.non_clinical import StudyOmission
from impd.dossier.path import build_path
from impd.dossier.section_statement import SectionStatement

_SECTION = re.compile(r"(?:[12]\.|[SPA]\.)[\w.]*\d[\w.]*|[SPAD](?:\.\d+)?")
_SHORTEST_REASON = 4


@check
def omission_says_what_answers_instead(subject: Subject) -> Iterator[Observation]:
    """Where a study is left out that the matrix expects, the data that answer its question are named."""
    one = subject.entry(StudyOmission)
    given = one.compensated_by or one.evidence or one.risk or one.clinical_mitigation
    path = subject.at("compensated_by")
    study = one.type.replace("_", " ")
    yield holds(path) if given else falls_short(path, "not stated", "data, a risk or a measure", study=study)


@check
def evidence_of_omission_exists(subject: Subject) -> Iterator[Observation]:
    """What an omission cites as evidence is an entry of the dossier or a section."""
    one = subject.entry(StudyOmission)
    known = {*subject.of_product.entries, *(document.id for document in subject.application.documents)}
    for cited in one.evidence:
        path = subject.at("evidence")
        if cited in known or _SECTION.fullmatch(cited):
            yield holds(path, cited)
        else:
            study = one.type.replace("_", " ")
            yield falls_short(path, cited, "an entry or a section of the dossier", what=cited, study=study)


@check
def section_reason_says_why(subject: Subject) -> Iterator[Observation]:
    """A section left out says why, in more than a word or two, or where else to look."""
    one = subject.entry(SectionStatement)
    if one.see_instead:
        yield no_concern(subject.at("see_instead"), f"the content stands in {one.see_instead}")
    elif one.not_applicable and len(one.not_applicable.split()) >= _SHORTEST_REASON:
        yield holds(subject.at("not_applicable"))
    else:
        yield falls_short(
            subject.at("not_applicable"), one.not_applicable or "not stated", "a sentence with the reason"
        )


@check
def discussions_are_written(subject: Subject) -> Iterator[Observation]:
    """The discussions of pharmacology, pharmacokinetics and toxicology are written."""
    for section, words in _discussions(subject):
        path = build_path(subject.of_product.path, f"narratives[{section}].text")
        if words is None:
            yield falls_short(path, "not stated", "a discussion", what=section, node=section).in_section(section)
        else:
            yield holds(path, f"{words} words")


@check
def discussions_are_no_mere_remarks(subject: Subject) -> Iterator[Observation]:
    """A discussion has some length: a hundred words, by experience."""
    for section, words in _discussions(subject):
        path = build_path(subject.of_product.path, f"narratives[{section}].text")
        if words is None:
            yield no_concern(path, f"there is no discussion in {section}")
        elif words < 100:
            yield falls_short(path, f"{words} words", "100 words", what=section, node=section)
        else:
            yield holds(path, f"{words} words")


def _discussions(subject: Subject) -> Iterator[tuple[str, int | None]]:
    """The sections of discussion with their number of words, None for none; without those the sponsor left out."""
    left_out = {one.section for one in subject.product.non_clinical.sections}
    for section in ("2.2.1.6", "2.2.2.9", "2.2.3.9"):
        if section not in left_out:
            yield section, len(own_text(subject.product, section).split()) or None
