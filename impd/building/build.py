"""Builds the documents of a dossier folder and writes them with their manifest and trace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from impd.building.belonging import belongs
from impd.building.check import CheckOrder, Composed, check_imported
from impd.building.choosing import ALL, fields_of_others
from impd.building.composing_all import Composing, Progress, made_of
from impd.building.coverage import unprinted
from impd.building.dueness import NotMade
from impd.building.finding_boxes import with_findings
from impd.building.gap_reports import report_bytes
from impd.building.output import check_writable, write_whole
from impd.building.tracing import Locate, printed_marks, trace_entries
from impd.building.writers import Written, check_formats, write
from impd.composing.compose import Request
from impd.composing.section_tree import documents as parts_of_impd
from impd.document import Document
from impd.dossier import ClinicalTrialApplication
from impd.errors import GapFault, InputFault, UsageFault
from impd.gaps import Finding, GapReport, Outcome
from impd.importing.folder import Imported, read_folder


@dataclass(frozen=True, slots=True)
class Order:
    """What to build. ``documents`` empty: the IMPD, "all": every document; ``products`` empty: of all products.

    ``request`` says which sections, how, whether a draft.

    The document named in ``request`` is not looked at. ``findings``: whether each section of a draft begins with a box
    of the open findings on it.
    """

    request: Request = field(default_factory=Request)
    formats: tuple[str, ...] = ("docx", "pdf")
    products: tuple[str, ...] = ()
    variant: str = "pdf/a-2a"
    documents: tuple[str, ...] = ()
    findings: bool = True


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of the output."""

    kind: str
    product: str
    format: str
    path: Path
    sha256: str
    size: int
    pages: int | None
    member_state: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing fact that a document marks."""

    document: str
    number: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Build:
    """What was built: the files, how many facts they print, the gaps they mark, and the facts no section prints.

    ``not_made``: documents asked for that are not due, or of which a missing fact leaves open whether they are.

    ``report`` is the gap report of the whole dossier, also written beside the documents; ``errors`` are its open errors
    on the documents that were made.
    """

    files: tuple[BuiltFile, ...]
    facts_printed: int
    gaps: tuple[Gap, ...]
    unprinted: tuple[str, ...]
    report: GapReport
    errors: tuple[Finding, ...]
    not_made: tuple[NotMade, ...] = ()


def build(directory: Path, out: Path, order: Order, progress: Progress = lambda _: None) -> Build:
    """Read a dossier folder and write its documents to ``out``, all of them or none.

    Raises InputFault, UsageFault, TemplateFault, MissingLibrary, OutputFault; GapFault when the request is for a
    final document and a fact is missing or the check finds an error.
    """
    check_formats(order.formats)
    keep_apart(out, directory)
    progress("reading the dossier")
    imported = read_folder(directory)
    check_writable(out)
    with _faults_located(imported.sources.locate):
        made = made_of(imported.application, _composing(order), progress)
    documents = made.documents
    gaps = tuple(gap for document in documents for gap in _gaps(document))
    progress("checking the dossier")
    report = check_imported(imported, directory, CheckOrder(), _composed(documents, order))
    errors = open_errors(report, documents)
    if not order.request.draft:
        _stop_at_gaps(gaps, errors)
    files: dict[Path, bytes] = {}
    built: list[BuiltFile] = []
    for document in (_boxed(document, report, order) for document in documents):
        progress(f"writing {document.properties.file_name}")
        for written in write(document, order.formats, order.request.templates, order.variant):
            path = out / f"{document.properties.file_name}.{written.format}"
            files[path] = written.data
            built.append(_built(document, path, written))
    unread = _left(imported.application, documents, order)
    result = Build(tuple(built), _printed(documents), gaps, unread, report, tuple(errors), made.not_made)
    files[out / "manifest.json"] = _json(_manifest(imported, result))
    files |= {out / f"gap_report.{to}": report_bytes(report, to) for to in ("html", "json")}
    files[out / "trace.json"] = _json(_trace(documents, imported.sources.locate, result))
    write_whole(files)
    return result


def _composing(order: Order) -> Composing:
    return Composing(order.request, order.documents, order.products)


def _composed(documents: tuple[Document, ...], order: Order) -> Composed | None:
    """The parts of the IMPD, where they are all that the check asks for; else it composes its own."""
    named = set(order.documents)
    whole = (not named or ALL in named or named >= set(parts_of_impd())) and not order.request.sections
    if order.products or not whole:
        return None
    return [(one.properties.product_code, one) for one in documents if one.kind in parts_of_impd()]


def open_errors(report: GapReport, documents: Sequence[Document]) -> list[Finding]:
    """The open errors of a report that belong to documents that are made."""
    errors = [one for one in report.findings if one.open and (one.outcome, one.severity) == (Outcome.GAP, "error")]
    return [one for one in errors if any(belongs(one, document) for document in documents)]


def _stop_at_gaps(gaps: tuple[Gap, ...], errors: list[Finding]) -> None:
    """Raises GapFault for missing facts and for open errors."""
    if gaps or errors:
        lines = [*map(_gap_line, gaps), *map(_error_line, errors), *_stopped(len(gaps), len(errors))]
        raise GapFault("\n".join(lines), "State what is missing, correct the errors, or build a draft without --final.")


def _stopped(gaps: int, errors: int) -> Iterator[str]:
    if gaps:
        yield "1 fact is not stated" if gaps == 1 else f"{gaps} facts are not stated"
    if errors:
        yield "the check finds 1 error" if errors == 1 else f"the check finds {errors} errors"


def _error_line(finding: Finding) -> str:
    return f"{finding.place or finding.path}: {finding.rule}: {finding.message.rstrip('.')} ({finding.path})"


def _boxed(document: Document, report: GapReport, order: Order) -> Document:
    """A draft with the open findings of each section in a box."""
    return with_findings(document, report.findings) if order.findings and order.request.draft else document


def _left(application: ClinicalTrialApplication, made: Sequence[Document], order: Order) -> tuple[str, ...]:
    """The supplied facts that no section prints; a part of a document cannot tell, nor one beside the IMPD alone."""
    kinds = {one.kind for one in made}
    if order.request.sections or not kinds.intersection(parts_of_impd()):
        return ()
    products = {one.properties.product_code for one in made if one.properties.product_code}
    others = fields_of_others(application, kinds)
    found = unprinted(application, made, products, elsewhere=ALL in order.documents)
    return tuple(path for path in found if not path.startswith(others))


@contextmanager
def _faults_located(locate: Locate) -> Iterator[None]:
    """Names file and line where composing finds fault with a fact, of which it knows the path only."""
    try:
        yield
    except InputFault as fault:
        places = {one: locate(one.file) for one in fault.problems if one.file.startswith("products[")}
        found = {one: replace(one, file=place.file, line=place.line) for one, place in places.items() if place}
        raise InputFault([found.get(one, one) for one in fault.problems]) from fault


def keep_apart(out: Path, directory: Path) -> None:
    """Raises UsageFault for an output folder that the next build would take for a part of the dossier."""
    place, dossier = out.resolve(), directory.resolve()
    inside = place.relative_to(dossier).parts if place.is_relative_to(dossier) else ("build",)
    if inside[:1] != ("build",):
        raise UsageFault(f"the output folder {out} lies among the files of the dossier", "Use DIRECTORY/build.")


def _gaps(document: Document) -> Iterator[Gap]:
    for mark in printed_marks(document):
        if not mark.stated:
            yield Gap(document.properties.file_name, mark.number, mark.path, mark.text)


def _gap_line(gap: Gap) -> str:
    return f"{gap.document}: {gap.number or 'cover'}: not stated: {gap.text} ({gap.path})"


def _printed(documents: Sequence[Document]) -> int:
    return sum(mark.stated for document in documents for mark in printed_marks(document))


def _built(document: Document, path: Path, written: Written) -> BuiltFile:
    digest, whose = hashlib.sha256(written.data).hexdigest(), document.properties
    return BuiltFile(document.kind, whose.product_code, written.format, path, digest, len(written.data), written.pages,
                     whose.member_state, whose.site)  # fmt: skip


def _manifest(imported: Imported, result: Build) -> dict[str, Any]:
    return {
        "tool": {"name": "impd", "version": version("impd")},
        "dossier": {"schema_version": imported.application.schema_version, "version": imported.application.version},
        "documents": [
            {
                "kind": one.kind,
                "product": one.product,
                **({"member_state": one.member_state} if one.member_state else {}),
                **({"site": one.site} if one.site else {}),
                "format": one.format,
                "path": one.path.name,
                "sha256": one.sha256,
                "bytes": one.size,
                "pages": one.pages,
            }
            for one in result.files
        ],
        "not_made": [
            {"kind": one.document, "of": one.subject, "because": one.because, "missing": one.missing}
            for one in result.not_made
        ],
        "inputs": [{"path": one.path, "sha256": one.sha256} for one in imported.inputs],
    }


def _trace(documents: Sequence[Document], locate: Locate, result: Build) -> dict[str, Any]:
    entries: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for document in documents:
        for stated, entry in trace_entries(document, locate):
            entries[stated].append(entry)
    left = [{"path": path, "source": str(locate(path) or "")} for path in result.unprinted]
    return {"facts": entries[True], "gaps": entries[False], "unprinted": left}


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
