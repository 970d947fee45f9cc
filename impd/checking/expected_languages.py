"""In which languages documents are expected: those of member states, of subjects, and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impd.checking.lookups.national import alike, national_practice
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.trial_site import MemberState
from impd.rules.slots import Languages


def missing_languages(expected: Languages, subject: Subject, documents: Sequence[RegisteredDocument]) -> list[str]:
    """The languages in which no document is there; ``nl, fr or de (BE)`` where one of several is enough."""
    there = {one.language for one in documents}
    if expected == "subjects":
        state = subject.this
        wanted = state.languages if isinstance(state, MemberState) else ()
        return [one for one in wanted if one not in there]
    english = ["en"] if expected == "english_and_member_states" and "en" not in there else []
    return [*english, *_of_member_states(subject, documents)]


def _of_member_states(subject: Subject, documents: Sequence[RegisteredDocument]) -> Iterator[str]:
    """One official language of each member state is expected, in a document that covers it."""
    for state in subject.application.member_states:
        practice = national_practice(state.country)
        covering = {one.language for one in documents if _covers(one, state)}
        if practice and not covering.intersection(practice.languages):
            *others, last = practice.languages
            yield f"{', '.join(others)} or {last} ({state.country})" if others else f"{last} ({state.country})"


def _covers(document: RegisteredDocument, state: MemberState) -> bool:
    return not document.member_states or alike(state.country) in map(alike, document.member_states)
