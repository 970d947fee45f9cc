"""The two checks of each kind of study ask what the matrix says, once for each cell, and never both."""

from __future__ import annotations

from typing import get_args

import pytest

from impd.checking.consistency.non_clinical.expected_studies import expected_study, study_cell, study_to_consider
from impd.checking.known import Known
from impd.checking.registry import CHECKS
from impd.checking.subject import Subject, subjects
from impd.dossier.changing import with_fact, without_fact
from impd.dossier.vocabulary import StudyType, TrialStage
from impd.gaps import Outcome
from impd.rules.packs import read_pack
from tests.rules.case_run import sample

ASKING = (Outcome.GAP, Outcome.TO_REVIEW)


def _bare(name: str, stage: str = "exploratory_first_in_human") -> Subject:
    """The first product of a sample without any study, omission or statement."""
    application = with_fact(sample(name), "trial.stage", stage)
    path = f"products[{application.products[0].code}].non_clinical"
    application = without_fact(application, path)
    return next(iter(subjects("products[*]", Known(application))))


def test_each_kind_has_both_checks_and_at_least_one_rule():
    used = {rule.entry.check for rule in read_pack().rules.values()}
    for code in get_args(StudyType):
        names = {f"study_of_{code}", f"case_for_{code}"}
        assert names <= set(CHECKS)
        assert names & used, code


@pytest.mark.parametrize("name", ["aav_haemophilia_b", "car_t_cd19", "msc_allogeneic", "small_molecule_tablet"])
@pytest.mark.parametrize("stage", get_args(TrialStage))
def test_a_cell_is_asked_by_one_check_at_most(name, stage):
    subject = _bare(name, stage)
    for code in get_args(StudyType):
        cell = study_cell(subject, code)
        owed = [one.outcome for one in expected_study(subject, code)]
        considered = [one.outcome for one in study_to_consider(subject, code)]
        assert len(owed) == len(considered) == 1
        assert not (owed[0] in ASKING and considered[0] in ASKING)
        assert (owed[0] == Outcome.GAP) is cell.firm, code
        assert (considered[0] == Outcome.TO_REVIEW) is cell.open, code


def test_more_is_owed_before_a_confirmatory_trial():
    owed = {
        stage: {code for code in get_args(StudyType) if study_cell(_bare("aav_haemophilia_b", stage), code).firm}
        for stage in ("exploratory", "confirmatory")
    }
    assert owed["exploratory"] < owed["confirmatory"]
    assert "safety_pharmacology" in owed["confirmatory"] - owed["exploratory"]


def test_what_no_source_expects_is_never_asked():
    subject = _bare("msc_allogeneic", "confirmatory")
    for code in ("secondary_pharmacology", "excipient_safety"):
        assert [one.outcome for one in expected_study(subject, code)] == [Outcome.NOT_APPLICABLE]
        assert [one.outcome for one in study_to_consider(subject, code)] == [Outcome.NOT_APPLICABLE]
