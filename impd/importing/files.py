"""The files of a dossier folder: which there are, their bytes, and what cannot be read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from impd.errors import Problem


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file the application was read from, relative to the dossier folder."""

    path: str
    sha256: str


@dataclass(slots=True)
class Files:
    """Reads below one folder and nowhere else; notes what was read and what could not be."""

    root: Path
    problems: list[Problem]
    read_files: list[InputFile] = field(default_factory=list)
    unread: bool = False

    def name(self, path: Path) -> str:
        """The path relative to the dossier folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def note(self, path: Path, message: str, remedy: str) -> None:
        """Notes a problem of a whole file or folder."""
        self.problems.append(Problem(self.name(path), 0, message, remedy))

    def entries(self, folder: Path) -> list[Path]:
        """The visible files and folders of a folder, in order; links that leave the dossier are refused."""
        if not folder.is_dir():
            return []
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as fault:
            self.lost(folder, fault)
            return []
        return [path for path in found if self._stays_inside(path)]

    def _stays_inside(self, path: Path) -> bool:
        if not path.is_symlink():
            return True
        if path.resolve().is_relative_to(self.root.resolve()):
            return True
        self.note(path, "a link that leaves the dossier folder", "Copy the file into the dossier")
        return False

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file, or None if it cannot be read, which is noted."""
        try:
            data = path.read_bytes()
        except OSError as fault:
            self.lost(path, fault)
            return None
        self.read_files.append(InputFile(self.name(path), hashlib.sha256(data).hexdigest()))
        return data

    def lost(self, path: Path, fault: OSError) -> None:
        """Notes a file or folder that cannot be read."""
        self.unread = True
        reason = os.strerror(fault.errno).lower() if fault.errno else str(fault)
        self.note(path, f"cannot be read: {reason}", "Check that the file is there and that you may read it")

    def unexpected(self, path: Path, expected: str) -> None:
        """Notes a file that no part of the dossier takes."""
        kind = "folder" if path.is_dir() else "file"
        self.note(path, f"unexpected {kind}", f"Expected here: {expected}")
