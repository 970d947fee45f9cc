"""Processes in use: those of substance and product that are not past, where they stand, at which sites."""

from __future__ import annotations

import pytest

from impd.checking.known import KnownProduct
from impd.checking.lookups.processes_in_use import processes_in_use, section_of, sites_of_one_role, stated_by_process
from impd.dossier.medicinal_product import MedicinalProduct
from impd.gaps import Outcome

SITES = [{"id": "A", "roles": "product_manufacture"}, {"id": "B", "roles": "product_manufacture"}]
PROCESSES = [
    {"id": "DP-2", "subject": "DP", "version": "2", "chain_of_identity": "by labels"},
    {"id": "DP-1", "subject": "DP", "current": False},
    {"id": "DS-1", "subject": "DS"},
    {"id": "MAT-1", "subject": "MAT"},
]


def known(processes=PROCESSES):
    quality = {
        "sites": SITES, "substances": [{"id": "DS"}], "drug_products": [{"id": "DP"}], "materials": [{"id": "MAT"}],
        "processes": processes,
    }  # fmt: skip
    return KnownProduct(MedicinalProduct.model_validate({"code": "P", "quality": quality}))


def test_past_processes_and_those_of_materials_are_left_out_and_the_product_comes_last():
    assert [one.name for one in processes_in_use(known())] == ["DS-1", "DP-2, version 2"]


@pytest.mark.parametrize(("of", "section"), [("DS", "S.2.2"), ("DP", "P.3.3"), (None, "S.2.2")])
def test_a_process_is_described_where_its_subject_is(of, section):
    assert section_of(known(), of, "description") == section


def test_sites_of_one_role_are_several_unless_they_do_steps_in_turn():
    assert {role: [one.id for one in sites] for role, sites in sites_of_one_role(known()).items()} == {
        "product_manufacture": ["A", "B"]
    }
    steps = [{"id": "1", "site": "A"}, {"id": "2", "site": "B"}]
    assert sites_of_one_role(known([{"id": "DP-2", "subject": "DP", "steps": steps}])) == {}


def test_a_fact_that_no_process_states_is_missing_at_the_first():
    (found,) = stated_by_process(known(), "chain_of_identity", "a chain of identity")
    assert (found.outcome, found.path) == (Outcome.SATISFIED, "products[P].quality.processes[DP-2].chain_of_identity")
    (found,) = stated_by_process(known(), "maximum_generation", "a limit")
    assert (found.outcome, found.path) == (Outcome.GAP, "products[P].quality.processes[DS-1].maximum_generation")
