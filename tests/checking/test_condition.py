"""Conditions: true, false, or open where the facts do not tell; and the fact that decides."""

from __future__ import annotations

import pytest

from impd.checking.condition import Conditions
from impd.checking.known import Known
from impd.checking.subject import subjects
from impd.dossier import ClinicalTrialApplication
from impd.errors import TemplateFault
from impd.rules.language import AnyOf, ConditionEntry

APPLICATION = {
    "trial": {"stage": "confirmatory"},
    "products": [
        {
            "code": "A",
            "role": "test",
            "quality": {
                "vectors": [{"id": "v1", "family": "aav"}, {"id": "v2"}],
                "batches": [{"id": "b1", "uses": ["clinical", "stability"], "size": "5 kg"}],
                "processes": [{"id": "p1", "aseptic_simulation": {"runs": 3}}],
            },
        }
    ],
}
ENTRIES = {
    "is_test": {"fact": "product.role", "in": ["test"]},
    "is_placebo": {"fact": "product.role", "in": ["placebo"]},
    "is_chemical": {"fact": "product.product_class", "in": ["chemical"]},
    "is_late": {"fact": "application.trial.stage", "in": ["confirmatory"]},
    "has_aav": {"fact": "product.quality.vectors[*].family", "in": ["aav"]},
    "has_lentivirus": {"fact": "product.quality.vectors[*].family", "in": ["lentivirus"]},
    "is_clinical": {"fact": "this.uses", "contains": "clinical"},
    "is_number": {"fact": "this.number", "matches": "^B"},
    "has_three_runs": {"fact": "product.quality.processes[*].aseptic_simulation.runs", "at_least": 3},
    "has_four_runs": {"fact": "product.quality.processes[*].aseptic_simulation.runs", "at_least": 4},
    "has_donors": {"fact": "product.quality.donors", "exists": True},
    "has_no_donors": {"fact": "product.quality.donors", "exists": False},
    "both": {"all": ["is_test", "is_late"]},
    "both_open": {"all": ["is_test", "is_chemical"]},
    "one": {"any": ["is_placebo", "is_late"]},
    "one_open": {"any": ["is_placebo", "is_chemical"]},
    "neither": {"none": ["is_placebo"]},
}


@pytest.fixture
def batch():
    known = Known(ClinicalTrialApplication.model_validate(APPLICATION))
    return next(subjects("products[*].quality.batches[*]", known))


def conditions(entries=ENTRIES):
    return Conditions({name: ConditionEntry.model_validate({"says": name, **entry}) for name, entry in entries.items()})


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("is_test", True), ("is_placebo", False), ("is_chemical", None), ("is_late", True), ("has_aav", True),
        ("has_lentivirus", None),  # one vector does not say its family
        ("is_clinical", True), ("is_number", None), ("has_three_runs", True), ("has_four_runs", False),
        ("has_donors", False), ("has_no_donors", True), ("both", True), ("both_open", None), ("one", True),
        ("one_open", None), ("neither", True), ("not is_test", False), ("not is_placebo", True),
        ("not is_chemical", None), (AnyOf(any=("is_placebo", "is_test")), True),
    ],
)  # fmt: skip
def test_a_condition(batch, name, holds):
    assert conditions().ask(name, batch).holds is holds


@pytest.mark.parametrize(
    ("name", "path", "because"),
    [
        ("is_test", "products[A].role", "role = test"),
        ("is_chemical", "products[A].product_class", "product class: not stated"),
        ("has_lentivirus", "products[A].quality.vectors[v2].family", "family: not stated"),
        ("is_clinical", "products[A].quality.batches[b1].uses", "uses = clinical, stability"),
        ("is_late", "trial.stage", "stage = confirmatory"),
        ("both_open", "products[A].product_class", "product class: not stated"),
    ],
)
def test_the_fact_that_decides_is_named(batch, name, path, because):
    answer = conditions().ask(name, batch)
    assert (answer.path, answer.because) == (path, because)


@pytest.mark.parametrize(
    ("name", "scope"),
    [("is_late", "application"), ("is_test", "product"), ("is_clinical", "this"), ("both", "product"),
     ("owes_full_quality_data", "product")],
)  # fmt: skip
def test_how_narrow_a_condition_looks(name, scope):
    assert conditions().scope(name) == scope


def test_a_condition_on_a_field_that_does_not_exist(batch):
    with pytest.raises(TemplateFault, match='"rle" is no field of MedicinalProduct'):
        conditions({"odd": {"fact": "product.rle", "in": ["x"]}}).ask("odd", batch)
