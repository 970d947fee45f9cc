"""Dates along the genealogy: in order, out of order or open; loops and unknown origins are named."""

from __future__ import annotations

import pytest

from impd.calculation.genealogy import chain_of, links, order_findings
from impd.calculation.genealogy_dates import date_order, last_day
from impd.calculation.genealogy_links import loops
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.path import value_at

VECTOR = {"id": "LV-01", "manufactured": "2025-04-10", "released": "2025-06-30", "expiry": "2027-04"}
CELLS = {"id": "b01", "manufactured": "2025-09-09", "filled": "2025-09-18", "made_from": ["DON", "LV-01"]}


def application(batches=(), **quality):
    non_clinical = {"studies": quality.pop("studies", [])}
    product = {"code": "P", "quality": {"batches": list(batches), **quality}, "non_clinical": non_clinical}
    return ClinicalTrialApplication.model_validate({"products": [product]})


def findings(batches=(), **quality):
    return order_findings(application(batches, **quality).products[0])


def verdicts(batches=(), **quality):
    return [each.verdict for each in findings(batches, **quality)]


@pytest.mark.parametrize(
    ("earlier", "later", "verdict"),
    [
        ("2021-03-01", "2021-03-02", "in order"),
        ("2021-03-02", "2021-03-02", "in order"),
        ("2021-03-03", "2021-03-02", "out of order"),
        ("2021", "2021-03", "cannot tell"),
        ("2021-03", "2021", "cannot tell"),
        ("2021-03", "2021-03", "cannot tell"),
        ("2020", "2021-03", "in order"),
        ("2021-04", "2021-03-31", "out of order"),
        ("2021-03", "2021-03-31", "in order"),
        ("2021-03", "2021-03-30", "cannot tell"),
    ],
)
def test_dates_compare_as_far_as_known(earlier, later, verdict):
    assert date_order(earlier, later) == verdict


@pytest.mark.parametrize(
    ("stated", "day"), [("2024-02", "2024-02-29"), ("2023", "2023-12-31"), ("2024-03-05", "2024-03-05")]
)
def test_an_expiry_holds_until_its_last_day(stated, day):
    assert last_day(stated) == day


def test_a_batch_made_from_another():
    assert [(each.verdict, each.sentence) for each in findings([VECTOR, CELLS], donors=[{"id": "DON"}])] == [
        ("in order", "Batch LV-01 was manufactured (2025-04-10) before batch LV-01 was released (2025-06-30)."),
        ("in order", "Batch LV-01 was released (2025-06-30) before batch LV-01 expired (2027-04)."),
        ("in order", "Batch b01 was manufactured (2025-09-09) before batch b01 was filled (2025-09-18)."),
        ("in order", "Batch LV-01 was manufactured (2025-04-10) before batch b01 was manufactured (2025-09-09)."),
        ("in order", "Batch LV-01 was released (2025-06-30) before batch b01 was manufactured (2025-09-09)."),
        ("in order", "Batch b01 was manufactured (2025-09-09) before batch LV-01 expired (2027-04)."),
    ]


def test_paths_lead_to_the_dates():
    root = application([VECTOR, CELLS], donors=[{"id": "DON"}])
    for each in order_findings(root.products[0]):
        assert value_at(root, each.earlier)
        assert value_at(root, each.later)


def test_released_before_it_was_manufactured():
    """As in a public sample: release on 2019-09-08, manufacture in June 2020."""
    (found,) = findings([{"id": "8", "manufactured": "2020-06", "released": "2019-09-08"}])
    assert found.verdict == "out of order"
    assert found.sentence == "Batch 8 was released (2019-09-08) before batch 8 was manufactured (2020-06); it must not."
    assert found.earlier == "products[P].quality.batches[8].manufactured"


def test_used_before_it_was_made_or_released_or_after_it_expired():
    late = VECTOR | {"manufactured": "2026-01-01", "released": "2026-03-01", "expiry": "2025-01"}
    assert verdicts([late, CELLS], donors=[{"id": "DON"}])[-3:] == ["out of order"] * 3


def test_a_missing_date_is_a_reason():
    (found,) = findings([{"id": "CAT1"}, {"id": "T", "manufactured": "2020-06", "made_from": "CAT1"}])
    assert found.verdict == "cannot tell"
    assert found.sentence.endswith("when batch CAT1 was manufactured is not stated.")


def test_released_without_a_date_is_a_reason():
    origin = {"id": "A", "manufactured": "2020-01-01", "disposition": "released"}
    *_, found = findings([origin, {"id": "B", "manufactured": "2020-06-01", "made_from": "A"}])
    assert found.sentence.endswith("when batch A was released is not stated.")
    unreleased = origin | {"disposition": "quarantine"}
    assert verdicts([unreleased, {"id": "B", "manufactured": "2020-06-01", "made_from": "A"}]) == ["in order"]


