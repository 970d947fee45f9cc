"""Results against criteria: numbers, censored results, ranges, words, units, rounding, and what is left unjudged."""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impd import load
from impd.calculation.acceptance import ROUNDING, judge
from impd.calculation.acceptance_of_batches import judge_batch, judge_study
from impd.calculation.unit_conversion import conversion_factor
from impd.dossier.quality.control import AnalyticalProcedure, Batch, Specification
from impd.dossier.quality.stability import StabilityStudy
from impd.dossier.quantity import AcceptanceCriterion

DX_PQ = Path(__file__).parents[1] / "data" / "dx_pq_product"
YES, NO, UNSURE = "conforms", "does not conform", "cannot be judged"
QUICK = settings(max_examples=150, deadline=None)


def judged(result, criterion, result_unit=None, criterion_unit=None, rounded=False):
    limit = AcceptanceCriterion(text=criterion) if criterion else None
    return judge(result, result_unit, limit, criterion_unit, rounded)


NUMBERS = [
    ("0.2", "NMT 0.2", YES), ("0.21", "NMT 0.2", NO), ("0.20", "<= 0.2", YES), ("70", "≥ 70", YES),
    ("69.9", ">= 70", NO), ("70", "> 70", NO), ("70.1", "> 70", YES), ("0.1", "< 0.1", NO), ("0.09", "< 0.1", YES),
    ("95", "95 to 105", YES), ("105", "95 to 105", YES), ("94", "95 to 105", NO), ("105.1", "95–105", NO),
    ("100", "100 ± 5", YES), ("94.9", "100 ± 5", NO), ("5", "5", YES), ("5.0", "5", YES), ("5.1", "5", NO),
    ("1.02e13", "0.8e13 to 1.3e13", YES), ("0.779e13", "0.8e13 to 1.3e13", NO), ("1.02 × 10^13", "≥ 1e13", YES),
    ("1.02 × 10¹³", "≥ 1 × 10¹³", YES), ("-65", "<= -60", YES), ("−59", "<= -60", NO), ("-3", "-5 to -1", YES),
    ("98.5", "not less than 95.0", YES), ("98.5", "NLT 95.0 and NMT 105.0", YES), ("105.5", "≥ 95.0 and ≤ 105.0", NO),
    ("98.5 %", "NLT 95.0 % and NMT 105.0 %", YES), ("98.5 %", "95.0 % to 105.0 %", YES),
    ("98.5", "between 95 and 105", YES), ("0.3 %", "not more than 0.2 %", NO), ("0.1", "nmt 0.2", YES),
    ("7", "at most 7", YES), ("7", "below 7", NO), ("0", "NMT 0.2", YES), ("0", "0", YES),
]  # fmt: skip


@pytest.mark.parametrize(("result", "criterion", "verdict"), NUMBERS)
def test_a_number_is_compared_and_at_the_limit_it_conforms(result, criterion, verdict):
    found = judged(result, criterion)
    assert found.verdict == verdict, found
    assert found.reason
    assert found.convention.startswith("compared as reported")


CENSORED = [
    ("<0.1", "NMT 0.2", YES), ("<50", "NMT 10", UNSURE), (">95", "NLT 90", YES), ("<0.1", "NLT 90", NO),
    ("<10", "< 10", YES), ("≤10", "< 10", UNSURE), ("<10", "<= 10", YES), ("<= 0.5", "<= 0.5", YES),
    (">10", "<= 10", NO), (">= 10", "<= 10", UNSURE), (">95", "90 to 110", UNSURE), ("<95", "90 to 110", UNSURE),
    ("<90", "90 to 110", NO), (">110", "90 to 110", NO), ("<0.1", "0 to 0.2", YES), ("<0.3", "0 to 0.2", UNSURE),
    ("<50", "NMT 50", YES), ("less than 0.1", "NMT 0.2", YES), ("below 0.1 %", "≤ 0.2 %", YES), ("<0.1", "0.1", NO),
    ("about 5", "NMT 6", UNSURE), ("5", "about 5", UNSURE),
]  # fmt: skip


@pytest.mark.parametrize(("result", "criterion", "verdict"), CENSORED)
def test_a_censored_result_is_judged_by_all_it_leaves_possible(result, criterion, verdict):
    assert judged(result, criterion).verdict == verdict


def test_a_temperature_may_be_below_zero():
    assert judged("<5", "0 to 8", "Cel", "Cel").verdict == UNSURE


