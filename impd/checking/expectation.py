"""What counts as given: the Cerberus schema of a rule held against an entry of the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from cerberus import SchemaError, Validator
from cerberus.errors import ValidationError

from impd.checking.observation import Observation, falls_short, holds
from impd.checking.subject import Subject, model_of
from impd.dossier.facts import Facts
from impd.dossier.path import build_path, path_of
from impd.dossier.shape import fields_of
from impd.errors import TemplateFault

PLACEHOLDER = re.compile(
    r"\s*(?:<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|X{2,}|\.{3,}|…|-+|\?+|t\.?b\.?[cdas]\.?|to be (?:confirmed|determined|"
    r"defined|added|completed|provided|specified)|placeholder|lorem ipsum.*|insert .* here)\s*",
    re.IGNORECASE,
)
"""What stands where a fact should stand: it is printed as typed, but never counts as given."""


def is_placeholder(value: Any) -> bool:
    """Whether a text only keeps the place of a fact."""
    return isinstance(value, str) and PLACEHOLDER.fullmatch(value) is not None


class Expectation:
    """The schema of one rule, ready to be held against entries of one kind."""

    def __init__(self, schema: Mapping[str, Any], pattern: str, place: str) -> None:
        """Raises TemplateFault, naming the rule's place, for a field or a Cerberus rule that does not exist."""
        self._schema = schema
        model = model_of(pattern)
        _check_fields(schema, model, place)
        try:
            self._validator = Validator(dict(schema), allow_unknown=True)
        except (SchemaError, AttributeError, TypeError, RuntimeError) as fault:
            reason = " ".join(str(fault).split())
            raise TemplateFault(f"{place}: expect is no Cerberus schema: {reason}", "Correct the rule.") from None

    def observe(self, subject: Subject) -> Iterator[Observation]:
        """What is given or missing at one entry."""
        document = _document(subject.this, self._schema)
        if self._validator.validate(document):
            yield holds(subject.path)
            return
        for fault in self._validator._errors:
            yield from _faults(fault, subject)


def _check_fields(schema: Mapping[str, Any], model: type[Facts], place: str) -> None:
    for name, rules in schema.items():
        field = fields_of(model).get(name)
        if field is None:
            raise TemplateFault(f'{place}: expect names "{name}", which is no field of {model.__name__}',
                                f"It has {', '.join(fields_of(model))}.")  # fmt: skip
        below = below_of(rules)
        if below is not None and field.group is not None:
            _check_fields(below, field.group, place)


def below_of(rules: Any) -> Mapping[str, Any] | None:
    """The schema of the fields of a group, or of each item of a list of groups."""
    schema = rules.get("schema") if isinstance(rules, dict) else None
    if isinstance(schema, dict) and isinstance(schema.get("schema"), dict):
        return dict(schema["schema"])
    if isinstance(schema, dict) and all(isinstance(value, dict) for value in schema.values()):
        return schema
    return None


def _document(group: Facts, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a group that a schema asks for; what is absent, empty or a placeholder is left out."""
    found: dict[str, Any] = {}
    for name, rules in schema.items():
        given = getattr(group, name)
        value = given if name.endswith("unit") else _plain(given, below_of(rules) or {})  # {cells} is a unit
        if value is not None and value not in ([], ""):
            found[name] = value
    return found


def _plain(value: Any, schema: Mapping[str, Any]) -> Any:
    if isinstance(value, tuple):
        return [one for item in value if (one := _plain(item, schema)) is not None]
    if isinstance(value, Facts):
        return _document(value, schema) if not _one_fact(value) else str(value)
    return None if is_placeholder(value) else value


@lru_cache(maxsize=256)
def _is_one_fact(model: type[Facts]) -> bool:
    return not model.key and "__str__" in vars(model)


def _one_fact(value: Facts) -> bool:
    """Whether a group is one fact, such as a quantity or an acceptance criterion."""
    return _is_one_fact(type(value))


def _faults(fault: ValidationError, subject: Subject) -> Iterator[Observation]:
    """One observation for each field a Cerberus error is about."""
    if fault.is_group_error and not fault.is_logic_error:
        for child in fault.child_errors or ():
            yield from _faults(child, subject)
        return
    location = tuple(fault.document_path)
    path = build_path(subject.path, path_of(subject.this, location, type(subject.this)))
    labels = _labels(location, type(subject.this))
    fact, group = labels[-1], labels[-2] if len(labels) > 1 else ""
    expected = fact if fault.rule in ("required", "empty") else _expected(fault)
    yield falls_short(path, _found(fault), expected, what=str(fault.rule), fact=fact, group=group)


def _labels(location: tuple[Any, ...], model: type[Facts] | None) -> list[str]:
    """The names of the groups on the way to a field, and its own."""
    labels: list[str] = []
    for step in location:
        field = fields_of(model).get(step) if model and isinstance(step, str) else None
        if field is not None:
            labels, model = [*labels, field.label], field.group
    return labels or [""]


def _found(fault: ValidationError) -> str:
    if fault.rule == "required" or fault.value is None:
        return "not stated"
    if isinstance(fault.value, list):
        return ", ".join(map(str, fault.value)) if all(not isinstance(one, dict) for one in fault.value) else ""
    return "" if isinstance(fault.value, dict) else str(fault.value)


def _expected(fault: ValidationError) -> str:
    constraint = fault.constraint
    if fault.rule == "minlength":
        return f"at least {constraint}"
    if fault.rule in ("allowed", "contains"):
        listed = constraint if isinstance(constraint, list | tuple) else [constraint]
        return " or ".join(map(str, listed)) if fault.rule == "allowed" else " and ".join(map(str, listed))
    if fault.rule in ("min", "max"):
        return f"{'at least' if fault.rule == 'min' else 'at most'} {constraint}"
    return "" if isinstance(constraint, list | dict) else str(constraint)
