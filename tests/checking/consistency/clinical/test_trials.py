"""When a trial had to be registered: dates to the day, month or year, and the day from which the Regulation applies."""

import pytest

from impd.checking.consistency.clinical.trials import trial_was_registered_before_it_began
from impd.checking.known import Known
from impd.checking.subject import subjects
from impd.dossier.application import ClinicalTrialApplication
from impd.gaps import Outcome


def outcome(**trial):
    facts = {"products": [{"code": "P", "clinical": {"trials": [{"id": "T", **trial}]}}]}
    application = ClinicalTrialApplication.model_validate(facts)
    (subject,) = subjects("products[*].clinical.trials[*]", Known(application))
    (only,) = trial_was_registered_before_it_began(subject)
    return only.outcome


def entry(registered=None):
    return [{"number": "N", **({"registered": registered} if registered else {})}]


@pytest.mark.parametrize(
    ("trial", "expected"),
    [
        ({"started": "2024-04-29", "registrations": entry("2024-04-22")}, Outcome.SATISFIED),
        ({"started": "2024-04-29", "registrations": entry("2024-05-01")}, Outcome.GAP),
        ({"started": "2024-04", "registrations": entry("2024-04-22")}, Outcome.GAP),
        ({"started": "2024-04", "registrations": entry("2024-03-22")}, Outcome.SATISFIED),
        ({"started": "2024-04-29", "registrations": entry()}, Outcome.GAP),
        ({"started": "2024-04-29", "registered_before_start": True}, Outcome.SATISFIED),
        ({"started": "2024-04-29", "registered_before_start": False}, Outcome.GAP),
        ({"started": "2021-09", "registered_before_start": False}, Outcome.NOT_APPLICABLE),
        ({"started": "2021-09-20", "registered_before_start": True, "registrations": entry("2021-10-01")}, Outcome.GAP),
        ({"phase": "non_interventional", "started": "2024-04-29"}, Outcome.NOT_APPLICABLE),
    ],
)
def test_registered_before_it_began(trial, expected):
    assert outcome(**trial) == expected
