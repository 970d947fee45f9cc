"""The documents that an application asks for, slot by slot (``slots.yaml``), with their places in CTIS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from impd.errors import TemplateFault
from impd.rules.act import Act, Basis, Citation
from impd.rules.language import BasisEntry, CiteEntry, Entry, Name, When, Words
from impd.rules.pack_file import entry_of
from impd.rules.rule import RulePack
from impd.rules.yaml_lines import Lines, read_yaml

FILE = "slots.yaml"
SlotPart: TypeAlias = Literal["form", "part_i", "part_ii"]
SlotScope: TypeAlias = Literal["trial", "product", "member_state", "site"]
Submitted: TypeAlias = Literal["part_i", "part_ii", "modification"]
Languages: TypeAlias = Literal["english_and_member_states", "member_states", "subjects"]
TitleCode: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-S]\d{1,2}$")]
Day: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class PublicationEntry(Entry):
    """A rule on publication, in force from a day on."""

    published: bool
    says: Words
    in_force: Day
    until: Day | None = Field(None, description="the last day it held")
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry


class TypesEntry(Entry):
    """The numbers of CTIS for the variant for publication, the one not for publication, and one without a pair."""

    public: int | None = None
    other: int | None = None
    plain: int | None = None


class TitleEntry(Entry):
    """The code that a title begins with, others seen for the same document, and how sure that is."""

    code: TitleCode
    also: tuple[TitleCode, ...] = ()
    basis: BasisEntry


class AlternativeEntry(Entry):
    """What may stand instead of a file: a reason, a reference, another document, an exemption."""

    kind: Literal["reason", "reference", "other_document", "exemption"]
    says: Words
    when: tuple[When, ...] = Field(min_length=1, description="conditions that must all hold")
    quotes: Words | None = Field(None, description="fact whose text is the reason, e.g. this.insurance_exemption")


class SlotEntry(Entry):
    """One slot: where it belongs, when it is needed, what fills it, and how CTIS and titles call it."""

    id: Name
    letter: Annotated[str, StringConstraints(pattern=r"^([A-R])?$")] = Field(
        description="section of Annex I; empty where the document stands in the articles only"
    )
    title: Words
    part: SlotPart = Field(description="place in CTIS")
    scope: SlotScope = Field(description="one for the trial, each product, member state or site")
    belongs_to: tuple[Submitted, ...] = Field(min_length=1, description="it is submitted with one of these")
    when: tuple[When, ...] = Field((), description="conditions that must all hold; none: always")
    kinds: tuple[Name, ...] = Field((), description="kinds of the document register that fill it")
    also_holds: tuple[Name, ...] = Field((), description="kinds that are filed here and do not fill it")
    written: Words | None = Field(None, description="document that the tool writes for it, e.g. impd-quality")
    typed: bool = Field(False, description="data typed into CTIS, no file")
    several: bool = Field(False, description="documents of the same cover with other titles are not duplicates")
    languages: Languages | None = None
    versions: tuple[Words, ...] = Field((), description="facts that state the version too")
    alternatives: tuple[AlternativeEntry, ...] = ()
    types: TypesEntry = TypesEntry()
    title_code: TitleEntry | None = None
    publication: Name = Field(description="a rule of publication")
    cites: tuple[CiteEntry, ...] = Field(min_length=1)
    basis: BasisEntry
    remark: Words | None = None

    @model_validator(mode="after")
    def _filled(self) -> SlotEntry:
        if self.typed == bool(self.kinds):
            raise ValueError("give either kinds, or typed: true")
        return self


class SlotsFile(Entry):
    """``slots.yaml``: the rules of publication and the slots, in the order of Annex I."""

    version: Words
    date: Day
    types_basis: BasisEntry
    publication: dict[Name, PublicationEntry]
    slots: tuple[SlotEntry, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot with its citations resolved, its rule of publication, and the file and line it stands at."""

    entry: SlotEntry
    cites: tuple[Citation, ...]
    publication: PublicationEntry
    types_basis: Basis
    place: str

    @property
    def id(self) -> str:
        """The id of the slot, e.g. ``protocol``."""
        return self.entry.id

    @property
    def basis(self) -> Basis:
        """How sure we are that it is asked for as said."""
        return basis_of(self.entry.basis)


def basis_of(entry: BasisEntry) -> Basis:
    """A basis as the reports print it."""
    return Basis(entry.seen, entry.confidence, entry.remark or "")


def slots_of(pack: RulePack) -> tuple[Slot, ...]:
    """The slots of a pack and of those it extends; one of the same id takes the place of the one below.

    Raises TemplateFault, with file and line.
    """
    found: dict[str, Slot] = {}
    for folder in pack.folders:
        if (folder / FILE).is_file():
            found.update({slot.id: slot for slot in read_slots(folder, pack.acts)})
    return tuple(found.values())


def read_slots(folder: Path, acts: Mapping[str, Act]) -> Iterator[Slot]:
    """The slots of one folder. Raises TemplateFault with every problem, each with file and line."""
    path = folder / FILE
    file, lines = _read(path, path.stat().st_mtime_ns)
    seen: set[str] = set()
    for index, entry in enumerate(file.slots):
        place = f"{FILE}:{lines.at(('slots', index))}"
        if entry.id in seen:
            raise TemplateFault(f"{place}: the slot {entry.id} is given twice", "Remove one.")
        if entry.publication not in file.publication:
            raise TemplateFault(f'{place}: {entry.id} names the rule of publication "{entry.publication}", which does '
                                "not exist", f"There are {', '.join(file.publication)}.")  # fmt: skip
        seen.add(entry.id)
        rule = file.publication[entry.publication]
        yield Slot(entry, citations(entry.cites, acts, place), rule, basis_of(file.types_basis), place)


@cache
def _read(path: Path, _changed: int) -> tuple[SlotsFile, Lines]:
    """The file, read once while it does not change: it is long, and every check asks for it."""
    value, lines = read_yaml(path)
    return entry_of(SlotsFile, value, lines, ()), lines


def citations(cites: tuple[CiteEntry, ...], acts: Mapping[str, Act], place: str) -> tuple[Citation, ...]:
    """Citations with their acts. Raises TemplateFault for an act that ``acts.yaml`` lacks."""
    for cite in cites:
        if cite.act not in acts:
            raise TemplateFault(f'{place}: cites "{cite.act}", which acts.yaml lacks', "Correct the id.")
    return tuple(Citation(acts[cite.act], cite.at or "") for cite in cites)
