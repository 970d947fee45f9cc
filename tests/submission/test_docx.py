"""What is left in Word files: changes, comments, hidden text, links, macros, protection."""

from __future__ import annotations

import zipfile

import pytest

from impd.submission.inspecting import inspect_file
from tests.submission.made import SENTENCE, WORD, docx_of, paragraph

TEXT = paragraph(SENTENCE * 10)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def inspected(tmp_path, body, parts=None):
    path = docx_of(tmp_path / "a.docx", TEXT + body)
    with zipfile.ZipFile(path, "a") as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return inspect_file(path)


def codes(found):
    return {one.code for one in found.findings}


def test_a_plain_file_has_no_finding(tmp_path):
    found = inspected(tmp_path, "")
    assert (found.kind, found.opens, found.searchable, found.encrypted, found.restricted) == (
        "docx",
        True,
        True,
        False,
        False,
    )
    assert found.findings == ()
    assert found.text_sample.startswith("The drug product is")


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", 2),
        ("<w:p><w:moveFrom/><w:moveTo/></w:p>", 2),
        ("<w:p><w:r><w:rPr><w:rPrChange/></w:rPr></w:r></w:p><w:p><w:pPr><w:pPrChange/></w:pPr></w:p>", 2),
        ("<w:p/>", 0),
    ],
)
def test_tracked_changes(body, number, tmp_path):
    found = inspected(tmp_path, body)
    assert found.tracked_changes == number
    assert ("tracked_changes" in codes(found)) == bool(number)
    assert "old" not in found.text_sample


@pytest.mark.parametrize(
    ("properties", "hidden"),
    [("<w:vanish/>", 1), ('<w:vanish w:val="true"/>', 1), ('<w:vanish w:val="0"/>', 0), ("<w:webHidden/>", 0)],
)
def test_hidden_text(properties, hidden, tmp_path):
    found = inspected(tmp_path, paragraph("secret", f"<w:rPr>{properties}</w:rPr>"))
    assert found.hidden_text == hidden
    assert ("hidden_text" in codes(found)) == bool(hidden)


def test_text_for_older_programs_is_read_once(tmp_path):
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><mc:AlternateContent xmlns:mc="{other}"><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert inspected(tmp_path, body).text_sample.count("once") == 1


def test_headings_by_style_and_by_level(tmp_path):
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    marks = (
        '<w:pStyle w:val="berschrift1"/>',
        '<w:pStyle w:val="Own"/>',
        '<w:outlineLvl w:val="2"/>',
        '<w:outlineLvl w:val="9"/>',
    )
    body = "".join(f"<w:p><w:pPr>{mark}</w:pPr></w:p>" for mark in marks)
    assert inspected(tmp_path, body, {"word/styles.xml": styles}).bookmarks == 3


def test_what_leads_out(tmp_path):
    relations = (
        f'<Relationship Id="a" Type="{KIND}hyperlink" Target="https://example.org" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{KIND}attachedTemplate" Target="https://example.com/x" TargetMode="External"/>'
        f'<Relationship Id="c" Type="{KIND}image" Target="media/a.png"/>'
    )
    field = '<w:p><w:r><w:instrText> HYPERLINK "https://example.net/a" </w:instrText></w:r></w:p>'
    field += "<w:p><w:r><w:instrText> DDEAUTO c:\\\\x </w:instrText></w:r></w:p>"
    found = inspected(tmp_path, field, {"word/_rels/document.xml.rels": RELATIONS.format(relations)})
    assert found.external_links == ("https://example.org", "https://example.net/a")
    assert found.external_actions == ("attachedTemplate from https://example.com/x",)
    assert found.scripts == ("DDE field",)
    assert {"external_link", "external_action", "script"} <= codes(found)


def test_macros_and_files_within(tmp_path):
    found = inspected(tmp_path, "", {"word/vbaProject.bin": "x", "word/embeddings/oleObject1.bin": "x"})
    assert (found.scripts, found.attachments) == (("word/vbaProject.bin",), ("word/embeddings/oleObject1.bin",))
    assert {"script", "attachment"} <= codes(found)


@pytest.mark.parametrize(("enforced", "restricted"), [("1", True), ("true", True), ("0", False)])
def test_protection_against_changing(enforced, restricted, tmp_path):
    settings = (
        f'<w:settings xmlns:w="{WORD}"><w:documentProtection w:edit="forms" w:enforcement="{enforced}"/></w:settings>'
    )
    found = inspected(tmp_path, "", {"word/settings.xml": settings})
    assert found.restricted == restricted
    assert ("restricted" in codes(found)) == restricted


def test_fields_and_controls_that_were_not_filled_in(tmp_path):
    controls = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = inspected(tmp_path, controls.format(paragraph("Click or tap here to enter text.")))
    assert found.forms == 1
    assert {mark.code for mark in found.left_marks} == {"content_control", "the_word"}


def test_a_picture_with_next_to_no_text_is_a_scan(tmp_path):
    path = docx_of(tmp_path / "a.docx", paragraph("page 1") + "<w:p><w:r><w:drawing/></w:r></w:p>")
    found = inspect_file(path)
    assert found.searchable is False
    assert "word_is_picture" in codes(found)


def test_a_word_file_with_a_password(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    )
    found = inspect_file(path)
    assert (found.opens, found.encrypted, found.restricted) == (False, True, True)
    assert codes(found) == {"password"}
