"""File properties, language, settings and bytes of a Word file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx

from impd.writing.docx_file import write_docx
from tests.writing.docx_sample import PROPERTIES, REFERENCE, SAMPLE, find, part, table, with_part

CORE = "docProps/core.xml"


def stated(data: bytes, name: str):
    return [node.text for node in find(part(data, CORE), f"./{name}")]


def test_properties_come_from_the_document():
    data = write_docx(SAMPLE)
    assert stated(data, "dc:title") == ["Investigational Medicinal Product Dossier: Quality"]
    assert stated(data, "dc:subject") == ["HMV-01 <CAR-T> & buffer, HEMAVEC-301"]
    assert stated(data, "dc:creator") == stated(data, "cp:lastModifiedBy") == ["Hemavec Therapeutics GmbH"]
    assert stated(data, "cp:keywords") == ["impd-quality, HMV-01 <CAR-T> & buffer, HEMAVEC-301"]
    assert stated(data, "dcterms:created") == stated(data, "dcterms:modified") == ["2025-05-12T00:00:00Z"]
    assert stated(data, "cp:revision") == ["1"]


def test_without_a_date_the_file_states_none():
    data = write_docx(replace(SAMPLE, properties=replace(PROPERTIES, date=None)))
    assert stated(data, "dcterms:created") == stated(data, "dcterms:modified") == []


def test_a_long_or_odd_title_does_not_stop_the_file():
    data = write_docx(replace(SAMPLE, properties=replace(PROPERTIES, title="x\x01" * 300)))
    assert stated(data, "dc:title") == ["x" * 255]


def test_language_is_stated_in_styles_and_settings():
    data = write_docx(SAMPLE)
    assert find(part(data, "word/styles.xml"), "./w:docDefaults//w:lang/@w:val") == ["en-IE"]
    assert find(part(data, "word/settings.xml"), "./w:themeFontLang/@w:val") == ["en-IE"]


def test_language_is_stated_where_the_reference_states_none():
    bare = with_part(REFERENCE, "word/styles.xml", '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>', "")
    assert find(part(write_docx(SAMPLE, bare), "word/styles.xml"), "./w:docDefaults//w:lang/@w:val") == ["en-IE"]


def test_word_lays_out_by_the_rules_of_2013():
    settings = part(write_docx(SAMPLE), "word/settings.xml")
    assert find(settings, './w:compat/w:compatSetting[@w:name="compatibilityMode"]/@w:val') == ["15"]


def test_an_old_reference_is_lifted_to_those_rules():
    old = with_part(REFERENCE, "word/settings.xml", 'w:val="15"', 'w:val="12"')
    odd = with_part(old, "word/settings.xml", "<w:compat>", "<w:evenAndOddHeaders/><w:compat>")
    settings = part(write_docx(SAMPLE, odd), "word/settings.xml")
    assert find(settings, "./w:compat/w:compatSetting/@w:val") == ["15"]
    assert find(settings, "./w:evenAndOddHeaders") == []


def test_word_is_asked_to_update_only_when_pages_are_unknown():
    assert len(find(part(write_docx(SAMPLE), "word/settings.xml"), "./w:updateFields")) == 1
    assert find(part(write_docx(SAMPLE, pages={"S": 3}), "word/settings.xml"), "./w:updateFields") == []


def test_the_same_document_gives_the_same_bytes():
    first, second = write_docx(SAMPLE, pages={"S": 3}), write_docx(SAMPLE, pages={"S": 3})
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_other_text_leaves_bookmarks_as_they_are():
    longer = replace(SAMPLE, sections=(replace(SAMPLE.sections[0], blocks=(replace(table(), caption=()),)),))
    names = [find(part(write_docx(one)), ".//w:bookmarkStart/@w:name") for one in (SAMPLE, longer)]
    assert names[0] == names[1]


def test_every_relationship_of_the_text_exists():
    data = write_docx(SAMPLE)
    known = set(find(part(data, "word/_rels/document.xml.rels"), "./rels:Relationship/@Id"))
    assert set(find(part(data), ".//@r:embed | .//@r:id")) <= known


def test_another_reader_opens_the_file():
    opened = docx.Document(io.BytesIO(write_docx(SAMPLE)))
    assert [one.text for one in opened.paragraphs if one.style.name == "Heading 1"] == ["2.1.S\tDrug substance"]
    assert len(opened.tables) == 4
    assert len(opened.inline_shapes) == 2
