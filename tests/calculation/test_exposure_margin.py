"""Margins and starting doses: worked examples, what is refused, and what must not depend on the unit."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import product

import pytest
from pydantic import ValidationError

from impd.calculation.exposure_margin import MarginResult, exposure_margin
from impd.calculation.printed_figures import print_dose, print_ratio
from impd.calculation.starting_dose import lowest, starting_dose
from impd.dossier.clinical.dose import DoseCandidate, ExposureMargin
from impd.dossier.quantity import Quantity

AUC, CMAX, HED, BODY = "area_under_the_curve", "maximum_concentration", "human_equivalent_dose", "per_body_weight"


def margin(basis, animal, human, **more):
    return exposure_margin(ExposureMargin(id="M1", basis=basis, animal=animal, human=human, **more))


def candidate(level_dose, safety_factor, species=None, **more):
    return starting_dose(
        DoseCandidate(id="C1", level_dose=level_dose, safety_factor=safety_factor, scaling_species=species, **more)
    )


def near(value, expected):
    return abs(value - Decimal(expected)) <= Decimal(expected) * Decimal("0.0005")


@pytest.mark.parametrize(
    ("given", "scaled", "dose", "text"),
    [(("15 mg/kg", "10", "rat"), "2.432", "0.2432", "0.243 mg/kg"),
     (("10 mg/kg", "1", "dog"), "5.405", "5.405", "5.41 mg/kg"),
     (("30 mg/kg", "6", "monkey"), "9.730", "1.622", "1.62 mg/kg"),
     (("197 mg/kg", "10", "rat"), "31.95", "3.195", "3.19 mg/kg"),
     (("0.1 ug/kg", "1", "monkey"), "0.03243", "0.03243", "0.0324 µg/kg")],
)  # fmt: skip
def test_a_candidate_is_scaled_and_divided(given, scaled, dose, text):
    found = candidate(*given)
    assert near(found.human_equivalent.value, scaled)
    assert near(found.dose, dose)
    assert (found.text, found.unit, found.reason) == (text, given[0].split()[1], "")


def test_the_steps_and_the_dose_at_sixty_kilograms_are_printed():
    found = candidate("15 mg/kg", "10", "rat", method="no_adverse_effect_level")
    assert found.steps == "15 mg/kg × 6/37 = 2.43 mg/kg; 2.43 mg/kg / 10 = 0.243 mg/kg"
    assert near(found.at_reference_weight, "14.59")
    assert found.text_at_reference_weight == "14.6 mg"
    assert found.convention == "human equivalent dose by Km 6/37"
    assert found.citation.startswith("EMEA/CHMP/SWP/28367/07 Rev. 1; FDA guidance")


def test_a_dose_per_day_stays_one():
    assert candidate("15 mg/kg/d", "10", "rat").text_at_reference_weight.startswith("14.6 mg/d")


def test_micrograms_stay_micrograms():
    assert candidate("0.1 ug/kg", "1", "monkey").text_at_reference_weight == "1.95 µg"


def test_outside_the_working_range_the_convention_says_so():
    found = candidate("100 mg/kg", "1", "mouse", body_weight="35 g")
    assert near(found.dose, "8.565")
    assert "because Km holds from 0.011 to 0.034 kg only" in found.convention
    assert candidate("100 mg/kg", "1", "mouse", body_weight="0.035 kg").dose == found.dose
    assert near(found.human_equivalent.by_km, "8.108")


def test_counts_are_divided_and_not_scaled():
    found = candidate("9e13 {vg}/kg", "4")
    assert (found.text, found.at_reference_weight) == ("2.25 × 10¹³ vg/kg", None)
    assert found.convention == "dose per body weight, no body-surface scaling"
    assert candidate("1.2e12 {vg}/{eye}", "8").convention == "no body-surface scaling"


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"level_dose": None, "safety_factor": "10"}, "the level dose is not stated"),
     ({"level_dose": "15 mg/kg", "safety_factor": None}, "the safety factor is not stated, and none is assumed"),
     ({"level_dose": "15 mg/kg", "safety_factor": "0.5"}, "would raise the dose"),
     ({"level_dose": "> 15 mg/kg", "safety_factor": "10"}, "a limit or an estimate (> 15 mg/kg)"),
     ({"level_dose": "about 15 mg/kg", "safety_factor": "10"}, "a limit or an estimate"),
     ({"level_dose": "10 to 15 mg/kg", "safety_factor": "10"}, "a range (10 to 15 mg/kg)"),
     ({"level_dose": "15", "safety_factor": "10"}, "has no unit"),
     ({"level_dose": "0 mg/kg", "safety_factor": "10"}, "not above zero"),
     ({"level_dose": "9e13 {vg}/kg", "safety_factor": "10", "species": "monkey"}, "not for vg/kg"),
     ({"level_dose": "2 10*6.{cells}/kg", "safety_factor": "10", "species": "rat"}, "not for × 10⁶ cells/kg"),
     ({"level_dose": "15 mg", "safety_factor": "10", "species": "rat"}, "not for mg"),
     ({"level_dose": "15 nmol/kg", "safety_factor": "10", "species": "rat"}, "not for nmol/kg"),
     ({"level_dose": "15 ng/mL", "safety_factor": "10"}, "state the dose that gives it"),
     ({"level_dose": "15 h.ng/mL", "safety_factor": "10"}, "state the dose that gives it"),
     ({"level_dose": "15 mg/kg", "safety_factor": "10", "species": "rat", "body_weight": "200 mL"}, "no mass"),
     ({"level_dose": "15 mg/kg", "safety_factor": "10", "species": "rat", "body_weight": "200"}, "has no unit"),
     ({"level_dose": "15 mg/kg", "safety_factor": "10", "species": "rat", "body_weight": "180 to 220 g"}, "range")],
)  # fmt: skip
def test_a_candidate_that_lacks_something_says_what(given, reason):
    found = candidate(**given)
    assert reason in found.reason
    assert (found.candidate, found.dose, found.text, found.at_reference_weight) == ("C1", None, "", None)


def test_the_lowest_dose_drives():
    monkey, rat = candidate("30 mg/kg", "6", "monkey"), candidate("197 mg/kg", "10", "rat")
    micrograms, missing = candidate("900 ug/kg", "1"), candidate("1 mg/kg", None)
    assert lowest([rat, monkey]) is monkey
    assert lowest([rat, missing, monkey, micrograms]) is micrograms
    assert lowest([micrograms, rat, monkey]) is micrograms


def test_doses_that_cannot_be_compared_have_no_lowest():
    assert lowest([]) is None
    assert lowest([candidate(None, None)]) is None
    assert lowest([candidate("1 mg/kg", "1"), candidate("1e13 {vg}/kg", "1")]) is None
    assert lowest([candidate("1 mg/kg", "1"), candidate("1 mg", "1")]) is None


@pytest.mark.parametrize(
    ("basis", "sides", "ratio", "text", "convention"),
    [(BODY, ("9e13 {gc}/kg", "2e13 {gc}/kg"), "4.5", "4.5", "dose per body weight, no body-surface scaling"),
     (BODY, ("9 x 10^13 {vg}/kg", "2e10 {vg}/g"), "4.5", "4.5", "dose per body weight, no body-surface scaling"),
     (AUC, ("61500 h.ng/mL", "4150 h.ng/mL"), "14.82", "15", "AUC ratio"),
     (AUC, ("60.7 h.ug/mL", "0.464 h.ug/mL"), "130.8", "131", "AUC ratio"),
     (AUC, ("86.6 h.ug/mL", "0.464 ug.h/mL"), "186.6", "187", "AUC ratio"),
     (AUC, ("2562.5 d.ng/mL", "4.15 ug.h/mL"), "14.82", "15", "AUC ratio"),
     (CMAX, ("4 ug/mL", "5000 ng/mL"), "0.8", "0.80", "Cmax ratio"),
     ("per_eye", ("1.2e12 {vg}/{eye}", "1.5e11 {vg}/{eye}"), "8", "8.0", "dose per eye"),
     ("per_area", ("3e6 {cells}/cm2", "10000 {cells}/mm2"), "3", "3.0", "dose per area"),
     ("per_volume", ("2e12 {vg}/mL", "1e12 {vg}/mL"), "2", "2.0", "dose per volume"),
     ("per_organ", ("2e12 {vg}/g", "1e15 {vg}/kg"), "2", "2.0", "dose per organ"),
     ("per_subject", ("3e8 {cells}", "100 10*6.{cells}"), "3", "3.0", "dose per subject")],
)  # fmt: skip
def test_a_margin_is_a_ratio_in_one_unit(basis, sides, ratio, text, convention):
    found = margin(basis, *sides)
    assert near(found.ratio, ratio)
    assert (found.text, found.convention, found.reason) == (text, convention, "")
    assert found.citation == "Regulation (EU) No 536/2014, Annex I, 49"


def test_a_converted_side_is_told():
    assert margin(AUC, "2562.5 d.ng/mL", "4150 h.ng/mL").conversion == "day·ng/mL to h·ng/mL: × 24"
    assert margin(AUC, "2562.5 h.ng/mL", "4150 ng.h/mL").conversion == ""


def test_a_margin_by_human_equivalent_dose():
    found = margin(HED, "15 mg/kg", "0.2 mg/kg", scaling_species="rabbit")
    assert near(found.ratio, "24.32")
    assert (found.text, found.convention) == ("24", "human equivalent dose by Km 12/37")
    assert found.citation.startswith("FDA guidance")
    assert found.human_equivalent.within_working_range
    heavy = margin(HED, "15 mg/kg", "200 ug/kg", scaling_species="rabbit", body_weight="4000 g")
    assert not heavy.human_equivalent.within_working_range
    assert heavy.convention.startswith("human equivalent dose by body weight (4.000/60)^0.33")


def test_of_what_the_mass_is_may_be_noted():
    assert margin(HED, "37 mg{protein}/kg", "6 mg{protein}/kg", scaling_species="rat").ratio == 1
    assert margin(HED, "37 mg{protein}/kg", "6 mg/kg", scaling_species="rat").ratio is None


@pytest.mark.parametrize(
    ("basis", "animal", "human", "more", "reason"),
    [(None, "1 mg/kg", "1 mg/kg", {}, "the basis of the margin is not stated"),
     (AUC, None, "1 h.ng/mL", {}, "the animal value is not stated"),
     (AUC, "1 h.ng/mL", None, {}, "the human value is not stated"),
     (AUC, "61500", "4150", {}, "the animal value has no unit (61500)"),
     (AUC, "61500 h.ng/mL", "4150", {}, "the human value has no unit (4150)"),
     (AUC, "61500 ng/mL", "4150 ng/mL", {}, "ng/mL is no unit for the basis area under the curve"),
     (CMAX, "61500 h.ng/mL", "4150 h.ng/mL", {}, "h·ng/mL is no unit for the basis maximum concentration"),
     (AUC, "61500 h.ng/mL", "4150 ng/mL", {}, "the animal value is in h·ng/mL, the human value in ng/mL"),
     (AUC, "61500 h.ng/mL", "4150 h.nmol/L", {}, "in h·ng/mL, the human value in h·nmol/L"),
     (AUC, "> 61500 h.ng/mL", "4150 h.ng/mL", {}, "the animal value is a limit or an estimate"),
     (AUC, "61500 h.ng/mL", "<= 4150 h.ng/mL", {}, "the human value is a limit or an estimate"),
     (AUC, "61500 h.ng/mL", "4000 to 4300 h.ng/mL", {}, "the human value is a range"),
     (AUC, "61500 h.ng/mL", "4150 +/- 10 h.ng/mL", {}, "the human value is a range"),
     (AUC, "61500 h.ng/mL", "0 h.ng/mL", {}, "the human value is not above zero"),
     (AUC, "-61500 h.ng/mL", "4150 h.ng/mL", {}, "the animal value is not above zero"),
     (BODY, "9e13 {vg}/kg", "2e13 {cells}/kg", {}, "in vg/kg, the human value in cells/kg"),
     (BODY, "9e13 {vg}/kg", "2e13 {gc}/kg", {}, "in vg/kg, the human value in gc/kg"),
     (BODY, "9e13 {vg}", "2e13 {vg}", {}, "vg is no unit for the basis per body weight"),
     (BODY, "9e13 {vg}/kg", "2e13 {vg}/kg", {"scaling_species": "monkey"}, "scaling by Km is for doses in mass"),
     ("per_eye", "9e13 {vg}/kg", "2e13 {vg}/kg", {}, "vg/kg is no unit for the basis per eye"),
     ("per_area", "9 mg", "2 mg", {}, "mg is no unit for the basis per area"),
     (HED, "1 mg/kg", "1 mg/kg", {}, "the species to scale from is not stated"),
     (HED, "9e13 {vg}/kg", "2e13 {vg}/kg", {"scaling_species": "monkey"}, "not for vg/kg"),
     (HED, "2e6 {cells}/kg", "1e6 {cells}/kg", {"scaling_species": "mouse"}, "not for cells/kg"),
     (HED, "15 mg/kg", "60 mg", {"scaling_species": "rat"}, "in mg/kg, the human value in mg"),
     (HED, "15 mg/kg", "1 mg/kg", {"scaling_species": "rat", "body_weight": "150 {g}"}, "which is no mass"),
     (HED, "15 mg/kg", "1 mg/kg", {"scaling_species": "rat", "body_weight": "0 g"}, "not above zero")],
)  # fmt: skip
def test_a_margin_that_cannot_be_calculated_says_why(basis, animal, human, more, reason):
    found = margin(basis, animal, human, **more)
    assert reason in found.reason
    assert found == MarginResult(reason=found.reason)


def test_one_side_and_the_other_are_inverse_and_a_unit_changes_nothing():
    values = ["1.5 d.ng/mL", "36 h.ng/mL", "0.036 h.ug/mL", "7.25 h.mg/L", "3e-4 d.g/L"]
    for one, other in product(values, repeat=2):
        there, back = margin(AUC, one, other).ratio, margin(AUC, other, one).ratio
        assert abs(there * back - 1) < Decimal("1e-24")
    for one, other in product(values[:3], repeat=2):
        assert margin(AUC, one, other).ratio == 1


def test_both_sides_scaled_alike_leave_the_margin():
    for times in ("1e-9", "0.1", "10", "1e12"):
        animal, human = (Decimal(side) * Decimal(times) for side in ("61500", "4150"))
        assert margin(AUC, f"{animal:f} h.ng/mL", f"{human:f} h.ng/mL").text == "15"


def test_numbers_without_measure_do_not_break_it():
    assert margin(BODY, "1e99999 mg/kg", "1e-99999 mg/kg").text == "1.00 × 10¹⁹⁹⁹⁹⁸"
    assert margin(BODY, "1e-99999 mg/kg", "1e99999 mg/kg").text == "1.0 × 10⁻¹⁹⁹⁹⁹⁸"
    assert candidate("1e99999 mg/kg", "3", "rat").text.endswith("10⁹⁹⁹⁹⁷ mg/kg")


@pytest.mark.parametrize("text", ["1 x 10E13 {vg}/kg", "1x10E13 {vg}/kg", "1 × 10E13 {vg}/kg", "1 x 10e13"])
def test_a_power_of_ten_written_twice_is_never_read(text):
    with pytest.raises(ValidationError):
        Quantity.model_validate(text)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [("4.5", "4.5"), ("0.8", "0.80"), ("8", "8.0"), ("14.82", "15"), ("130.8", "131"), ("0.0324", "0.032"),
     ("9.95", "10"), ("9.94", "9.9"), ("99.5", "100"), ("99.4", "99"), ("100", "100"), ("999.5", "1000"),
     ("1234", "1230"), ("1", "1.0"), ("0.997", "0.99"), ("0.9999999", "0.99"), ("1.04", "1.0"), ("2.25", "2.3"),
     ("12345678", "1.23 × 10⁷"), ("0.000012", "1.2 × 10⁻⁵")],
)  # fmt: skip
def test_a_margin_is_rounded(ratio, text):
    assert print_ratio(Decimal(ratio)) == text


@pytest.mark.parametrize(
    ("dose", "text"),
    [("0.24324", "0.243"), ("14.594", "14.6"), ("5", "5"), ("5.00", "5"), ("100", "100"), ("1500", "1500"),
     ("1234.5", "1230"), ("4.5e13", "4.5 × 10¹³"), ("9e13", "9 × 10¹³"), ("0.9996", "1"), ("2e-7", "2 × 10⁻⁷")],
)  # fmt: skip
def test_a_dose_is_rounded(dose, text):
    assert print_dose(Decimal(dose)) == text


def test_the_callers_precision_does_not_matter():
    with localcontext() as context:
        context.prec = 2
        assert margin(AUC, "60.7 h.ug/mL", "0.464 h.ug/mL").text == "131"
        assert candidate("15 mg/kg", "10", "rat").text == "0.243 mg/kg"
