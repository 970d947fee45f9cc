"""Finds printed facts in the trace of a build: where a value comes from, and where else it is printed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from impd.errors import UsageFault


@dataclass(frozen=True, slots=True)
class Printed:
    """One place where a fact is printed, and where it was read: file and line, or the facts it was calculated from."""

    document: str
    section: str
    number: str
    block: str
    text: str
    path: str
    file: str | None
    line: int | None
    cell: str | None
    calculated_from: tuple[str, ...] = ()
    convention: str = ""

    @property
    def source(self) -> str:
        """``products/X/quality/batches.csv:31 (C31)``, or nothing for a fact that came from no file."""
        if self.file is None:
            return ""
        cell = f" ({self.cell})" if self.cell else ""
        return f"{self.file}:{self.line}{cell}" if self.line else self.file


def find_printed(out: Path, fact: str = "", text: str = "") -> dict[str, list[Printed]]:
    """The places of each fact that matches, by fact path, in reading order.

    ``fact`` is a path or the beginning of one; ``text`` is a printed text or a number in it. Raises UsageFault
    when there is no trace.
    """
    entries = _read(out)
    as_printed = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\d)") if text else None
    wanted = {
        entry.path
        for entry in entries
        if (not fact or _below(entry.path, fact)) and (as_printed is None or as_printed.search(entry.text))
    }
    found: dict[str, list[Printed]] = {}
    for entry in entries:
        if entry.path in wanted:
            found.setdefault(entry.path, []).append(entry)
    return found


def _below(path: str, wanted: str) -> bool:
    return path == wanted or path.startswith((f"{wanted}.", f"{wanted}["))


def _read(out: Path) -> list[Printed]:
    file = out / "trace.json"
    try:
        return [Printed(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))["facts"]]
    except (OSError, ValueError, LookupError, TypeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is no trace of a build"
        raise UsageFault(f"{file}: cannot be read: {reason}", "Name the output folder of a build.") from fault
