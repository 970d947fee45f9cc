"""The process that reads files of strangers: each file in a child of its own, with little memory and time.

It takes one order a line (JSON: path, seconds, memory in megabytes) and answers with lines of what it saw, then one
that says how the reading ended. Where the system cannot fork, it reads in its own process, and whoever started it
ends it when time is up.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from impd.submission.docx_inspection import inspect_docx
from impd.submission.file_kind import DOCX, ENCRYPTED, PDF, kind_of
from impd.submission.left_marks import mark_patterns
from impd.submission.limits import MEGABYTE, Bounds, read_bounds
from impd.submission.pdf_inspection import inspect_pdf
from impd.submission.stages import Seen, reason

if sys.platform != "win32":
    import resource

DONE, OUT_OF_MEMORY, FAILED = 0, 3, 4
_LONGEST_LINE = 8 * MEGABYTE


def serve() -> None:
    """Answer orders until there are no more."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not mix with the answers
    read_bounds()
    mark_patterns()
    with os.fdopen(os.dup(0), "rb") as orders:
        for line in orders:
            order = json.loads(line)
            end = _in_child(order, answers) if hasattr(os, "fork") else _ended(_read(order, answers))
            _write(answers, {"end": end})


def _in_child(order: dict[str, Any], answers: BinaryIO) -> str:
    child = os.fork()
    if not child:
        code = FAILED
        try:
            _bound(order["seconds"], order["memory"])
            code = _read(order, answers)
        finally:
            os._exit(code)  # nothing of the parent's clean-up may run twice
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "time" if os.WTERMSIG(status) == signal.SIGXCPU else "crash"
    return _ended(os.WEXITSTATUS(status))


def _ended(code: int) -> str:
    return {DONE: "done", OUT_OF_MEMORY: "memory"}.get(code, "crash")


def _bound(seconds: float, megabytes: int) -> None:
    """No more memory and time than ordered, no file written, no core dumped; as far as the system knows how."""
    if sys.platform == "win32":
        return
    wanted = {
        resource.RLIMIT_AS: megabytes * MEGABYTE, resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0,
    }  # fmt: skip
    for kind, limit in wanted.items():
        with suppress(ValueError, OSError):  # macOS refuses some, and a limit of the user's own may be lower
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


def _read(order: dict[str, Any], answers: BinaryIO) -> int:
    bounds = read_bounds()
    try:
        for seen in _inspect(Path(order["path"]), bounds):
            _write(answers, {"seen": _shortened(seen, bounds.most_listed)})
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as fault:  # what a hostile file provokes has no common type
        _write(answers, {"seen": {"unread": [f"the file: {reason(fault)}"]}})
    return DONE


def _inspect(path: Path, bounds: Bounds) -> Iterator[Seen]:
    kind = kind_of(path)
    yield {"kind": kind}
    if kind == PDF:
        yield from inspect_pdf(path, bounds)
    elif kind == DOCX:
        yield from inspect_docx(path, bounds)
    elif kind == ENCRYPTED:
        yield {"opens": False, "encrypted": True, "restricted": True}


def _shortened(seen: Seen, most: int) -> Seen:
    """The same with no list longer than that, but for the numbers of pages."""
    return {
        name: value[:most] if isinstance(value, list) and name != "not_searchable" else value
        for name, value in seen.items()
    }


def _write(answers: BinaryIO, answer: dict[str, Any]) -> None:
    line = json.dumps(answer).encode()
    if len(line) < _LONGEST_LINE:
        answers.write(line + b"\n")
