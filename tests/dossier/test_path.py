"""Paths of facts."""

from __future__ import annotations

import pytest

from impd.dossier import ClinicalTrialApplication
from impd.dossier.path import Step, build_path, item_key, parse_path, path_of, supplied_facts, value_at, walk_facts
from impd.errors import UsageFault

DATA = {
    "trial": {"phase": "I"},
    "products": [
        {
            "code": "LV",
            "route": ["Intravenous use", "Intradermal use"],
            "quality": {
                "batches": [{"id": "b01", "size": "1 mg", "results": [{"test": "CD3+, CD4+", "result": "98"}]}],
                "stability_studies": [
                    {"id": "S", "results": [{"batch": "b01", "time": "6.0", "test": "a", "result": "9"}]}
                ],
                "sites": [{"id": "A", "in_eea": "false", "authorisations": [{"number": "X"}, {"number": "Y"}]}],
            },
        }
    ],
}  # fmt: skip
APPLICATION = ClinicalTrialApplication.model_validate(DATA)
Q = "products[LV].quality"
FACTS = {
    "trial.phase": "I",
    "products[LV].route[0]": "Intravenous use",
    "products[LV].route[1]": "Intradermal use",
    f"{Q}.sites[A].in_eea": "False",
    f"{Q}.sites[A].authorisations[0].number": "X",
    f"{Q}.sites[A].authorisations[1].number": "Y",
    f"{Q}.batches[b01].size": "1 mg",
    f'{Q}.batches[b01].results["CD3+, CD4+"].test': "CD3+, CD4+",
    f'{Q}.batches[b01].results["CD3+, CD4+"].result': "98",
    f"{Q}.stability_studies[S].results[b01,6,a].batch": "b01",
    f"{Q}.stability_studies[S].results[b01,6,a].time": "6.0",
    f"{Q}.stability_studies[S].results[b01,6,a].test": "a",
    f"{Q}.stability_studies[S].results[b01,6,a].result": "9",
}


def test_every_supplied_fact_is_walked_once_in_order():
    assert {path: str(value) for path, value in walk_facts(APPLICATION)} == FACTS
    assert [path for path, _ in walk_facts(APPLICATION)] == list(FACTS)


def test_a_walk_may_begin_anywhere():
    found = [path for path, _ in walk_facts(APPLICATION.products[0], "products[LV]")]
    assert found == list(FACTS)[1:]


def test_supplied_facts_come_with_their_field():
    assert [field.name for _, field in supplied_facts(APPLICATION)][:2] == ["phase", "route"]


@pytest.mark.parametrize("path", FACTS)
def test_a_path_leads_back_to_its_value(path):
    assert str(value_at(APPLICATION, path)) == FACTS[path]


@pytest.mark.parametrize("path", FACTS)
def test_a_path_read_and_built_is_the_same(path):
    assert build_path(*parse_path(path)) == path


def test_values_of_groups_and_other_ways_to_write_a_key():
    assert value_at(APPLICATION.products[0], "quality.batches[b01]").id == "b01"
    assert value_at(APPLICATION, f"{Q}.stability_studies[S].results[b01, 6.00, a].result") == "9"
    assert len(value_at(APPLICATION, "products")) == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("trial.phse", 'no field "phse" in trial.phse. Did you mean "phase"?'),
        (f"{Q}.batches[b02].size", f'no entry "b02" in batches ({Q}.batches[b02].size). Did you mean "b01"?'),
        ("trial.phase.x", 'no field "x" in trial.phase.x'),
        ("products[LV].route[2]", 'no entry "2" in route'),
        ("trial[x].phase", 'no entry "x" in trial'),
    ],
)
def test_a_path_that_leads_nowhere(path, message):
    with pytest.raises(UsageFault) as fault:
        value_at(APPLICATION, path)
    assert str(fault.value).startswith(message)


@pytest.mark.parametrize("path", ["", ".", "a.", "a[", "a[]", "a[b", "a[b]c", "a[b,]", 'a["b]', "a b", "1a"])
def test_what_is_no_path(path):
    with pytest.raises(UsageFault, match="is no fact path"):
        parse_path(path)


@pytest.mark.parametrize("value", ["a]b", 'say "x"', "back\\slash", " edge ", "a,b", "[", "ü (µ) 10⁶"])
def test_any_text_can_be_a_key(value):
    step = Step("results", (value, "x"))
    assert parse_path(str(step)) == (step,)


def test_the_key_of_an_item():
    quality = APPLICATION.products[0].quality
    assert item_key(quality.stability_studies[0].results[0], 5) == "b01,6,a"
    assert [item_key(quality.sites[0].authorisations[0], 5), item_key("x", 7)] == ["5", "7"]


def test_a_location_as_path_in_validated_and_raw_data():
    location = ("products", 0, "quality", "stability_studies", 0, "results", 0, "time")
    expected = f"{Q}.stability_studies[S].results[b01,6,a].time"
    for root in (APPLICATION, DATA):
        assert path_of(root, location, ClinicalTrialApplication) == expected
    assert path_of(DATA, ("products", 4, "name"), ClinicalTrialApplication) == "products[4].name"
