"""The papers of a package: manifest, checklist, and the zip file of all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from impd.submission.package import Package, PackageDocument, SlotLine
from impd.submission.package_titles import read_package_names

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows
_MODE = 0o100644 << 16
_UNIX = 3


def manifest_json(package: Package) -> bytes:
    """Everything in the package and all that was kept out, for tools."""
    data = {
        "trial": package.trial,
        "eu_ct_number": package.eu_ct_number,
        "complete": package.complete,
        "draft": package.draft,
        "documents": [_document(one) for one in package.packaged],
        "kept_out": [_document(one) for one in package.kept_out],
        "slots": [_slot(one) for one in package.slots],
        "in_no_slot": list(package.unplaced),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _document(one: PackageDocument) -> dict[str, Any]:
    slot, content, types = one.slot, one.content, one.slot.types
    numbers = {"for_publication": types.public, "not_for_publication": types.other, "without_pair": types.plain}
    return {
        "path": one.path,
        "slot": slot.id,
        "also_fills": list(one.also),
        "type_code": {name: number for name, number in numbers.items() if number},
        "title_code": slot.title_code,
        "title": one.title,
        "version": one.version,
        "date": one.date,
        "language": one.language,
        "product": slot.product,
        "member_state": one.member_state,
        "site": slot.site,
        "publication": {"published": slot.published, "says": slot.publication},
        "sha256": content.sha256,
        "pages": content.pages,
        "bytes": len(content.data) if content.data is not None else None,
        "status": one.status,
        "document": one.id,
        "file": one.file,
        "problems": list(content.problems),
        "warnings": list(content.notes),
    }


def _slot(line: SlotLine) -> dict[str, Any]:
    slot = line.slot
    return {
        "slot": slot.id, "title": slot.title, "part": slot.part, "product": slot.product,
        "member_state": slot.member_state, "site": slot.site, "need": slot.need, "because": slot.because,
        "state": line.state, "missing": line.missing, "files": list(line.files),
    }  # fmt: skip


def checklist(package: Package) -> bytes:
    """The cover of the package in Markdown: slot, file, state, and what is missing."""
    return ("\n".join(_checklist(package)) + "\n").encode()


def _checklist(package: Package) -> Iterator[str]:
    yield f"# Checklist of the package for {_cell(package.eu_ct_number or package.trial or 'the trial')}"
    yield ""
    yield "**Complete**: nothing that the facts ask for is missing." if package.complete else "**Not complete.**"
    if package.draft:
        yield ""
        yield "Made with --draft: what is not ready was packaged too, and is marked below. Do not submit it."
    if not package.eu_ct_number:
        yield ""
        yield "The EU CT number is not stated, so no title holds it."
    for part, title in read_package_names().parts.items():
        lines = [one for one in package.slots if one.slot.part == part]
        yield from ("", f"## {title}", "", "| slot | of | state | file | missing |", "|---|---|---|---|---|")
        for one in lines:
            files = "<br>".join(map(_cell, one.files)) or "–"
            yield f"| {_cell(one.slot.title)} | {_cell(one.slot.instance) or '–'} | {one.state} | {files} " \
                  f"| {_cell(one.missing) or '–'} |"  # fmt: skip
    yield from _lists(package)


def _lists(package: Package) -> Iterator[str]:
    not_ready = [one for one in package.packaged if not one.ready]
    yield from _list("Not packaged", [_why(one) for one in package.kept_out])
    yield from _list("Packaged although not ready", [_why(one) for one in not_ready])
    noted = [f"{one.path}: {'; '.join(one.content.notes)}" for one in package.packaged if one.content.notes]
    yield from _list("Warnings of the inspection", noted)
    yield from _list("In the register, but in no slot that is asked for", list(package.unplaced))


def _why(one: PackageDocument) -> str:
    file = f" ({one.path or one.file})" if one.file else ""
    return f"{one.id}{file}: {'; '.join(one.content.problems)}"


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "", *(f"- {_cell(line)}" for line in lines))


def _cell(text: str) -> str:
    """A text that cannot break out of a cell of a table."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip file with fixed times, uncompressed, so that the same files give the same bytes everywhere."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.external_attr, entry.create_system = _MODE, _UNIX
            archive.writestr(entry, content)
    return data.getvalue()