RANGES = [
    ("95–97", "NLT 95", YES), ("95–97", "NLT 96", NO), ("95 to 97", "96 to 105", NO), ("95-97", "NLT 98", NO),
    ("97 ± 2", "NLT 95", YES), ("97 ± 2", "NLT 96", UNSURE), ("97 ± 2", "NLT 100", NO),
]  # fmt: skip


@pytest.mark.parametrize(("result", "criterion", "verdict"), RANGES)
def test_both_ends_of_a_range_count_and_a_deviation_is_no_end(result, criterion, verdict):
    assert judged(result, criterion).verdict == verdict


WORDS = [
    ("detected", "detected in 2 of 3 samples", UNSURE),
    ("no growth", "no growth", YES), ("No growth.", "no growth", YES), ("no growth", "no growth in 14 days", YES),
    ("sterile", "no growth", YES), ("growth", "no growth", NO),
    ("no growth in 7 days", "no growth in 14 days", UNSURE), ("not detected", "absent", YES),
    ("ND", "not detected", YES), ("negative", "not detected", YES), ("detected", "absent", NO),
    ("not detected in 1 × 10⁷ cells", "not detected in 1 × 10⁸ cells", UNSURE), ("Positive", "positive", YES),
    ("not detected", "detected", NO), ("negative", "no growth", UNSURE),
    ("practically free", "practically free from visible particles", YES), ("complies", "clear and colourless", YES),
    ("Conforms", "NMT 0.2", YES), ("passed", "5/6", YES), ("meets the criteria", "x", YES),
    ("complies with Ph. Eur. 5.1.4", "Complies with Ph. Eur.", YES),
    ("Does not comply", "Complies with Ph. Eur. 5.1.4", NO), ("does not meet the specification", "x", NO),
    ("non-compliant", "x", NO), ("fails", "NMT 0.2", NO), ("OOS", "NMT 0.2", NO), ("not conforming", "x", NO),
    ("complies except for one vial", "x", UNSURE), ("white powder", "white to off-white powder", UNSURE),
    ("form A", "Form A; form B not detected", UNSURE), ("not detected", "Form A; form B not detected", UNSURE),
    ("< 1 in 10⁸ CFU", "< 1 in 10⁸ CFU", YES), ("100 % identity", "100 % identity", YES), ("AAV2", "AAV5", UNSURE),
    ("98,7", "NLT 95", UNSURE), ("2026-02", "NMT 5", UNSURE), ("high", "NMT 5", UNSURE), ("ND", "NMT 0.2", UNSURE),
    ("4", "NMT 5 % and no visible particles", UNSURE), ("90", "NLT Q + 5 %", UNSURE),
    ("0.1", "NMT 0.2 in total, NMT 0.1 each", UNSURE),
]  # fmt: skip


@pytest.mark.parametrize(("result", "criterion", "verdict"), WORDS)
def test_words_are_compared_by_short_lists_only(result, criterion, verdict):
    found = judged(result, criterion)
    assert found.verdict == verdict, found
    assert found.tested


def test_an_abbreviation_that_may_mean_two_things_is_said():
    assert judged("ND", "not detected").convention.endswith('"ND" is read as not detected, not as not determined')


@pytest.mark.parametrize("criterion", ["NMT 0.2", "not detected", "no growth", "report result", "5/6"])
@pytest.mark.parametrize(
    "result", [None, "", "  ", "-", "–", "NT", "not tested", "NA", "n/a", "Not available", "pending", "ND."]
)
def test_no_result_is_never_not_detected(result, criterion):
    found = judged(result, criterion)
    if result == "ND.":
        assert found.tested
    else:
        assert (found.verdict, found.tested) == (UNSURE, False)
        assert found.reason.startswith("not tested")


@pytest.mark.parametrize(
    ("result", "criterion", "verdict"),
    [("6/6", "≥ 5/6", YES), ("5/6", "≥ 5/6", YES), ("4 of 6", "≥ 5/6", NO), ("6/6", "6/6", YES), ("6/6", "5/6", NO),
     ("10/10", "≥ 5/6", UNSURE), ("6", "≥ 5/6", UNSURE), ("5/6", "≥ 5", UNSURE), ("7/6", "≥ 5/6", UNSURE)],
)  # fmt: skip
def test_counts_compare_only_out_of_the_same_number(result, criterion, verdict):
    assert judged(result, criterion).verdict == verdict


def test_a_criterion_to_report_asks_for_a_result_only():
    assert judged("212", "report result", "ug/mL", "ug/mL").verdict == YES
    assert judged("212", None).reason == "no acceptance criterion is stated"


