"""What is searchable: typed pages, scans, scans with a thin layer of text, and scans that were recognised."""

from __future__ import annotations

import pytest

from impd.submission.inspecting import inspect_file
from tests.submission.made import SENTENCE, add_page, changed, pdf_of

PAGE = SENTENCE * 20
STAMP = "2026-512345-11-00 confidential, sponsor's copy, scanned on receipt, page {}\n"


def inspected(path, *texts, picture=False):
    return inspect_file(pdf_of(path / "a.pdf", *texts, picture=picture))


def codes(found):
    return {one.code for one in found.findings}


@pytest.mark.parametrize(
    ("texts", "picture", "searchable", "scans"),
    [
        ((PAGE, PAGE), False, True, ()),
        ((PAGE, PAGE), True, True, ()),  # a scan with the text of its pages behind it
        (("", ""), True, False, (1, 2)),
        (("page 1", "page 2"), True, False, (1, 2)),  # a thin layer of text
        (tuple(STAMP.format(n) * 3 for n in range(4)), True, False, (1, 2, 3, 4)),  # the same stamp again and again
        (tuple(STAMP.format(n) + PAGE[:300] + f" {n}" for n in range(4)), True, False, (1, 2, 3, 4)),
        (("", ""), False, None, ()),
        (("short",), False, True, ()),  # little text without a picture is text
    ],
)
def test_searchable(texts, picture, searchable, scans, tmp_path):
    found = inspected(tmp_path, *texts, picture=picture)
    assert (found.searchable, found.not_searchable) == (searchable, scans)


def test_a_few_scanned_pages_are_named(tmp_path):
    path = tmp_path / "a.pdf"

    def scanned(pdf):
        for number in range(9):
            add_page(pdf, PAGE + str(number))
        add_page(pdf, "signed", picture=True)

    found = inspect_file(changed(path, scanned))
    assert (found.pages, found.searchable, found.not_searchable) == (11, True, (11,))
    assert next((one.code, one.severity, one.page) for one in found.findings) == ("pages_not_searchable", "warning", 11)


def test_sizes_and_the_beginning_of_the_text(tmp_path):
    found = inspected(tmp_path, "First page", "Second page")
    assert found.page_sizes == ((210, 297),)
    assert found.text_sample.split("\f") == ["First page", "Second page"]


def test_a_layer_without_letters_is_not_searchable(tmp_path):
    def unreadable(pdf):
        cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        cmap += b"1 beginbfrange <20> <7e> <e020> endbfrange endcmap"
        pdf.pages[0].resources.Font.F.ToUnicode = pdf.make_stream(cmap)

    assert "text_unreadable" in codes(inspect_file(changed(tmp_path / "a.pdf", unreadable)))
