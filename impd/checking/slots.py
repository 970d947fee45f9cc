"""The slots of an application: which it needs, for which product, member state and site, and what fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from impd.checking import conditions as _conditions  # noqa: F401  registers the conditions in code
from impd.checking.condition import Conditions
from impd.checking.known import Known
from impd.checking.lookups.registered import covering
from impd.checking.registry import Answer, load_plugins
from impd.checking.slot_filling import Filled, fill, fill_nowhere
from impd.checking.subject import Subject, subjects
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.trial_site import MemberState
from impd.dossier.vocabulary import DocumentKind
from impd.errors import TemplateFault
from impd.gaps.slot import FiledDocument, Need, SlotState
from impd.rules.language import When
from impd.rules.rule import RulePack
from impd.rules.slots import Slot, SlotScope, Submitted, slots_of

_EACH: Mapping[SlotScope, str] = {
    "trial": "application",
    "product": "products[*]",
    "member_state": "member_states[*]",
    "site": "trial.sites[*]",
}
_NONE: Mapping[SlotScope, tuple[str, str]] = {
    "product": ("products", "no product is stated"),
    "member_state": ("member_states", "the member states concerned are not stated"),
    "site": ("trial.sites", "no trial site is stated"),
}
_SUBMITTED: Mapping[Submitted, str] = {
    "part_i": "submits_part_i",
    "part_ii": "submits_part_ii",
    "modification": "is_substantial_modification",
}


def slot_states(known: Known, pack: RulePack) -> tuple[SlotState, ...]:
    """The state of every slot of an application, in the order of Annex I; always computed from the facts.

    Raises TemplateFault for a slot that names a condition, kind or fact that does not exist.
    """
    slots, conditions = ready_slots(pack)
    return tuple(state for slot in slots for state in _states(slot, known, conditions))


def ready_slots(pack: RulePack) -> tuple[tuple[Slot, ...], Conditions]:
    """The slots of a pack and its conditions, all names known to exist. Raises TemplateFault."""
    load_plugins()
    conditions, slots = Conditions(pack.conditions), slots_of(pack)
    for slot in slots:
        _check(slot, conditions)
    return slots, conditions


def _check(slot: Slot, conditions: Conditions) -> None:
    entry = slot.entry
    alternatives = [when for one in entry.alternatives for when in one.when]
    for when in (*entry.when, *alternatives):
        for name in (when,) if isinstance(when, str) else when.any:
            if not conditions.known(name):
                raise TemplateFault(f'{slot.place}: {slot.id} names the condition "{name}", which does not exist',
                                    "Correct the name.")  # fmt: skip
    for kind in (*entry.kinds, *entry.also_holds):
        if kind not in get_args(DocumentKind):
            raise TemplateFault(f'{slot.place}: {slot.id} names the kind of document "{kind}", which does not exist',
                                "Correct the name.")  # fmt: skip


def _states(slot: Slot, known: Known, conditions: Conditions) -> Iterator[SlotState]:
    """One state for each product, member state or site; one that says so where none is stated."""
    here = list(subjects(_EACH[slot.entry.scope], known))
    for subject in here:
        need, answer = _need(slot, subject, conditions)
        yield _state(slot, subject, (need, answer), fill(slot.entry, subject, need, conditions))
    if not here:
        nowhere = Subject("", known.application, (), known)
        need, answer = _belongs(slot, nowhere, conditions)
        if need != Need.NOT_APPLICABLE:
            need, answer = Need.CANNOT_TELL, Answer(None, *_NONE[slot.entry.scope])
        yield _state(slot, nowhere, (need, answer), fill_nowhere(slot.entry, need))


def _need(slot: Slot, subject: Subject, conditions: Conditions) -> tuple[Need, Answer]:
    """Whether the slot is needed at one place: by what the application submits, then by its conditions."""
    belongs = _belongs(slot, subject, conditions)
    if belongs[0] == Need.NOT_APPLICABLE or not slot.entry.when:
        return belongs
    asked = [(when, conditions.ask(when, subject)) for when in slot.entry.when]
    for when, answer in asked:
        if answer.holds is False:
            return Need.NOT_APPLICABLE, _worded(when, answer, conditions)
    if belongs[0] == Need.CANNOT_TELL:
        return belongs
    for when, answer in asked:
        if answer.holds is None:
            return Need.CANNOT_TELL, _worded(when, answer, conditions)
    reasons = (answer.because or conditions.says(when) for when, answer in asked)
    return Need.CONDITIONAL, Answer(True, asked[-1][1].path, "; ".join(dict.fromkeys(reasons)))


def _belongs(slot: Slot, subject: Subject, conditions: Conditions) -> tuple[Need, Answer]:
    """Whether the application submits the part of Annex I that the slot stands in."""
    asked = [conditions.ask(_SUBMITTED[one], subject) for one in slot.entry.belongs_to]
    for need, wanted in ((Need.REQUIRED, True), (Need.CANNOT_TELL, None)):
        for answer in asked:
            if answer.holds is wanted:
                return need, answer
    return Need.NOT_APPLICABLE, asked[0]


def _worded(when: When, answer: Answer, conditions: Conditions) -> Answer:
    """An answer with the condition in words before the fact that decides."""
    turned = isinstance(when, str) and when.startswith("not ")
    says = conditions.says(when.removeprefix("not ") if isinstance(when, str) else when)
    words = f"open whether {says}" if answer.holds is None else f"{'not' if turned else 'only'} where {says}"
    return Answer(answer.holds, answer.path, f"{words} ({answer.because})" if answer.because else words)


def _state(slot: Slot, subject: Subject, needed: tuple[Need, Answer], filled: Filled) -> SlotState:
    need, answer = needed
    entry, about = slot.entry, covering(subject)
    return SlotState(
        slot=slot.id,
        letter=entry.letter,
        title=entry.title,
        part=entry.part,
        need=need,
        filling=filled.filling,
        because=answer.because,
        path=answer.path,
        explanation=filled.explanation,
        product=about.product,
        member_state=subject.this.country if isinstance(subject.this, MemberState) else about.member_state,
        site=about.site,
        documents=_filed(filled.documents),
        title_code=entry.title_code.code if entry.title_code else "",
        cites=slot.cites,
    )


def _filed(documents: Sequence[RegisteredDocument]) -> tuple[FiledDocument, ...]:
    return tuple(
        FiledDocument(one.id, one.title or "", one.version or "", one.date or "", one.language or "", one.status or "")
        for one in documents
    )
