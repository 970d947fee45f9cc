"""The lines of specifications: whose they are, which attribute, which procedure; each found once."""

from __future__ import annotations

import pytest

from impd.checking.known import KnownProduct
from impd.checking.lookups.specification_lines import all_lines, is_limited, is_made, lines_by, lines_on, product_lines
from impd.dossier.medicinal_product import MedicinalProduct

PRODUCT = MedicinalProduct.model_validate({
    "code": "P",
    "quality": {
        "substances": [{"id": "DS"}],
        "drug_products": [{"id": "DP", "substances": ["DS"]}],
        "materials": [{"id": "MAT"}],
        "methods": [{"id": "HPLC"}],
        "specifications": [
            {"id": "S1", "subject": "DS", "tests": [{"id": "assay", "category": "assay", "method": "HPLC"}]},
            {"id": "S2", "subject": "DP",
             "tests": [{"id": "potency", "category": "potency", "release_limit": "≥ 50 %"}]},
            {"id": "S3", "subject": "MAT", "tests": [{"id": "purity", "category": "purity", "method": "HPLC"}]},
        ],
    },
})  # fmt: skip
KNOWN = KnownProduct(PRODUCT)


def test_a_line_has_the_path_of_its_test():
    assert [line.path for line in all_lines(KNOWN)] == [
        "products[P].quality.specifications[S1].tests[assay]",
        "products[P].quality.specifications[S2].tests[potency]",
        "products[P].quality.specifications[S3].tests[purity]",
    ]


def test_the_product_has_its_own_lines_and_without_them_those_of_the_substance():
    assert [line.test.id for line in product_lines(KNOWN)] == ["potency"]
    quality = PRODUCT.quality.model_copy(update={"specifications": PRODUCT.quality.specifications[:1]})
    without = KnownProduct(PRODUCT.model_copy(update={"quality": quality}))
    assert [line.test.id for line in product_lines(without)] == ["assay"]


def test_lines_are_found_by_attribute_and_by_procedure_among_what_is_made():
    assert [line.test.id for line in lines_on(KNOWN, "assay", "purity")] == ["assay"]
    assert [line.test.id for line in lines_by(KNOWN, PRODUCT.quality.methods[0])] == ["assay"]


@pytest.mark.parametrize(("identifier", "made"), [("DS", True), ("DP", True), ("MAT", False), ("none", False)])
def test_what_is_made_is_substance_or_product(identifier, made):
    assert is_made(KNOWN, identifier) is made


def test_a_limit_is_more_than_a_report():
    assert [is_limited(line) for line in all_lines(KNOWN)] == [False, True, False]


def test_lines_are_looked_up_once():
    assert all_lines(KNOWN) is all_lines(KNOWN)
