"""JSON Schemas of the files of a rule pack, by which an editor completes and explains keys."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from impd.rules.clocks import ClocksFile
from impd.rules.language import CaseEntry, ConditionEntry, PackEntry, RuleEntry
from impd.rules.slots import SlotsFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rule_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of ``pack.yaml``, the files of rules and cases, conditions, slots and clocks."""
    return {
        "pack.yaml": _schema("pack.yaml", PackEntry),
        "rules.yaml": _listed("rules/*.yaml", RuleEntry),
        "cases.yaml": _listed("cases/*.yaml", CaseEntry),
        "conditions.yaml": _named("conditions.yaml", ConditionEntry),
        "slots.yaml": _schema("slots.yaml", SlotsFile),
        "clocks.yaml": _schema("clocks.yaml", ClocksFile),
    }


def _schema(title: str, model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema(by_alias=True), "title": title}


def _listed(title: str, model: type[BaseModel]) -> dict[str, Any]:
    """A file that lists entries."""
    entry = model.model_json_schema(by_alias=True)
    definitions = entry.pop("$defs", {})
    return {"$schema": _DIALECT, "title": title, "type": "array", "items": entry, "$defs": definitions}


def _named(title: str, model: type[BaseModel]) -> dict[str, Any]:
    """A file that holds entries by name."""
    entry = model.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, "title": title, "type": "object", "additionalProperties": entry}
