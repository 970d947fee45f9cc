"""Numbers of the application: EU CT numbers, the universal trial number, and the counts of subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.national import alike
from impd.checking.observation import Observation, falls_short, for_review, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.trial_site import MemberState

_EU_CT = re.compile(r"20\d{2}-5\d{5}-\d{2}-\d{2}")
_EUDRACT = re.compile(r"20\d{2}-[0-4]\d{5}-\d{2}")
_UNIVERSAL = re.compile(r"U1111-\d{4}-\d{4}")
_EXPECTED = "YYYY-5NNNNN-CC-RR, 17 characters"
_STEM = 14


@check
def number_of_trial_has_its_shape(subject: Subject) -> Iterator[Observation]:
    """The EU CT number of the trial: year, six digits from 500000 on, two check digits, number of the submission."""
    number = subject.application.trial.eu_ct_number
    if number is not None:
        yield _shape("trial.eu_ct_number", number)


@check
def quoted_numbers_have_their_shape(subject: Subject) -> Iterator[Observation]:
    """EU CT or EudraCT numbers of other applications that this one refers to."""
    application = subject.application
    referred, letter = application.referred_application, application.cover_letter
    quoted = {"referred_application.eu_ct_number": referred.eu_ct_number if referred else None}
    resubmission = letter.resubmission if letter else None
    quoted["cover_letter.resubmission.previous_eu_ct_number"] = (
        resubmission.previous_eu_ct_number if resubmission else None
    )
    for product in application.products:
        replaced = product.basis.replaced if product.basis else None
        path = f"products[{product.code}].basis.replaced.previous_application"
        quoted[path] = replaced.previous_application if replaced else None
    for path, number in quoted.items():
        if number is not None and _EUDRACT.fullmatch(number):
            yield holds(path, number)
        elif number is not None:
            yield _shape(path, number)


def _shape(path: str, number: str) -> Observation:
    if _EU_CT.fullmatch(number):
        return holds(path, number)
    words = f"{number}, a EudraCT number" if _EUDRACT.fullmatch(number) else number
    return falls_short(path, words, _EXPECTED)


@check
def universal_number_has_its_shape(subject: Subject) -> Iterator[Observation]:
    """The universal trial number of the WHO; words say that there is none."""
    letter, path = subject.application.cover_letter, "cover_letter.universal_trial_number"
    number = letter.universal_trial_number if letter else None
    if number is None:
        yield untold(path, "the universal trial number is not stated")
    elif _UNIVERSAL.fullmatch(number) or not any(one.isdigit() for one in number):
        yield holds(path, number)
    else:
        yield falls_short(path, number, "U1111-NNNN-NNNN, or that there is none")


@check
def resubmission_keeps_its_number(subject: Subject) -> Iterator[Observation]:
    """A resubmission counts up the last two digits of the number and keeps the rest."""
    letter, number = subject.application.cover_letter, subject.application.trial.eu_ct_number
    previous = letter.resubmission.previous_eu_ct_number if letter and letter.resubmission else None
    if number is None or previous is None:
        path = "trial.eu_ct_number" if number is None else "cover_letter.resubmission.previous_eu_ct_number"
        yield untold(path, "the number of this or of the earlier submission is not stated")
    elif number[:_STEM] == previous[:_STEM] and number > previous:
        yield holds("trial.eu_ct_number", number)
    else:
        yield falls_short("trial.eu_ct_number", number, f"{previous[:_STEM]} with a higher number than in {previous}")


@check
def subjects_of_member_state_add_up(subject: Subject) -> Iterator[Observation]:
    """The subjects planned in a member state are those of its sites."""
    state = subject.entry(MemberState)
    sites = [
        one for one in subject.application.trial.sites if one.country and alike(one.country) == alike(state.country)
    ]
    counts = [one.planned_participants for one in sites]
    path = subject.at("planned_participants")
    if not counts or None in counts or state.planned_participants is None:
        yield untold(path, f"the subjects planned in {state.country} or at its sites are not all stated")
        return
    total = sum(one for one in counts if one is not None)
    if total == state.planned_participants:
        yield holds(path, total)
    else:
        yield falls_short(path, state.planned_participants, total)


@check
def subjects_of_trial_add_up(subject: Subject) -> Iterator[Observation]:
    """The subjects of the member states are not more than those of the trial; fewer means subjects elsewhere."""
    planned = subject.application.trial.planned_participants
    counts = [one.planned_participants for one in subject.application.member_states]
    path = "trial.planned_participants"
    if planned is None or not counts or None in counts:
        yield untold(path, "the subjects planned in the trial or in a member state are not stated")
        return
    total = sum(one for one in counts if one is not None)
    if total == planned:
        yield holds(path, planned)
    elif total < planned:
        yield for_review(path, planned, total=total)
    else:
        yield falls_short(path, planned, total, total=total)
