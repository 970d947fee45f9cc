"""A dossier that contradicts itself: what the rules on specifications and batches find in it, and nothing more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from impd.checking.checker import Selection, check
from impd.checking.known import Known
from impd.gaps import Outcome
from impd.importing.folder import read_folder
from impd.rules.packs import read_pack

DOSSIER = Path(__file__).resolve().parents[4] / "data" / "dx_pq_product"


@cache
def findings(rule):
    known = Known(read_folder(DOSSIER).application)
    found, _ = check(known, read_pack(), lambda path: None, Selection(rules=frozenset({rule})))
    return [one for one in found if one.outcome == Outcome.GAP]


def test_one_result_of_288_is_out_of_specification():
    (only,) = findings("Q-BAT-01-STABILITY")
    assert only.path.endswith("results[33446-P83,12,assay].result")
    assert findings("Q-BAT-01") == []


def test_two_tests_are_reported_and_not_specified():
    assert [one.message.split(" are reported")[0] for one in findings("Q-SPC-03")] == [
        "Results of Nitrosamine",
        "Results of Polymorph B",
    ]


@pytest.mark.parametrize("fact", ["manufactured", "site", "size"])
def test_three_batches_have_two_histories(fact):
    assert len([one for one in findings("Q-BAT-06") if one.path.endswith(f".{fact}")]) == 3
    assert len(findings("Q-BAT-06")) == 9
