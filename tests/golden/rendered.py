"""The documents of the samples and of the small dossiers, each composed and written once for all tests of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from impd import ClinicalTrialApplication, Document, Request, compose, load
from impd.building.writers import write
from impd.composing.section_tree import documents

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "classes"
FOLDERS = {
    path.name if place == SMALL or not (SMALL / path.name).is_dir() else f"samples/{path.name}": path
    for place in (ROOT / "samples", SMALL)
    for path in sorted(place.iterdir())
    if (path / "dossier.yaml").is_file()
}
CASES = [
    (name, None if len(codes) == 1 else code, document)
    for name, path in FOLDERS.items()
    if (codes := sorted(code.name for code in (path / "products").iterdir()))
    for code in codes
    for document in documents()
]


@cache
def loaded(name: str) -> ClinicalTrialApplication:
    """The application of a sample or small dossier."""
    return load(FOLDERS[name])


@cache
def composed(name: str, code: str | None = None, document: str = "impd-quality") -> Document:
    """A document of one product of a sample or small dossier."""
    return compose(loaded(name), code, Request(document=document))


@cache
def written(name: str, code: str | None = None, document: str = "impd-quality") -> dict[str, bytes]:
    """That document as Word and PDF."""
    return {one.format: one.data for one in write(composed(name, code, document), ("docx", "pdf"))}
