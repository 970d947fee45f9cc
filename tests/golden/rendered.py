"""The documents of the samples and of the small dossiers, each composed and written once for all tests of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from impd import Document, compose, load
from impd.building.writers import write

ROOT = Path(__file__).parents[2]
FOLDERS = {
    path.name: path
    for place in (ROOT / "samples", ROOT / "tests" / "data" / "classes")
    for path in sorted(place.iterdir())
    if (path / "dossier.yaml").is_file()
}
CASES = [
    (name, None if len(codes) == 1 else code)
    for name, path in FOLDERS.items()
    if (codes := sorted(code.name for code in (path / "products").iterdir()))
    for code in codes
]


@cache
def composed(name: str, code: str | None = None) -> Document:
    """The document of one product of a sample or small dossier."""
    return compose(load(FOLDERS[name]), code)


@cache
def written(name: str, code: str | None = None) -> dict[str, bytes]:
    """That document as Word and PDF."""
    return {one.format: one.data for one in write(composed(name, code), ("docx", "pdf"))}
