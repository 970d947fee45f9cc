"""Times added up against the shelf life, and generations against their limit: a sum, or the reason why not."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from impd.calculation.cumulative_time import add_up, cumulative_times
from impd.calculation.cumulative_time_parts import time_part
from impd.calculation.cumulative_time_span import TimeSpan, longest_span
from impd.calculation.generation_limit import generation_findings, stated_generations
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quantity import Quantity


def quantity(text):
    return Quantity.model_validate(text)


def parts(*times):
    return [
        time_part(f"the hold of step {at}", f"p{at}", longest_span(time and quantity(time)))
        for at, time in enumerate(times)
    ]


def product(**quality):
    return MedicinalProduct.model_validate({"code": "P", "quality": quality})


def steps(*rows):
    return [{"id": str(at), **row} for at, row in enumerate(rows, start=1)]


@pytest.mark.parametrize(
    ("times", "total"),
    [
        (("36 h",), "36 h"),
        (("90 min", "30 min"), "2 h"),
        (("1 d", "2 wk", "1.5 h"), "15 days 1 h 30 min"),
        (("14 to 18 h", "<= 2 h", "< 4 h"), "24 h"),
        (("6 mo", "1 a", "12 h"), "18 months 12 h"),
        (("0 h",), "0 h"),
    ],
)
def test_times_are_added_in_their_units(times, total):
    assert str(add_up("x", parts(*times)).total) == total


@pytest.mark.parametrize(
    ("times", "limit", "verdict"),
    [
        (("36 h", "12 h"), "48 h", "within"),
        (("36 h", "12.1 h"), "48 h", "beyond"),
        (("30 d",), "1 mo", "cannot tell"),
        (("28 d",), "1 mo", "within"),
        (("32 d",), "1 mo", "beyond"),
        (("6 mo", "1 h"), "6 mo", "beyond"),
        (("365 d",), "12 mo", "within"),
        (("366 d",), "12 mo", "cannot tell"),
        (("30 d", "30 d"), "1.5 mo", "beyond"),
        (("5 mo",), "200 d", "within"),
    ],
)
def test_the_sum_is_held_against_the_limit(times, limit, verdict):
    assert add_up("x", parts(*times), "limit", quantity(limit)).verdict == verdict


@pytest.mark.parametrize(
    ("time", "reason"),
    [
        (None, "the hold of step 0 is not stated"),
        (">= 2 h", "the hold of step 0 is no longest time (≥ 2 h)"),
        ("2 mg", "the hold of step 0 is no time (2 mg)"),
        ("2", "the hold of step 0 is no time (2)"),
        ("1e30 h", "the hold of step 0 is beyond measure (1 × 10³⁰ h)"),
    ],
)
def test_what_is_open_is_a_reason(time, reason):
    found = add_up("x", parts(time), "limit", quantity("2 d"))
    assert (found.verdict, found.open_ends) == ("cannot tell", (reason,))
    assert found.sentence == f"x: no time is stated; cannot tell whether it fits: {reason}."


def test_what_is_beyond_stays_beyond_whatever_is_open():
    assert add_up("x", parts("3 d", None), "limit", quantity("2 d")).verdict == "beyond"


def test_without_a_limit_there_is_a_sum():
    assert add_up("x", parts("3 d"), "limit").sentence.endswith("cannot tell whether it fits: the limit is not stated.")
    assert add_up("x", parts("90 min")).sentence == "x: 1 h 30 min in 1 stated time."
    assert add_up("x", []).verdict == "no limit"


def test_the_context_of_the_caller_changes_nothing():
    with localcontext() as context:
        context.prec = 2
        assert str(TimeSpan(hours=Decimal("1234.5"))) == "51 days 10 h 30 min"


CELLS = {
    "donors": [{"id": "D", "transport_maximum_time": "24 h"}, {"id": "E", "transport_maximum_time": "36 h"}],
    "drug_products": [
        {"id": "DP", "substances": "DS", "shelf_life": "72 h", "in_use_shelf_life": "1 h",
         "dose": {"administration_time": "30 min"}}
    ],
    "processes": [
        {"id": "A", "subject": "DS", "current": True,
         "steps": steps({"duration": "7 d"}, {"holds": [{"material": "Cells", "maximum_time": "2 h"}]})},
        {"id": "old", "subject": "DS", "current": False, "steps": steps({"duration": "99 d"})},
        {"id": "F", "subject": "DP", "current": True, "steps": steps({"duration": "30 min"}, {"duration": "90 min"})},
    ],
}  # fmt: skip


def test_manufacture_administration_and_the_whole_way():
    assert [each.sentence for each in cumulative_times(product(**CELLS))] == [
        "Manufacture of DP: 2 h in 2 stated times, within the limit of 72 h.",
        "Administration of DP: 30 min in 1 stated time, within the limit of 1 h.",
        "Collection to infusion of DP: 11 days 16 h 30 min in 7 stated times.",
    ]


def test_parts_and_limit_carry_their_paths():
    made, _, way = cumulative_times(product(**CELLS))
    assert made.limit_path == "products[P].quality.drug_products[DP].shelf_life"
    assert [part.path for part in made.parts] == [
        "products[P].quality.processes[F].steps[1].duration", "products[P].quality.processes[F].steps[2].duration",
    ]  # fmt: skip
    assert [way.parts[at].path for at in (0, 2)] == [
        "products[P].quality.donors[E].transport_maximum_time",
        "products[P].quality.processes[A].steps[2].holds[0].maximum_time",
    ]


def test_an_open_hold_is_named():
    process = {"id": "F", "subject": "DP", "steps": steps({"holds": [{"material": "Bulk"}]}, {})}
    found, *_ = cumulative_times(product(drug_products=CELLS["drug_products"], processes=[process]))
    assert found.open_ends == (
        "the hold of step 1 (Bulk) is not stated",
        "neither duration nor hold of step 2 is stated",
    )
    assert found.verdict == "cannot tell"


def test_which_process_is_meant_is_not_guessed():
    two = [{"id": one, "subject": "DP", "steps": steps({"duration": "1 h"})} for one in "FG"]
    found, *_ = cumulative_times(product(drug_products=CELLS["drug_products"], processes=two))
    assert found.open_ends == ("it is not stated which process of DP is current",)
    none, *_ = cumulative_times(product(drug_products=CELLS["drug_products"]))
    assert none.open_ends == ("no process of DP is stated",)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("19 population doublings beyond the working cell bank (qualified to 25)",
         ["19 population doublings beyond the working cell bank"]),
        ("25 population doublings beyond the working cell bank; production uses at most 19",
         ["25 population doublings beyond the working cell bank"]),
        ("Passage 6 and population doubling level 25", ["passage 6", "population doubling level 25"]),
        ("Day 10 of culture and 8 population doublings; the batches reached 5.1 to 5.8 doublings",
         ["8 population doublings"]),
        ("one passage from the research bank", []),
        ("Passage 3 from the seed", []),
        ("not more than a few passages", []),
        (None, []),
    ],
)  # fmt: skip
def test_only_plain_numbers_are_read(words, said):
    assert [str(each) for each in stated_generations(words)] == said


def culture(process, bank, result=None):
    batch = {"id": "b", "process": "A", "made_from": "WCB"}
    if result:
        batch["results"] = [{"test": "Population doublings", "result": result}]
    return product(
        processes=[{"id": "A", "maximum_generation": process}],
        banks=[{"id": "WCB", "maximum_generation": bank}, {"id": "FEEDER", "maximum_generation": "Passage 15"}],
        batches=[batch],
    )


@pytest.mark.parametrize(
    ("process", "bank", "verdict"),
    [
        ("Passage 6", "Passage 6 at harvest", "within"),
        ("Passage 7", "Passage 6", "beyond"),
        ("Passage 5", "20 population doublings", "cannot tell"),
        ("19 population doublings beyond the master cell bank", "25 population doublings", "cannot tell"),
        ("a few passages", "Passage 6", "cannot tell"),
    ],
)
def test_a_process_keeps_to_the_limit_of_its_bank(process, bank, verdict):
    (found,) = generation_findings(culture(process, bank))
    assert found.verdict == verdict
    assert found.limit == "products[P].quality.banks[WCB].maximum_generation"


def test_the_result_of_a_batch_is_held_against_its_process():
    found = generation_findings(culture("8 population doublings", "8 population doublings", "8.1"))
    assert [each.verdict for each in found] == ["within", "beyond"]
    assert found[1].sentence == (
        "8.1 population doublings (batch b): beyond the limit of 8 population doublings (process A)."
    )
    assert found[1].reached == "products[P].quality.batches[b].results[Population doublings].result"


def test_a_bank_that_no_batch_is_made_from_is_left_out():
    """Feeder cells have a limit of their own; the cells of the product are not counted against it."""
    found = generation_findings(culture("Passage 6", "Passage 6"))
    assert all("FEEDER" not in each.limit for each in found)


def test_nothing_stated_gives_no_finding():
    assert generation_findings(product()) == ()
    assert cumulative_times(product()) == ()
