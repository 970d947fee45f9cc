"""Files that mean harm end with a finding, in bounded time and memory."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from impd.submission.inspecting import inspect_file, inspect_files
from impd.submission.inspection import FileInspection
from impd.submission.limits import InspectionLimits
from tests.submission.made import (
    CATALOG,
    PAGE,
    PAGES,
    TYPES,
    changed,
    docx_of,
    paragraph,
    pdf_of,
    raw_pdf,
    stream,
    zeros,
)

LIMITS = InspectionLimits(seconds=6, memory_megabytes=384, jobs=1)
MOST_SECONDS = 20  # a loaded machine starts a process slowly; the file itself has six


def inspected(path: Path) -> FileInspection:
    started = time.monotonic()
    found = inspect_file(path, LIMITS)
    assert time.monotonic() - started < MOST_SECONDS
    return found


def codes(found: FileInspection) -> set[str]:
    return {one.code for one in found.findings}


def loop_of_tables() -> bytes:
    return raw_pdf(CATALOG, PAGES, PAGE % b"", stream(b""), trailer=b"/Prev TABLE")


def loop_of_pages() -> bytes:
    return raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE % b"", stream(b""))


def deep_arrays() -> bytes:
    return raw_pdf(CATALOG, PAGES, PAGE % (b"/Deep " + b"[" * 200_000), stream(b""))


def forms_within_forms() -> bytes:
    """Twelve levels of forms, each drawn ten times by the one above."""
    drawn = stream(b"/F Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>")
    levels = [drawn % number for number in range(6, 18)]
    text = stream(b"BT ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return raw_pdf(CATALOG, PAGES, PAGE % b"/XObject<</F 5 0 R>>", stream(b"/F Do " * 10), *levels, text)


def content_bomb() -> bytes:
    packed = zeros(1500, 2)
    return raw_pdf(CATALOG, PAGES, PAGE % b"", stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def metadata_bomb() -> bytes:
    packed = zeros(1500, 2)
    catalog = CATALOG.replace(b">>", b"/Metadata 5 0 R>>")
    return raw_pdf(catalog, PAGES, PAGE % b"", stream(b""), stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def endless_objects() -> bytes:
    inner = b"1 0 " * 1000
    many = stream(inner, b"/Type/ObjStm/N 1000000000/First %d" % len(inner))
    return raw_pdf(CATALOG, PAGES, PAGE % b"", stream(b""), many)


def huge_picture() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    picture = stream(zeros(50, 1), entries + b"/Filter/FlateDecode")
    return raw_pdf(CATALOG, PAGES, PAGE % b"/XObject<</I 5 0 R>>", stream(b"q 595 0 0 842 0 0 cm /I Do Q"), picture)


def count_of_pages() -> bytes:
    return raw_pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE % b"", stream(b""))


PDFS: dict[str, Callable[[], bytes]] = {
    one.__name__: one
    for one in (
        loop_of_tables, loop_of_pages, deep_arrays, forms_within_forms, content_bomb, metadata_bomb, endless_objects,
        huge_picture, count_of_pages,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_pdf_ends_with_a_finding(name, tmp_path):
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(PDFS[name]())
    assert path.stat().st_size < 2_000_000
    found = inspected(path)
    assert {one.severity for one in found.findings} & {"error", "warning"}


def test_streams_that_unpack_without_end_run_out_of_time(tmp_path):
    path = tmp_path / "a.pdf"
    endless = stream(zeros(1500, 2), b"/Filter[/FlateDecode/FlateDecode]")
    catalog = CATALOG.replace(b">>", b"/Endless[%s]>>" % b" ".join(b"%d 0 R" % number for number in range(5, 25)))
    path.write_bytes(raw_pdf(catalog, PAGES, PAGE % b"", stream(b""), *[endless] * 20))
    found = inspect_file(path, InspectionLimits(seconds=2))
    assert found.stop is not None
    assert found.stop.why == "time"
    assert "out_of_time" in codes(found)
    assert (found.opens, found.pages) == (True, 1)  # what was seen before is kept


def test_the_picture_of_ten_thousand_million_pixels_is_a_scan(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(huge_picture())
    found = inspected(path)
    assert (found.pages, found.searchable, found.not_searchable) == (1, False, (1,))


def test_an_outline_a_tree_of_names_and_fields_in_circles(tmp_path):
    def circles(pdf: pikepdf.Pdf) -> None:
        entry = pdf.make_indirect(Dictionary(Title="One"))
        entry.Next = entry
        entry.First = entry
        pdf.Root.Outlines = Dictionary(First=entry)
        names = pdf.make_indirect(Dictionary(Limits=Array(["a", "z"])))
        names.Kids = Array([names])
        pdf.Root.Names = Dictionary(EmbeddedFiles=names)
        field = pdf.make_indirect(Dictionary(T="f", FT=Name.Tx))
        field.Kids = Array([field])
        field.Parent = field
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    found = inspected(changed(tmp_path / "a.pdf", circles))
    assert found.stop is None
    assert (found.opens, found.bookmarks) == (True, 1)
    assert found.text_chars


def entity_bomb() -> str:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{lines}]><d>&a11;</d>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/comments.xml", "docProps/core.xml", "word/_rels/document.xml.rels"]
)
def test_an_entity_bomb_in_any_part_of_a_word_file(part, tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        if part != "word/document.xml":
            archive.writestr("word/document.xml", docx_text("x"))
        archive.writestr(part, entity_bomb())
    found = inspected(path)
    assert any("document type" in one.message for one in found.findings if one.code == "part_cannot_be_read")


def docx_text(text: str) -> str:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph(text)}</w:document>'


def test_an_entity_bomb_in_the_metadata_of_a_pdf(tmp_path):
    def bomb(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(entity_bomb().encode(), Type=Name.Metadata, Subtype=Name.XML)

    found = inspected(changed(tmp_path / "a.pdf", bomb))
    assert "part_cannot_be_read" in codes(found)
    assert found.text_chars


def test_a_zip_bomb_stops_at_the_bound(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1024 * 1024)
    found = inspected(path)
    assert codes(found) & {"part_cannot_be_read", "out_of_memory"}


def test_a_word_file_of_very_many_parts(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(6000):
            archive.writestr(f"word/{number}.xml", "")
        archive.writestr("word/document.xml", docx_text("x"))
    found = inspected(path)
    assert (found.opens, "6001 parts" in found.findings[0].message) == (False, True)


def test_a_word_file_nested_without_end(tmp_path):
    path = docx_of(tmp_path / "a.docx", "<w:p>" * 100_000 + "</w:p>" * 100_000)
    assert "part_cannot_be_read" in codes(inspected(path))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off(cut, tmp_path):
    whole = pdf_of(tmp_path / "whole.pdf", "Some text. " * 100).read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * cut)])
    assert codes(inspected(path)) & {"cannot_be_opened", "damaged", "part_cannot_be_read"}


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + os.urandom(50_000), b"PK\x03\x04" + os.urandom(5_000), b"<html>"])
def test_what_only_says_that_it_is_such_a_file(data, tmp_path):
    for ending in (".pdf", ".docx"):
        path = tmp_path / f"a{ending}"
        path.write_bytes(data)
        found = inspected(path)
        assert (found.opens, found.count("error") > 0) == (False, True)


def test_too_little_memory_is_said_and_the_next_file_is_read(tmp_path):
    first, second = tmp_path / "a.pdf", pdf_of(tmp_path / "b.pdf", "Some text. " * 10)
    first.write_bytes(metadata_bomb())
    bad, good = inspect_files([first, second], LIMITS)
    assert codes(bad) & {"out_of_memory", "part_cannot_be_read", "reader_broke_down", "out_of_time"}
    assert (good.opens, good.stop) == (True, None)


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").symlink_to("/dev/zero")
    for name in ("a.pdf", "b.pdf"):
        assert codes(inspected(tmp_path / name)) == {"no_file"}


def test_the_reader_takes_no_module_from_the_folder_of_the_files(tmp_path, monkeypatch):
    for name in ("lxml", "pikepdf", "yaml", "json", "impd"):
        (tmp_path / f"{name}.py").write_text("open('harm', 'w').write('done')\n", encoding="utf-8")
    path = pdf_of(tmp_path / "a.pdf", "Some text. " * 10)
    monkeypatch.chdir(tmp_path)
    assert inspected(path).opens
    assert not (tmp_path / "harm").exists()
