"""The manifest of a package as a workbook: its documents, those kept out, and the slots."""

from __future__ import annotations

from impd.reporting.xlsx import workbook
from impd.reporting.xlsx_sheets import Sheet, SheetColumn, Value
from impd.submission.package import Package, PackageDocument, SlotLine

_DOCUMENT_COLUMNS = (
    SheetColumn("Slot", 26), SheetColumn("Type code", 12), SheetColumn("Title", 60), SheetColumn("Version", 9),
    SheetColumn("Date", 12), SheetColumn("Language", 9), SheetColumn("Publication", 40), SheetColumn("SHA-256", 66),
    SheetColumn("Pages", 8), SheetColumn("Bytes", 11), SheetColumn("Status", 10), SheetColumn("Path", 70),
    SheetColumn("Document", 18), SheetColumn("File", 34), SheetColumn("Problems", 50), SheetColumn("Warnings", 50),
)  # fmt: skip
_SLOT_COLUMNS = (
    SheetColumn("Slot", 26), SheetColumn("Part", 9), SheetColumn("Of", 18), SheetColumn("Need", 14),
    SheetColumn("Because", 40), SheetColumn("State", 16), SheetColumn("Missing", 50), SheetColumn("Files", 70),
)  # fmt: skip


def package_workbook(package: Package) -> bytes:
    """The workbook; the same bytes each time."""
    above: tuple[tuple[str, Value], ...] = (
        ("EU CT number", package.eu_ct_number), ("Trial", package.trial),
        ("Complete", "yes" if package.complete else "no"), ("With drafts", "yes" if package.draft else "no"),
        ("Type codes", "for publication / not for publication / without a pair"),
    )  # fmt: skip
    return workbook("Manifest of the package", (
        Sheet("Documents", _DOCUMENT_COLUMNS, tuple(map(_document, package.packaged)), above),
        Sheet("Not packaged", _DOCUMENT_COLUMNS, tuple(map(_document, package.kept_out))),
        Sheet("Slots", _SLOT_COLUMNS, tuple(map(_slot, package.slots))),
    ))  # fmt: skip


def _document(one: PackageDocument) -> tuple[Value, ...]:
    slot, content = one.slot, one.content
    pages: Value = "" if content.pages is None else content.pages
    size: Value = "" if content.data is None else len(content.data)
    fields = (slot.id, str(slot.types), one.title, one.version, one.date, one.language, slot.publication)
    problems, notes = "\n".join(content.problems), "\n".join(content.notes)
    return (*fields, content.sha256, pages, size, one.status, one.path, one.id, one.file, problems, notes)


def _slot(line: SlotLine) -> tuple[Value, ...]:
    slot = line.slot
    return (slot.id, slot.part, slot.instance, slot.need, slot.because, line.state, line.missing, "\n".join(line.files))
