"""JSON Schemas of the dossier's files, by which an editor completes and explains keys while they are typed.

They describe what may be written, not what must be given: obligation lives in rules. The reader stays the judge.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.registers import parts
from impd.dossier.waiver import Waivers

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What a file may be written with, though an editor takes an unquoted scalar for a number, truth value or nothing.
_SCALAR = ["string", "number", "boolean", "null"]
_EXACT: dict[Any, dict[str, Any]] = {
    "boolean": {"type": ["boolean", "null"]},
    "integer": {"type": ["integer", "string", "null"], "pattern": "^[0-9]+$"},
}
_TEXT_FORMS = {"Quantity": "A number with its UCUM unit, e.g. 20 mg", "AcceptanceCriterion": "A limit, e.g. >= 70"}
_FILES: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {
    "dossier.yaml": (ClinicalTrialApplication, ()),
    "product.yaml": (MedicinalProduct, ("narratives", "figures", *parts())),
    **{f"{name}.yaml": (model, ()) for name, model in parts().items()},
    "waivers.yaml": (Waivers, ()),
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of file: ``dossier.yaml``, ``product.yaml``, ``quality.yaml`` for quality/* etc."""
    return {name: _schema(name, model, left_out) for name, (model, left_out) in _FILES.items()}


def _schema(name: str, model: type[BaseModel], left_out: tuple[str, ...]) -> dict[str, Any]:
    made = model.model_json_schema(mode="validation")
    definitions = {key: _group(key, value) for key, value in made.pop("$defs", {}).items()}
    root = _group("", made)
    root["title"] = name
    root["required"] = []
    for field in left_out:
        root["properties"].pop(field)
    used = _used(root, definitions)
    return {"$schema": _DIALECT, **root, "$defs": {key: definitions[key] for key in sorted(used)}}


def _group(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A group of keys; a quantity or limit may also be written as one text."""
    properties = {key: _field(value) for key, value in schema.get("properties", {}).items()}
    group = {**schema, "properties": properties}
    if name not in _TEXT_FORMS:
        return group
    return {"description": _TEXT_FORMS[name], "anyOf": [{"type": ["string", "number"]}, group]}


def _field(schema: dict[str, Any]) -> dict[str, Any]:
    """What may stand behind a key: pydantic's description, loosened to what the reader accepts."""
    notes: dict[str, Any] = {key: schema[key] for key in ("title", "description") if key in schema}
    choices = [choice for choice in schema.get("anyOf", [schema]) if choice.get("type") != "null"]
    references = [choice for choice in choices if "$ref" in choice]
    lists = [choice for choice in choices if choice.get("type") == "array"]
    words = [word for choice in choices for word in choice.get("enum", [choice["const"]] if "const" in choice else [])]
    if references:
        return {**notes, "anyOf": [{"$ref": references[0]["$ref"]}, {"type": "null"}]}
    if lists:
        return {**notes, **_list(lists[0])}
    if words:
        return {**notes, "enum": [*words, None]}
    patterns = {"pattern": choices[0]["pattern"]} if "pattern" in choices[0] and len(choices) == 1 else {}
    kind = choices[0].get("type")
    return {**notes, **_EXACT.get(kind, {**patterns, "type": _SCALAR})}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    """A list of groups, or of plain values, of which one may stand alone."""
    item = _field(schema["items"])
    item.pop("title", None)
    listing = {"type": ["array", "null"], "items": item}
    return listing if "$ref" in schema["items"] else {"anyOf": [item, listing]}


def _used(schema: Any, definitions: dict[str, Any], used: frozenset[str] = frozenset()) -> frozenset[str]:
    """The definitions a schema refers to, and those they refer to."""
    if isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
        if name in definitions and name not in used:
            used = _used(definitions[name], definitions, used | {name})
        for value in schema.values():
            used = _used(value, definitions, used)
    elif isinstance(schema, list):
        for value in schema:
            used = _used(value, definitions, used)
    return used