def test_banks_come_before_their_banks_and_batches():
    banks = [{"id": "MCB", "date": "2019-03"}, {"id": "WCB", "date": "2019-02-01", "parent": "MCB"}]
    found = findings([{"id": "B", "manufactured": "2020-01-01", "made_from": "WCB"}], banks=banks)
    assert [each.verdict for each in found] == ["in order", "out of order"]
    assert found[1].sentence.startswith("Bank WCB was laid down (2019-02-01) before bank MCB was laid down (2019-03)")


def study(**dates):
    return [{"id": "N1", "test_article": {"batch": "B"}, **dates}]


@pytest.mark.parametrize(
    ("dates", "verdict"),
    [
        ({"first_dose": "2020-02-01"}, "in order"),
        ({"first_dose": "2019-12-31"}, "out of order"),
        ({"started": "2020-01-02"}, "in order"),
        ({"started": "2019-01-02"}, "cannot tell"),
        ({"started": "2019-01-02", "ended": "2019-06-01"}, "out of order"),
        ({}, "cannot tell"),
    ],
)
def test_the_batch_of_a_study_was_made_before_its_first_dose(dates, verdict):
    assert verdicts([{"id": "B", "manufactured": "2020-01-01"}], studies=study(**dates)) == [verdict]


def test_a_stability_study_begins_with_the_first_of_its_batches():
    batches = [{"id": "A", "manufactured": "2020-01-01"}, {"id": "B", "manufactured": "2020-09-01"}]
    early = {"id": "ST", "batches": ["A", "B"], "started": "2020-02-01"}
    assert verdicts(batches, stability_studies=[early]) == ["in order"]
    assert verdicts(batches, stability_studies=[early | {"started": "2019-02-01"}]) == ["out of order"] * 2


def test_loops_are_named():
    batches = [{"id": one, "manufactured": "2020-01-01", "made_from": other} for one, other in ("AB", "BC", "CA", "DA")]
    found = [each for each in findings(batches) if "loop" in each.sentence]
    assert [each.sentence for each in found] == ["Made from itself in a loop: C → B → A → C."]
    assert found[0].verdict == "out of order"
    alone = [{"id": "A", "manufactured": "2020-01-01", "made_from": "A"}]
    assert findings(alone)[-1].sentence == "Made from itself in a loop: A → A."


def test_two_loops_are_both_named_and_long_chains_are_none():
    pairs = [("A", "B"), ("B", "A"), ("X", "Y"), ("Y", "X"), *((f"c{at + 1}", f"c{at}") for at in range(3000))]
    batches = [{"id": one, "made_from": other} for one, other in pairs] + [{"id": "c0"}]
    every = links(application(batches).products[0])
    assert [len(loop) for loop in loops(every)] == [2, 2]


def test_an_unknown_origin_cannot_be_judged():
    (found,) = findings([{"id": "A", "manufactured": "2020-01-01", "made_from": ["GONE"]}])
    assert (found.verdict, found.earlier) == ("cannot tell", "products[P].quality.batches[A].made_from[0]")
    assert "GONE" in found.sentence


def test_the_chain_leads_from_donor_to_study():
    root = application(
        [VECTOR | {"made_from": "WCB"}, CELLS, {"id": "p01", "made_from": "b01"}, {"id": "other"}],
        donors=[{"id": "DON"}],
        banks=[{"id": "WCB", "parent": "MCB"}, {"id": "MCB"}],
        studies=[{"id": "N1", "test_article": {"batch": "p01"}}],
    )
    every = links(root.products[0])
    chain = chain_of(every, "products[P].quality.batches[b01]")
    assert [(each.origin.rsplit("[", 1)[1], each.made.rsplit("[", 1)[1]) for each in chain] == [
        ("WCB]", "LV-01]"), ("DON]", "b01]"), ("LV-01]", "b01]"), ("b01]", "p01]"), ("MCB]", "WCB]"), ("p01]", "N1]"),
    ]  # fmt: skip
    assert all(value_at(root, each.stated) for each in every)


def test_a_donor_that_enters_the_process_of_a_bank_is_its_origin():
    process = {"id": "M", "subject": "MCB", "steps": [{"id": "1", "inputs": [{"item": "DON"}]}]}
    root = application(banks=[{"id": "MCB"}], donors=[{"id": "DON"}], processes=[process])
    (link,) = links(root.products[0])
    assert (link.origin, link.made) == ("products[P].quality.donors[DON]", "products[P].quality.banks[MCB]")


def test_no_batches_give_no_findings():
    assert findings() == ()
