"""A file for a package: found below its folder, and read as it was inspected."""

from __future__ import annotations

import os

import pytest

from impd.submission.package_file import file_below, read_for_package
from impd.submission.stated import Expected
from tests.submission.made import pdf_of

TEXT = "Version 1.0 of the protocol. The trial is described here in full. " * 20


def test_a_file_is_looked_for_in_the_folder_then_in_its_documents(tmp_path):
    (tmp_path / "documents").mkdir()
    pdf_of(tmp_path / "documents" / "a.pdf", TEXT)
    assert file_below(tmp_path, "a.pdf") == tmp_path / "documents" / "a.pdf"
    assert file_below(tmp_path, "documents/a.pdf") == tmp_path / "documents" / "a.pdf"
    pdf_of(tmp_path / "a.pdf", TEXT)
    assert file_below(tmp_path, "a.pdf") == tmp_path / "a.pdf"


@pytest.mark.parametrize("name", ["b.pdf", "", "..", "documents", "../b.pdf", "{above}/b.pdf", "a\0.pdf", "x" * 5000])
def test_what_is_no_file_of_the_folder_is_not_found(tmp_path, name):
    pdf_of(tmp_path / "b.pdf", TEXT)
    (tmp_path / "trial" / "documents").mkdir(parents=True)
    assert file_below(tmp_path / "trial", name.format(above=tmp_path)) is None


def test_a_good_file_has_bytes_digest_and_pages(tmp_path):
    path = pdf_of(tmp_path / "A.PDF", TEXT, TEXT)
    content = read_for_package(path, "A.PDF", Expected(version="1.0"))
    assert (content.data, content.ending, content.pages, content.problems) == (path.read_bytes(), ".pdf", 2, ())
    assert any("not embedded" in one for one in content.notes)


def test_an_error_of_the_inspection_is_a_problem(tmp_path):
    path = pdf_of(tmp_path / "a.pdf", TEXT)
    content = read_for_package(path, "a.pdf", Expected(version="2.0"))
    assert [one.partition(";")[0] for one in content.problems] == ["Version 2.0 is expected"]
    assert content.data


def test_what_was_not_opened_is_not_read(tmp_path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 1100 * 1024 * 1024)
    content = read_for_package(path, "huge.pdf", Expected())
    assert content.data is None
    assert "was not opened" in content.problems[0]


def test_an_unusual_ending_is_dropped(tmp_path):
    path = tmp_path / "a.p|d"
    path.write_text("text", encoding="utf-8")
    assert read_for_package(path, "a.p|d", Expected()).ending == ""
