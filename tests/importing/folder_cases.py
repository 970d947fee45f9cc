"""Makes small dossier folders for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from impd.errors import InputFault
from impd.importing.folder import read_folder

SMALLEST: dict[str, str | bytes] = {
    "dossier.yaml": "trial: {phase: I}\n",
    "products/LV/product.yaml": "name: Vector\n",
}


def made(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A dossier folder with the smallest possible files and those given."""
    for name, content in {**SMALLEST, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def faults(folder: Path) -> list[str]:
    """The lines that reading the folder ends with."""
    with pytest.raises(InputFault) as fault:
        read_folder(folder)
    return str(fault.value).splitlines()
