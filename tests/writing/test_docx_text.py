"""Headings, fields, bookmarks and running text of a Word file."""

from __future__ import annotations

import pytest

from impd.document import Document, Fact, Paragraph, Section, number
from impd.writing.docx_file import write_docx
from tests.writing.docx_sample import PROPERTIES, SAMPLE, W, find, in_style, of_blocks, part, text, words

PAGES = {"S": 3, "S.1": 3, "S.1.1": 4, "S.1.1.a": 4, "S.2": 5, "T-spec": 6, "T-wide": 7, "F-flow": 5, "F-dot": 5}


@pytest.fixture(scope="module")
def body():
    return part(write_docx(SAMPLE, pages=PAGES))


def instructions(element):
    return [" ".join(node.text.split()) for node in find(element, ".//w:instrText")]


def test_headings_are_styles_with_number_tab_and_title(body):
    assert in_style(body, "Heading1") == ["2.1.S\tDrug substance"]
    assert in_style(body, "Heading2") == ["2.1.S.1\tGeneral information", "2.1.S.2\tManufacture"]
    assert in_style(body, "Heading3") == ["2.1.S.1.1\tNomenclature"]
    assert in_style(body, "Heading4") == ["2.1.S.1.1.a\tName"]


def test_heading_styles_have_outline_levels():
    styles = part(write_docx(SAMPLE), "word/styles.xml")
    levels = [find(styles, f'.//w:style[@w:styleId="Heading{n}"]//w:outlineLvl/@w:val') for n in range(1, 7)]
    assert levels == [[str(n)] for n in range(6)]


def test_a_heading_below_the_sixth_level_keeps_its_outline_level():
    deep = number(Document("impd-quality", PROPERTIES, (), (Section("x", "1.1", "Deep", 7),)))
    heading = find(part(write_docx(deep)), './/w:p[w:pPr/w:pStyle/@w:val="Heading6"]')[0]
    assert find(heading, "./w:pPr/w:outlineLvl/@w:val") == ["6"]