UNITS = [
    ("5", "ng/mL", "NMT 6", "ng/mL", YES), ("6000", "ng/mL", "NMT 6", "ug/mL", YES),
    ("6001", "ng/mL", "NMT 6", "ug/mL", NO), ("5", "mg/L", "NMT 6", "ug/mL", YES), ("5", None, "NMT 6", "ug/mL", YES),
    ("5", "{vg}", "NMT 6", "{cells}", UNSURE), ("5", "%", "NMT 6", None, UNSURE),
    ("7.4", "[pH]", "7.1 to 7.7", None, YES), ("5", "[EU]/mL", "NMT 6", "[iU]/mL", UNSURE),
    ("0.05", "1", "NMT 6", "%", YES), ("5 %", "ng/mL", "NMT 6", "ng/mL", UNSURE),
    ("5 mg/L", None, "NMT 6", "ug/mL", YES), ("5", "%{w/w}", "NMT 6", "%{w/v}", UNSURE),
    ("5 % w/w", "%{w/w}", "NMT 6", "%{w/w}", YES), ("2", "{widgets}", "2", "{widgets}", YES),
    ("105 to 95", None, "NMT 6", None, UNSURE),
]  # fmt: skip


@pytest.mark.parametrize(("result", "unit", "criterion", "limit_unit", "verdict"), UNITS)
def test_units_convert_within_one_kind_only(result, unit, criterion, limit_unit, verdict):
    found = judged(result, criterion, unit, limit_unit)
    assert found.verdict == verdict, found


def test_what_was_done_with_units_is_said():
    assert "taken in ug/mL, the unit of its test" in judged("5", "NMT 6", None, "ug/mL").convention
    assert judged("6000", "NMT 6", "ng/mL", "ug/mL").convention.endswith("ng/mL to ug/mL: × 0.001")
    assert judged("6000", "NMT 6", "ng/mL", "ug/mL").reason == "6000 ng/mL against ≤ 6 µg/mL"
    assert judged("5", "NMT 6", "{vg}", "{cells}").reason == (
        "the result is in {vg}, the criterion in {cells}, which is not of the same kind"
    )


ROUNDED = [
    ("105.04", "95.0 to 105.0", YES), ("105.05", "95.0 to 105.0", NO), ("94.95", "95.0 to 105.0", YES),
    ("0.24", "NMT 0.2", YES), ("0.25", "NMT 0.2", NO), ("<0.24", "NMT 0.2", UNSURE), ("69.5", "NLT 70", YES),
    ("69.49", "NLT 70", NO), ("0.14", "< 0.1", NO), ("1.349e13", "NMT 1.3e13", YES), ("1.35e13", "NMT 1.3e13", NO),
    ("-59.6", "<= -60", YES), ("94.95–96", "NLT 95.0", YES),
]  # fmt: skip


@pytest.mark.parametrize(("result", "criterion", "verdict"), ROUNDED)
def test_rounding_to_the_limit_is_done_on_request_and_cited(result, criterion, verdict):
    found = judged(result, criterion, rounded=True)
    assert (found.verdict, found.citation) == (verdict, ROUNDING), found
    assert found.convention.startswith("result rounded to the last digit of the limit")


def test_the_precision_of_the_caller_does_not_matter():
    with localcontext() as context:
        context.prec = 2
        assert judged("105.123", "95.0 to 105.1").verdict == NO
        assert judged("1.23456", "NMT 1234.56", "ug/mL", "ng/mL").verdict == YES


def decimals(low, high):
    return st.decimals(low, high, allow_nan=False, allow_infinity=False, places=4)


@QUICK
@given(decimals(0, 1000), decimals(0, 1000))
def test_one_and_only_one_side_of_a_limit_conforms(value, limit):
    least, most = judged(f"{value}", f"NLT {limit}").verdict, judged(f"{value}", f"NMT {limit}").verdict
    assert (least == YES) == (value >= limit)
    assert (most == YES) == (value <= limit)
    assert judged(f"{value}", f"< {limit}").verdict == (NO if least == YES else YES)


@QUICK
@given(decimals("0.0001", 1000), decimals("0.0001", 1000), st.sampled_from(["ng/mL", "mg/L", "g/L", "ug/dL", "kg/m3"]))
def test_a_verdict_does_not_depend_on_the_unit(value, limit, unit):
    factor = conversion_factor("ug/mL", unit)
    assert factor is not None
    there = judged(f"{value * factor}", f"NMT {limit}", unit, "ug/mL")
    assert there.verdict == judged(f"{value}", f"NMT {limit}", "ug/mL", "ug/mL").verdict


