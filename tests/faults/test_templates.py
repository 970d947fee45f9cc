"""A company's templates and style at fault: exit code 3, one line, nothing written."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.commands import called, run, tablet

SECTION = "impd_quality/P.7.xhtml"
T = f"templates/{SECTION}"
WORD = "the reference document for Word cannot be opened"
CASES = {
    "syntax": ({SECTION: "<p>\n{% if %}\n"}, f"{T}:2: Expected an expression"),
    "undefined name": ({SECTION: "<p>\n{{ nothing }}</p>"}, f"{T}:2: 'nothing' is undefined"),
    "misspelt fact": ({SECTION: "{{ drug_product.nmae }}"}, f'{T}:1: there is no fact "nmae" here'),
    "unknown tag": ({SECTION: "\n<div>x</div>"}, f"{T}: line 2 of its output: the tag <div>"),
    "style": ({SECTION: '<p style="x">x</p>'}, f"{T}: line 1 of its output: <p> takes no attribute style"),
    "open tag": ({SECTION: "<p>x"}, f"{T}: "),
    "ampersand": ({SECTION: "<p>R&D</p>"}, f"{T}: "),
    "Latin 1": ({SECTION: b"<p>caf\xe9</p>"}, f"{T}: "),
    "a figure of none": ({SECTION: '<figure src="x.svg" alt="x"/>'}, f'{T}: there is no figure "x.svg"'),
    "a section of none": ({SECTION: "{{ ref('P.99') }}"}, f'{T}:1: there is no section "P.99"'),
    "giant loop": ({SECTION: "{% for i in range(10**9) %}x{% endfor %}"}, f"{T}:1: Range too big"),
    "escape": ({SECTION: "{{ ''.__class__ }}"}, f"{T}:1: access to attribute '__class__'"),
    "escape by a call": ({SECTION: "{{ cycler.__init__.__globals__ }}"}, f"{T}:1: access to attribute"),
    "a file outside": ({SECTION: "{% include '../../dossier.yaml' %}"}, "dossier.yaml: there is no such template"),
    "words": ({"shared/words.yaml": "- a\n"}, "shared/words.yaml: "),
    "abbreviations": ({"shared/abbreviations.yaml": "a: [\n"}, "shared/abbreviations.yaml: "),
    "Word style": ({"style/reference.docx": b"no zip"}, WORD),
    "Word style of another kind": ({"style/reference.docx": "EMPTY ZIP"}, WORD),
}  # fmt: skip


def company(folder, files):
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(empty.getvalue() if content == "EMPTY ZIP" else data)
    return folder


@pytest.mark.parametrize("name", CASES)
def test_a_faulty_template_is_one_line(name, tmp_path):
    files, line = CASES[name]
    folder = tablet(tmp_path / "dossier")
    outcome = called("make-dossier", folder, "--format", "docx", "--templates", company(tmp_path / "own", files))
    assert outcome.code == 3, outcome.err
    assert len(outcome.faults) == 1
    assert line in outcome.faults[0]
    assert not (folder / "build").exists()


STYLES = {
    "remote": '@import "https://example.org/x.css";',
    "remote picture": 'h1 { background: url("https://example.org/x.png") }',
    "local file": 'h1 { background: url("file:///etc/passwd") }',
}


@pytest.mark.parametrize("name", STYLES)
def test_a_style_fetches_nothing(name, tmp_path):
    folder = tablet(tmp_path / "dossier")
    own = company(tmp_path / "own", {"style/print.css": STYLES[name]})
    outcome = called("make-dossier", folder, "--format", "pdf", "--templates", own, "--section", "P.7")
    assert outcome.code in (2, 3)
    assert len(outcome.faults) == 1
    assert not (folder / "build").exists()


def test_a_style_that_is_no_text_is_a_template_fault(tmp_path):
    folder = tablet(tmp_path / "dossier")
    own = company(tmp_path / "own", {"style/print.css": b"h1 {\xff}"})
    outcome = called("make-dossier", folder, "--format", "pdf", "--templates", own)
    assert (outcome.code, len(outcome.faults)) == (3, 1)
    assert outcome.faults[0].startswith("style/print.css: cannot be read")


def test_a_company_may_change_one_section_only(tmp_path):
    folder = tablet(tmp_path / "dossier")
    own = company(tmp_path / "own", {SECTION: "<p>Own words for {{ drug_product.name }}.</p>"})
    outcome = called("make-dossier", folder, "--format", "docx", "--templates", own)
    assert outcome.code == 1
    written = {file.name: zipfile.ZipFile(file).read("word/document.xml") for file in folder.glob("build/*.docx")}
    assert {name: b"Own words for " in text for name, text in written.items()} == {
        "G1_IMPD-Q_Tablet.docx": True, "G2_IMPD-SE_Tablet.docx": False,
    }  # fmt: skip


def test_the_installed_command_ends_with_code_and_line(tmp_path):
    own = company(tmp_path / "own", {SECTION: "{{ nothing }}"})
    outcome = run("make-dossier", tablet(tmp_path / "dossier"), "--templates", own, "--quiet")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == f"{T}:1: 'nothing' is undefined. Mend the template.\n"
