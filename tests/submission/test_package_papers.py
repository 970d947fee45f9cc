"""The checklist, manifest and zip file of a package."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from impd.submission.package import FileContent, Package, PackageDocument, PackageSlot, TypeNumbers, slot_lines
from impd.submission.package_papers import checklist, manifest_json, zip_of

TYPES = TypeNumbers(104, 5)
SLOT = PackageSlot(
    "protocol", "Protocol", "part_i", "required", "final", types=TYPES, published=True, publication="Shown."
)
READY = PackageDocument(
    SLOT, "P", "protocol", "p.pdf", FileContent(b"abc", ".pdf", "d1", 2), path="Part I/x.pdf", title="x"
)
ABSENT = PackageDocument(SLOT, "P", "protocol", "", FileContent(absent=True, problems=("no",)))
KEPT_OUT = PackageDocument(SLOT, "P", "protocol", "p|<b>.pdf", FileContent(b"abc", problems=("a | b\nc",)))


def packaged(slot: PackageSlot, *documents: PackageDocument) -> Package:
    """A package of one slot."""
    return Package("T-1", "2026-512345-11-00", False, documents, tuple(slot_lines((slot,), documents)))


@pytest.mark.parametrize(
    ("need", "filling", "state", "complete"),
    [
        ("required", "final", "missing", False), ("required", "missing", "missing", False),
        ("required", "excluded", "excluded", True), ("required", "not needed", "typed into CTIS", True),
        ("not applicable", "not needed", "not applicable", True), ("cannot tell", "missing", "open", False),
    ],
)  # fmt: skip
def test_a_slot_without_documents(need, filling, state, complete):
    made = packaged(PackageSlot("protocol", "Protocol", "part_i", need, filling))
    assert ([line.state for line in made.slots], made.complete) == ([state], complete)


@pytest.mark.parametrize(
    ("document", "filling", "state"),
    [
        (READY, "final", "complete"), (READY, "wrong language", "wrong language"), (KEPT_OUT, "final", "kept out"),
        (ABSENT, "final", "file missing"),
        (PackageDocument(SLOT, "P", "protocol", "", KEPT_OUT.content, path="x"), "draft", "not ready"),
    ],
)  # fmt: skip
def test_a_slot_with_a_document(document, filling, state):
    slot = PackageSlot("protocol", "Protocol", "part_i", "required", filling)
    placed = PackageDocument(slot, document.id, document.kind, document.file, document.content, path=document.path)
    made = packaged(slot, placed)
    assert ([line.state for line in made.slots], made.complete) == ([state], state == "complete")


def test_the_manifest_has_what_ctis_asks_for_each_file():
    (one,) = json.loads(manifest_json(packaged(SLOT, READY)))["documents"]
    assert one["type_code"] == {"for_publication": 104, "not_for_publication": 5}
    assert one["publication"] == {"published": True, "says": "Shown."}
    assert (one["bytes"], one["pages"], one["sha256"]) == (3, 2, "d1")


def test_no_text_breaks_out_of_a_cell_of_the_checklist():
    text = checklist(packaged(SLOT, KEPT_OUT)).decode()
    assert "| Protocol | – | kept out | – | P: a \\| b c |" in text
    assert "- P (p\\|&lt;b>.pdf): a \\| b c" in text


@pytest.mark.parametrize(
    ("types", "words"),
    [
        (TYPES, "104 / 5"), (TypeNumbers(other=22), "– / 22"), (TypeNumbers(18, 313, 254), "18 / 313 / 254"),
        (TypeNumbers(), ""),
    ],
)  # fmt: skip
def test_the_numbers_of_ctis_in_words(types, words):
    assert str(types) == words


def test_a_zip_file_depends_on_its_files_alone():
    data = zip_of({"a/b.txt": b"text"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (entry,) = archive.infolist()
    assert (entry.filename, entry.date_time, entry.external_attr >> 16) == ("a/b.txt", (1980, 1, 1, 0, 0, 0), 0o100644)
    assert data == zip_of({"a/b.txt": b"text"})
