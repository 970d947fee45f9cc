"""What a user gets wrong in the dossier: exit code 2, one line for each fault, nothing written."""

from __future__ import annotations

import time

import pytest

from impd.composing.section_tree import documents, known_documents
from tests.commands import called, hashes, run, tablet

Q = "products/TAB/quality/all.yaml"
P = "products/TAB/product.yaml"
TEXT = "products/TAB/text/P.2.2.md"
FIGURE = "products/TAB/figures/map.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
SHOWN = {TEXT: "![a map](figures/map.svg)\n"}

CASES = {
    "unreadable YAML": ({Q: "substances: [\n"}, f"{Q}:2: no readable YAML"),
    "tab in YAML": ({Q: "substances:\n\t- id: A\n"}, f"{Q}:2: a tab in the indentation"),
    "second colon": ({P: "name: a: b\n"}, f'{P}:1: no readable YAML: a second ": " in one line'),
    "misspelt key": ({P: "nmae: Tablet\n"}, f'{P}:1: unknown key "nmae". Did you mean "name"?'),
    "wrong code": ({P: "role: tset\n"}, f'{P}:1: role: "tset" is not a term of this list'),
    "wrong unit": ({Q: "batches: [{id: b1, size: 5 kilos}]\n"}, f'{Q}:1: size: "kilos" is no UCUM unit'),
    "decimal comma": ({Q: "batches: [{id: b1, size: '5,2 kg'}]\n"}, f'{Q}:1: size: decimal comma in "5,2 kg"'),
    "dangling reference": ({Q: "batches: [{id: b1, subject: DX}]\n"}, f'{Q}:1: subject: no entry "DX"'),
    "double id": ({Q: "sites: [{id: A}, {id: A}]\n"}, f"{Q}:1: "),
    "double key": ({P: "name: A\nname: B\n"}, f"{P}:2: "),
    "no product class": ({P: "name: Tablet\n"}, f"{P}: product_class is not stated"),
    "missing figure": ({TEXT: "Text.\n\n![a map](figures/none.svg)\n"}, f'{TEXT}:3: there is no figure "none.svg"'),
    "figure of a fact": ({Q: "characterisation: [{id: C, figure: none.svg}]\n"}, f'{Q}:1: figure: no entry "none.svg"'),
    "HTML": ({TEXT: "<script>alert(1)</script>\n"}, f"{TEXT}:1: HTML is not allowed in narrative: <script>"),
    "local file": ({TEXT: "![x](file:///etc/passwd)\n"}, f"{TEXT}:1: the image file:///etc/passwd is not read"),
    "remote image": ({TEXT: "![x](https://example.org/x.png)\n"}, f"{TEXT}:1: the image https://example.org/x.png"),
    "class of a text": ({TEXT: "{{ ''.__class__ }}\n"}, f"{TEXT}:1: this cannot be quoted"),
    "cycler": ({TEXT: "{{ cycler.__init__ }}\n"}, f"{TEXT}:1: this cannot be quoted"),
    "giant loop": ({TEXT: "{% for i in range(10**9) %}x{% endfor %}\n"}, f"{TEXT}:1: a narrative holds text"),
    "unknown fact": ({TEXT: '{{ fact("nmae") }}\n'}, f'{TEXT}:1: no field "nmae" in nmae. Did you mean "name"?'),
    "unknown batch": ({TEXT: '{{ result("P.5.4", batch="b2", test="x") }}\n'}, f'{TEXT}:1: no entry "b2" in batches'),
    "unknown reference": ({TEXT: 'See {{ ref("P.99") }}.\n'}, f'{TEXT}:1: there is no section "P.99"'),
    "text of no section": ({"products/TAB/text/P.9.md": "x\n"}, 'products/TAB/text/P.9.md: there is no section "P.9"'),
    "statement on no section": ({P: "product_class: chemical\nquality:\n  sections: [{section: P.99}]\n", Q: ""},
                                f'{P}:3: there is no section "P.99"'),
    "script in a drawing": ({FIGURE: SVG.format("<script>1</script>"), **SHOWN}, f"{FIGURE}:1: the SVG holds <script>"),
    "picture of a drawing": ({FIGURE: SVG.format('<image href="https://example.org/x.png"/>'), **SHOWN},
                             f'{FIGURE}:1: the SVG refers to "https://example.org/x.png"'),
    "file of a drawing": ({FIGURE: SVG.format('<use href="file:///etc/passwd"/>'), **SHOWN},
                          f'{FIGURE}:1: the SVG refers to "file:///etc/passwd"'),
    "entity of a drawing": ({FIGURE: '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///x">]>' + SVG.format("&e;"), **SHOWN},
                            f"{FIGURE}:1: the SVG declares the entity e"),
    "drawing without size": ({FIGURE: '<svg xmlns="http://www.w3.org/2000/svg" width="100%"/>', **SHOWN},
                             f"{FIGURE}: the figure has no width and height"),
    "picture cut short": ({"products/TAB/figures/x.png": b"\x89PNG\r\n\x1a\n", TEXT: "![x](figures/x.png)\n"},
                          "products/TAB/figures/x.png: "),
    "no picture": ({"products/TAB/figures/x.png": b"GIF89a"}, "products/TAB/figures/x.png: no PNG image"),
    "Latin 1": ({TEXT: b"caf\xe9\n"}, f"{TEXT}:1: byte 0xE9 is not UTF-8"),
    "binary YAML": ({P: b"\x00\x01\x02"}, f"{P}"),
    "unexpected file": ({"products/TAB/notes.txt": "x"}, "products/TAB/notes.txt: unexpected file"),
    "two words for one fact": ({"products/TAB/quality/b.yaml": "batches: [{id: b1, size: 6 kg}]\n"},
                               'products/TAB/quality/b.yaml:1: size: states "6 kg"'),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_dossier_is_one_line_and_writes_nothing(name, tmp_path):
    files, line = CASES[name]
    folder = tablet(tmp_path / "dossier", files)
    before = hashes(folder)
    start = time.monotonic()
    outcome = called("make-dossier", folder, "--format", "docx")
    assert outcome.code == 2
    assert any(fault.startswith(line) for fault in outcome.faults), outcome.err
    assert outcome.out == ""
    assert hashes(folder) == before
    assert time.monotonic() - start < 20


def test_all_faults_are_told_in_one_run(tmp_path):
    waivers = "waivers: [{rule: X-1, person: A, date: 2026-01-02}]\n"
    files = {P: "role: tset\nnmae: x\n", Q: "batches: [{id: b1, size: x}]\n", "waivers.yaml": waivers}
    outcome = called("make-dossier", tablet(tmp_path, files))
    assert len(outcome.faults) == 4


def test_a_link_that_leaves_the_folder(tmp_path):
    folder = tablet(tmp_path / "dossier")
    (tmp_path / "secret.yaml").write_text("sites: [{id: SECRET}]\n")
    (folder / "products/TAB/quality/sites.yaml").symlink_to(tmp_path / "secret.yaml")
    outcome = called("make-dossier", folder)
    assert outcome.code == 2
    assert outcome.faults == [
        "products/TAB/quality/sites.yaml: a link that leaves the dossier folder. Copy the file into the dossier"
    ]


@pytest.mark.parametrize(
    ("made", "line"),
    [
        ([], "dossier.yaml: is missing"),
        (["dossier.yaml"], "dossier.yaml: the dossier has no product. Add a folder products/CODE/."),
        (["dossier.yaml", "products/README.md"], "dossier.yaml: the dossier has no product"),
        (["dossier.yaml", "products/X/README.md"], "products/X/product.yaml: is missing"),
        (["dossier.yaml", "products/X/product.yaml"], "products/X/product.yaml: product_class is not stated"),
    ],
)
def test_a_folder_without_what_a_dossier_needs(made, line, tmp_path):
    for name in made:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    outcome = called("make-dossier", tmp_path)
    assert outcome.code == 2
    assert outcome.faults[0].startswith(line)
    assert not (tmp_path / "build").exists()


def test_a_folder_that_does_not_exist_is_not_made(tmp_path):
    outcome = called("make-dossier", tmp_path / "typo")
    assert outcome.code == 2
    assert outcome.faults == [f"{tmp_path / 'typo'}: does not exist. Name the folder that holds dossier.yaml"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder(tmp_path):
    outcome = called("make-dossier", tablet(tmp_path) / "dossier.yaml")
    assert outcome.code == 2
    assert "is no folder" in outcome.faults[0]


BESIDE = ", ".join(name for name in known_documents() if name not in documents())
BOTH = f"Use impd-quality or impd-safety-efficacy, or beside the IMPD {BESIDE}."
USAGE = [
    (["--product", "XX"], 'there is no product "XX". The dossier has TAB.'),
    (["--section", "P.99"], 'there is no section "P.99" in this document. Name one of the section tree.'),
    (["--document", "impd-clinical"], f'there is no document "impd-clinical". {BOTH}'),
    (["--document", "../../x"], f'there is no document "../../x". {BOTH}'),
    (["--document", "impd-quality", "--document", "impd-qualty"], f'there is no document "impd-qualty". {BOTH}'),
    (["--document", "impd-quality", "--section", "2.2.1"],
     'there is no section "2.2.1" in this document. Name one of the section tree.'),
    (["--section", "P.8", "--section", "2.9"],
     'there is no section "2.9" in this document. Name one of the section tree.'),
    (["--format", "odt"], 'there is no format "odt". Use docx or pdf.'),
    (["--format", ""], "no format is named. Use docx or pdf."),
    (["--templates", "nowhere"], "nowhere: there is no such folder. Name the folder of your templates."),
]  # fmt: skip


@pytest.mark.parametrize(("options", "line"), USAGE, ids=[" ".join(options) for options, _ in USAGE])
def test_a_wrong_option_is_one_line(options, line, tmp_path):
    folder = tablet(tmp_path)
    outcome = called("make-dossier", folder, *options)
    assert (outcome.code, outcome.faults) == (2, [line])
    assert not (folder / "build").exists()


@pytest.mark.parametrize("options", [["--numbering", "roman"], ["--pdf-variant", "pdf/x"], ["--nonsense"], []])
def test_what_the_command_itself_refuses(options, tmp_path):
    outcome = called("make-dossier", *([] if not options else [tmp_path, *options]))
    assert outcome.code == 2
    assert outcome.err.startswith("Usage: make-dossier")


@pytest.mark.parametrize("out", ["", "products", "products/TAB/out", "made"])
def test_the_output_must_not_lie_among_the_files_of_the_dossier(out, tmp_path):
    folder = tablet(tmp_path)
    before = hashes(folder)
    outcome = called("make-dossier", folder, "--out", folder / out)
    assert outcome.code == 2
    assert outcome.faults == [
        f"the output folder {folder / out} lies among the files of the dossier. Use DIRECTORY/build."
    ]
    assert hashes(folder) == before


def test_the_installed_command_ends_with_code_and_line(tmp_path):
    outcome = run("make-dossier", tablet(tmp_path, {P: "nmae: x\n"}), "--quiet")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f'{P}:1: unknown key "nmae"')
    assert "Traceback" not in outcome.err
