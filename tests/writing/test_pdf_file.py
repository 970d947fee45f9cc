"""The PDF file: its text, bookmarks, links, page numbers, fonts and properties."""

from __future__ import annotations

import re
from dataclasses import replace

import pikepdf
import pytest

from impd.document import contents_of, gap_text, plain_text, walk_blocks, walk_sections
from impd.errors import MissingLibrary, UsageFault
from impd.writing import pdf_file
from impd.writing.pdf_file import write_pdf
from tests.writing.pdf_document import document, long_table, paragraph, section, wide_table
from tests.writing.pdf_reading import bookmarks, fonts, opened, sample, small, texts


def squeezed(text: str) -> str:
    """Letters only: where lines end, readers of PDF see blanks, and hyphens vanish."""
    return re.sub(r"[\s\u00ad\u200b\ufffe-]+", "", text)


def test_every_block_prints_its_text():
    printed = squeezed("".join(texts(sample())))
    for block in walk_blocks(document(rows=90)):
        for content in contents_of(block):
            for line in plain_text(content).splitlines():
                assert squeezed(line) in printed or len(line) > 90, line


def test_gap_marks_print_what_is_missing():
    printed = " ".join(texts(sample()))
    assert "[not stated: shelf life]" in printed
    assert "[not stated: whole section] [not stated: another fact]" in printed
    assert gap_text.__module__ == "impd.document.inline"


def test_bookmarks_are_four_levels_deep_and_open():
    tree = list(bookmarks(opened(sample()).Root.Outlines))
    assert [(level, title) for level, title, _ in tree][:8] == [
        (1, "Contents"),
        (1, "List of tables"),
        (1, "List of figures"),
        (1, "List of abbreviations"),
        (1, "2.1.S Drug substance"),
        (2, "2.1.S.1 Level 2"),
        (3, "2.1.S.1.1 Level 3"),
        (4, "2.1.S.1.1.1 Level 4"),
    ]
    assert max(level for level, _, _ in tree) == 4
    assert all(is_open for _, _, is_open in tree)
    assert opened(sample()).Root.PageMode == "/UseOutlines"


def test_links_inside_the_document_resolve_and_lead_to_the_right_page():
    pdf = opened(sample())
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[i]): names[i + 1][0].objgen for i in range(0, len(names), 2)}
    pages = [page.objgen for page in pdf.pages]
    inside = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
    assert {"P.5", "batches", "flow", "S.1.1.1"} <= set(inside) <= set(targets)
    for identifier, page in sample().page_of.items():
        assert pages.index(targets[identifier]) + 1 == page


def test_links_out_of_the_document_keep_their_address():
    links = [link for page in opened(sample()).pages for link in page.get("/Annots", []) if "/A" in link]
    assert {str(link.A.URI) for link in links} == {"https://example.org", "https://example.org/a?b=1&c=2"}


def test_each_section_table_and_figure_begins_on_the_page_it_is_said_to():
    printed, file = texts(sample()), sample()
    assert file.pages == len(printed)
    for one in walk_sections(document().sections):
        assert f"{one.number} {one.title}" in printed[file.page_of[one.identifier] - 1]
    assert "Table 2 Results of all batches" in printed[file.page_of["batches"] - 1]
    assert "Figure 1 Flow of the process" in printed[file.page_of["flow"] - 1]


def test_contents_and_lists_show_the_page_numbers():
    lists = texts(sample())[1]
    for words, identifier in (
        ("2.1.P.5 Batch analyses", "P.5"),
        ("2.1.P.8.3 Stability data", "P.8.3"),
        ("Table 3 Stability at −60 °C or below", "stability"),
        ("Figure 2 A gel", "gel"),
    ):
        assert f"{words} {sample().page_of[identifier]} " in lists + " "


def test_header_and_footer_stand_on_every_page_but_the_header_not_on_the_cover():
    printed = texts(sample())
    for page, text in enumerate(printed, start=1):
        for words in ("Example Sponsor B.V.", "Confidential", "2026-03-01", f"Page {page} of {len(printed)}", "DRAFT"):
            assert words in text
        assert ("Version 3.1" in text and 'Quality dossier "HemaVec" <301>' in text) or page == 1


def test_only_a_draft_says_draft():
    assert "DRAFT" not in "".join(texts(write_pdf(small(paragraph("x"), draft=False))))


def test_a_wide_table_lies_on_landscape_pages_with_its_heading():
    pdf, first = opened(sample()), sample().page_of["stability"] - 1
    across = [index for index, page in enumerate(pdf.pages) if page.mediabox[2] > page.mediabox[3]]
    assert across == [first, first + 1]
    assert sample().page_of["P.8"] == sample().page_of["P.8.3"] == first + 1


