"""The documents that the library writes for a package: final, or kept out with what is missing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from impd.building.build import open_errors
from impd.building.check import CheckOrder, check_imported
from impd.building.composing_all import Composing, Progress, made_of
from impd.building.tracing import printed_marks
from impd.building.writers import write
from impd.composing.compose import Request
from impd.document import Document
from impd.errors import InputFault
from impd.gaps import GapReport
from impd.importing.folder import Imported
from impd.submission.package import FileContent


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A document of a product as it was written, or why it could not be."""

    content: FileContent
    name: str = ""
    version: str = ""
    date: str = ""
    language: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class PartsWanted:
    """Which documents to write, each as (product, document), and whether drafts are taken too."""

    parts: tuple[tuple[str, str], ...]
    draft: bool = False
    progress: Progress = field(default=lambda _: None)


def written_parts(imported: Imported, directory: Path, wanted: PartsWanted) -> dict[tuple[str, str], WrittenPart]:
    """The documents wanted, by product and document. A draft is written only where drafts are taken."""
    by_product: defaultdict[str, list[str]] = defaultdict(list)
    for product, document in dict.fromkeys(wanted.parts):
        by_product[product].append(document)
    if not by_product:
        return {}
    wanted.progress("checking the dossier")
    report = check_imported(imported, directory, CheckOrder())
    return {
        (product, name): part
        for product, names in by_product.items()
        for name, part in _of_product(imported, report, product, (names, wanted))
    }


def _of_product(
    imported: Imported, report: GapReport, product: str, asked: tuple[list[str], PartsWanted]
) -> Iterator[tuple[str, WrittenPart]]:
    names, wanted = asked
    try:
        final = _composed(imported, product, names, draft=False)
    except InputFault as fault:
        reasons = tuple(problem.message for problem in fault.problems)
        yield from ((name, WrittenPart(FileContent(problems=reasons), status="draft")) for name in names)
        return
    for name, document in final.items():
        problems = tuple(_problems(document, report))
        wanted.progress(f"writing {document.properties.file_name}")
        marked = problems and wanted.draft
        chosen = _composed(imported, product, [name], draft=True)[name] if marked else document
        yield name, _written(chosen, problems, wanted.draft)


def _composed(imported: Imported, product: str, names: Iterable[str], *, draft: bool) -> dict[str, Document]:
    made = made_of(imported.application, Composing(Request(draft=draft), tuple(names), (product,)))
    return {one.kind: one for one in made.documents}


def _problems(document: Document, report: GapReport) -> Iterator[str]:
    """Why a document cannot be final."""
    gaps = sum(not mark.stated for mark in printed_marks(document))
    errors = len(open_errors(report, [document]))
    if gaps:
        yield f"{gaps} {'fact is' if gaps == 1 else 'facts are'} not stated"
    if errors:
        yield f"the check finds {errors} {'error' if errors == 1 else 'errors'}"


def _written(document: Document, problems: tuple[str, ...], draft: bool) -> WrittenPart:
    properties = document.properties
    content = FileContent(problems=problems)
    if draft or not problems:
        made = write(document, ("pdf",))[0]
        content = FileContent(made.data, ".pdf", hashlib.sha256(made.data).hexdigest(), made.pages, problems)
    return WrittenPart(
        content=content,
        name=f"{properties.file_name}.pdf",
        version=properties.version,
        date=properties.date.isoformat() if properties.date else "",
        language=properties.language,
        status="draft" if problems else "final",
    )
