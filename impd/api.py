"""The verbs of the library: load, read, compose, render, build, shelf_life."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from impd.building.build import Build, Gap, Order
from impd.building.build import build as _build
from impd.building.check import CheckOrder, check_application, check_folder
from impd.building.composing_all import Progress, chosen_subject, composed_one
from impd.building.field_reports import sheet_bytes
from impd.building.field_sheet import sheet_of, sheet_of_folder
from impd.building.gap_reports import report_bytes
from impd.building.output import write_whole
from impd.building.packaging import PackageOrder
from impd.building.packaging import package as _package
from impd.building.rule_list import explanation, rule_lines
from impd.building.scaffold import new_dossier as _new_dossier
from impd.building.scaffold import schema_file
from impd.building.slot_overview import slots_of_application
from impd.building.timeline_formats import format_of_timeline, render_timeline
from impd.building.timelines import Timeline, timeline_of
from impd.building.trace_search import Printed
from impd.building.trace_search import find_printed as _find_printed
from impd.building.writers import write
from impd.calculation.clocks import Milestone
from impd.calculation.q1e_choice import Q1EChoice
from impd.calculation.shelf_life import shelf_life as _shelf_life
from impd.calculation.shelf_life_result import ShelfLifeResult
from impd.calculation.stability_points import Plain, StabilityLimits, StabilityPoint
from impd.composing.compose import Request
from impd.composing.section_tree import read_section_tree
from impd.document import Document
from impd.dossier import ClinicalTrialApplication
from impd.errors import InputFault, UsageFault
from impd.gaps import Finding, GapReport, Outcome
from impd.gaps.field_sheet import FieldSheet
from impd.gaps.slot import SlotState
from impd.importing.editor_schema import json_schemas
from impd.importing.folder import read_folder
from impd.importing.mapping import TEXT_NAME, read_mapping
from impd.importing.stability_table import read_stability_table
from impd.importing.text import decode
from impd.reporting.formats import format_of
from impd.reporting.slot_table import render_slots
from impd.rules.schemas import rule_schemas
from impd.submission.inspecting import inspect_files
from impd.submission.inspection import FileFinding, FileInspection
from impd.submission.limits import InspectionLimits
from impd.submission.package import Package
from impd.submission.stated import Expected

Format: TypeAlias = Literal["docx", "pdf"]
ReportFormat: TypeAlias = Literal["html", "docx", "pdf", "xlsx", "json", "sarif", "junit", "txt"]
PdfVariant: TypeAlias = Literal["pdf/a-2a", "pdf/ua-1"]
Folder: TypeAlias = str | os.PathLike[str]


def load(directory: Folder) -> ClinicalTrialApplication:
    """The application a dossier folder states. Raises InputFault with all its problems."""
    return read_folder(Path(directory)).application


def read(data: Mapping[str, Any] | str | bytes) -> ClinicalTrialApplication:
    """The application that a dict or a JSON text states, without any file. Raises InputFault with all its problems."""
    if isinstance(data, bytes):
        data, problems = decode(data, TEXT_NAME)
        if problems:
            raise InputFault(problems)
    return read_mapping(data)


def compose(
    application: ClinicalTrialApplication,
    product: str | None = None,
    request: Request | None = None,
    *,
    member_state: str | None = None,
    site: str | None = None,
) -> Document:
    """One document: of a product by its code, of a member state by its country, of a site by its id, or of the trial.

    ``request`` says which document, which sections of it, how they are numbered, from which templates, and whether
    it is a draft; the document says what it is of. The code may be left out when there is only one product, and so on.
    Gap marks stay in the document to be looked at. Raises InputFault, UsageFault, TemplateFault.
    """
    asked = request or Request()
    of = read_section_tree(asked.document).of
    named = {"product": product, "member_state": member_state, "site": site}
    if others := [name.replace("_", " ") for name, given in named.items() if given is not None and name != of]:
        message = f"{asked.document} is a document of the {of.replace('_', ' ')}, not of a {others[0]}"
        raise UsageFault(message, f"Leave the {others[0]} out.")
    return composed_one(chosen_subject(application, of, named.get(of) or ""), asked)


def render(
    document: Document, to: Format = "pdf", templates: Folder | None = None, variant: PdfVariant = "pdf/a-2a"
) -> bytes:
    """The bytes of a document in one format; ``templates`` is a company's folder with its style.

    Raises UsageFault, TemplateFault, MissingLibrary.
    """
    return write(document, (to,), Path(templates) if templates is not None else None, variant)[0].data


def check(dossier: Folder | ClinicalTrialApplication, order: CheckOrder | None = None) -> GapReport:
    """The gap report of a dossier folder, or of an application; only a folder has places and waivers.

    Raises InputFault, UsageFault, and TemplateFault for a fault in the rule pack.
    """
    if isinstance(dossier, ClinicalTrialApplication):
        return check_application(dossier, order or CheckOrder(), _no_place)
    return check_folder(Path(dossier), order)


def _no_place(_path: str) -> None:
    """The facts of an application that came from no file have no place."""


def render_report(report: GapReport, to: ReportFormat = "html") -> bytes:
    """The bytes of a gap report in one format. Raises UsageFault, TemplateFault, MissingLibrary."""
    return report_bytes(report, to)


def write_reports(report: GapReport, files: Iterable[Folder]) -> list[Path]:
    """Write a gap report to files, each in the format its name ends with; all of them or none.

    Raises UsageFault, TemplateFault, MissingLibrary, OutputFault.
    """
    paths = [Path(file) for file in files]
    write_whole({path: report_bytes(report, format_of(path.name)) for path in paths})
    return paths


def fields(dossier: Folder | ClinicalTrialApplication, files: Iterable[Folder] = ()) -> FieldSheet:
    """The fields of the CTIS form with what to type in each; written to ``files`` that end with .html, .xlsx or .json.

    Only a folder has places. Raises InputFault, UsageFault, TemplateFault, OutputFault.
    """
    sheet = sheet_of(dossier) if isinstance(dossier, ClinicalTrialApplication) else sheet_of_folder(Path(dossier))
    write_whole({path: sheet_bytes(sheet, path.name) for path in map(Path, files)})
    return sheet


def list_rules(
    section: str = "", document: str = "", directory: Folder | None = None, rules: Folder | None = None
) -> list[str]:
    """The rules of a section and document, a line each; see ``impd rules``. Raises UsageFault, InputFault."""
    folder = Path(directory) if directory is not None else None
    return list(rule_lines(section, document, folder, Path(rules) if rules is not None else None))


def explain_rule(rule: str, directory: Folder | None = None, rules: Folder | None = None) -> str:
    """A rule in Markdown; see ``impd explain``. Raises UsageFault, InputFault."""
    folder = Path(directory) if directory is not None else None
    return explanation(rule, folder, Path(rules) if rules is not None else None)


def slots(dossier: Folder | ClinicalTrialApplication, rules: Folder | None = None) -> tuple[SlotState, ...]:
    """The documents of Annex I that an application needs, and what fills each; see ``docs/slots.md``.

    ``rules`` is the folder of a rule pack. Raises InputFault, UsageFault, TemplateFault.
    """
    application = dossier if isinstance(dossier, ClinicalTrialApplication) else load(dossier)
    return slots_of_application(application, Path(rules) if rules is not None else None)


def timeline(
    dossier: Folder | ClinicalTrialApplication, submitted: datetime.date, holidays: Iterable[datetime.date] = ()
) -> Timeline:
    """The latest dates of the procedure of an application submitted that day; see ``docs/timeline.md``.

    Raises InputFault, UsageFault, TemplateFault.
    """
    application = dossier if isinstance(dossier, ClinicalTrialApplication) else load(dossier)
    return timeline_of(application, submitted, holidays)


def write_timeline(timeline: Timeline, file: Folder, to: str = "") -> Path:
    """Write a timeline as text, json or ics; unless given, as the file's name ends. Raises UsageFault, OutputFault."""
    path = Path(file)
    write_whole({path: render_timeline(timeline, to or format_of_timeline(path.name))})
    return path


