"""The fields of the application form in CTIS, read from ``schemas/eu_ctr/ctis_fields.yaml``, in the portal's order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from impd.resources import folder
from impd.rules.act import Confidence
from impd.rules.pack_file import entry_of
from impd.rules.yaml_lines import Lines, Location, read_yaml

Words: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Conformance: TypeAlias = Literal["mandatory", "conditional", "optional"]
InForm: TypeAlias = Literal["mandatory", "conditional", "optional", "read only"]
Kind: TypeAlias = Literal["text", "date", "phone", "document"]
_SOURCES = ("fact", "value", "documents", "translations", "by_hand")


class _Entry(BaseModel):
    """A part of the file: frozen, strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldBasis(_Entry):
    """Whether the requirement was seen, how sure it is, and where it was seen."""

    seen: bool
    confidence: Confidence
    note: str = ""


class ListedValue(_Entry):
    """One value of a code list: its label in CTIS, and its number where that was seen."""

    label: Words
    code: str = ""


class CodeList(_Entry):
    """The values among which a field lets choose, by our code. ``open``: any value, chosen by its own name."""

    values: dict[str, ListedValue]
    basis: FieldBasis | None = None
    note: str = ""
    open: bool = False


class FormField(_Entry):
    """One field of the form: where its value comes from, and when it must be filled.

    Exactly one of ``fact``, ``value``, ``documents``, ``translations`` and ``by_hand`` is given. A conditional field
    says ``when`` in words and names the condition that tells, ``applies``.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9.]*(/[a-z]+)?$")]
    label: Words
    conformance: Conformance
    in_form: InForm | None = Field(None, description="what the form itself demands, where that is not the conformance")
    when: str = ""
    applies: Name | None = None
    each: str = ""
    fact: str = ""
    value: Name | None = None
    documents: tuple[Words, ...] = ()
    translations: str = ""
    by_hand: str = ""
    list_: str = Field("", alias="list")
    kind: Kind = "text"
    language: str = ""
    limit: int = Field(0, ge=0)
    hint: str = ""
    basis: FieldBasis | None = None

    @property
    def form_id(self) -> str:
        """The id as the form has it, which may name two fields."""
        return self.id.split("/")[0]

    @model_validator(mode="after")
    def _whole(self) -> FormField:
        given = [name for name in _SOURCES if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"give one of {', '.join(_SOURCES)}, not {' and '.join(given) or 'none'}")
        if (self.conformance == "conditional") != bool(self.when and self.applies):
            raise ValueError("a conditional field, and no other, gives when and applies")
        if self.in_form == self.conformance:
            raise ValueError("in_form is given only where it is not the conformance")
        return self


class FormSection(_Entry):
    """A section of the form; ``each`` says for what it is repeated."""

    id: Name
    title: Words
    each: str = ""
    fields: tuple[FormField, ...] = Field(min_length=1)


class FormPart(_Entry):
    """A part of the form; ``each`` says for what it is repeated."""

    id: Name
    title: Words
    each: str = ""
    sections: tuple[FormSection, ...] = Field(min_length=1)


class NotAsked(_Entry):
    """A field that the form requires and that is not asked here, with the reason."""

    id: Words
    reason: Words


class CtisForm(_Entry):
    """The form: its parts in the portal's order, the code lists, and what is not asked."""

    version: Words
    basis: FieldBasis
    not_asked: tuple[NotAsked, ...] = ()
    structured_data_languages: dict[str, str] = Field(
        default={}, description="member states that ask for the typed texts in their language"
    )
    code_lists: dict[str, CodeList]
    parts: tuple[FormPart, ...] = Field(min_length=1)

    def fields(self) -> Iterator[FormField]:
        """Every field, in the portal's order."""
        for part in self.parts:
            for section in part.sections:
                yield from section.fields


@cache
def read_ctis_form() -> CtisForm:
    """The form as the project ships it. Raises TemplateFault, each fault with file and line."""
    return read_ctis_form_from(folder("schemas") / "eu_ctr" / "ctis_fields.yaml")


def read_ctis_form_from(file: Path) -> CtisForm:
    """The form that a file describes. Raises TemplateFault, each fault with file and line."""
    value, lines = read_yaml(file)
    form = entry_of(CtisForm, value, lines, ())
    _check(form, lines)
    return form


def _check(form: CtisForm, lines: Lines) -> None:
    """Refuses an id given twice and a code list that is not there."""
    seen: set[str] = set()
    for field, place in _places(form):
        if field.id in seen:
            raise lines.fault((*place, "id"), f'the field "{field.id}" is given twice', "Tell them apart, e.g. X/name")
        if field.list_ and field.list_ not in form.code_lists:
            raise lines.fault((*place, "list"), f'there is no code list "{field.list_}"', "Add it to code_lists")
        seen.add(field.id)


def _places(form: CtisForm) -> Iterator[tuple[FormField, Location]]:
    for number, part in enumerate(form.parts):
        for position, section in enumerate(part.sections):
            for index, field in enumerate(section.fields):
                yield field, ("parts", number, "sections", position, "fields", index)
