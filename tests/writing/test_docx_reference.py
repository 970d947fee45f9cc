"""The reference document: ours as made, a company's own accepted or refused."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
import zipfile

import docx
import pytest

from impd.errors import TemplateFault
from impd.resources import folder
from impd.writing.docx_file import write_docx
from impd.writing.docx_reference import REQUIRED
from tests.writing.docx_sample import REFERENCE, SAMPLE, find, in_style, part, with_part

STYLES = "word/styles.xml"


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_reference_is_what_its_generator_writes(tmp_path, monkeypatch):
    described = importlib.util.spec_from_file_location(
        "make_reference", folder("templates") / "style/make_reference.py"
    )
    generator = importlib.util.module_from_spec(described)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setitem(sys.modules, "make_reference", generator)
    described.loader.exec_module(generator)
    generator.write(tmp_path / "reference.docx")
    assert contents((tmp_path / "reference.docx").read_bytes()) == contents(REFERENCE)


def test_a_foreign_document_is_refused_with_all_it_lacks():
    foreign = io.BytesIO()
    docx.Document().save(foreign)
    with pytest.raises(TemplateFault) as caught:
        write_docx(SAMPLE, foreign.getvalue())
    named = re.findall(r'"([^"]+)"', caught.value.message)
    assert {"Gap Mark", "Table Text", "TOC 1", "IMPD Table", "Hyperlink"} <= set(named)
    assert not {"Heading 1", "Caption", "Normal", "Header"} & set(named)
    assert "templates/style/reference.docx" in caught.value.remedy
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", [name for names in REQUIRED.values() for name in names])
def test_each_required_style_is_missed(name):
    written = re.search(rf'<w:name w:val="{name}"/>', contents(REFERENCE)[STYLES].decode(), re.IGNORECASE)[0]
    without = with_part(REFERENCE, STYLES, written, '<w:name w:val="something else"/>')
    with pytest.raises(TemplateFault) as caught:
        write_docx(SAMPLE, without)
    assert caught.value.message == f'the reference document for Word lacks these styles: "{name}"'


def test_styles_are_found_by_name_whatever_their_identifier():
    german = with_part(REFERENCE, STYLES, '"Heading1"', '"berschrift1"')
    assert in_style(part(write_docx(SAMPLE, german)), "berschrift1") == ["2.1.S\tDrug substance"]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"])
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(TemplateFault, match="cannot be opened"):
        write_docx(SAMPLE, data)


def test_a_template_file_is_refused():
    template = with_part(REFERENCE, "[Content_Types].xml", "document.main+xml", "template.main+xml")
    with pytest.raises(TemplateFault, match="cannot be opened") as caught:
        write_docx(SAMPLE, template)
    assert ".docx" in caught.value.remedy


def test_a_numbered_list_style_without_numbers_is_refused():
    plain = with_part(REFERENCE, STYLES, '<w:numPr><w:numId w:val="2"/></w:numPr>', "")
    with pytest.raises(TemplateFault, match="List Number"):
        write_docx(SAMPLE, plain)


def test_headings_that_number_themselves_are_taken_out_of_their_list():
    own = with_part(
        REFERENCE,
        STYLES,
        '<w:outlineLvl w:val="0"/>',
        '<w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/>',
    )
    linked = with_part(own, "word/numbering.xml", '<w:pStyle w:val="ListBullet"/>', '<w:pStyle w:val="Heading1"/>')
    data = write_docx(SAMPLE, linked)
    assert find(part(data, STYLES), './/w:style[@w:styleId="Heading1"]//w:numPr') == []
    assert find(part(data, "word/numbering.xml"), './/w:lvl/w:pStyle[@w:val="Heading1"]') == []


def test_the_sample_text_is_not_taken_over():
    assert "Running text" in contents(REFERENCE)["word/document.xml"].decode()
    assert b"Running text" not in contents(write_docx(SAMPLE))["word/document.xml"]


def test_tab_stops_of_header_styles_are_cleared():
    old = '<w:tab w:val="right" w:leader="none" w:pos="9638"/>'
    company = with_part(
        REFERENCE, STYLES, old, '<w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/>'
    )
    header = part(write_docx(SAMPLE, company), "word/header2.xml")
    stops = zip(find(header, ".//w:tabs/w:tab/@w:val"), find(header, ".//w:tabs/w:tab/@w:pos"), strict=True)
    assert list(stops) == [("clear", "4536"), ("clear", "9072"), ("right", "9638")]


def test_page_and_margins_are_the_companys():
    letter = with_part(REFERENCE, "word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
    sizes = find(part(write_docx(SAMPLE, letter)), ".//w:sectPr/w:pgSz/@w:w")
    assert sizes == ["12240", "12240", "15840"]


def test_shading_of_heads_is_the_companys():
    green = with_part(REFERENCE, STYLES, 'w:fill="E9ECF1"', 'w:fill="DDEEDD"')
    assert set(find(part(write_docx(SAMPLE, green)), ".//w:tcPr/w:shd/@w:fill")) == {"DDEEDD"}