def build(
    directory: Folder, out: Folder | None = None, order: Order | None = None, progress: Progress = lambda _: None
) -> Build:
    """Build the documents of a dossier folder into ``out`` (``DIRECTORY/build`` unless given).

    Returns the files, the number of facts printed, the gaps and the facts that no section prints. Raises the errors
    of ``impd.errors``; nothing is written when one is raised. ``progress`` is told what is being done.
    """
    source = Path(directory)
    return _build(source, Path(out) if out is not None else source / "build", order or Order(), progress)


def find_printed(out: Folder, fact: str = "", text: str = "") -> dict[str, list[Printed]]:
    """The places where facts of a build are printed, by fact path; see ``impd trace``. Raises UsageFault."""
    return _find_printed(Path(out), fact, text)


def inspect(
    paths: Folder | Iterable[Folder], limits: InspectionLimits | None = None, expected: Expected | None = None
) -> list[FileInspection]:
    """Inspect PDF and Word files that others made, and what lies in folders; see ``docs/inspecting.md``.

    ``expected``: what each of them must state of itself. A file that is damaged or made to do harm ends with a finding
    in the time and memory of the limits. Raises UsageFault for a path that does not exist.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    return inspect_files(map(Path, given), limits or InspectionLimits(), expected or Expected())


def package(
    directory: Folder, out: Folder, order: PackageOrder | None = None, progress: Progress = lambda _: None
) -> Package:
    """Package the application in a dossier folder for CTIS into ``out``, all of it or nothing; see ``docs/package.md``.

    What is a draft, or fails its inspection, is kept out and named unless the order takes drafts. ``complete`` says
    whether nothing is missing or kept out. Raises InputFault, UsageFault, TemplateFault, MissingLibrary, OutputFault.
    """
    return _package(Path(directory), Path(out), order or PackageOrder(), progress)


def new_dossier(directory: Folder, like: str) -> list[Path]:
    """Make a dossier folder like a sample, and return its files. Raises UsageFault, OutputFault."""
    return _new_dossier(Path(directory), like)


def write_schemas(directory: Folder) -> list[Path]:
    """Write the JSON Schemas of the files of a dossier and of a rule pack for editors, and return them.

    Raises OutputFault.
    """
    schemas = {**json_schemas(), **rule_schemas()}
    files = {Path(directory) / schema_file(name): schema for name, schema in schemas.items()}
    write_whole({file: json.dumps(schema, indent=1, ensure_ascii=False).encode() for file, schema in files.items()})
    return list(files)


def shelf_life(
    points: Folder | Iterable[StabilityPoint],
    lower: Plain | None = None,
    upper: Plain | None = None,
    choice: Q1EChoice | None = None,
    batches: Collection[str] = (),
) -> ShelfLifeResult:
    """How long results stay within their limits by ICH Q1E, or why that cannot be said; see ``docs/shelf-life.md``.

    ``points`` are the results of one attribute at one condition, or a CSV file of them with the columns batch, months
    and value. ``batches`` names those to use; all unless given. Raises InputFault, UsageFault.
    """
    if isinstance(points, str | os.PathLike):
        rows = read_stability_table(Path(points))
        points = [StabilityPoint(row.batch, row.months, row.value, row.unit) for row in rows]
    given = list(points)
    known = sorted({str(point.batch) for point in given})
    for name in batches:
        if name not in known:
            raise UsageFault(f'there is no batch "{name}"', f"The results are of {', '.join(known) or 'no batch'}.")
    try:
        limits = StabilityLimits(lower, upper)  # type: ignore[arg-type]  # it takes what shows a number
    except ValueError as fault:
        raise UsageFault(str(fault), "Give a lower limit, an upper limit or both, as numbers.") from None
    return _shelf_life([point for point in given if not batches or str(point.batch) in batches], limits, choice)


__all__ = [
    "Build", "CheckOrder", "Expected", "FieldSheet", "FileFinding", "FileInspection", "Finding", "Gap", "GapReport",
    "InspectionLimits", "Milestone", "Order", "Outcome", "Package", "PackageOrder", "Printed", "Q1EChoice", "Request",
    "ShelfLifeResult", "SlotState", "StabilityPoint", "Timeline", "build", "check", "compose", "explain_rule",
    "fields", "find_printed", "inspect", "list_rules", "load", "new_dossier", "package", "read", "render",
    "render_report", "render_slots", "render_timeline", "shelf_life", "slots", "timeline", "write_reports",
    "write_schemas", "write_timeline",
]
