"""What the protocol must hold (Annex I, 14 to 24), and whether the register holds the same version."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from impd.checking.lookups.national import national_practice
from impd.checking.lookups.registered import NOT_REGISTERED, covering, path_of_document, registered
from impd.checking.lookups.texts import quoted
from impd.checking.observation import Observation, falls_short, given, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.protocol import IncludedSubjects, Protocol
from impd.dossier.trial_site import MemberState

POINTS = (*ascii_lowercase, *(f"a{letter}" for letter in ascii_lowercase[:13]))
"""The points of Annex I, 17: a to z and aa to am."""
_PATH = "trial.protocol.points"


@check
def protocol_holds_every_point(subject: Subject) -> Iterator[Observation]:
    """Each point of Annex I, 17 has its section, or the reason why it does not apply."""
    protocol = subject.application.trial.protocol
    stated = {one.point: one for one in protocol.points} if protocol else {}
    if not stated:
        yield falls_short(_PATH, "no point is placed", "a to am: a section, or why not", points="a to am")
        return
    placed = {name for name, one in stated.items() if one.section or one.not_applicable}
    for point in sorted(placed):
        yield holds(f"{_PATH}[{point}]", stated[point].section or stated[point].not_applicable)
    if missing := [point for point in POINTS if point not in placed]:
        points = ", ".join(missing)
        yield falls_short(_PATH, f"{len(placed)} points are placed", f"{points}: a section, or why not", points=points)


@check
def protocol_points_agree(subject: Subject) -> Iterator[Observation]:
    """A point that facts of the trial call for is not put aside as not applicable."""
    protocol = subject.application.trial.protocol
    for one in protocol.points if protocol else ():
        reason = _called_for(subject, one.point)
        if reason and one.not_applicable:
            yield falls_short(f"{_PATH}[{one.point}]", one.not_applicable, "a section", point=one.point, reason=reason)
        elif reason:
            yield holds(f"{_PATH}[{one.point}]", one.section)


def _called_for(subject: Subject, point: str) -> str:
    """Why a conditional point applies; empty where nothing calls for it."""
    trial = subject.application.trial
    includes, protocol = trial.includes or IncludedSubjects(), trial.protocol or Protocol()
    reasons = {
        "s": "biological samples are taken" if protocol.biological_samples else "",
        "x": "minors or incapacitated adults take part" if includes.minors or includes.incapacitated else "",
        "ae": "long-term follow-up is planned" if _follows_up(subject) else "",
    }
    return reasons.get(point, "")


def _follows_up(subject: Subject) -> bool:
    said = (quoted(product, "protocol") for product in subject.application.products)
    return any(one is not None and one.long_term_follow_up is not None for one in said)


@check
def synopsis_is_in_english(subject: Subject) -> Iterator[Observation]:
    """One synopsis of the protocol is in English."""
    yield from _in_language(subject, registered(subject.application, ("protocol_synopsis",)), ("en",))


@check
def synopsis_for_member_state(subject: Subject) -> Iterator[Observation]:
    """One synopsis is in an official language of the member state."""
    state = subject.entry(MemberState)
    practice = national_practice(state.country)
    if practice is None:
        yield untold(subject.at("country"), f"{state.country} is no member state of the Union or the EEA")
        return
    found = registered(subject.application, ("protocol_synopsis",), covering(subject))
    yield from _in_language(subject, found, practice.languages)


def _in_language(
    subject: Subject, documents: list[RegisteredDocument], languages: tuple[str, ...]
) -> Iterator[Observation]:
    path, wanted = subject.path or "documents", " or ".join(languages)
    for one in documents:
        if one.language and one.language.lower()[:2] in languages:
            yield holds(path_of_document(one), one.language)
            return
    if open_one := next((one for one in documents if not one.language), None):
        yield untold(f"{path_of_document(open_one)}.language", f"the language of {open_one.id} is not stated")
        return
    found = ", ".join(dict.fromkeys(one.language or "" for one in documents)) or NOT_REGISTERED
    yield falls_short(path, found, wanted)


@check
def germ_line_is_left_alone(subject: Subject) -> Iterator[Observation]:
    """The protocol states that the germ line of subjects is not modified (Article 90)."""
    protocol, path = subject.application.trial.protocol, "trial.protocol.modifies_germ_line"
    answer = protocol.modifies_germ_line if protocol else None
    if answer is False:
        yield holds(path, "no modification of the germ line")
    else:
        yield falls_short(path, "not stated" if answer is None else "it is modified", "that it is not modified")


@check
def unauthorised_auxiliary_is_justified(subject: Subject) -> Iterator[Observation]:
    """The protocol says why an auxiliary product without authorisation is used (Article 59)."""
    protocol, path = subject.application.trial.protocol, "trial.protocol.unauthorised_auxiliary_justification"
    text = protocol.unauthorised_auxiliary_justification if protocol else None
    yield given(path, text, "a justification", subject.product.code)


@check
def special_population_is_justified(subject: Subject) -> Iterator[Observation]:
    """The protocol says why minors or incapacitated adults take part."""
    protocol, path = subject.application.trial.protocol, "trial.protocol.special_population_justification"
    text = protocol.special_population_justification if protocol else None
    yield given(path, text, "a justification")


@check
def protocol_is_as_registered(subject: Subject) -> Iterator[Observation]:
    """Version and date in the register are those that the protocol bears."""
    trial = subject.application.trial
    bears = {"version": trial.protocol_version, "date": trial.protocol.date if trial.protocol else None}
    for document in registered(subject.application, ("protocol",)):
        for fact, value in bears.items():
            path, entered = f"{path_of_document(document)}.{fact}", getattr(document, fact)
            if entered is None or value is None:
                yield untold(path, f"the {fact} of the protocol is not stated in both places")
            elif entered == value:
                yield holds(path, entered)
            else:
                yield falls_short(path, entered, value, document=document.id, label=fact)
