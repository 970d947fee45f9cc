"""Type, scope, sponsor and category of the application."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.conditions.application import SCOPES
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject

_SCOPES = {
    "initial_part_i": ("part_i",),
    "part_ii": ("part_ii",),
    "additional_member_state": ("part_ii",),
}
_CATEGORIES = {
    "I": ("category_1",),
    "I/II": ("category_1", "category_2"),
    "II": ("category_2",),
    "II/III": ("category_2",),
    "III": ("category_2",),
    "IV": ("category_3",),
}


@check
def scope_fits_type(subject: Subject) -> Iterator[Observation]:
    """An application for one part has the scope of that part."""
    kind, scope = subject.application.application_type, subject.application.scope
    if kind is None or scope is None:
        yield untold("application_type" if kind is None else "scope", "type or scope of the application is not stated")
        return
    allowed = _SCOPES.get(kind, (scope,))
    words = " or ".join(SCOPES[one] for one in allowed)
    yield holds("scope", words) if scope in allowed else falls_short("scope", SCOPES[scope], words)


@check
def sponsor_is_represented(subject: Subject) -> Iterator[Observation]:
    """A legal representative in the Union, or a contact person where the member states accept one."""
    sponsor = subject.application.sponsor
    if found := sponsor.legal_representative or sponsor.contact_in_union:
        yield holds("sponsor.legal_representative", found)
    else:
        yield falls_short("sponsor.legal_representative", "not stated", "a representative or contact person",
                          country=sponsor.country)  # fmt: skip


@check
def category_fits_phase(subject: Subject) -> Iterator[Observation]:
    """The category that the phase leads to; a low-intervention trial may always be of category 3."""
    trial, path = subject.application.trial, "trial.category"
    if trial.phase is None or trial.category is None:
        yield untold("trial.phase" if trial.phase is None else path, "phase or category of the trial is not stated")
        return
    allowed = (*_CATEGORIES[trial.phase], *(("category_3",) if trial.low_intervention else ()))
    found = trial.category.replace("_", " ")
    if trial.category in allowed:
        yield holds(path, found)
    else:
        yield falls_short(path, found, " or ".join(one.replace("_", " ") for one in allowed), phase=trial.phase)
