"""impd slots: prints the slots of a dossier in three formats."""

from __future__ import annotations

import json

import impd
from tests.commands import ROOT, run, tablet

SAMPLE = ROOT / "samples" / "car_t_cd19"


def test_the_slots_of_a_sample_are_listed():
    outcome = run("impd", "slots", SAMPLE)
    assert (outcome.code, outcome.faults) == (0, [])
    assert outcome.out.startswith("Form\n")
    assert "DOC-PROTOCOL (version 1.0, en, final)" in outcome.out


def test_json_is_what_the_library_gives():
    outcome = run("impd", "slots", SAMPLE, "--format", "json")
    found = [(one["slot"], one["need"], one["state"]) for one in json.loads(outcome.out)["slots"]]
    assert found == [(one.slot, one.need.value, one.filling.value) for one in impd.slots(SAMPLE)]


def test_an_application_needs_no_folder():
    assert impd.slots(impd.load(SAMPLE)) == impd.slots(SAMPLE)


def test_a_bare_dossier_says_which_facts_are_open(tmp_path):
    outcome = run("impd", "slots", tablet(tmp_path))
    assert outcome.code == 0
    assert "  application_type: the type of the application is not stated; slots: " in outcome.out


def test_a_folder_that_is_no_dossier(tmp_path):
    outcome = run("impd", "slots", tmp_path / "nothing")
    assert outcome.code == 2
    assert len(outcome.faults) == 1
