"""The documents of a package: those of the register with their files, and those that the library writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from impd.building.composing_all import Progress
from impd.building.packaging_parts import WrittenPart
from impd.dossier import ClinicalTrialApplication
from impd.dossier.document_register import RegisteredDocument
from impd.gaps.slot import Filling, Need, SlotState
from impd.rules.slots import Slot
from impd.submission.package import FileContent, PackageDocument, PackageSlot, TypeNumbers
from impd.submission.package_file import file_below, read_for_package
from impd.submission.stated import Expected

_UNCLEAR = (Filling.DUPLICATE, Filling.WRONG_VERSION)


def package_slot(state: SlotState, slot: Slot) -> PackageSlot:
    """A slot as a package knows it."""
    types, rule = slot.entry.types, slot.publication
    return PackageSlot(
        id=state.slot,
        title=state.title,
        part=state.part,
        need=state.need.value,
        filling=state.filling.value,
        because=state.because,
        explanation=state.explanation,
        product=state.product,
        member_state=state.member_state,
        site=state.site,
        title_code=state.title_code,
        types=TypeNumbers(types.public, types.other, types.plain),
        published=rule.published,
        publication=rule.says,
    )


def part_wanted(state: SlotState, slot: Slot, register: Mapping[str, RegisteredDocument]) -> str:
    """The document that the library writes for a slot; empty where the register fills it, or nothing is asked for."""
    if not slot.entry.written or state.need == Need.NOT_APPLICABLE or state.filling != Filling.DRAFT:
        return ""
    filled = any(register[one.id].kind in slot.entry.kinds for one in state.documents)
    return "" if filled else slot.entry.written


@dataclass(slots=True)
class Collector:
    """Collects the documents of an application slot by slot; each file is inspected and read once."""

    application: ClinicalTrialApplication
    directory: Path
    parts: Mapping[tuple[str, str], WrittenPart]
    progress: Progress = lambda _: None
    _read: dict[str, FileContent] = field(default_factory=dict)

    def of_slot(self, state: SlotState, slot: Slot) -> Iterator[PackageDocument]:
        """The documents of a slot that is asked for."""
        if state.need == Need.NOT_APPLICABLE:
            return
        placed = package_slot(state, slot)
        register = {one.id: one for one in self.application.documents}
        for filed in state.documents:
            document = register[filed.id]
            content = self._content(document)
            if state.filling in _UNCLEAR:
                reason = f"{state.filling.value}: {state.explanation}"
                content = replace(content, problems=(*content.problems, reason))
            yield _registered(document, placed, content)
        if name := part_wanted(state, slot, register):
            yield _own(self.parts[state.product, name], placed, slot.entry.kinds[0], name)

    def _content(self, document: RegisteredDocument) -> FileContent:
        if document.id not in self._read:
            content = self._file(document)
            problems = (*_unready(document), *content.problems)
            self._read[document.id] = replace(content, problems=problems)
        return self._read[document.id]

    def _file(self, document: RegisteredDocument) -> FileContent:
        """The file of a document as inspected; without one, what is wrong."""
        if not document.file:
            return FileContent(absent=True, problems=("the register names no file",))
        path = file_below(self.directory, document.file)
        if path is None:
            return FileContent(absent=True, problems=(f"{document.file} is not in the folder of the dossier",))
        self.progress(f"inspecting {document.file}")
        return read_for_package(path, document.file, self._expected(document))

    def _expected(self, document: RegisteredDocument) -> Expected:
        day = None
        with suppress(ValueError):  # a month or a year only
            day = datetime.date.fromisoformat(document.date or "")
        return Expected(document.version or "", day, self.application.trial.eu_ct_number or "")


def _unready(document: RegisteredDocument) -> Iterator[str]:
    if document.status is None:
        yield "counts as a draft, because its status is not stated"
    elif document.status == "draft":
        yield "a draft by the register"


def _registered(document: RegisteredDocument, slot: PackageSlot, content: FileContent) -> PackageDocument:
    states = document.member_states
    return PackageDocument(
        slot=slot,
        id=document.id,
        kind=document.kind or "",
        file=document.file or "",
        content=content,
        version=document.version or "",
        date=document.date or "",
        language=document.language or "",
        status=document.status or "",
        member_state=slot.member_state or (states[0] if len(states) == 1 else ""),
        tells=(*(one.replace("_", " ") for one in document.readers), *document.manufacturing_sites),
    )


def _own(part: WrittenPart, slot: PackageSlot, kind: str, name: str) -> PackageDocument:
    return PackageDocument(
        slot=slot,
        id=f"{name} of {slot.product}",
        kind=kind,
        file=part.name,
        content=part.content,
        version=part.version,
        date=part.date,
        language=part.language,
        status=part.status,
    )


def once_a_folder(
    documents: list[PackageDocument], folder: Callable[[PackageSlot], str]
) -> tuple[PackageDocument, ...]:
    """The documents with each file once in a folder; the further slots that it fills are named with it."""
    found: dict[tuple[str, str], PackageDocument] = {}
    for one in documents:
        key = (folder(one.slot), one.id)
        found[key] = _joined(found[key], one) if key in found else one
    return tuple(found.values())


def _joined(first: PackageDocument, again: PackageDocument) -> PackageDocument:
    problems = tuple(dict.fromkeys((*first.content.problems, *again.content.problems)))
    return replace(first, also=(*first.also, again.slot.id), content=replace(first.content, problems=problems))
