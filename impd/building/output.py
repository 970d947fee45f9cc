"""Writes files whole or not at all: staged beside their places, then put there together, or everything taken back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from impd.errors import OutputFault


def check_writable(directory: Path) -> None:
    """Make sure, without making anything, that a folder can be written to or made. Raises OutputFault."""
    with _faults_at(directory):
        there = next(place for place in (directory, *directory.absolute().parents) if os.path.lexists(place))
        with tempfile.TemporaryFile(dir=there):
            pass


def write_whole(files: dict[Path, bytes]) -> None:
    """Write all files, making their folders, or leave everything as it was. Raises OutputFault."""
    with ExitStack() as clearing, ExitStack() as undoing:  # what is to undo comes first
        staged: list[tuple[Path, Path]] = []
        for file, data in files.items():
            with _faults_at(file):
                _make_folder(file.parent, clearing)
                staged.append((_staged(file, data, clearing), file))
        for new, file in staged:
            with _faults_at(file):
                _put(new, file, undoing, clearing)
        undoing.pop_all()  # all is written: nothing to take back


def _make_folder(folder: Path, clearing: ExitStack) -> None:
    for place in reversed([folder, *folder.parents]):
        if not place.exists():
            place.mkdir()
            clearing.callback(_remove_if_empty, place)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _staged(file: Path, data: bytes, clearing: ExitStack) -> Path:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".impd-")
    clearing.callback(Path(name).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    os.chmod(name, 0o644)
    return Path(name)


def _put(new: Path, file: Path, undoing: ExitStack, clearing: ExitStack) -> None:
    """Put a staged file in its place; the one that stood there is kept until all are in place."""
    if file.is_dir():
        raise IsADirectoryError(None, "a folder has this name")
    if os.path.lexists(file):
        old = new.with_name(f"{new.name}.old")
        os.rename(file, old)
        clearing.callback(old.unlink, missing_ok=True)
        undoing.callback(os.replace, old, file)
    else:
        undoing.callback(file.unlink, missing_ok=True)
    os.replace(new, file)


@contextmanager
def _faults_at(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise OutputFault(f"{place}: cannot be written: {reason}", "Choose another folder with --out.") from fault
