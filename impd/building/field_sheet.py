"""The field sheet of an application: the form of CTIS, walked in the portal's order, with a value for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from impd.building.check import dossier_header
from impd.building.field_values import documents_of, faults_of, translated, values_of
from impd.calculation.ctis_conditions import CONDITIONS
from impd.calculation.ctis_subject import FormSubject, root, subjects
from impd.calculation.proof import Proof
from impd.dossier import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import parse_path
from impd.gaps import Place
from impd.gaps.field_sheet import FieldEntry, FieldSheet, FieldState, SheetPart, SheetSection, SheetValue
from impd.importing.folder import read_folder
from impd.rules.act import Basis
from impd.rules.ctis_fields import CodeList, CtisForm, FieldBasis, FormField, FormPart, FormSection, read_ctis_form

Locate = Callable[[str], Place | None]
_MANDATORY = Proof(True, "")


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is needed to fill the form: the form, and where facts are stated."""

    form: CtisForm
    locate: Locate


def sheet_of_folder(directory: Path) -> FieldSheet:
    """The field sheet of a dossier folder. Raises InputFault, and TemplateFault for a fault in the list of fields."""
    imported = read_folder(directory)

    def locate(path: str) -> Place | None:
        source = imported.sources.locate(path) if path else None
        return Place(source.file, source.line, source.cell or "") if source and source.line else None

    sheet = sheet_of(imported.application, locate)
    return replace(sheet, dossier=replace(sheet.dossier, folder=directory.resolve().name))


def sheet_of(application: ClinicalTrialApplication, locate: Locate = lambda _path: None) -> FieldSheet:
    """The field sheet of an application; ``locate`` says where a fact is stated."""
    form = read_ctis_form()
    walk = _Walk(form, locate)
    return FieldSheet(
        dossier=dossier_header(application),
        form_version=form.version,
        form_basis=_basis(form.basis),
        tool_version=version("impd"),
        parts=tuple(part for one in form.parts for part in _parts(walk, one, root(application))),
        not_asked=tuple((one.id, one.reason) for one in form.not_asked),
    )


def _parts(walk: _Walk, part: FormPart, around: FormSubject) -> Iterator[SheetPart]:
    """A part of the form, once for each thing it is repeated for."""
    for subject in subjects(around, part.each):
        name = _name(subject) if part.each else ""
        title = ": ".join(filter(None, (part.title, name)))
        if subject.value is None:
            yield SheetPart(part.id, title, (_nothing(part, subject),))
            continue
        sections = tuple(_section(walk, one, subject) for one in part.sections)
        yield SheetPart("-".join(filter(None, (part.id, name.split(" ")[0]))), title, sections)


def _nothing(part: FormPart, subject: FormSubject) -> SheetSection:
    """What stands for a part that is repeated for nothing: no product, no member state is stated."""
    entry = FieldEntry(
        f"{part.id}/none", part.sections[0].fields[0].id, f"No entry in {subject.path} is stated", FieldState.GAP,
        "mandatory", path=subject.path,
    )  # fmt: skip
    return SheetSection(part.id, part.title, (entry,))


def _section(walk: _Walk, section: FormSection, around: FormSubject) -> SheetSection:
    entries: list[FieldEntry] = []
    for subject in subjects(around, section.each):
        runs = [(each, list(fields)) for each, fields in groupby(section.fields, key=lambda field: field.each)]
        for position, (each, fields) in enumerate(runs):
            if position and _inside(each, runs[position - 1][0]):
                continue  # stands with the entries of the run before
            below = runs[position + 1] if position + 1 < len(runs) else ("", [])
            for one in subjects(subject, each):
                entries += _run(walk, fields, one, each)
                if _inside(below[0], each):
                    for part in subjects(one, below[0].removeprefix(f"{each}.")):
                        entries += _run(walk, below[1], part, below[0])
    return SheetSection(section.id, section.title, tuple(entries))


def _inside(each: str, around: str) -> bool:
    """Whether a run of fields is repeated inside the one before: the arms of a period."""
    return bool(around) and each.startswith(f"{around}.")


def _run(walk: _Walk, fields: list[FormField], subject: FormSubject, each: str) -> Iterator[FieldEntry]:
    """The entries of fields that stand side by side for one thing."""
    for field in fields:
        yield from _entries(walk, field, subject, _name(subject) if each else "")


