"""How long the toxicity studies have to be for the dosing of the trial."""

from __future__ import annotations

import pytest

from impd.calculation.treatment_duration import supported_duration
from impd.dossier.quantity import Quantity


def asked(text):
    found = supported_duration(Quantity.model_validate(text))
    return str(found.rodent), str(found.non_rodent)


@pytest.mark.parametrize(
    ("dosing", "rodent", "non_rodent"),
    [("1 d", "2 weeks", "2 weeks"), ("4 h", "2 weeks", "2 weeks"), ("2 wk", "2 weeks", "2 weeks"),
     ("14 d", "2 weeks", "2 weeks"), ("15 d", "15 days", "15 days"), ("1 mo", "1 month", "1 month"),
     ("13 wk", "13 weeks", "13 weeks"), ("26 wk", "26 weeks", "26 weeks"), ("6 mo", "6 months", "6 months"),
     ("0.5 a", "0.5 years", "0.5 years"), ("183 d", "6 months", "9 months"), ("27 wk", "6 months", "9 months"),
     ("7 mo", "6 months", "9 months"), ("1 a", "6 months", "9 months")],
)  # fmt: skip
def test_the_studies_follow_the_dosing(dosing, rodent, non_rodent):
    assert asked(dosing) == (rodent, non_rodent)


def test_what_the_union_accepts_and_the_notes_stand_beside_it():
    found = supported_duration(Quantity.model_validate("52 wk"))
    assert str(found.non_rodent_in_the_union) == "6 months"
    assert len(found.notes) == 3
    assert "European Union" in found.notes[-1]
    assert found.citation.startswith("ICH M3(R2)")
    assert supported_duration(Quantity.model_validate("12 wk")).non_rodent_in_the_union is None


@pytest.mark.parametrize(
    ("dosing", "reason"),
    [("2 to 4 wk", "not one number"), ("> 2 wk", "not one number"), ("0 d", "not one number"),
     ("-1 d", "not one number"),
     ("5 mg", "in mg, which is no time"), ("5", "in 1, which is no time"), ("0.5 mo", "in days or weeks"),
     ("3 d-1", "no time"), ("6 {month}", "no time")],
)  # fmt: skip
def test_what_is_unclear_is_not_guessed(dosing, reason):
    found = supported_duration(Quantity.model_validate(dosing))
    assert reason in found.reason
    assert (found.rodent, found.non_rodent, found.notes) == (None, None, ())


def test_nothing_stated():
    assert supported_duration(None).reason == "the longest duration of dosing is not stated"


def test_longer_dosing_never_asks_for_shorter_studies():
    days = {"wk": 7, "d": 1, "mo": 30}
    lengths = []
    for day in range(1, 400):
        study = supported_duration(Quantity(value=str(day), unit="d")).non_rodent
        lengths.append(int(study.value) * days[study.unit])
    assert lengths == sorted(lengths)
