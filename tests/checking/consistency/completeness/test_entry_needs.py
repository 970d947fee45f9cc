"""What an entry needs beside what it states: always, beside another fact, or one of several."""

from __future__ import annotations

from impd.checking.consistency.completeness.entry_needs import beside, both, need, observe, where
from impd.checking.known import Known
from impd.checking.subject import Subject
from impd.dossier import ClinicalTrialApplication
from impd.dossier.quality.manufacture import Step
from impd.gaps import Outcome


def _seen(step: Step, *needs):
    subject = Subject("steps[1]", step, (), Known(ClinicalTrialApplication()))
    return [(one.outcome, one.path) for one in observe(subject, {Step: needs})]


def test_a_fact_is_needed_beside_another():
    rule = need("critical_reason", beside("critical"))
    assert _seen(Step(id="1", critical=True), rule) == [(Outcome.GAP, "steps[1].critical_reason")]
    assert _seen(Step(id="1", critical=True, critical_reason="sterility"), rule)[0][0] == Outcome.SATISFIED


def test_nothing_is_asked_of_an_entry_that_states_nothing_of_it():
    assert _seen(Step(id="1"), need("critical_reason", where("critical", True)))[0][0] == Outcome.NOT_APPLICABLE


def test_one_of_several_facts_is_enough():
    rule = need("description|output")
    assert _seen(Step(id="1", output="cells"), rule) == [(Outcome.SATISFIED, "steps[1].output")]
    assert _seen(Step(id="1"), rule) == [(Outcome.GAP, "steps[1].description")]


def test_a_placeholder_is_no_statement():
    assert _seen(Step(id="1", output="TBD"), need("output"))[0][0] == Outcome.GAP


def test_both_reasons_must_hold():
    rule = need("environment", both(beside("output"), where("system", "open")))
    assert _seen(Step(id="1", output="cells"), rule)[0][0] == Outcome.NOT_APPLICABLE
    assert _seen(Step(id="1", output="cells", system="open"), rule)[0][0] == Outcome.GAP
