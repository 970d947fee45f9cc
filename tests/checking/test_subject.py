"""The places a rule looks at."""

from __future__ import annotations

import pytest

from impd.checking.known import Known
from impd.checking.subject import model_of, parse_pattern, subjects
from impd.dossier import ClinicalTrialApplication
from impd.dossier.quality.control import SpecificationTest

APPLICATION = ClinicalTrialApplication.model_validate(
    {
        "products": [
            {"code": "A", "quality": {"specifications": [{"id": "s", "tests": [{"id": "ph"}, {"id": "assay"}]}]}},
            {"code": "B", "atmp": {"combined": True}},
        ]
    }
)


def paths(pattern):
    return [one.path for one in subjects(pattern, Known(APPLICATION))]


def test_every_entry_is_found_with_its_path():
    assert paths("products[*]") == ["products[A]", "products[B]"]
    assert paths("products[*].quality.specifications[*].tests[*]") == [
        "products[A].quality.specifications[s].tests[ph]", "products[A].quality.specifications[s].tests[assay]",
    ]  # fmt: skip
    assert paths("products[*].atmp") == ["products[B].atmp"]
    assert paths("application") == [""]


def test_an_entry_knows_its_product_and_what_is_around_it():
    test = next(subjects("products[*].quality.specifications[*].tests[*]", Known(APPLICATION)))
    assert (test.product.code, test.parent.id, test.at("method")) == (
        "A", "s", "products[A].quality.specifications[s].tests[ph].method",
    )  # fmt: skip
    with pytest.raises(LookupError):
        _ = next(subjects("application", Known(APPLICATION))).product


def test_the_kind_of_entry_of_a_pattern():
    assert model_of("products[*].quality.specifications[*].tests[*]") is SpecificationTest


@pytest.mark.parametrize(
    "pattern", ["product[*]", "products", "products[*].quality[*]", "products[*].name", "products[*].quality.batches"]
)
def test_a_pattern_that_is_none(pattern):
    with pytest.raises(ValueError, match=r"field|list|single fact"):
        parse_pattern(pattern)
