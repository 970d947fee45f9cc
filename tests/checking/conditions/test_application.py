"""Which parts of Annex I an application submits, by type and scope."""

from __future__ import annotations

import pytest

from impd.checking.conditions.application import submits_part_i, submits_part_ii
from impd.checking.known import Known
from impd.checking.subject import Subject
from impd.dossier import ClinicalTrialApplication


def _subject(kind, scope):
    application = ClinicalTrialApplication.model_validate({"application_type": kind, "scope": scope})
    return Subject("", application, (), Known(application))


@pytest.mark.parametrize(
    ("kind", "scope", "part_i", "part_ii"),
    [
        ("initial", "part_i_and_part_ii", True, True),
        ("initial", "part_i", True, False),
        ("initial", None, True, None),
        ("initial_part_i", None, True, False),
        ("part_ii", None, False, True),
        ("additional_member_state", "part_ii", False, True),
        ("substantial_modification", "part_i", False, False),
        (None, "part_i", None, None),
    ],
)
def test_type_and_scope_tell_the_parts(kind, scope, part_i, part_ii):
    subject = _subject(kind, scope)
    assert (submits_part_i(subject).holds, submits_part_ii(subject).holds) == (part_i, part_ii)
