"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from impd.submission.docx_archive import UNREADABLE

_BEGINNING = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEARCHED = 64 * 1024 * 1024
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
PDF, DOCX, ENCRYPTED, OTHER, EMPTY = "pdf", "docx", "encrypted office", "other", "empty"
NAMES = {".pdf": PDF, ".docx": DOCX, ".docm": DOCX, ".dotx": DOCX}
"""What the ending of a name promises."""


def kind_of(path: Path) -> str:
    """``pdf``, ``docx``, ``encrypted office``, ``empty`` or ``other``. Raises OSError."""
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
        if not beginning:
            return EMPTY
        if b"%PDF-" in beginning:
            return PDF
        if beginning.startswith(_OLE):
            return ENCRYPTED if _ENCRYPTED_OFFICE in beginning + stream.read(_SEARCHED) else OTHER
    if beginning.startswith(b"PK") and _is_word(path):
        return DOCX
    return OTHER


def _is_word(path: Path) -> bool:
    """A zip file with the text of a Word document; a broken one counts by its name."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except UNREADABLE:
        return NAMES.get(path.suffix.lower()) == DOCX