def test_head_rows_stand_on_each_page_of_a_table_and_notes_behind_its_end():
    printed = [text for text in texts(sample()) if re.search(r"\bB0\d\d\b", text)]
    assert len(printed) > 1
    assert all("Purity (%)" in text and "Appearance" in text for text in printed)
    assert "Results as reported by the testing site." in printed[-1]


@pytest.mark.parametrize("lines", range(40, 47))
def test_caption_head_and_first_row_stay_together_wherever_the_page_ends(lines):
    printed = texts(write_pdf(small(*[paragraph(f"line {line}") for line in range(lines)], long_table(3))))[2:]
    with_caption = next(text for text in printed if "Results of all batches" in text)
    assert "Purity (%)" in with_caption
    assert "B000" in with_caption
    with_notes = next(text for text in printed if "Results as reported" in text)
    assert "B002" in with_notes


def test_the_file_carries_its_own_fonts_and_no_others():
    pdf = opened(sample())
    assert fonts(pdf) == {
        "IMPD-Sans", "IMPD-Sans-Bold", "IMPD-Sans-Italic", "IMPD-Sans-Bold-Italic", "IMPD-Figures", "IMPD-Figures-Bold",
    }  # fmt: skip
    described = [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert described
    assert all("/FontFile2" in one for one in described)


def test_properties_state_title_author_dates_and_language():
    pdf = opened(sample())
    assert pdf.Root.Lang == "en-GB"
    assert str(pdf.docinfo.Title) == 'Quality dossier "HemaVec" <301>'
    assert str(pdf.docinfo.Author) == "Example Sponsor B.V."
    assert str(pdf.docinfo.Subject) == "HemaVec-301 (AAV5), 2026-500000-00-00"
    assert str(pdf.docinfo.CreationDate).startswith("D:20260301")
    assert str(pdf.docinfo.ModDate).startswith("D:20260301")
    with pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"] == "2026-03-01"
        assert metadata["dc:title"] == 'Quality dossier "HemaVec" <301>'


def test_without_a_date_none_is_stated():
    file = write_pdf(small(paragraph("x"), date=None))
    assert "/CreationDate" not in opened(file).docinfo
    assert b"CreateDate" not in opened(file).Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    ("variant", "claim"), [("pdf/a-2a", 'pdfaid:part="2" pdfaid:conformance="A"'), ("pdf/ua-1", 'pdfuaid:part="1"')]
)
def test_the_file_claims_its_variant_is_tagged_and_linearised(variant, claim):
    pdf = opened(sample(variant))
    assert claim in pdf.Root.Metadata.read_bytes().decode()
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot.K[0].S == "/Document"
    assert pdf.is_linearized
    assert pdf.check_linearization()


def test_figures_have_their_text_alternative():
    tags = [
        one for one in opened(sample()).objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
    ]
    assert {str(one.Alt) for one in tags} == {"Two boxes, thaw and wash, joined by a line", "A blue rectangle"}


def test_nothing_was_warned_of():
    assert sample().warnings == ()
    assert sample("pdf/ua-1").warnings == ()


def test_a_companys_style_comes_last():
    file = write_pdf(small(paragraph("x")), style="@page { size: A5 } p { colr: red; }")
    assert round(float(opened(file).pages[0].mediabox[2])) == 420
    assert file.warnings == ("Ignored `colr: red` at 1:24, unknown property.",)


def test_another_variant_is_refused():
    with pytest.raises(UsageFault, match="pdf/a-3b"):
        write_pdf(small(paragraph("x")), "pdf/a-3b")


def test_a_missing_pango_is_named_with_what_to_install(monkeypatch):
    def absent(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'\nand more")

    monkeypatch.setattr(pdf_file.importlib, "import_module", absent)
    with pytest.raises(MissingLibrary, match=r"apt install libpango-1\.0-0 .*brew install pango") as caught:
        write_pdf(small(paragraph("x")))
    assert caught.value.exit_code == 4
    assert "\n" not in str(caught.value)


def test_wide_tables_in_neighbouring_sections_leave_no_page_almost_empty():
    another = replace(wide_table(), identifier="another")
    parts = (section("S.1", "One", 2, wide_table()), section("S.2", "Two", 2, another))
    shapes = [page.mediabox[2] > page.mediabox[3] for page in opened(write_pdf(small(*parts))).pages]
    assert shapes[2:] == [True] * len(shapes[2:])
