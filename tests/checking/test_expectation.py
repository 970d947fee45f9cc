"""What counts as given: absent, empty and placeholder values do not; each missing fact has its own path."""

from __future__ import annotations

import pytest

from impd.checking.expectation import Expectation, is_placeholder
from impd.checking.known import Known
from impd.checking.subject import subjects
from impd.dossier import ClinicalTrialApplication
from impd.errors import TemplateFault
from impd.gaps import Outcome


def observed(schema, product, pattern="products[*]"):
    application = ClinicalTrialApplication.model_validate({"products": [{"code": "A", **product}]})
    expectation = Expectation(schema, pattern, "own.yaml:1")
    return [seen for subject in subjects(pattern, Known(application)) for seen in expectation.observe(subject)]


def gaps(schema, product, pattern="products[*]"):
    return [(one.path, one.found, one.expected) for one in observed(schema, product, pattern)
            if one.outcome == Outcome.GAP]  # fmt: skip


REQUIRED = {"name": {"required": True}}
TESTS = {
    "tests": {
        "required": True,
        "minlength": 1,
        "schema": {"type": "dict", "schema": {"method": {"required": True}, "release_limit": {"required": True}}},
    }
}


def test_what_is_given_holds():
    assert [one.outcome for one in observed(REQUIRED, {"name": "Aval"})] == [Outcome.SATISFIED]


@pytest.mark.parametrize("name", [None, "TBD", "to be confirmed", "<INN>", "XX", "…", "{name}", "t.b.d."])
def test_what_is_not_given_is_missing(name):
    product = {} if name is None else {"name": name}
    assert gaps(REQUIRED, product) == [("products[A].name", "not stated", "name")]


@pytest.mark.parametrize("text", ["Not applicable", "None", "A to be confirmed dose of X", "<5 EU/mL", "BXXA"])
def test_a_statement_is_no_placeholder(text):
    assert not is_placeholder(text)


def test_each_fact_of_each_item_is_named():
    quality = {
        "specifications": [
            {"id": "s", "tests": [{"id": "ph", "method": "M"}, {"id": "assay", "release_limit": ">= 95"}]},
            {"id": "empty"},
        ]
    }
    assert gaps(TESTS, {"quality": quality}, "products[*].quality.specifications[*]") == [
        ("products[A].quality.specifications[s].tests[ph].release_limit", "not stated", "release limit"),
        ("products[A].quality.specifications[s].tests[assay].method", "not stated", "method"),
        ("products[A].quality.specifications[empty].tests", "not stated", "tests"),
    ]


def test_a_term_of_a_list_and_a_number_of_items():
    schema = {"role": {"allowed": ["test", "comparator"]}, "route": {"minlength": 2}}
    assert gaps(schema, {"role": "placebo", "route": ["Oral use"]}) == [
        ("products[A].role", "placebo", "test or comparator"),
        ("products[A].route", "Oral use", "at least 2"),
    ]


def test_a_quantity_is_one_fact():
    quality = {"batches": [{"id": "b", "size": "5 kg"}]}
    assert gaps({"size": {"required": True}}, {"quality": quality}, "products[*].quality.batches[*]") == []


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"nme": {"required": True}}, 'expect names "nme", which is no field of MedicinalProduct'),
        ({"atmp": {"schema": {"combned": {"required": True}}}}, 'expect names "combned", which is no field of Adv'),
        ({"name": {"requird": True}}, "expect is no Cerberus schema"),
    ],
)
def test_a_schema_that_is_wrong(schema, words):
    with pytest.raises(TemplateFault, match=r"own\.yaml:1") as caught:
        Expectation(schema, "products[*]", "own.yaml:1")
    assert words in str(caught.value)
