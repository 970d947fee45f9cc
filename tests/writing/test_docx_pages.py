"""Page sections, headers and footers of a Word file."""

from __future__ import annotations

from dataclasses import replace

from impd.document import Document, PageBreak, Paragraph, Section, number
from impd.writing.docx_file import write_docx
from tests.writing.docx_sample import PROPERTIES, SAMPLE, find, of_blocks, part, table, text, words

LONG = Paragraph(text("A sentence of some length. " * 40))


def orientations(data: bytes):
    """One entry for each section of pages; the first is the cover and what stands before the text."""
    found = find(part(data), ".//w:sectPr/w:pgSz")
    return ["".join(find(node, "./@w:orient")) or "portrait" for node in found]


def running(data: bytes, kind: str, section: int):
    """Header or footer text of a section of pages, and where its tab stops."""
    references = find(part(data), f"(.//w:sectPr)[{section}]/w:{kind}Reference[@w:type='default']/@r:id")
    relations = part(data, "word/_rels/document.xml.rels")
    name = find(relations, f'./rels:Relationship[@Id="{references[0]}"]/@Target')[0]
    root = part(data, f"word/{name}")
    return words(root), find(root, './/w:tab[@w:val="right"]/@w:pos')


def test_a_wide_table_turns_its_page():
    assert orientations(write_docx(SAMPLE)) == ["portrait", "portrait", "landscape"]


def test_wide_tables_that_follow_each_other_share_a_section():
    blocks = (LONG, table("a", wide=True), table("b", wide=True), LONG, table("c", wide=True), LONG)
    data = write_docx(of_blocks(*blocks))
    assert orientations(data) == ["portrait", "portrait", "landscape", "portrait", "landscape", "portrait"]


def test_a_landscape_page_is_the_same_page_turned():
    body = part(write_docx(SAMPLE))
    sizes = [(find(node, "./@w:w")[0], find(node, "./@w:h")[0]) for node in find(body, ".//w:sectPr/w:pgSz")]
    assert sizes == [("11906", "16838"), ("11906", "16838"), ("16838", "11906")]
    wide = find(body, './/w:tbl[preceding-sibling::w:p[1][contains(., "T-wide")]]')[0]
    assert find(wide, "./w:tblPr/w:tblW/@w:w") == [str(16838 - 2 * 1134)]


def test_header_and_footer_reach_the_right_margin_of_their_page():
    data = write_docx(SAMPLE, pages={"S": 3, "S.2": 12})
    header = "HMV-01 <CAR-T> & buffer\tVersion 0.3\nInvestigational Medicinal Product Dossier: Quality\tDRAFT"
    footer = "Hemavec Therapeutics GmbH\t2025-05-12\nConfidential\tPage 1 of 12"
    assert running(data, "header", 2) == (header, ["9638"])
    assert running(data, "header", 3) == (header, ["14570"])
    assert running(data, "footer", 2) == (footer, ["9638"])
    assert running(data, "footer", 3) == (footer, ["14570"])


def test_page_numbers_are_fields():
    data = write_docx(SAMPLE)
    footers = [part(data, f"word/footer{n}.xml") for n in (1, 2, 3)]
    for footer in footers:
        assert [node.text.strip() for node in find(footer, ".//w:instrText")] == ["PAGE", "NUMPAGES"]


def test_a_final_document_has_no_draft_mark():
    final = replace(SAMPLE, properties=replace(PROPERTIES, draft=False))
    assert "DRAFT" in running(write_docx(SAMPLE), "header", 2)[0]
    assert "DRAFT" not in running(write_docx(final), "header", 2)[0]


def test_only_the_cover_has_a_first_page_of_its_own():
    data = write_docx(SAMPLE)
    assert [len(find(node, "./w:titlePg")) for node in find(part(data), ".//w:sectPr")] == [1, 0, 0]
    first = find(part(data), "(.//w:sectPr)[1]/w:headerReference[@w:type='first']/@r:id")[0]
    name = find(part(data, "word/_rels/document.xml.rels"), f'./rels:Relationship[@Id="{first}"]/@Target')[0]
    assert words(part(data, f"word/{name}")) == "DRAFT"


def test_a_break_never_leaves_an_empty_page():
    blocks = (PageBreak(), LONG, PageBreak(), PageBreak(), LONG, PageBreak(), table("w", wide=True), PageBreak())
    body = part(write_docx(of_blocks(*blocks)))
    text_pages = find(body, './/w:p[w:pPr/w:pStyle/@w:val="Heading1"]/following-sibling::w:p//w:br[@w:type="page"]')
    # After the heading one may be meant; of two in a row one stays; before a turned page and at the end none.
    assert len(text_pages) == 2


def test_a_document_without_sections_is_its_cover():
    data = write_docx(number(Document("letter", PROPERTIES, (LONG,), ())))
    assert orientations(data) == ["portrait"]
    assert find(part(data), './/w:br[@w:type="page"]') == []


def test_a_first_section_may_be_landscape():
    document = number(Document("k", PROPERTIES, (), (Section("S", "1", "One", 1, (table("w", wide=True),)),)))
    assert orientations(write_docx(document)) == ["portrait", "landscape"]


def without_front(document: Document) -> Document:
    return replace(document, properties=replace(document.properties, front=False))


def test_a_paper_without_front_pages_begins_below_its_title():
    data = write_docx(without_front(of_blocks(LONG)))
    assert orientations(data) == ["portrait"]
    assert "Contents" not in words(part(data))
    assert find(part(data), ".//w:titlePg") == []
    assert running(data, "header", 1) == running(write_docx(of_blocks(LONG)), "header", 2)


def test_a_paper_without_front_pages_that_begins_with_a_wide_table_turns_the_page_after_its_title():
    document = without_front(of_blocks(table("a", wide=True)))
    assert orientations(write_docx(document)) == ["portrait", "landscape"]
    assert find(part(write_docx(document)), ".//w:titlePg") == []
