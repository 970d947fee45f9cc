"""One file for a package: found in its folder, inspected, and read as it was inspected."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from impd.submission.inspecting import inspect_file
from impd.submission.package import FileContent
from impd.submission.stated import Expected

_ENDING = re.compile(r"\.[a-z0-9]{1,5}")

def file_below(folder: Path, name: str) -> Path | None:
    """The file of that name in a folder, or in ``documents`` of it; None where it is not there, or lies elsewhere."""
    top = folder.resolve()
    for place in (top / name, top / "documents" / name):
        try:
            found = place.resolve()
            if found.is_relative_to(top) and found.is_file():
                return place
        except (OSError, ValueError):  # a name that no file can have
            continue
    return None


def read_for_package(path: Path, name: str, expected: Expected) -> FileContent:
    """A file inspected and read; its errors keep it out. Raises TemplateFault only."""
    inspection = inspect_file(path, expected=expected)
    errors = [one.message for one in inspection.findings if one.severity == "error"]
    notes = tuple(one.message for one in inspection.findings if one.severity == "warning")
    data: bytes | None = None
    try:
        data = path.read_bytes() if inspection.sha256 else None  # else it is too large, or could not be read
    except OSError as fault:
        errors.append(f"{name} cannot be read: {fault.strerror}")
    sha256 = hashlib.sha256(data).hexdigest() if data is not None else ""
    if data is not None and sha256 != inspection.sha256:
        errors.append(f"{name} was changed while it was inspected")
    ending = path.suffix.lower() if _ENDING.fullmatch(path.suffix.lower()) else ""
    return FileContent(data, ending, sha256, inspection.pages, tuple(errors), notes)
