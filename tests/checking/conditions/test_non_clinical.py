"""The lowest dose that sets a ceiling: by which methods, in which units."""

from __future__ import annotations

import pytest

from impd.checking.conditions.non_clinical import lowest_ceiling
from impd.checking.known import Known
from impd.checking.subject import Subject, subjects
from impd.dossier.changing import with_fact, without_fact
from tests.rules.case_run import sample

DOSE = "products[STB-15].clinical.dose"


def _subject(*changes: tuple[str, object]) -> Subject:
    application = sample("small_molecule_tablet")
    for path, value in changes:
        application = with_fact(application, path, value) if value is not None else without_fact(application, path)
    return next(iter(subjects("products[*]", Known(application))))


def test_a_dose_in_milligrams_is_compared_at_60_kg():
    found = lowest_ceiling(_subject())
    assert found.candidate == "CAND-PAD"
    assert found.dose == "9.73 mg at 60 kg"
    assert found.ratio == pytest.approx(15 / 9.73, rel=1e-3)


def test_an_active_dose_is_no_ceiling_for_patients():
    assert lowest_ceiling(_subject(("trial.includes.healthy_volunteers", False))).candidate == "CAND-RAT"


def test_a_candidate_that_cannot_be_compared_leaves_the_question_open():
    assert lowest_ceiling(_subject((f"{DOSE}.starting_dose", "15 {tablets}"))) is None
    assert lowest_ceiling(_subject((f"{DOSE}.starting_dose", None))) is None


def test_without_a_method_that_sets_a_ceiling_there_is_none():
    assert lowest_ceiling(_subject((f"{DOSE}.candidates", None))).candidate == ""
