"""What each group of facts consists of."""

from __future__ import annotations

import pytest

from impd.dossier import ClinicalTrialApplication, MedicinalProduct, Quality
from impd.dossier.application_references import APPLICATION_REGISTERS
from impd.dossier.document_register import RegisteredDocument
from impd.dossier.facts import Facts
from impd.dossier.non_clinical.results import StudyFinding, TissueResult
from impd.dossier.quality.control import Batch, SpecificationTest
from impd.dossier.quality.stability import StabilityResult
from impd.dossier.registers import parts, registers
from impd.dossier.shape import fields_of, key_of


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (Batch, "id", {"identifier": True, "key": True, "group": None, "many": False}),
        (Batch, "site", {"registers": ("sites",), "many": False}),
        (Batch, "made_from", {"registers": ("batches", "banks", "donors"), "many": True, "group": None}),
        (Batch, "size", {"group": None, "many": False}),
        (Batch, "uses", {"coded": True, "many": True}),
        (SpecificationTest, "release_limit", {"group": None}),
        (StabilityResult, "time", {"number": True, "key": True}),
        (Quality, "batches", {"group": Batch, "many": True}),
        (MedicinalProduct, "quality", {"group": Quality, "many": False}),
        (ClinicalTrialApplication, "cover_letter", {"elsewhere": True, "many": False}),
        (RegisteredDocument, "signed", {"elsewhere": True, "coded": True}),
        (RegisteredDocument, "kind", {"elsewhere": False, "coded": True}),
        (ClinicalTrialApplication, "member_states", {"many": True, "label": "member states"}),
    ],
)
def test_a_field(model, name, expected):
    field = fields_of(model)[name]
    assert {part: getattr(field, part) for part in expected} == expected


@pytest.mark.parametrize(
    ("item", "model", "key"),
    [
        ({"id": " b1 "}, Batch, ("b1",)),
        ({"batch": "b", "time": "6.0", "test": "t"}, StabilityResult, ("b", "6", "t")),
        ({"batch": "b", "time": "soon", "test": "t"}, StabilityResult, ("b", "soon", "t")),
        ({"batch": "b", "test": "t"}, StabilityResult, None),
        ({"id": ["b1"]}, Batch, None),
        ({"finding": "Survival", "group": "2"}, StudyFinding, ("Survival", "2")),
        ({"finding": "Survival"}, StudyFinding, ("Survival",)),
        ({"tissue": "Liver", "time": "7.0"}, TissueResult, ("Liver", "", "7")),
        (TissueResult(tissue="Liver"), TissueResult, ("Liver",)),
        (Batch(id="b1"), Batch, ("b1",)),
        ({"description": "x"}, Facts, None),
    ],
)
def test_the_key_of_an_item(item, model, key):
    assert key_of(item, model) == key


def every_group(model: type[Facts], seen: set[type[Facts]]) -> set[type[Facts]]:
    seen.add(model)
    for field in fields_of(model).values():
        if field.group and field.group not in seen:
            every_group(field.group, seen)
    return seen


GROUPS = sorted(every_group(ClinicalTrialApplication, set()), key=lambda group: group.__name__)


@pytest.mark.parametrize("model", GROUPS)
def test_keys_are_required_and_registers_exist(model):
    known = {*registers(), *APPLICATION_REGISTERS, "figures", "tests"}
    assert all(model.model_fields[name].is_required() for name in model.key[:1])
    assert all(set(field.registers) <= known for field in fields_of(model).values())


def test_a_register_has_one_name_over_all_parts():
    lists = [one.name for part in parts().values() for one in fields_of(part).values() if one.many]
    assert len([name for name in lists if name != "sections"]) == len({name for name in lists if name != "sections"})
    assert list(parts()) == ["quality", "non_clinical", "clinical"]
