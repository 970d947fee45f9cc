"""The field sheet: every field of the CTIS form with what a person types there, or what is missing for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from impd.gaps.finding import Place
from impd.gaps.report import CheckedDossier
from impd.rules.act import Basis


class FieldState(StrEnum):
    """How a field stands: what to type is known, missing, open, not asked, left empty, or not kept in the dossier."""

    STATED = "stated"
    GAP = "gap"
    CANNOT_TELL = "cannot tell"
    BY_HAND = "by hand"
    EMPTY = "empty"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class SheetValue:
    """One thing to type, choose or upload: its text, the number CTIS knows it by, more about it, and its place."""

    text: str
    code: str = ""
    detail: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field for one thing. ``about`` names that thing: a site, a criterion; empty where it is the section's own.

    ``key`` is the same in every run. ``in_form`` is what the form itself demands, where that is not the conformance:
    the law or an authority may ask for more, and CTIS for less. ``when`` says when a conditional field is asked,
    ``why`` how that came out here; ``path`` is the fact that the value comes from, or where to state it. ``note`` says
    how a value follows, ``fault`` why CTIS would not take it. ``choices`` are the labels of the code list,
    ``list_basis`` how sure they are. ``basis`` is given where it is not that of the whole list of fields.
    """

    key: str
    id: str
    label: str
    state: FieldState
    conformance: str
    in_form: str = ""
    about: str = ""
    values: tuple[SheetValue, ...] = ()
    when: str = ""
    why: str = ""
    path: str = ""
    place: Place | None = None
    note: str = ""
    hint: str = ""
    fault: str = ""
    language: str = ""
    limit: int = 0
    kind: str = "text"
    choices: tuple[str, ...] = ()
    list_basis: str = ""
    basis: Basis | None = None

    @property
    def missing(self) -> bool:
        """Whether something must be stated or corrected before this field can be filled."""
        return self.state in (FieldState.GAP, FieldState.CANNOT_TELL) or bool(self.fault)

    @property
    def digest(self) -> str:
        """What tells whether the values are still those of an earlier run."""
        text = "\n".join(f"{one.code} {one.text} {one.detail}" for one in self.values)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section of the form with its fields."""

    id: str
    title: str
    entries: tuple[FieldEntry, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the form: Form, member states, trial, sponsors, one product, or Part II of one member state."""

    id: str
    title: str
    sections: tuple[SheetSection, ...]

    def entries(self) -> Iterator[FieldEntry]:
        """Every field of the part."""
        for section in self.sections:
            yield from section.entries

    def counts(self) -> Counter[FieldState]:
        """How many fields stand how."""
        return Counter(one.state for one in self.entries())


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """All fields of the form for one application, in the portal's order."""

    dossier: CheckedDossier
    form_version: str
    form_basis: Basis
    tool_version: str
    parts: tuple[SheetPart, ...]
    not_asked: tuple[tuple[str, str], ...] = ()

    def entries(self) -> Iterator[FieldEntry]:
        """Every field."""
        for part in self.parts:
            yield from part.entries()

    def counts(self) -> Counter[FieldState]:
        """How many fields stand how."""
        return Counter(one.state for one in self.entries())

    def missing(self) -> tuple[FieldEntry, ...]:
        """The fields for which something must be stated or corrected."""
        return tuple(one for one in self.entries() if one.missing)
