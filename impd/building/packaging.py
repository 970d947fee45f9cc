"""Packages an application for CTIS: folders, titles, manifest, checklist and zip file, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from impd.building.build import keep_apart
from impd.building.check import pack_for
from impd.building.composing_all import Progress
from impd.building.output import check_writable, write_whole
from impd.building.package_workbook import package_workbook
from impd.building.packaging_documents import Collector, once_a_folder, package_slot, part_wanted
from impd.building.packaging_parts import PartsWanted, written_parts
from impd.checking.known import Known
from impd.checking.slots import slot_states
from impd.dossier import ClinicalTrialApplication
from impd.errors import UsageFault
from impd.gaps.slot import SlotState
from impd.importing.folder import read_folder
from impd.rules.slots import Slot, slots_of
from impd.submission.package import Package, PackageDocument, slot_lines
from impd.submission.package_papers import checklist, manifest_json, zip_of
from impd.submission.package_titles import folder_of, read_package_names, with_titles


@dataclass(frozen=True, slots=True)
class PackageOrder:
    """Whether documents that are not ready are packaged too, and the zip file to write beside the folder."""

    draft: bool = False
    zip_file: Path | None = None


def package(directory: Path, out: Path, order: PackageOrder, progress: Progress = lambda _: None) -> Package:
    """Package the application in a dossier folder into ``out``, all of it or nothing.

    Raises InputFault, UsageFault, TemplateFault, MissingLibrary, OutputFault.
    """
    _free(directory, out, order)
    progress("reading the dossier")
    imported = read_folder(directory)
    application = imported.application
    pack = pack_for(application)
    by_id = {slot.id: slot for slot in slots_of(pack)}
    states = [(state, by_id[state.slot]) for state in slot_states(Known(application), pack)]
    register = {one.id: one for one in application.documents}
    wanted = tuple((state.product, name) for state, slot in states if (name := part_wanted(state, slot, register)))
    parts = written_parts(imported, directory, PartsWanted(wanted, order.draft, progress))
    collector = Collector(application, directory, parts, progress)
    documents = [one for state, slot in states for one in collector.of_slot(state, slot)]
    made = _package(application, states, once_a_folder(documents, folder_of), order)
    _write(made, out, order)
    return made


def _free(directory: Path, out: Path, order: PackageOrder) -> None:
    """Raises UsageFault for a folder that is not empty, or lies among the files of the dossier; OutputFault."""
    keep_apart(out, directory)
    if out.is_dir() and any(out.iterdir()):
        raise UsageFault(f"the output folder {out} is not empty", "Choose a new one: nothing old may be mixed in.")
    check_writable(out)
    if order.zip_file is not None:
        keep_apart(order.zip_file, directory)
        if order.zip_file.resolve().is_relative_to(out.resolve()):
            raise UsageFault(f"the zip file {order.zip_file} lies in the package", "Write it beside the folder.")


def _package(
    application: ClinicalTrialApplication,
    states: Sequence[tuple[SlotState, Slot]],
    documents: Sequence[PackageDocument],
    order: PackageOrder,
) -> Package:
    """The package: its documents in the order of CTIS, with titles, and the checklist."""
    trial = application.trial
    order_of_parts = list(read_package_names().parts)
    taken = [one for one in documents if one.ready or (order.draft and one.content.data is not None)]
    kept_out = [one for one in documents if one not in taken]
    titled = with_titles(sorted(taken, key=lambda one: order_of_parts.index(one.slot.part)), trial.eu_ct_number or "")
    every = (*titled, *kept_out)
    slots = tuple(package_slot(state, slot) for state, slot in states)
    return Package(
        trial=trial.protocol_code or "",
        eu_ct_number=trial.eu_ct_number or "",
        draft=order.draft,
        documents=every,
        slots=tuple(slot_lines(slots, every)),
        unplaced=tuple(_unplaced(application, every)),
    )


def _unplaced(application: ClinicalTrialApplication, documents: Iterable[PackageDocument]) -> Iterable[str]:
    """The documents of the register that no slot takes."""
    placed = {one.id for one in documents}
    for one in application.documents:
        if one.id not in placed:
            yield f"{one.id}: {one.title or one.kind or 'kind not stated'}"


def _write(made: Package, out: Path, order: PackageOrder) -> None:
    files = {
        "CHECKLIST.md": checklist(made),
        "manifest.json": manifest_json(made),
        "manifest.xlsx": package_workbook(made),
    }
    files |= {one.path: one.content.data for one in made.packaged if one.content.data is not None}
    whole = {out / name: data for name, data in files.items()}
    if order.zip_file is not None:
        whole[order.zip_file] = zip_of(files)
    write_whole(whole)
