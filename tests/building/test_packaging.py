"""A package of a small application, with the files that others made."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

import impd
from impd.building import packaging_parts
from impd.building.writers import Written
from impd.errors import OutputFault, UsageFault
from tests.commands import ROOT, hashes, tablet
from tests.submission.made import pdf_of

NUMBER = "2025-501234-11"
DOSSIER = """
application_type: initial
scope: part_i_and_part_ii
trial: {phase: I, eu_ct_number: 2025-501234-11-00}
member_states: [{country: BE, languages: [fr]}]
documents:
  - {id: LETTER, kind: cover_letter, version: "1.0", date: 2026-03-31, language: en, status: final, file: letter.pdf}
  - {id: PROTOCOL, kind: protocol, version: "2.0", date: 2026-03-31, language: en, status: final, file: documents/p.pdf}
  - {id: SYNOPSIS, kind: protocol_synopsis, language: en, status: draft, file: synopsis.pdf}
  - {id: STATEMENT, kind: data_protection_statement, language: en, status: final, file: gone.pdf}
  - {id: SECRET, kind: dsmb_charter, language: en, status: final, file: ../outside.pdf}
  - {id: MANUAL, kind: pharmacy_manual, title: Pharmacy manual, status: final}
"""
TEXT = f"Version 2.0, 31 March 2026. EU CT number {NUMBER}-00. " + "The trial is described here in full. " * 20


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier with three files in its register that are there, and two that are not."""
    folder = tablet(tmp_path / "trial", {"dossier.yaml": DOSSIER})
    (folder / "documents").mkdir()
    pdf_of(folder / "documents" / "letter.pdf", TEXT.replace("2.0", "1.0"))
    pdf_of(folder / "documents" / "p.pdf", TEXT)
    pdf_of(folder / "documents" / "synopsis.pdf", TEXT)
    pdf_of(tmp_path / "outside.pdf", TEXT)
    return folder


def packaged(dossier: Path, out: Path, **order: object) -> impd.Package:
    """The package, and what it says of itself checked against the folder."""
    made = impd.package(dossier, out, impd.PackageOrder(**order))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    there = {name: digest for name, digest in hashes(out).items() if digest != "folder" and "/" in name}
    assert {one["path"]: one["sha256"] for one in manifest["documents"]} == there
    return made


def problems(made: impd.Package, identifier: str) -> list[str]:
    """Why a document is not ready."""
    return [problem for one in made.documents if one.id == identifier for problem in one.content.problems]


def test_final_files_are_packaged_and_the_others_are_named(dossier, tmp_path):
    made = packaged(dossier, tmp_path / "out")
    assert [one.path for one in made.packaged] == [
        f"Form/B1_Cover letter_{NUMBER}_EN.pdf", f"Part I/D1_Protocol_{NUMBER}_EN.pdf",
    ]  # fmt: skip
    assert problems(made, "SYNOPSIS") == ["a draft by the register"]
    assert problems(made, "STATEMENT") == ["gone.pdf is not in the folder of the dossier"]
    assert made.unplaced[-1] == "MANUAL: Pharmacy manual"
    assert not made.complete


def test_the_bytes_are_those_of_the_file(dossier, tmp_path):
    packaged(dossier, tmp_path / "out")
    copy = tmp_path / "out" / "Part I" / f"D1_Protocol_{NUMBER}_EN.pdf"
    assert copy.read_bytes() == (dossier / "documents" / "p.pdf").read_bytes()


def test_a_file_outside_the_dossier_is_never_taken(dossier, tmp_path):
    made = packaged(dossier, tmp_path / "out", draft=True)
    assert all(one.id != "SECRET" for one in made.packaged)


def test_a_link_out_of_the_dossier_is_never_taken(dossier, tmp_path):
    (dossier / "documents" / "gone.pdf").symlink_to(tmp_path / "outside.pdf")
    made = packaged(dossier, tmp_path / "out")
    assert problems(made, "STATEMENT") == ["gone.pdf is not in the folder of the dossier"]


def test_drafts_are_packaged_when_asked_and_named(dossier, tmp_path):
    made = packaged(dossier, tmp_path / "out", draft=True)
    assert f"Part I/D1_Protocol synopsis_{NUMBER}_EN.pdf" in [one.path for one in made.packaged]
    text = (tmp_path / "out" / "CHECKLIST.md").read_text(encoding="utf-8")
    assert "## Packaged although not ready" in text
    assert f"- SYNOPSIS (Part I/D1_Protocol synopsis_{NUMBER}_EN.pdf): a draft by the register" in text
    assert not made.complete


def test_a_file_that_fails_its_inspection_is_kept_out(dossier, tmp_path):
    (dossier / "documents" / "p.pdf").write_bytes(b"%PDF-1.7 broken")
    made = packaged(dossier, tmp_path / "out")
    assert [one.id for one in made.packaged] == ["LETTER"]
    assert problems(made, "PROTOCOL")
    assert "PROTOCOL" in [one.id for one in packaged(dossier, tmp_path / "draft", draft=True).packaged]


