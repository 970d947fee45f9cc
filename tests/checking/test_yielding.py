"""One lack, one finding: the rule that yields is silent where the other reports, and speaks where it does not."""

from __future__ import annotations

import pytest

from impd.building.check import marks_of
from impd.checking.checker import Selection, check
from impd.checking.known import Known
from impd.dossier.changing import with_fact, without_fact
from impd.gaps import Outcome
from tests.rules.case_run import pack, sample


def _outcomes(application, *rules):
    known = Known(application, lambda: tuple(marks_of(application)))
    findings, summaries = check(known, pack(), lambda path: None, Selection(rules=frozenset(rules)))
    return {one.rule for one in findings if one.outcome == Outcome.GAP}, {one.id: one for one in summaries}


def _without(name, *paths):
    application = sample(name)
    for path in paths:
        application = without_fact(application, path)
    return application


def _with(name, path, value):
    return with_fact(sample(name), path, value)


AMF = "products[LVC-19].quality.sites[SITE-GMP-AMF]"
PAIRS = [
    ("Q-CCS-02", "Q-DOC-01-FACT",
     lambda: _without("small_molecule_tablet", "products[STB-15].quality.containers[*].parts[*].compliance")),
    ("Q-GMP-04", "A-GMP-004", lambda: _without("car_t_cd19", "documents[DOC-MIA-AMF]", f"{AMF}.authorisations")),
    ("Q-GMP-05", "A-GMP-003", lambda: _with("car_t_cd19", f"{AMF}.in_eea", False)),
    ("S-CL-011", "A-IMPD-006",
     lambda: _without("msc_allogeneic", "products[ADC-01].clinical.trials[*].good_clinical_practice")),
    ("Q-BAT-01-STABILITY", "Q-STB-01", lambda: _with(
        "small_molecule_tablet",
        "products[STB-15].quality.stability_studies[ST-DP-LT].results[33446,9,assay].result", "94.0")),
]  # fmt: skip


@pytest.mark.parametrize(("firm", "yielding", "dossier"), PAIRS, ids=[one[1] for one in PAIRS])
def test_the_rule_that_yields_is_silent_and_says_which_rule_reports(firm, yielding, dossier):
    application = dossier()
    alone, _ = _outcomes(application, yielding)
    assert yielding in alone
    together, summaries = _outcomes(application, firm, yielding)
    assert together == {firm}
    assert summaries[yielding].outcome in (Outcome.NOT_APPLICABLE, Outcome.SATISFIED)


def test_two_rules_that_yield_to_any_do_not_silence_each_other_away():
    application = _without("small_molecule_tablet", "products[STB-15].description")
    found, _ = _outcomes(application, "Q-DOC-01-FACT", "S-DOC-01-FACT")
    assert found == {"Q-DOC-01-FACT"}


def test_every_rule_that_is_yielded_to_exists():
    named = {other for rule in pack().rules.values() for other in rule.entry.yields_to}
    assert named - {"any", "all"} <= set(pack().rules)
