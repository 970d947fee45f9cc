"""Files that a register names, checked with the dossier: real PDF and Word files in its folder of documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

import impd
from impd import Outcome
from impd.building import filing
from impd.building.check import CheckOrder, check_folder
from impd.building.filing import expected_of
from impd.dossier.document_register import RegisteredDocument
from impd.rules.packs import read_pack
from tests.submission.made import SENTENCE, WORD, docx_of, paragraph, pdf_of

SAMPLE = Path(__file__).parents[2] / "samples" / "car_t_cd19"
RULES = tuple(one.id for one in read_pack().rules.values() if one.place.startswith("application_files.yaml"))
PROTOCOL, BROCHURE = "DOC-PROTOCOL", "DOC-IB"
FILES = {PROTOCOL: "documents/protocol.pdf", BROCHURE: "brochure.docx"}
FRONT = "Clinical trial protocol\nVersion 1.0 of 1 September 2026\nEU CT number 2026-599901-00-00\n" + SENTENCE * 20
COMMENT = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="1"/></w:comments>'
FONTS = {("Q-DOC-09-FONTS", PROTOCOL)}
"""The PDF files made here embed no font."""


@pytest.fixture
def dossier(tmp_path):
    """A sample whose register names the files of its protocol and its brochure."""
    folder = tmp_path / "trial"
    shutil.copytree(SAMPLE, folder)
    register = folder / "application" / "documents.yaml"
    text = register.read_text(encoding="utf-8")
    for name, file in FILES.items():
        assert f"id: {name}, " in text
        text = text.replace(f"id: {name}, ", f"id: {name}, file: {file}, ")
    register.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def documents(dossier):
    """Its folder of documents with both files, and nothing wrong with them."""
    folder = dossier / "documents"
    folder.mkdir()
    pdf_of(folder / "protocol.pdf", FRONT, SENTENCE * 20)
    brochure(folder)
    return folder


def brochure(folder, more="", **parts):
    front = paragraph("Brochure, version 1.0, 15 September 2026. ") + paragraph(SENTENCE * 20)
    docx_of(folder / "brochure.docx", front + more, **parts)


def findings(dossier):
    return check_folder(dossier, CheckOrder(only=RULES)).findings


def told(dossier):
    """Rule and document of each finding."""
    return {(one.rule, one.path.partition("[")[2].partition("]")[0]) for one in findings(dossier)}


def test_nothing_is_said_of_clean_files(documents, dossier):
    assert told(dossier) == FONTS
    report = check_folder(dossier, CheckOrder(only=RULES))
    outcomes = {one.id: one.outcome for one in report.rules}
    assert outcomes["A-CTIS-003"] == outcomes["A-CTIS-002-FILE"] == outcomes["A-CTIS-002-DATE"] == Outcome.SATISFIED


def test_a_scan_is_an_error_and_is_not_said_to_lack_a_version(documents, dossier):
    pdf_of(documents / "protocol.pdf", "", "", picture=True)
    assert told(dossier) - FONTS == {("A-CTIS-003", PROTOCOL)}
    assert "error" in [one.severity for one in findings(dossier)]


def test_a_number_stamped_on_a_scan_makes_no_text_of_it(documents, dossier):
    pdf_of(documents / "protocol.pdf", "Copy 17", "", picture=True)
    assert told(dossier) - FONTS == {("A-CTIS-003", PROTOCOL)}


def test_a_file_that_cannot_be_opened_is_one_finding(documents, dossier):
    (documents / "protocol.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert told(dossier) == {("A-FILE-02", PROTOCOL)}


def test_protection_is_an_error(documents, dossier):
    with pikepdf.open(documents / "protocol.pdf", allow_overwriting_input=True) as pdf:
        allow = pikepdf.Permissions(extract=False)
        pdf.save(encryption=pikepdf.Encryption(owner="secret", user="", allow=allow))
    assert told(dossier) - FONTS == {("A-CTIS-003-OPEN", PROTOCOL)}


def test_a_password_is_one_finding(documents, dossier):
    with pikepdf.open(documents / "protocol.pdf", allow_overwriting_input=True) as pdf:
        pdf.save(encryption=pikepdf.Encryption(owner="secret", user="secret"))
    assert told(dossier) == {("A-CTIS-003-OPEN", PROTOCOL)}


def test_what_authors_left_in_a_final_document_is_told(documents, dossier):
    change = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    brochure(documents, paragraph("DRAFT") + change, word__comments_xml=COMMENT)
    left = {"A-FILE-04", "A-FILE-05", "A-FILE-05-CHANGES"}
    assert told(dossier) - FONTS == {(rule, BROCHURE) for rule in left}


def test_a_file_that_bears_other_data_than_the_register_is_told(documents, dossier):
    pdf_of(
        documents / "protocol.pdf", "Version 2.0 of 2 February 2026\nEU CT number 2025-500001-10-00\n" + SENTENCE * 20
    )
    differ = {"A-CTIS-002-FILE", "A-CTIS-002-DATE", "A-CTIS-002-TRIAL"}
    assert told(dossier) - FONTS == {(rule, PROTOCOL) for rule in differ}
    message = next(one.message for one in findings(dossier) if one.rule == "A-CTIS-002-FILE")
    assert "Version 1.0 is expected; the text says 2.0" in message


def test_a_file_that_states_nothing_of_itself_is_told(documents, dossier):
    pdf_of(documents / "protocol.pdf", SENTENCE * 20)
    missing = {"A-CTIS-002-STATED", "A-CTIS-002-PROTOCOL"}
    assert told(dossier) - FONTS == {(rule, PROTOCOL) for rule in missing}


def test_one_file_under_two_names_is_told_at_both(documents, dossier):
    shutil.copy(documents / "brochure.docx", documents / "protocol.pdf")
    assert {("A-CTIS-004-FILE", PROTOCOL), ("A-CTIS-004-FILE", BROCHURE), ("A-FILE-02", PROTOCOL)} <= told(dossier)


def test_a_file_that_is_not_there_is_one_finding(documents, dossier):
    (documents / "protocol.pdf").unlink()
    assert told(dossier) == {("A-FILE-01", PROTOCOL)}


def test_without_a_folder_of_documents_there_is_one_note(dossier):
    (found,) = findings(dossier)
    assert (found.rule, found.severity, found.path) == ("A-FILE-00", "note", "documents")
    assert "names files (2)" in found.message


def test_nothing_is_said_where_the_register_names_no_file():
    report = check_folder(SAMPLE, CheckOrder(only=("A-APP-001", *RULES)))
    assert [one.rule for one in report.findings if one.rule in RULES] == []


def test_an_application_without_a_folder_has_no_files_to_look_for(documents, dossier):
    report = impd.check(impd.load(dossier), CheckOrder(only=("A-APP-001", *RULES)))
    assert {one.outcome for one in report.rules if one.id in RULES} == {Outcome.NOT_APPLICABLE}


def test_no_file_is_opened_unless_a_rule_asks(documents, dossier, monkeypatch):
    opened, inspect = [], filing.inspect_files
    monkeypatch.setattr(filing, "inspect_files", lambda files: opened.append(files) or inspect(files))
    check_folder(dossier, CheckOrder(only=("A-APP-001",)))
    assert opened == []
    check_folder(dossier, CheckOrder(only=("A-FILE-02", "A-CTIS-003")))
    assert len(opened) == 1


def test_a_link_that_leads_out_of_the_dossier_is_not_followed(documents, dossier, tmp_path):
    (documents / "protocol.pdf").unlink()
    pdf_of(tmp_path / "other.pdf", FRONT)
    (documents / "protocol.pdf").symlink_to(tmp_path / "other.pdf")
    assert told(dossier) == {("A-FILE-01", PROTOCOL)}


@pytest.mark.parametrize(
    ("stated", "version", "date"),
    [({"version": "2.0", "date": "2026-03-31"}, "2.0", "2026-03-31"), ({"version": "A", "date": "2026-03"}, "", None)],
)
def test_only_what_can_be_looked_for_is_expected(stated, version, date):
    found = expected_of(RegisteredDocument.model_validate({"id": "D", **stated}), "")
    assert (found.version, found.date and found.date.isoformat()) == (version, date)
