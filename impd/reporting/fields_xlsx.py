"""The field sheet as a workbook: a sheet for each part of the form, with columns for who typed what and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.gaps.field_sheet import FieldEntry, FieldSheet, SheetPart
from impd.reporting.fields_html import LABELS
from impd.reporting.xlsx import workbook
from impd.reporting.xlsx_sheets import Sheet, SheetColumn, Value

_COLUMNS = (
    SheetColumn("Section", 24), SheetColumn("Field", 18), SheetColumn("Label", 34), SheetColumn("About", 16),
    SheetColumn("Language", 9), SheetColumn("State", 12), SheetColumn("Value", 60), SheetColumn("Code", 8),
    SheetColumn("Version, date, language", 30), SheetColumn("To correct", 24), SheetColumn("Conformance", 13),
    SheetColumn("In the form", 12), SheetColumn("When", 40), SheetColumn("Here", 30), SheetColumn("Hint", 30),
    SheetColumn("At most", 9), SheetColumn("Fact", 40), SheetColumn("Place", 34), SheetColumn("How it follows", 24),
    SheetColumn("Values of the list", 40), SheetColumn("Basis", 30), SheetColumn("Done by", 14, "to fill"),
    SheetColumn("Done on", 12, "date to fill"), SheetColumn("Comment", 30, "to fill"),
)  # fmt: skip
_NAME_LIMIT = 31  # characters that Excel allows in the name of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def fields_xlsx(sheet: FieldSheet) -> bytes:
    """The workbook: a summary, then a sheet for each part; the same bytes each time."""
    return workbook("CTIS field sheet", (_summary(sheet), *_parts(sheet)))


def _summary(sheet: FieldSheet) -> Sheet:
    dossier = sheet.dossier
    above: tuple[tuple[str, Value], ...] = (
        ("Dossier", dossier.folder), ("Version", dossier.version), ("Trial", dossier.trial),
        ("EU CT number", dossier.eu_ct_number), ("Sponsor", dossier.sponsor), ("List of fields", sheet.form_version),
        ("It rests on", str(sheet.form_basis)), ("Made with", f"impd {sheet.tool_version}"),
    )  # fmt: skip
    columns = (SheetColumn("Part", 34), *(SheetColumn(label, 12) for label in LABELS.values()))
    return Sheet("Summary", columns, tuple(_counts(part) for part in sheet.parts), above)


def _counts(part: SheetPart) -> tuple[Value, ...]:
    counts = part.counts()
    return (part.title, *(counts[state] for state in LABELS))


def _parts(sheet: FieldSheet) -> Iterator[Sheet]:
    """A sheet for each part, named by its title as far as Excel takes it; no name twice."""
    taken = {"summary"}
    for part in sheet.parts:
        name = base = _FORBIDDEN.sub("", part.title)[:_NAME_LIMIT].strip()
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{base[: _NAME_LIMIT - len(str(number)) - 1]} {number}"
        taken.add(name.lower())
        yield Sheet(name, _COLUMNS, tuple(_rows(part)))


def _rows(part: SheetPart) -> Iterator[tuple[Value, ...]]:
    """A row for each value; a field without value has one row too."""
    for section in part.sections:
        for one in section.entries:
            values = [(value.text, value.code, value.detail, value.place) for value in one.values]
            for text, code, detail, place in values or [("", "", "", one.place)]:
                before = (section.title, one.id, one.label, one.about, one.language, LABELS[one.state])
                after = _after(one, str(place or ""))
                yield (*before, text, code, detail, *after, "", "", "")


def _after(one: FieldEntry, place: str) -> tuple[Value, ...]:
    limit: Value = one.limit or ""
    choices, basis = " · ".join(one.choices), str(one.basis) if one.basis else one.list_basis
    asked = (one.fault, one.conformance, one.in_form, one.when, one.why)
    return (*asked, one.hint, limit, one.path, place, one.note, choices, basis)
