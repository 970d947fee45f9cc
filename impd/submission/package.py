"""A package for CTIS as values: its slots, its documents with titles and bytes, and what was kept out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

READY = ("complete", "excluded", "typed into CTIS", "not applicable")
"""The states of a slot with which nothing is left to be done."""


@dataclass(frozen=True, slots=True)
class TypeNumbers:
    """The numbers of CTIS for a document: for publication, not for publication, and without such a pair."""

    public: int | None = None
    other: int | None = None
    plain: int | None = None

    def __str__(self) -> str:
        pair = [str(one or "–") for one in (self.public, self.other)] if self.public or self.other else []
        return " / ".join([*pair, *([str(self.plain)] if self.plain else [])])


@dataclass(frozen=True, slots=True)
class PackageSlot:
    """A slot of the application, for the trial or one product, member state or site, with what fills it in words."""

    id: str
    title: str
    part: str
    need: str
    filling: str
    because: str = ""
    explanation: str = ""
    product: str = ""
    member_state: str = ""
    site: str = ""
    title_code: str = ""
    types: TypeNumbers = TypeNumbers()
    published: bool = False
    publication: str = ""

    @property
    def instance(self) -> str:
        """Of what it is the slot: a product, a member state, a site; empty for the trial."""
        return " ".join(filter(None, (self.product, self.member_state, self.site)))


@dataclass(frozen=True, slots=True)
class FileContent:
    """What was read of a file; ``absent``: there is none. ``problems`` keep it out, ``notes`` do not."""

    data: bytes | None = field(default=None, repr=False)
    ending: str = ""
    sha256: str = ""
    pages: int | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """A document in its slot; ``member_state`` is its own, or that of the slot.

    ``tells`` is what tells it from others in a title, ``also`` further slots of the same folder that it fills. ``path``
    is empty while it is kept out.
    """

    slot: PackageSlot
    id: str
    kind: str
    file: str
    content: FileContent
    version: str = ""
    date: str = ""
    language: str = ""
    status: str = ""
    member_state: str = ""
    tells: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    title: str = ""
    path: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it out."""
        return self.content.data is not None and not self.content.problems


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot in the checklist: its state, what is missing, and the documents of the package in it."""

    slot: PackageSlot
    state: str
    missing: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package: the documents of all slots, those kept out included, the checklist, and documents that no slot takes.

    ``draft``: documents that are not ready were packaged too.
    """

    trial: str
    eu_ct_number: str
    draft: bool
    documents: tuple[PackageDocument, ...]
    slots: tuple[SlotLine, ...]
    unplaced: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether each slot is ready, so that nothing required is missing or kept out."""
        return all(line.state in READY for line in self.slots)

    @property
    def packaged(self) -> tuple[PackageDocument, ...]:
        """The documents that are in the package."""
        return tuple(one for one in self.documents if one.path)

    @property
    def kept_out(self) -> tuple[PackageDocument, ...]:
        """The documents that are not."""
        return tuple(one for one in self.documents if not one.path)


def slot_lines(slots: tuple[PackageSlot, ...], documents: tuple[PackageDocument, ...]) -> Iterator[SlotLine]:
    """The checklist: the state of each slot."""
    for slot in slots:
        own = [one for one in documents if one.slot == slot or (_same_place(one.slot, slot) and slot.id in one.also)]
        state, missing = _state(slot, own)
        yield SlotLine(slot, state, missing, tuple(one.path for one in own if one.path))


def _same_place(one: PackageSlot, other: PackageSlot) -> bool:
    return (one.part, one.instance) == (other.part, other.instance)


def _state(slot: PackageSlot, own: list[PackageDocument]) -> tuple[str, str]:
    """The state of a slot and what is missing there, in words."""
    if slot.need == "not applicable" or slot.filling == "excluded":
        return ("not applicable" if slot.need == "not applicable" else "excluded"), slot.explanation
    at_fault = [one for one in own if not one.ready]
    if at_fault:
        return _at_fault(at_fault), " · ".join(f"{one.id}: {'; '.join(one.content.problems)}" for one in at_fault)
    if slot.need == "cannot tell":
        return "open", slot.because
    if slot.filling == "not needed":
        return "typed into CTIS", ""
    if not own or slot.filling == "missing":
        return "missing", slot.explanation or slot.because or "no document of the register fills it"
    return ("complete", "") if slot.filling in ("final", "draft") else (slot.filling, slot.explanation)


def _at_fault(documents: list[PackageDocument]) -> str:
    """The state of a slot with documents that are not ready, the worst first."""
    if any(one.content.absent for one in documents):
        return "file missing"
    return "not ready" if all(one.path for one in documents) else "kept out"
