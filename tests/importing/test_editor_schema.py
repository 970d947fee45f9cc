"""JSON Schemas for editors."""

from __future__ import annotations

import json

import pytest

from impd.dossier.clinical.clinical import Clinical
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.non_clinical import NonClinical
from impd.dossier.quality.quality import Quality
from impd.dossier.shape import fields_of
from impd.importing.editor_schema import json_schemas

SCHEMAS = json_schemas()


def test_one_for_each_kind_of_file():
    assert list(SCHEMAS) == [
        "dossier.yaml", "product.yaml", "quality.yaml", "non_clinical.yaml", "clinical.yaml", "waivers.yaml",
    ]


@pytest.mark.parametrize("part", [Quality, NonClinical, Clinical])
def test_a_part_of_the_data_has_the_keys_of_its_model(part):
    name = {Quality: "quality", NonClinical: "non_clinical", Clinical: "clinical"}[part]
    assert set(SCHEMAS[f"{name}.yaml"]["properties"]) == set(fields_of(part))


def test_the_parts_and_what_has_files_of_its_own_are_no_keys_of_the_product():
    apart = {"quality", "non_clinical", "clinical", "narratives", "figures"}
    assert set(SCHEMAS["product.yaml"]["properties"]) == set(fields_of(MedicinalProduct)) - apart


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_leads_to_a_definition(name):
    text = json.dumps(SCHEMAS[name])
    used = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert used == set(SCHEMAS[name]["$defs"])
    assert SCHEMAS[name]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("group", "field", "expected"),
    [
        ("Batch", "number", {"type": ["string", "number", "boolean", "null"]}),
        ("Batch", "size", {"anyOf": [{"$ref": "#/$defs/Quantity"}, {"type": "null"}]}),
        ("Batch", "results", {"type": ["array", "null"], "items": {"$ref": "#/$defs/Result"}}),
        ("Site", "in_eea", {"type": ["boolean", "null"]}),
        ("Bank", "containers", {"type": ["integer", "string", "null"], "pattern": "^[0-9]+$"}),
        ("Device", "role", {"enum": ["integral", "administration", "container", None]}),
    ],
)
def test_what_may_stand_behind_a_key(group, field, expected):
    schema = SCHEMAS["quality.yaml"]["$defs"][group]["properties"][field]
    items = schema.get("items", {})
    assert {key: schema[key] for key in expected if key != "items"} == {
        key: value for key, value in expected.items() if key != "items"
    }
    assert items.get("anyOf", [items])[0] == expected.get("items", {})


def test_a_quantity_may_be_one_text():
    choices = SCHEMAS["quality.yaml"]["$defs"]["Quantity"]["anyOf"]
    assert choices[0] == {"type": ["string", "number"]}
    assert set(choices[1]["properties"]) == {"value", "unit"}


def test_keys_are_explained():
    batch = SCHEMAS["quality.yaml"]["$defs"]["Batch"]
    assert batch["description"].startswith("A batch of")
    assert batch["properties"]["number"]["description"] == "as on the label, where it differs from the id"
