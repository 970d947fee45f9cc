"""How far a claim may go beyond its data, and whether the data carry it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.calculation.extrapolation import supported_claim
from impd.calculation.extrapolation_rule import extrapolation_rule, extrapolation_rules
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life
from impd.calculation.significant_change import SignificantChange
from impd.calculation.stability_points import StabilityLimits, StabilityPoint
from impd.dossier.quantity import Quantity
from tests.calculation.stability_data import dx_pq, leblond

NO_CHANGE = SignificantChange(False, "no significant change", Decimal(6))
CHANGE = SignificantChange(True, "assay fell by 6 %", Decimal(6))
UNKNOWN = SignificantChange(None, "no data are given")
LONG = shelf_life(leblond("b4"), StabilityLimits(lower=Decimal(95)))  # 40.79 months


def quantity(text):
    return Quantity.model_validate(text)


def verdict(claim, data, rule, result=LONG, change=NO_CHANGE):
    return supported_claim(quantity(claim), quantity(data), result, extrapolation_rule(rule), change)


@pytest.mark.parametrize(
    ("rule", "data", "longest"),
    [("ich_q1e", "6 mo", 12), ("ich_q1e", "12 mo", 24), ("ich_q1e", "18 mo", 30), ("ich_q1e", "1 a", 2),
     ("chemical", "3 mo", 12), ("chemical", "4 mo", 16), ("chemical", "6 mo", 18), ("chemical", "24 mo", 36),
     ("chemical", "2 wk", 8), ("chemical", "1 d", 4), ("chemical", "365 d", 730), ("biological", "6 mo", 12),
     ("biological", "12 mo", 24), ("biological", "18 mo", 30), ("fresh_cells", "72 h", 72),
     ("cryopreserved_cells", "6 mo", 6)],
)  # fmt: skip
def test_the_longest_claim_on_data(rule, data, longest):
    assert verdict(data, data, rule, result=None).longest == longest


@pytest.mark.parametrize(
    ("rule", "claim", "data", "word"),
    [
        ("ich_q1e", "24 mo", "12 mo", "supported"), ("ich_q1e", "25 mo", "12 mo", "not supported"),
        ("ich_q1e", "31 mo", "18 mo", "not supported"), ("ich_q1e", "2 a", "12 mo", "supported"),
        ("chemical", "36 mo", "24 mo", "supported"), ("chemical", "12 mo", "3 mo", "supported"),
        ("chemical", "13 mo", "3 mo", "not supported"), ("biological", "24 mo", "12 mo", "supported"),
        ("biological", "30 mo", "12 mo", "not supported"), ("cryopreserved_cells", "6 mo", "6 mo", "supported"),
        ("cryopreserved_cells", "12 mo", "6 mo", "cannot tell"),
    ],
)  # fmt: skip
def test_the_verdict_follows_the_rule(rule, claim, data, word):
    assert verdict(claim, data, rule).word == word


def test_fresh_cells_are_never_extrapolated():
    assert verdict("72 h", "72 h", "fresh_cells", None, None).supported is True
    assert verdict("3 d", "72 h", "fresh_cells", None, None).supported is True
    beyond = verdict("96 h", "72 h", "fresh_cells", None, None)
    assert beyond.supported is False
    opening = "96 h claimed on 72 h of long-term data: not supported, because the rule allows 72 h at most"
    assert beyond.sentence.startswith(opening)


@pytest.mark.parametrize(
    ("rule", "change", "word", "reason"),
    [
        ("ich_q1e", CHANGE, "cannot tell", "depends on intermediate conditions"),
        ("chemical", CHANGE, "not supported", "only real-time data count"),
        ("ich_q1e", UNKNOWN, "cannot tell", "is not ruled out"), ("chemical", None, "cannot tell", "no data are given"),
        ("chemical", SignificantChange(False, "", Decimal(3)), "not supported", "cover 3 of 6 months"),
        ("chemical", SignificantChange(False, ""), "cannot tell", "is not known"),
        ("biological", CHANGE, "supported", "the rule allows 24 months"),
    ],
)  # fmt: skip
def test_a_significant_change_counts_beyond_the_data_only(rule, change, word, reason):
    beyond = verdict("18 mo", "12 mo", rule, change=change)
    assert beyond.word == word
    assert reason in beyond.sentence
    assert verdict("12 mo", "12 mo", rule, change=change).supported is True


def test_statistics_that_end_before_the_claim_refute_it():
    assay = shelf_life(dx_pq("impurity_2"), StabilityLimits(upper=Decimal("0.4")))
    found = verdict("24 mo", "18 mo", "ich_q1e", assay)
    assert found.supported is False
    assert "the confidence limit meets the limit at 23.85 months" in found.sentence
    assert verdict("23 mo", "18 mo", "ich_q1e", assay).supported is True
    water = shelf_life(dx_pq("impurity_3"), StabilityLimits(upper=Decimal("0.4")))
    assert "at 23.25 months in batch 33447" in verdict("24 mo", "18 mo", "ich_q1e", water).sentence


def test_an_observed_result_outside_refutes_a_claim_that_includes_it():
    assay = shelf_life(dx_pq("assay"), StabilityLimits(lower=Decimal(95)))
    assert "results are outside their limits (33446 at 12: 94)" in verdict("18 mo", "18 mo", "ich_q1e", assay).sentence
    assert verdict("9 mo", "18 mo", "ich_q1e", assay).supported is True


def test_without_an_evaluation_q1e_cannot_tell_beyond_the_data():
    refused = shelf_life([StabilityPoint("A", 0, 100)], StabilityLimits(lower=Decimal(95)))
    assert verdict("24 mo", "12 mo", "ich_q1e", None).supported is None
    assert "batch A has one result" in verdict("24 mo", "12 mo", "ich_q1e", refused).sentence
    covered = verdict("12 mo", "12 mo", "ich_q1e", None)
    assert covered.supported is True
    assert "no result within the claim is outside its limits" in covered.conditions
    assert covered.conditions[-1] in covered.sentence


def test_an_evaluation_that_looked_less_far_than_the_claim_cannot_tell():
    flat = [StabilityPoint("A", time, 100) for time in (0, 12, 24)]
    found = shelf_life(flat, StabilityLimits(lower=Decimal(95)), Q1EChoice(horizon=Decimal(30)))
    assert "looked no further than 30 months" in verdict("36 mo", "36 mo", "ich_q1e", found).sentence


@pytest.mark.parametrize(
    ("claim", "data", "reason"),
    [("5 mg", "5 mg", "which is no time"), ("5 mg", "12 mo", "cannot be compared"),
     ("24 mo", "52 wk", "cannot be compared"), ("12 to 24 mo", "12 mo", "a range"),
     ("24 mo", "0 mo", "not above zero"), ("24", "12 mo", "has no unit"), ("72 h", "72 h", "cannot be compared")],
)  # fmt: skip
def test_what_cannot_be_compared_says_so(claim, data, reason):
    found = verdict(claim, data, "ich_q1e")
    assert found.supported is None
    assert reason in found.sentence


def test_the_sentence_names_rule_source_and_what_is_not_certain():
    found = verdict("36 mo", "24 mo", "chemical")
    assert found.sentence == (
        "36 months claimed on 24 months of long-term data: supported, because the rule allows 36 months, provided that "
        "the long-term study goes on for at least as long as the claim (chemical, for a clinical trial: "
        "EMA/CHMP/QWP/545525/2017 Rev. 2, P.8; confidence medium, to check)."
    )
    assert found.citation == "EMA/CHMP/QWP/545525/2017 Rev. 2, P.8"


def test_no_rule_claims_to_be_seen_and_longer_data_never_shorten_a_claim():
    for rule in extrapolation_rules().values():
        assert (rule.seen, rule.confidence in {"high", "medium"}) == (False, True)
        longest = [rule.longest(Decimal(months), "mo") for months in range(1, 61)]
        assert longest == sorted(longest)
        assert all(one >= months for months, one in enumerate(longest, 1))
