"""The letter of a substantial modification (Annex II, 3)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.lookups.registered import NOT_REGISTERED, registered
from impd.checking.observation import Observation, falls_short, given, holds
from impd.checking.registry import check
from impd.checking.subject import Subject


@check
def modification_letter_is_identified(subject: Subject) -> Iterator[Observation]:
    """The letter is registered, and number and title of the trial, its subject line, are stated."""
    letters = registered(subject.application, ("cover_letter",))
    if letters:
        yield holds("documents", letters[0].id)
    else:
        yield falls_short("documents", NOT_REGISTERED, "a cover letter", label="the letter")
    trial = subject.application.trial
    for name, value in (("eu_ct_number", trial.eu_ct_number), ("title", trial.title)):
        path, label = f"trial.{name}", "the title" if name == "title" else "the EU CT number"
        yield given(path, value, "a statement", label=label)