def test_every_bookmark_is_unique_short_and_closed(body):
    names = find(body, ".//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names)) > 10
    assert max(map(len, names)) <= 40
    numbers = find(body, ".//w:bookmarkStart/@w:id")
    assert len(numbers) == len(set(numbers))
    assert sorted(numbers) == sorted(find(body, ".//w:bookmarkEnd/@w:id"))


def test_every_reference_finds_its_bookmark(body):
    names = set(find(body, ".//w:bookmarkStart/@w:name"))
    pointed = {one.split()[1] for one in instructions(body) if one.startswith(("REF ", "PAGEREF "))}
    assert pointed | set(find(body, ".//w:hyperlink/@w:anchor")) <= names
    assert len(pointed) > 8


def test_a_cross_reference_shows_what_its_bookmark_holds(body):
    paragraph = find(body, './/w:p[contains(., "See ")]')[0]
    assert words(paragraph).startswith("See section 2.1.S.2, Table 1both12 and Figure 1")
    held = {
        find(body, f'.//w:p[w:bookmarkStart/@w:name="{name}"]/w:pPr/w:pStyle/@w:val')[0]
        for name in (one.split()[1] for one in instructions(paragraph))
    }
    assert held == {"Heading2", "Caption"}
    assert all(one.endswith("\\h") for one in instructions(paragraph))


def test_fields_begin_separate_and_end(body):
    kinds = find(body, ".//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(instructions(body))


def test_captions_count_with_sequence_fields(body):
    assert in_style(body, "Caption") == [
        "Figure 1 Process flow",
        "Figure 2 A picture",
        "Table 1 Specification",
        "Table 2 Caption of T-wide",
    ]
    sequences = [one for one in instructions(body) if one.startswith("SEQ")]
    assert sequences == ["SEQ Figure \\* ARABIC"] * 2 + ["SEQ Table \\* ARABIC"] * 2


def test_a_table_caption_stays_with_its_table(body):
    captions = find(body, './/w:p[w:pPr/w:pStyle/@w:val="Caption"][following-sibling::*[1][self::w:tbl]]')
    assert len(captions) == 2
    assert all(find(caption, "./w:pPr/w:keepNext") for caption in captions)


def test_contents_and_lists_are_fields_filled_with_pages(body):
    assert [one for one in instructions(body) if one.startswith("TOC")] == [
        'TOC \\o "1-4" \\h \\z',
        'TOC \\h \\z \\c "Table"',
        'TOC \\h \\z \\c "Figure"',
    ]
    assert in_style(body, "TOCHeading") == ["Contents", "List of tables", "List of figures", "List of abbreviations"]
    assert in_style(body, "TOC1") == ["2.1.S\tDrug substance\t3"]
    assert in_style(body, "TOC4") == ["2.1.S.1.1.a\tName\t4"]
    assert in_style(body, "TableOfFigures")[:2] == ["Table 1 Specification\t6", "Table 2 Caption of T-wide\t7"]


def test_without_pages_entries_keep_their_page_fields_empty():
    body = part(write_docx(SAMPLE))
    assert in_style(body, "TOC1") == ["2.1.S\tDrug substance\t"]
    assert sum(one.startswith("PAGEREF") for one in instructions(body)) == 9


def test_an_empty_list_is_left_out():
    assert in_style(part(write_docx(of_blocks(Paragraph(text("Text"))))), "TOCHeading") == ["Contents"]


def test_abbreviations_are_a_table(body):
    front = find(body, './/w:tbl[.//w:t="Abbreviation"]')[0]
    assert [words(node) for node in find(front, ".//w:tc")] == [
        "Abbreviation", "Meaning", "CAR", "chimeric antigen receptor",
    ]  # fmt: skip


def test_the_cover_comes_first(body):
    assert in_style(body, "Title") == ["Investigational Medicinal Product Dossier: Quality"]
    assert in_style(body, "Subtitle") == ["HMV-01 <CAR-T> & buffer"]
    assert find(body, "./w:body/w:p/w:pPr/w:pStyle/@w:val")[:2] == ["Title", "Subtitle"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("Subheading", ["Names"]),
        ("ListBullet", ["one", "two"]),
        ("ListNumber", ["first", "second", "again first"]),
        ("Note", ["A remark."]),
        ("Formula", ["VCN = a / b × 2"]),
        ("GapBox", ["[not stated: structure]"]),
    ],
)
def test_each_block_has_its_style(body, style, expected):
    assert in_style(body, style) == expected


def test_each_numbered_list_counts_from_one():
    data = write_docx(SAMPLE)
    numbers = find(part(data), './/w:p[w:pPr/w:pStyle/@w:val="ListNumber"]/w:pPr/w:numPr/w:numId/@w:val')
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = part(data, "word/numbering.xml")
    for one in numbers:
        assert find(numbering, f'./w:num[@w:numId="{one}"]/w:lvlOverride/w:startOverride/@w:val') == ["1"]


def test_a_gap_mark_is_visible(body):
    marks = find(body, './/w:r[w:rPr/w:rStyle/@w:val="GapMark"]/w:t/text()')
    assert marks == ["[not stated: INN of the substance]", "[not stated: structure]", "[not stated: purity of B001]"]


def test_markup_is_nested(body):
    raised = find(body, './/w:r[w:t="12"]/w:rPr')[0]
    assert [node.tag.removeprefix(W) for node in raised] == ["b", "bCs", "i", "iCs", "vertAlign"]


def test_only_addresses_of_the_web_are_links():
    data = write_docx(SAMPLE)
    links = [words(node) for node in find(part(data), ".//w:hyperlink[@r:id]")]
    relations = part(data, "word/_rels/document.xml.rels")
    targets = find(relations, './rels:Relationship[@TargetMode="External"]/@Target')
    assert links == ["the guideline"]
    assert targets == ["https://example.org/a%20b?x=1&y=%3C2%3E"]
    assert "no link" in words(part(data))


@pytest.mark.parametrize("hostile", ["< 0.5 % & NMT", "<LOQ>", "]]>", "&amp;", '"quoted"', " two  blanks "])
def test_text_survives_as_it_was_typed(hostile):
    body = part(write_docx(of_blocks(Paragraph((Fact("a", hostile),)))))
    assert in_style(body, "BodyText") == [hostile]
    assert set(find(body, './/w:p[w:pPr/w:pStyle/@w:val="BodyText"]//w:t/@xml:space')) == {"preserve"}


def test_characters_that_xml_forbids_are_left_out():
    body = part(write_docx(of_blocks(Paragraph(text("a\x00b\x0bc\ud800d\ufffee")))))
    assert in_style(body, "BodyText") == ["abcde"]


def test_a_section_without_number_is_linked_by_its_title():
    blocks = (Paragraph(SAMPLE.sections[0].sections[0].blocks[0].content[:2]),)
    document = number(
        Document("k", PROPERTIES, (), (Section("S.1", "1", "One", 1, blocks), Section("S.2", "", "Two", 1)))
    )
    body = part(write_docx(document))
    anchors = find(body, './/w:p[w:pPr/w:pStyle/@w:val="BodyText"]/w:hyperlink/@w:anchor')
    assert in_style(body, "Heading1") == ["1\tOne", "Two"]
    assert find(body, f'.//w:p[w:bookmarkStart/@w:name="{anchors[0]}"]/w:pPr/w:pStyle/@w:val') == ["Heading1"]
