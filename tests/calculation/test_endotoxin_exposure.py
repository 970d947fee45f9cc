"""Endotoxin of a dose against the ceiling of its route, both ways of counting short infusions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd.calculation.endotoxin_exposure import Administration, endotoxin_ceilings, endotoxin_exposure
from impd.dossier.quantity import Quantity

YES, NO, UNSURE = "conforms", "does not conform", "cannot be judged"
QUICK = settings(max_examples=100, deadline=None)


def quantity(text):
    return Quantity.model_validate(text) if text else None


def exposed(content, dose="50 mL", weight="70 kg", duration="30 min", route="Intravenous use"):
    return endotoxin_exposure(
        quantity(content), Administration(quantity(dose), quantity(weight), quantity(duration), route)
    )


def test_the_ceilings_are_those_of_the_notes():
    assert {route: str(one) for route, one in endotoxin_ceilings().items()} == {
        "intravenous": "5 IU/kg/h", "intrathecal": "0.2 IU/kg",
    }  # fmt: skip


def test_a_bag_of_modified_cells():
    found = exposed("0.5 [iU]/mL")
    assert found.exposure.steps == "0.5 IU/mL × 50 mL = 25 IU; 25 IU / 70 kg / 0.5 h = 0.714 IU/kg/h"
    assert found.within_one_hour.text == "0.357 IU/kg/h"
    assert found.allowed_content.steps == "5 IU/kg/h × 70 kg × 0.5 h / 50 mL = 3.5 IU/mL"
    assert (found.judgement.verdict, found.judgement.citation) == (YES, "Ph. Eur. 5.1.10")
    assert "also below one hour" in found.judgement.convention


def test_a_vector_over_one_hour():
    found = exposed("<= 0.5 [iU]/mL", "140 mL", "70 kg", "1 h")
    assert (found.exposure.text, found.allowed_content.text) == ("≤ 1 IU/kg/h", "2.5 IU/mL")
    assert (found.judgement.verdict, found.within_one_hour) == (YES, None)


@pytest.mark.parametrize(
    ("content", "how", "verdict"),
    [("5 [iU]/mL", ("7 mL", "21 kg", "20 min", "intravenous"), YES),  # 5 exactly
     ("5.1 [iU]/mL", ("7 mL", "21 kg", "20 min", "intravenous"), NO),
     ("<= 5.1 [iU]/mL", ("7 mL", "21 kg", "20 min", "intravenous"), UNSURE),
     ("5 {EU}/mL", ("7 mL", "21 kg", "20 min", "Intravenous use"), YES),
     ("0.2 [iU]/mg", ("70 mg", "70 kg", None, "intrathecal"), YES),
     ("0.21 [iU]/mg", ("70 mg", "70 kg", None, "Intrathecal use"), NO)],
)  # fmt: skip
def test_the_ceiling_of_the_route_decides(content, how, verdict):
    assert exposed(content, *how).judgement.verdict == verdict


@pytest.mark.parametrize(
    ("given_", "reason"),
    [({"route": None}, "the route of administration is not stated"),
     ({"route": "Subretinal use"}, "there is no ceiling for the route Subretinal use in endotoxin_limits.yaml"),
     ({"duration": None}, "the time of administration is not stated; state 1 h for a single injection"),
     ({"duration": "30 mL"}, "the time of administration is in mL, which is no h"),
     ({"weight": None}, "the body weight is not stated"),
     ({"dose": "50 mg"}, "the dose is in mg, which is no mL"),
     ({"content": "0.5 [EU]/mL"}, "the endotoxin content is in [EU], the Ehrlich unit of UCUM. Write [iU]"),
     ({"content": "0.5 ng/mL"}, "the endotoxin is in ng, which is no [iU]"),
     ({"content": None}, "the endotoxin content is not stated")],
)  # fmt: skip
def test_what_is_missing_or_of_another_kind_is_not_judged(given_, reason):
    found = exposed(**({"content": "0.5 [iU]/mL"} | given_))
    assert (found.judgement.verdict, found.judgement.reason) == (UNSURE, reason)
    assert found.exposure.reason == found.allowed_content.reason == reason


TENTHS = st.integers(1, 5000).map(lambda one: Decimal(one) / 10)


@QUICK
@given(TENTHS, TENTHS, TENTHS, st.integers(5, 600))
def test_at_the_content_allowed_the_ceiling_is_just_reached(content, dose, weight, minutes):
    given_ = f"{dose} mL", f"{weight} kg", f"{minutes} min"
    allowed = exposed(f"{content} [iU]/mL", *given_).allowed_content.number
    again = exposed(f"{allowed} [iU]/mL", *given_)
    assert abs(again.exposure.number - 5) < Decimal("1e-15")
    assert exposed(f"{allowed * Decimal('1.001')} [iU]/mL", *given_).judgement.verdict == NO
    assert exposed(f"{allowed * Decimal('0.999')} [iU]/mL", *given_).judgement.verdict == YES
