"""Another dossier with one fact changed: the first stays as it is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from impd.dossier import ClinicalTrialApplication
from impd.dossier.changing import with_fact, with_item, without_fact
from impd.errors import UsageFault

APPLICATION = ClinicalTrialApplication.model_validate(
    {
        "products": [
            {"code": "A", "quality": {"batches": [{"id": "b1", "size": "5 kg"}, {"id": "b2", "size": "6 kg"}]}},
            {"code": "B", "name": "Other"},
        ]
    }
)


def sizes(application):
    return [str(one.size) for one in application.products[0].quality.batches]


def test_a_fact_is_set_and_read_as_from_a_file():
    changed = with_fact(APPLICATION, "products[A].quality.batches[b2].size", "7 kg")
    assert sizes(changed) == ["5 kg", "7 kg"]
    assert sizes(APPLICATION) == ["5 kg", "6 kg"]
    assert changed.products[1] is APPLICATION.products[1]


def test_every_item_is_meant_by_a_star():
    assert sizes(with_fact(APPLICATION, "products[*].quality.batches[*].size", "1 kg")) == ["1 kg", "1 kg"]


def test_a_fact_or_an_item_is_dropped():
    assert sizes(without_fact(APPLICATION, "products[A].quality.batches[b1].size")) == ["None", "6 kg"]
    assert sizes(without_fact(APPLICATION, "products[A].quality.batches[b1]")) == ["6 kg"]
    assert without_fact(APPLICATION, "products[B]").products == APPLICATION.products[:1]


def test_a_fact_that_is_dropped_counts_as_not_stated():
    changed = without_fact(APPLICATION, "products[B].name")
    assert "name" not in changed.products[1].model_fields_set


def test_an_item_is_added():
    added = with_item(APPLICATION, "products[A].quality.batches", {"id": "b3", "size": "8 kg"})
    assert sizes(added) == ["5 kg", "6 kg", "8 kg"]


@pytest.mark.parametrize("path", ["products[C].name", "products[A].quality.batches[b9].size", "products[A].nme"])
def test_a_path_that_finds_nothing_is_a_fault(path):
    with pytest.raises(UsageFault):
        with_fact(APPLICATION, path, "x")


def test_a_value_the_field_cannot_hold_is_a_fault():
    with pytest.raises(ValidationError):
        with_fact(APPLICATION, "products[A].quality.batches[b1].size", "much")