def _name(subject: FormSubject) -> str:
    """What a reader calls the thing a field is about: a product by code and name, any other entry by its key."""
    if isinstance(subject.value, MedicinalProduct):
        return " ".join(filter(None, (subject.value.code, subject.value.name)))
    if subject.value is None:
        return ""
    keys = [",".join(step.key) for step in parse_path(subject.path) if step.key]
    return keys[-1] if keys else ""


def _entries(walk: _Walk, field: FormField, subject: FormSubject, about: str) -> Iterator[FieldEntry]:
    """The entry of a field, or one for each language of a translation."""
    if not field.translations:
        yield _entry(walk, field, subject, about)
        return
    for language, text, path, asked in translated(field, subject, walk.form.structured_data_languages):
        when = f"{asked} is concerned and asks for the typed texts in this language" if asked else ""
        proof = Proof(True, f"{asked} is among the member states concerned") if asked else Proof(None, "")
        plain = FormField.model_validate(
            {**field.model_dump(by_alias=True, exclude={"when", "applies"}), "conformance": "optional"}
        )
        values = (SheetValue(text, place=walk.locate(path)),) if text else ()
        entry = _made(walk, plain, subject, (values, path, ""), proof if asked else None)
        conformance = "conditional" if asked else "optional"
        yield replace(entry, about=about, key=f"{entry.key}/{language}", language=language, when=when,
                      conformance=conformance)  # fmt: skip


def _entry(walk: _Walk, field: FormField, subject: FormSubject, about: str) -> FieldEntry:
    proof = CONDITIONS[field.applies](subject) if field.applies else None
    proof = _MANDATORY if field.conformance == "mandatory" else proof
    if field.by_hand:
        found: tuple[tuple[SheetValue, ...], str, str] = ((), subject.path, "")
    elif field.documents:
        found = documents_of(field, subject, walk.locate)
    else:
        found = values_of(field, subject, walk.form, walk.locate)
    return replace(_made(walk, field, subject, found, proof), about=about)


def _made(
    walk: _Walk,
    field: FormField,
    subject: FormSubject,
    found: tuple[tuple[SheetValue, ...], str, str],
    proof: Proof | None,
) -> FieldEntry:
    """The entry of what was found; ``proof`` is None for an optional field."""
    values, path, note = found
    state = _state(bool(values), bool(field.by_hand), proof)
    shown = () if state is FieldState.NOT_ASKED else values
    open_path = proof.path if proof and state in (FieldState.CANNOT_TELL, FieldState.NOT_ASKED) else ""
    listed = walk.form.code_lists[field.list_] if field.list_ else None
    place = walk.locate(path) if shown else None
    return FieldEntry(
        key="/".join(filter(None, (field.id, subject.path))),
        id=field.form_id,
        label=field.label,
        state=state,
        conformance=field.conformance,
        in_form=field.in_form or "",
        values=shown,
        when=field.when,
        why=proof.reason if proof else "",
        path=open_path or path,
        place=place,
        note=note if shown else "",
        hint=f"Not kept in the dossier: take it from {field.by_hand}" if field.by_hand else field.hint,
        fault=faults_of(field, shown, listed),
        language=field.language,
        limit=field.limit,
        kind="document" if field.documents else field.kind,
        choices=tuple(one.label for one in listed.values.values()) if listed else (),
        list_basis=_list_basis(listed),
        basis=_basis(field.basis) if field.basis else None,
    )


def _state(given: bool, by_hand: bool, proof: Proof | None) -> FieldState:
    """A field that is not asked stays empty whatever is stated; one that is open is filled if something is."""
    if proof is not None and proof.holds is False:
        return FieldState.NOT_ASKED
    if by_hand:
        return FieldState.BY_HAND
    if given:
        return FieldState.STATED
    if proof is None:
        return FieldState.EMPTY
    return FieldState.CANNOT_TELL if proof.holds is None else FieldState.GAP


def _list_basis(listed: CodeList | None) -> str:
    """How sure the values of a code list are; yes and no need no source."""
    if listed is None or listed.basis is None:
        return ""
    return "; ".join(filter(None, (str(_basis(listed.basis)), listed.note)))


def _basis(basis: FieldBasis) -> Basis:
    return Basis(basis.seen, basis.confidence, basis.note)
