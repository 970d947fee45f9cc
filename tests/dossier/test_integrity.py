"""Unique names and references that find their entry."""

from __future__ import annotations

import pytest

from impd.dossier import ClinicalTrialApplication
from impd.dossier.integrity import find_faults


def faults(references: bool = True, **quality):
    figure = {"name": "map.svg", "media_type": "image/svg+xml", "data": b""}
    data = {"products": [{"code": "LV", "quality": quality, "figures": [figure]}]}
    validated = find_faults(ClinicalTrialApplication.model_validate(data), references)
    assert find_faults(data, references) == validated
    return [(fault.path.removeprefix("products[LV].quality."), fault.message, fault.remedy) for fault in validated]


@pytest.mark.parametrize(
    "quality",
    [
        {},
        {"batches": [{"id": "b1", "site": "A", "made_from": "b0"}, {"id": "b0"}], "sites": [{"id": "A"}]},
        {"vectors": [{"id": "v", "map_figure": "map.svg"}]},
        {"batches": [{"id": "b1", "results": [{"test": "no such test"}]}]},
        {"batches": [{"id": "b1", "results": [{"test": "t"}]}, {"id": "b2", "results": [{"test": "t"}]}]},
    ],
)
def test_a_sound_dossier(quality):
    assert faults(**quality) == []


@pytest.mark.parametrize(
    ("quality", "fault"),
    [
        ({"batches": [{"id": "b1", "specification": "AP-99"}], "specifications": [{"id": "AP-09"}]},
         ("batches[b1].specification", 'specification: no entry "AP-99" in specifications', 'Did you mean "AP-09"?')),
        ({"substances": [{"id": "s", "manufacturers": ["A", "B"]}], "sites": [{"id": "A"}]},
         ("substances[s].manufacturers[1]", 'manufacturers: no entry "B" in sites',
          "Add the entry, or name one of: A")),
        ({"processes": [{"id": "p", "steps": [{"id": "1", "controls": [{"id": "c", "method": "m"}]}]}]},
         ("processes[p].steps[1].controls[c].method", 'method: no entry "m" in methods',
          "Add the entry, or name one of: none yet")),
        ({"batches": [{"id": "b1", "site": "b1"}]},
         ("batches[b1].site", 'site: "b1" is an entry of batches', "Give the id of an entry of sites")),
        ({"vectors": [{"id": "v", "map_figure": "mop.svg"}]},
         ("vectors[v].map_figure", 'map_figure: no entry "mop.svg" in figures', 'Did you mean "map.svg"?')),
        ({"sites": [{"id": "A"}, {"id": "A"}]},
         ("sites[A]", 'sites: a second entry with id "A"', "Remove it, or give it its own name")),
        ({"sites": [{"id": "A"}], "batches": [{"id": "A"}]},
         ("batches[A].id", 'the id "A" names an entry of sites already', "Give each entry of a product its own id")),
        ({"stability_studies": [{"id": "S", "results": [{"batch": "b", "time": time, "test": "a"}
                                                        for time in ("6", "6.0")]}]},
         ("stability_studies[S].results[b,6,a]", 'results: a second entry with batch "b", time "6", test "a"',
          "Remove it, or give it its own name")),
    ],
)  # fmt: skip
def test_a_fault(quality, fault):
    assert faults(**quality) == [fault]


def test_references_may_be_left_out():
    assert faults(references=False, batches=[{"id": "b1", "site": "A"}]) == []


def test_products_do_not_share_their_ids():
    sites = {"sites": [{"id": "A"}]}
    data = {"products": [{"code": "X", "quality": sites}, {"code": "Y", "quality": sites}]}
    assert find_faults(ClinicalTrialApplication.model_validate(data)) == []
    twice = {"products": [{"code": "X"}, {"code": "X"}]}
    assert [fault.message for fault in find_faults(twice)] == ['products: a second entry with code "X"']