@QUICK
@given(decimals(0, 1000), decimals(0, 1000), decimals(0, 1000))
def test_a_censored_result_is_never_judged_against_what_it_may_be(bound, true, limit):
    if true < bound:
        known, really = judged(f"<{bound}", f"NMT {limit}").verdict, judged(f"{true}", f"NMT {limit}").verdict
        assert known in (UNSURE, really)


@QUICK
@given(st.text(max_size=40), st.text(min_size=1, max_size=40), st.sampled_from([None, "%", "{vg}/mL", "1"]))
def test_any_text_has_an_answer(result, criterion, unit):
    limit = AcceptanceCriterion.model_construct(text=criterion)
    assert judge(result, unit, limit, "%").verdict in (YES, NO, UNSURE)


@QUICK
@given(
    st.text("0123456789.<>≤≥±–-+/%e x^toNMLT", max_size=14),
    st.text("0123456789.<>≤≥±–-+/%e x^toNMLT", min_size=1, max_size=14),
)
def test_any_odd_number_has_an_answer(result, criterion):
    limit = AcceptanceCriterion.model_construct(text=criterion)
    assert judge(result, None, limit, None, True).verdict in (YES, NO, UNSURE)


SPECIFICATION = Specification.model_validate(
    {
        "id": "SP",
        "tests": [
            {"id": "assay", "release_limit": "95 to 105", "shelf_life_limit": "90 to 105", "unit": "%"},
            {"id": "water", "shelf_life_limit": "NMT 2.0", "unit": "%"},
            {"id": "form", "release_limit": "white", "shelf_life_limit": "As for release"},
            {"id": "residue", "release_limit": "NMT 5", "unit": "ng/mL", "method": "M1"},
            {"id": "endotoxin", "release_limit": "NMT 0.5", "unit": "[iU]/mL"},
        ],
    }
)
METHODS = [AnalyticalProcedure.model_validate({"id": "M1", "detection_limit": "200 pg/mL"})]


def test_a_batch_is_held_against_release_limits():
    rows = [("assay", "94", "%"), ("water", "1.9", "%"), ("form", "white", None), ("residue", "not detected", None)]
    results = [{"test": test, "result": result, "unit": unit} for test, result, unit in (*rows, ("other", "1", None))]
    batch = Batch.model_validate({"id": "B1", "results": results})
    found = {one.test: one.judgement for one in judge_batch(batch, SPECIFICATION, METHODS)}
    assert [one.verdict for one in found.values()] == [NO, YES, YES, YES, UNSURE, UNSURE]
    assert found["water"].convention.endswith("shelf-life limit, as no release limit is stated")
    assert found["residue"].convention.endswith("not detected is read as below the detection limit 200 pg/mL")
    assert found["other"].reason == "the test is not in the specification"
    assert found["endotoxin"].tested is False
    assert judge_batch(batch, SPECIFICATION)[3].judgement.verdict == UNSURE
    assert all(one.judgement.verdict == UNSURE for one in judge_batch(batch, None))


def test_a_study_is_held_against_shelf_life_limits():
    study = StabilityStudy.model_validate(
        {"id": "S1", "results": [{"batch": "B1", "time": 12, "test": "assay", "result": "94", "unit": "%"},
                                 {"batch": "B1", "time": 12, "test": "form", "result": "yellow"},
                                 {"batch": "B1", "time": 12, "test": "residue", "result": "6", "unit": "ng/mL"}]}
    )  # fmt: skip
    found = judge_study(study, SPECIFICATION)
    assert [(one.batch, one.time, one.judgement.verdict) for one in found] == [
        ("B1", Decimal(12), YES), ("B1", Decimal(12), UNSURE), ("B1", Decimal(12), NO),
    ]  # fmt: skip
    assert found[2].judgement.convention.endswith("release limit, as no shelf-life limit is stated")


def test_of_the_published_stability_results_one_alone_is_outside():
    quality = load(DX_PQ).products[0].quality
    specifications = {one.id: one for one in quality.specifications}
    studies = [one for one in quality.stability_studies if one.specification]
    judgements = [one for study in studies for one in judge_study(study, specifications[study.specification])]
    outside = [(one.batch, one.time, one.test) for one in judgements if one.judgement.verdict == NO]
    assert outside == [("33446-P83", 12, "assay")]
    reasons = {one.judgement.reason for one in judgements if one.judgement.verdict == UNSURE}
    assert {reason.partition(":")[0] for reason in reasons} == {"not tested", "the test is not in the specification"}