def test_another_version_than_registered_is_kept_out(dossier, tmp_path):
    pdf_of(dossier / "documents" / "p.pdf", TEXT.replace("Version 2.0", "Version 3.0"))
    assert problems(packaged(dossier, tmp_path / "out"), "PROTOCOL") == ["Version 2.0 is expected; the text says 3.0"]


def test_the_checklist_tells_every_slot(dossier, tmp_path):
    made = packaged(dossier, tmp_path / "out")
    states = {line.slot.id: line.state for line in made.slots}
    assert states["cover_letter"] == "complete"
    assert states["protocol"] == "complete"
    assert states["data_protection_statement"] == "file missing"
    assert states["protocol_synopsis"] == "kept out"
    assert states["application_form"] == "typed into CTIS"
    assert states["impd_quality"] == "missing"
    assert len(made.slots) == len(impd.slots(dossier))


def test_the_workbook_holds_the_manifest(dossier, tmp_path):
    packaged(dossier, tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "manifest.xlsx")
    assert book.sheetnames == ["Documents", "Not packaged", "Slots"]
    rows = list(book["Documents"].iter_rows(values_only=True))
    protocol = next(row for row in rows if row[0] == "protocol")
    assert protocol[1:6] == ("104 / 5", f"D1_Protocol_{NUMBER}_EN", "2.0", "2026-03-31", "en")


def test_the_same_input_gives_the_same_bytes(dossier, tmp_path):
    for name in ("a", "b"):
        packaged(dossier, tmp_path / name, zip_file=tmp_path / f"{name}.zip")
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")
    data = (tmp_path / "a.zip").read_bytes()
    assert data == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name for name, digest in hashes(tmp_path / "a").items() if digest != "folder"}
        assert set(archive.namelist()) == names
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_that_fills_two_slots_goes_into_the_folder_once(dossier, tmp_path):
    text = DOSSIER + (
        "  - {id: REC, kind: recruitment_procedure, member_states: [BE], language: en, status: final, file: rec.pdf}\n"
    )
    (dossier / "dossier.yaml").write_text(text, encoding="utf-8")
    pdf_of(dossier / "documents" / "rec.pdf", TEXT)
    made = packaged(dossier, tmp_path / "out")
    (one,) = [one for one in made.packaged if one.id == "REC"]
    assert one.path == f"Part II/BEL/K1_Recruitment and IC procedure_{NUMBER}_BEL_EN.pdf"
    assert one.also == ("consent_procedure",)
    assert {line.state for line in made.slots if one.path in line.files} == {"complete"}


def test_a_folder_with_something_in_it_is_refused(dossier, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.pdf").write_bytes(b"x")
    with pytest.raises(UsageFault, match="is not empty"):
        impd.package(dossier, tmp_path / "out")
    with pytest.raises(UsageFault, match="among the files of the dossier"):
        impd.package(dossier, dossier / "package")
    with pytest.raises(UsageFault, match="lies in the package"):
        impd.package(dossier, tmp_path / "new", impd.PackageOrder(zip_file=tmp_path / "new" / "x.zip"))


def test_when_the_zip_cannot_be_written_nothing_is(dossier, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputFault):
        impd.package(dossier, tmp_path / "out", impd.PackageOrder(zip_file=tmp_path / "taken"))
    assert not (tmp_path / "out").exists()


def test_an_impd_with_gaps_is_kept_out_or_marked_as_a_draft(dossier, tmp_path):
    quality = dossier / "products" / "TAB" / "quality" / "all.yaml"
    quality.write_text(quality.read_text() + "processes: [{id: P, subject: DP}]\n", encoding="utf-8")
    made = packaged(dossier, tmp_path / "out")
    (kept,) = [one for one in made.kept_out if one.kind == "impd_quality"]
    assert any("not stated" in one for one in kept.content.problems)
    drafts = packaged(dossier, tmp_path / "draft", draft=True)
    (draft,) = [one for one in drafts.packaged if one.kind == "impd_quality"]
    assert (draft.status, draft.path) == ("draft", f"Part I/TAB/G1_IMPD-Q TAB_{NUMBER}_EN.pdf")
    assert draft.content.pages


def test_an_impd_without_gaps_is_final(tmp_path, monkeypatch):
    monkeypatch.setattr(packaging_parts, "write", lambda *_: [Written("pdf", b"%PDF-1.7 as composed", 3)])
    made = packaged(ROOT / "samples" / "small_molecule_tablet", tmp_path / "out")
    parts = [one for one in made.packaged if one.slot.id in ("impd_quality", "impd_safety_efficacy")]
    assert {(one.status, one.content.pages, one.content.problems) for one in parts} == {("final", 3, ())}
    assert {line.state for line in made.slots if line.files} == {"complete"}
