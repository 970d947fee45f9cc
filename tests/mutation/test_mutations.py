"""The gap report shows nearly every fact that is left out of a complete sample, where a required section reads it."""

from __future__ import annotations

from collections import Counter

import pytest

from impd.importing.folder import read_folder
from tests.mutation.caught import Checked
from tests.mutation.mutations import THINNED, Mutation, mutations
from tests.mutation.outside import Criteria
from tests.rules.case_run import SAMPLES, sample

NAMES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir())
A_SAMPLE = 45
"""How many changes to required facts are made to each sample, evenly spread over the dossier."""
DROPPED, CORRUPTED = 0.95, 0.80


@pytest.fixture(scope="module")
def shares() -> dict[str, tuple[int, int]]:
    """Of all samples: how many changes of each kind to required facts are shown, of how many."""
    total, shown = Counter[str](), Counter[str]()
    for name in NAMES:
        checked = Checked(read_folder(SAMPLES / name).application)
        for mutation in _chosen(checked):
            total[mutation.kind] += 1
            shown[mutation.kind] += bool(checked.catches(mutation))
    return {kind: (shown[kind], of) for kind, of in total.items()}


def _chosen(checked: Checked) -> list[Mutation]:
    required = [one for one in mutations(checked.application) if checked.class_of(one) == "required"]
    return required[:: max(len(required) // A_SAMPLE, 1)]


def test_nearly_every_required_fact_is_missed(shares):
    shown, of = shares["dropped"]
    assert of >= 150
    assert shown / of >= DROPPED, shares


def test_most_corrupted_facts_are_noticed(shares):
    kinds = [kind for kind in shares if kind not in ("dropped", THINNED)]
    shown, of = (sum(shares[kind][index] for kind in kinds) for index in (0, 1))
    assert of >= 30
    assert shown / of >= CORRUPTED, shares


def test_a_result_is_pushed_to_the_side_that_breaks_its_limit():
    application = sample("car_t_cd19")
    criteria = Criteria(application)
    batch = "products[LVC-19].quality.batches[b01].results"
    assert criteria.violated_at(f"{batch}[viability].result") is not None
    assert float(criteria.violated_at(f"{batch}[viability].result")) < 1
    assert criteria.violated_at(f"{batch}[appearance].result") is None


def test_a_list_is_dropped_once_and_thinned_item_by_item():
    paths = [(one.kind, one.path.rpartition("sites[SITE-GMP-AMF].")[2])
             for one in mutations(sample("car_t_cd19"))
             if "quality.sites[SITE-GMP-AMF].roles" in one.path]  # fmt: skip
    assert [kind for kind, _ in paths].count("dropped") == 1
    assert ("dropped", "roles") in paths
    assert (THINNED, "roles[1]") in paths
