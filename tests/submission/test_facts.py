"""The truth of files that nobody here wrote: what qpdf, pikepdf and poppler say of each."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from impd.submission.inspecting import inspect_files
from impd.submission.inspection import FileInspection
from tests.architecture.source import ROOT

DATA = ROOT.parent / "shared" / "data"
PDFS = DATA / "pdf-submission-check"
WORD = DATA / "docx-samples"


@cache
def inspections() -> dict[str, FileInspection]:
    return {one.path.replace("\\", "/").rsplit("/", 1)[-1]: one for one in inspect_files([PDFS, WORD])}


def facts() -> list[dict[str, str]]:
    with (PDFS / "facts.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_file_has_its_facts():
    assert len(facts()) == 16
    assert {row["file"] for row in facts()} == {name for name in inspections() if name.endswith(".pdf")}


@pytest.mark.parametrize("number", range(16))
def test_what_others_say_of_a_pdf(number):
    row = facts()[number]
    found = inspections()[row["file"]]
    assert found.bytes == int(row["bytes"])
    assert found.encrypted == (row["encrypted"] == "user")
    if row["opens"] != "yes":
        assert (found.opens, found.findings[0].code) == (False, "password")
        return
    seen = {
        "opens": "yes" if found.opens else "no",
        "denied": ";".join(found.denied),
        "pages": str(found.pages),
        "bookmarks": str(found.bookmarks),
        "tagged": "yes" if found.tagged else "no",
        "lang": found.language,
        "title": found.title.replace("\0", "<NUL>"),
        "attachments": str(len(found.attachments)),
        "external_links": str(len(found.external_links)),
        "form_widgets": str(found.forms),
        "xfa": "yes" if found.xfa else "no",
        "signed": "yes" if found.signed else "no",
        "javascript": "yes" if found.scripts else "no",
        "text_chars": str(found.text_chars),
        "images": str(found.images),
        "fonts": str(found.fonts),
        "fonts_not_embedded": str(len(found.fonts_not_embedded)),
        "claims_pdfa": found.claims.pdfa,
        "claims_pdfua": found.claims.pdfua,
        "qpdf_check_exit": "3" if found.repaired else "0",
    }
    assert seen == {name: row[name] for name in seen}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("scan-bad.pdf", {"not_searchable", "damaged", "fonts_not_embedded"}),
        ("imagemagick-images.pdf", {"not_searchable", "fonts_not_embedded", "title_unclean"}),
        ("libreoffice-writer-password.pdf", {"password"}),
        ("with-attachment.pdf", {"attachment", "placeholder"}),
        ("pdflatex-forms.pdf", {"form", "external_action"}),
        ("libre-office-link.pdf", {"external_link"}),
        ("signed_verified.pdf", {"signed", "fonts_not_embedded"}),
        ("fourpages.pdf", {"fonts_not_embedded", "title_says_nothing"}),
        ("crazyones-pdfa.pdf", set()),
        ("outlines.pdf", set()),
        ("comments-rich-para.docx", {"comments", "external_link"}),
        ("doc-no-coreprops.docx", {"no_text"}),
        ("hdr-header-footer.docx", set()),
    ],
)
def test_the_trait_of_a_file_is_its_finding(name, codes):
    assert {one.code for one in inspections()[name].findings} == codes


def test_word_files_say_what_was_left_in_them():
    assert inspections()["comments-rich-para.docx"].comments == 4
    assert inspections()["doc-no-coreprops.docx"].metadata == ()
    assert dict(inspections()["hdr-header-footer.docx"].metadata)["Author"] == "Steve Canny"
    assert inspections()["hdr-header-footer.docx"].text_chars == 81  # headers and footers are read too
