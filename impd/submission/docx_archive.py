"""The parts of a Word file, unpacked no further than the bounds allow."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import TracebackType

from impd.submission.limits import MEGABYTE, Bounds

UNREADABLE = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError)
"""What opening a zip file raises that is broken, or packed in a way this Python cannot read."""
_ENCRYPTED = 1
_PIECE = MEGABYTE


class DocxArchive:
    """A Word file opened for reading; used with ``with``. Raises BadZipFile, ValueError for what is no such file."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        self._zip = zipfile.ZipFile(path)
        self._room = bounds.unpacked_megabytes * MEGABYTE
        self.names = self._zip.namelist()
        if len(self.names) > bounds.parts:
            raise ValueError(f"it has {len(self.names)} parts, which no document needs")
        self.encrypted = any(one.flag_bits & _ENCRYPTED for one in self._zip.infolist())

    def __enter__(self) -> DocxArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises ValueError when all parts that were read unpack to more than the bounds."""
        pieces = []
        with self._zip.open(name) as stream:
            while piece := stream.read(_PIECE):
                self._room -= len(piece)
                if self._room < 0:
                    raise ValueError("it unpacks to more than a document can hold, as a bomb does")
                pieces.append(piece)
        return b"".join(pieces)
