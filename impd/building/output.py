"""Writes files whole or not at all: to a temporary name in the same folder, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from impd.errors import OutputFault


def prepare(directory: Path) -> None:
    """Make sure the output folder exists and can be written to. Raises OutputFault."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as fault:
        raise _fault(directory, fault) from fault


def write_whole(files: dict[Path, bytes]) -> None:
    """Write all files, or leave every one of them as it was. Raises OutputFault."""
    staged: list[tuple[Path, Path]] = []
    try:
        for file, data in files.items():
            staged.append((_stage(file, data), file))
        for temporary, file in staged:
            temporary.replace(file)
    except OSError as fault:
        raise _fault(Path(fault.filename or next(iter(files))), fault) from fault
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _stage(file: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return Path(name)


def _fault(place: Path, fault: OSError) -> OutputFault:
    return OutputFault(f"{place}: cannot be written: {fault.strerror or fault}", "Choose another folder with --out.")
