"""Files and folders inspected: each read by a process with limits, then judged, then held against each other."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from impd.errors import UsageFault
from impd.submission.expectation import expectation_findings
from impd.submission.file_kind import EMPTY, NAMES, OTHER
from impd.submission.inspection import SEVERITIES, Claims, FileFinding, FileInspection, LeftMark, Stop
from impd.submission.judging import judge
from impd.submission.limits import MEGABYTE, InspectionLimits, read_bounds
from impd.submission.naming import name_of_other_trial, naming_findings
from impd.submission.slot import guess_slot
from impd.submission.stages import Seen, reason
from impd.submission.stated import Expected
from impd.submission.supervision import Reader
from impd.submission.wording import finding, several

_NO_LIMITS = InspectionLimits()
_NOTHING_EXPECTED = Expected()
_STOPS = {"time": "out_of_time", "memory": "out_of_memory", "crash": "reader_broke_down"}


def inspect_file(
    path: Path, limits: InspectionLimits = _NO_LIMITS, expected: Expected = _NOTHING_EXPECTED
) -> FileInspection:
    """One file inspected. Whatever it holds, this ends in the time of the limits. Raises TemplateFault only."""
    with _reader(limits) as reader:
        return _inspected(path, limits, expected, reader)


def inspect_files(
    paths: Iterable[Path], limits: InspectionLimits = _NO_LIMITS, expected: Expected = _NOTHING_EXPECTED
) -> list[FileInspection]:
    """All files of the paths, folders with what lies in them, in their order; what is there twice is said.

    Hidden files and links to elsewhere in a folder are passed over. Raises UsageFault for a path that does not exist.
    """
    files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    jobs = min(limits.jobs or os.cpu_count() or 1, max(len(files), 1))
    readers: list[Reader] = []
    own = threading.local()

    def inspect(file: Path) -> FileInspection:
        if not hasattr(own, "reader"):
            own.reader = _reader(limits)
            readers.append(own.reader)
        return _inspected(file, limits, expected, own.reader)

    with ThreadPoolExecutor(jobs) as pool:
        try:
            inspections = list(pool.map(inspect, files))
        finally:  # inside, so that whoever interrupts does not wait for the files that are being read
            for reader in readers:
                reader.end()
    return _with_duplicates(inspections)


def _reader(limits: InspectionLimits) -> Reader:
    bounds = read_bounds()
    return Reader(limits.seconds or bounds.seconds, limits.memory_megabytes or bounds.memory_megabytes)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise UsageFault(f"{path} does not exist", "Name a file or a folder.")
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return [file for file in found if not file.is_symlink()]


def _inspected(path: Path, limits: InspectionLimits, expected: Expected, reader: Reader) -> FileInspection:
    try:
        seen, before = _outside(path)
    except OSError as fault:
        return _failed(path, "cannot_be_read", why=fault.strerror or reason(fault))
    if before is not None:
        return replace(before, **seen)
    read, end = reader.read(path)
    inspection = _value(path, {**seen, **read})
    findings = list(judge(inspection, limits))
    if end != "done":
        stop = finding(_STOPS[end], seconds=f"{reader.seconds:g}", megabytes=reader.memory_megabytes)
        findings.insert(0, stop)
        inspection = replace(inspection, opens=bool(inspection.opens), stop=Stop(end))
    inspection = replace(inspection, slot=guess_slot(path.name, inspection.text_sample))
    findings += _of_the_document(path, inspection, limits, expected)
    return replace(inspection, findings=tuple(sorted(findings, key=lambda one: SEVERITIES.index(one.severity))))


def _outside(path: Path) -> tuple[Seen, FileInspection | None]:
    """Size and digest; or the finding that ends it, for what must not be opened. Raises OSError."""
    if not path.is_file():
        return {}, _failed(path, "no_file")
    size = path.stat().st_size
    if size > read_bounds().largest_read_megabytes * MEGABYTE:
        return {"bytes": size}, _failed(path, "too_large_to_read", size=f"{size / MEGABYTE:.1f}")
    with path.open("rb") as stream:
        return {"bytes": size, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}, None


def _failed(path: Path, code: str, **values: str) -> FileInspection:
    return FileInspection(str(path), opens=False, findings=(finding(code, 0, **values),))


def _of_the_document(
    path: Path, inspection: FileInspection, limits: InspectionLimits, expected: Expected
) -> list[FileFinding]:
    """What depends on its name, and on what is expected of it."""
    found = list(naming_findings(path.stem, inspection.slot)) if limits.titles else []
    found += name_of_other_trial(path.stem, expected)
    if inspection.slot.contrary:
        found.append(finding("slot_contradicted", why=inspection.slot.why))
    if inspection.opens:
        found += expectation_findings(inspection, expected)
    return found


def _value(path: Path, seen: Seen) -> FileInspection:
    """What the reader saw as a value; a part that was not read keeps its unknown."""
    given: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in seen.items()}
    title = given.pop("xmp_title", "")
    given["title"] = given.get("title") or title
    given["claims"] = Claims(**given.get("claims", {}))
    given["left_marks"] = tuple(LeftMark(*mark) for mark in given.get("left_marks", ()))
    given["page_sizes"] = tuple((width, height) for width, height in given.get("page_sizes", ()))
    given["metadata"] = tuple((name, text) for name, text in given.get("metadata", ()))
    promised = path.suffix.lower() in NAMES
    if given.get("kind") == EMPTY or (given.get("kind") == OTHER and promised):
        given["opens"] = False
    return FileInspection(str(path), **given)


def _with_duplicates(inspections: list[FileInspection]) -> list[FileInspection]:
    """The same with a finding in each file that is there more than once."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for one in inspections:
        if one.sha256 and one.bytes:
            alike[one.sha256].append(one.path)
    return [
        replace(one, findings=(*one.findings, finding("same_file", names=several(others))))
        if (others := [path for path in alike[one.sha256] if path != one.path])
        else one
        for one in inspections
    ]
