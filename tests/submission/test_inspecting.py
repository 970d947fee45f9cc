"""Files and folders: kinds, sizes, duplicates, order, and what comes of our own documents."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

import impd
from impd.errors import UsageFault
from impd.submission.inspecting import inspect_file, inspect_files
from impd.submission.inspection import FileInspection, Stop
from impd.submission.limits import InspectionLimits, read_bounds
from impd.submission.listing import json_text, terminal_lines
from impd.submission.wording import WORDS, finding, page_list, several
from tests.architecture.source import ROOT
from tests.submission.made import SENTENCE, docx_of, paragraph, pdf_of

KEYS = [
    "path", "opens", "encrypted", "restricted", "searchable", "pages", "bookmarks", "fonts_not_embedded", "scripts",
    "forms", "external_links", "attachments", "claims", "findings",
]  # fmt: skip


def codes(found):
    return [one.code for one in found.findings]


def test_a_file_by_its_bytes(tmp_path):
    path = pdf_of(tmp_path / "a.pdf", SENTENCE * 10)
    found = inspect_file(path)
    assert (found.path, found.bytes) == (str(path), path.stat().st_size)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"", ["empty"]), ("a.docx", b"", ["empty"]), ("a.txt", b"text", ["not_inspected"]),
        ("a.xlsx", b"PK\x03\x04", ["not_inspected"]), ("a.pdf", b"text", ["kind_differs", "cannot_be_opened"]),
    ],
)  # fmt: skip
def test_what_is_no_such_file(name, data, expected, tmp_path):
    (tmp_path / name).write_bytes(data)
    assert sorted(codes(inspect_file(tmp_path / name))) == sorted(
        [*expected, *(["cannot_be_opened"] if not data else [])]
    )


def test_a_name_that_promises_another_kind(tmp_path):
    word = docx_of(tmp_path / "a.pdf", paragraph(SENTENCE))
    assert codes(inspect_file(word)) == ["kind_differs"]
    found = inspect_file(pdf_of(tmp_path / "b.bin", SENTENCE))
    assert "kind_differs" in codes(found)
    assert found.pages == 1


def test_files_come_in_the_order_of_their_folders(tmp_path):
    for name in ("b/2.pdf", "b/1.pdf", "a.pdf", ".hidden/c.pdf", ".d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        pdf_of(tmp_path / name, name)
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    found = inspect_files([tmp_path, tmp_path / "a.pdf"])
    assert [one.path for one in found] == [str(tmp_path / name) for name in ("a.pdf", "b/1.pdf", "b/2.pdf")]


def test_the_same_file_twice_is_said_in_both(tmp_path):
    first = pdf_of(tmp_path / "E2_SmPC.pdf", SENTENCE)
    second = tmp_path / "J1_Labelling.pdf"
    second.write_bytes(first.read_bytes())
    other = pdf_of(tmp_path / "a.pdf", "Something else")
    found = {one.path: one for one in inspect_files([tmp_path])}
    assert "same_file" not in codes(found[str(other)])
    for one, twin in ((first, second), (second, first)):
        said = next(each for each in found[str(one)].findings if each.code == "same_file")
        assert str(twin) in said.message


@pytest.mark.parametrize(
    ("limits", "expected"),
    [(InspectionLimits(), []), (InspectionLimits(max_size=0.0001), ["too_large"]), (InspectionLimits(max_size=1), [])],
)
def test_a_ceiling_of_the_user_is_an_error(limits, expected, tmp_path):
    found = inspect_file(pdf_of(tmp_path / "a.pdf", SENTENCE), limits)
    assert [(one.code, one.severity) for one in found.findings if "large" in one.code] == [
        (one, "error") for one in expected
    ]


def test_the_unconfirmed_ceiling_is_a_note(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(int(read_bounds().megabytes * 1024 * 1024) + 1)
    assert next((one.code, one.severity) for one in inspect_file(path).findings) == ("larger_than_usual", "note")


def test_a_file_too_large_to_read_is_not_opened(tmp_path):
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.truncate(read_bounds().largest_read_megabytes * 1024 * 1024 + 1)
    found = inspect_file(path)
    assert (codes(found), found.opens, found.sha256) == (["too_large_to_read"], False, "")
    assert found.bytes > 1024**3


def test_a_path_that_does_not_exist(tmp_path):
    with pytest.raises(UsageFault, match=r"none\.pdf does not exist"):
        inspect_files([tmp_path / "none.pdf"])


def test_names_are_judged_when_asked(tmp_path):
    path = pdf_of(tmp_path / "Protocol v2.0.pdf", SENTENCE)
    assert not [code for code in codes(inspect_file(path)) if code.startswith("name_")]
    asked = codes(inspect_file(path, InspectionLimits(titles=True)))
    assert {"name_without_code", "name_with_version"} <= set(asked)


def test_the_wrong_document_under_a_name(tmp_path):
    found = inspect_file(pdf_of(tmp_path / "P1_Financial.pdf", "Site suitability form"))
    assert "slot_contradicted" in codes(found)


def test_expectations_are_held_against_the_text(tmp_path):
    path = pdf_of(tmp_path / "a.pdf", "Protocol\nVersion 1.0\n2023-505613-24-00")
    found = inspect_files([path], expected=impd.Expected(version="2.0", eu_ct_number="2023-505613-24-00"))
    assert "version_differs" in codes(found[0])
    assert "trial_number_differs" not in codes(found[0])


def test_findings_come_gravest_first(tmp_path):
    severities = [
        one.severity for one in inspect_file(pdf_of(tmp_path / "a.pdf", "", picture=True, title="untitled")).findings
    ]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert len(set(severities)) > 1


@pytest.mark.parametrize("code", WORDS)
def test_each_finding_says_what_and_what_to_do(code):
    severity, message, remedy = WORDS[code]
    values = dict.fromkeys(re.findall(r"\{(\w+)\}", message), "x")
    made = finding(code, **values)
    assert (made.code, made.severity, made.remedy) == (code, severity, remedy)
    assert "{" not in made.message
    assert remedy.endswith(".")


def test_each_finding_stands_on_its_page_with_its_severity():
    page = (ROOT / "docs" / "inspecting.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| (error|warning|note) \|", page, re.MULTILINE))
    assert listed == {code: words[0] for code, words in WORDS.items()}


def test_words_of_lists():
    assert several(["b", "a", "b", ""], 2) == "b, a and 1 more"
    assert page_list((1, 2, 3, 7)) == "pages 1 to 3, 7"
    assert page_list((4,)) == "page 4"
    assert page_list(tuple(range(1, 100, 2))).endswith("and others")


def test_json_has_the_agreed_keys(tmp_path):
    path = pdf_of(tmp_path / "a.pdf", SENTENCE)
    plain = json.loads(json_text([inspect_file(path)]))
    assert [key for key in KEYS if key not in plain[0]] == []
    assert plain[0]["claims"] == {"pdfa": "", "pdfua": ""}
    assert [set(one) for one in plain[0]["findings"]] == [{"code", "severity", "message", "page", "remedy"}]


def test_lines_act_on_no_terminal():
    lines = list(terminal_lines([FileInspection("a\x1b[2J.pdf", kind="pdf", findings=(finding("no_file"),))]))
    assert lines[0] == "a�[2J.pdf: pdf, 0 bytes"
    assert lines[-1] == "1 file: 1 error, 0 warnings, 0 notes"


def test_what_was_stopped_is_a_value():
    assert FileInspection("a.pdf", stop=Stop("time")).stop == Stop("time")


def test_our_own_documents_have_no_finding(tmp_path):
    impd.build(ROOT / "samples" / "monoclonal_antibody", tmp_path, impd.Order(request=impd.Request(draft=False)))
    files = sorted([*tmp_path.glob("*.pdf"), *tmp_path.glob("*.docx")])
    found = impd.inspect(files, impd.InspectionLimits(titles=True))
    assert len(found) >= 4
    assert {one.path: one.findings for one in found} == {str(file): () for file in files}
    assert {one.slot.slot for one in found} == {"impd_quality", "impd_safety_efficacy"}
    assert all(one.bookmarks and one.searchable for one in found)
