"""make-dossier: its options, its exit codes, and what it tells."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from tests.commands import ROOT, TABLET, called, hashes, run, tablet
from tests.rules.packs_made import pack, rule

BESIDE = ["gap_report.html", "gap_report.json", "manifest.json", "trace.json"]
BOTH = ["G1_IMPD-Q_Tablet.docx", "G2_IMPD-SE_Tablet.docx"]


@pytest.fixture(scope="module")
def complete(tmp_path_factory):
    """Templates that print one fact for each section, so that a dossier can be complete."""
    folder = tmp_path_factory.mktemp("complete")
    for document in ("impd_quality", "impd_safety_efficacy"):
        (folder / document).mkdir()
        for template in (ROOT / "templates" / document).glob("*.xhtml"):
            (folder / document / template.name).write_text("<p>{{ product.name }}</p>")
    return folder


def made(folder, *options):
    outcome = called("make-dossier", folder, "--format", "docx", *options)
    return outcome, sorted(path.name for path in (folder / "build").glob("*"))


def test_a_draft_with_gaps(tmp_path):
    outcome, files = made(tablet(tmp_path))
    assert outcome.code == 1
    assert files == [*BOTH, *BESIDE]


def test_the_summary_names_files_facts_gaps_and_what_is_not_printed(tmp_path):
    more = {"products/TAB/quality/b.yaml": "batches: [{id: b9, remark: Not shown}]\n"}
    outcome, _ = made(tablet(tmp_path, more))
    lines = outcome.out.splitlines()
    for line, name in zip(lines, BOTH, strict=False):
        assert line.startswith(f"{tmp_path / 'build' / name}  (")
    count = len(json.loads((tmp_path / "build" / "trace.json").read_text())["gaps"])
    assert lines[2].startswith("2 files, ")
    assert lines[2].endswith(f" facts printed, {count} gaps")
    assert re.fullmatch(r"Check: \d+ errors?, \d+ warnings?, \d+ notes?; gap_report\.html shows .*", lines[3])
    assert lines[4] == f"Not stated ({count}):"
    assert lines[5].startswith("  G1_IMPD-Q_Tablet: cover: ")
    assert f"  and {count - 20} more; trace.json lists all" in lines
    assert "Stated, but printed by no section (1):" in lines
    assert lines[-1] == "  products[TAB].quality.batches[b9].remark"


def test_the_steps_are_told_on_the_error_stream(tmp_path):
    outcome, _ = made(tablet(tmp_path))
    assert outcome.err.splitlines() == [
        "… reading the dossier", "… composing TAB", "… checking the dossier", "… writing G1_IMPD-Q_Tablet",
        "… writing G2_IMPD-SE_Tablet",
    ]  # fmt: skip


def test_quiet_prints_nothing(tmp_path):
    outcome, files = made(tablet(tmp_path), "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    assert len(files) == 6


def pinned(tmp_path, monkeypatch, **changed):
    """A small dossier that pins a pack of one rule: each product has a name."""
    own = pack(tmp_path / "pack", **changed)
    monkeypatch.setattr("impd.rules.packs.known_packs", lambda: {"own": own})
    text = "rule_pack: {id: own}\n" + TABLET["dossier.yaml"]
    return tablet(tmp_path / "dossier", {"dossier.yaml": text})


def test_a_complete_dossier_ends_with_nought(tmp_path, complete, monkeypatch):
    folder = pinned(tmp_path, monkeypatch)
    outcome, files = made(folder, "--templates", complete, "--final")
    assert (outcome.code, len(files)) == (0, 6)
    assert "0 gaps" in outcome.out
    assert [says_draft(folder / "build" / name) for name in BOTH] == [False, False]


def test_an_error_of_the_check_stops_a_final_build(tmp_path, complete, monkeypatch):
    folder = pinned(tmp_path, monkeypatch, rules__own=rule(expect="{strength: {required: true}}", severity="error"))
    outcome, files = made(folder, "--templates", complete, "--final")
    assert (outcome.code, files) == (1, [])
    assert outcome.faults == [
        "products/TAB/product.yaml:1: X-ONE-01: The product Tablet has no name (products[TAB].strength)",
        "the check finds 1 error. State what is missing, correct the errors, or build a draft without --final.",
    ]
    draft, files = made(folder, "--templates", complete)
    assert (draft.code, len(files)) == (1, 6)


@pytest.mark.parametrize(("options", "boxes"), [((), True), (("--no-findings",), False)])
def test_a_draft_has_boxes_of_findings(tmp_path, complete, monkeypatch, options, boxes):
    folder = pinned(tmp_path, monkeypatch, rules__own=rule(expect="{strength: {required: true}}"))
    made(folder, "--templates", complete, *options)
    document = zipfile.ZipFile(folder / "build" / BOTH[0]).read("word/document.xml").decode()
    assert ("The product Tablet has no name." in document) is boxes


def test_a_draft_says_so(tmp_path, complete):
    made(tablet(tmp_path), "--templates", complete)
    assert [says_draft(tmp_path / "build" / name) for name in BOTH] == [True, True]


def says_draft(path):
    document = zipfile.ZipFile(path)
    return any(b"DRAFT" in document.read(name) for name in document.namelist() if name.endswith(".xml"))


def test_a_final_build_with_gaps_writes_nothing_and_lists_them(tmp_path):
    folder = tablet(tmp_path)
    before = hashes(folder)
    outcome, _ = made(folder, "--final")
    assert (outcome.code, outcome.out) == (1, "")
    assert hashes(folder) == before
    *lines, last = outcome.faults
    gaps = [line for line in lines if ": not stated: " in line]
    errors = [line for line in lines if re.match(r"[^ ]+: [A-Z]+-[A-Z0-9-]+: ", line)]
    assert errors
    assert list(dict.fromkeys(line.split(": ")[0] for line in gaps)) == ["G1_IMPD-Q_Tablet", "G2_IMPD-SE_Tablet"]
    for document, field in (("G1_IMPD-Q", "document"), ("G2_IMPD-SE", "safety_efficacy_document")):
        words = f"{field.replace('_', ' ')}: version"
        assert f"{document}_Tablet: cover: not stated: {words} (products[TAB].{field}.version)" in gaps
    assert lines[len(gaps) + len(errors) :] == [f"{len(gaps)} facts are not stated"]
    assert last == (
        f"the check finds {len(errors)} errors. State what is missing, correct the errors, or build a draft without "
        "--final."
    )


def test_a_final_build_with_gaps_leaves_an_earlier_one_alone(tmp_path):
    folder = tablet(tmp_path)
    made(folder)
    before = hashes(folder)
    assert made(folder, "--final")[0].code == 1
    assert hashes(folder) == before


def test_one_product_of_two(tmp_path):
    folder = tablet(tmp_path, {"products/PBO/product.yaml": "name: Placebo\nrole: placebo\n"})
    outcome, files = made(folder, "--product", "PBO")
    assert files == ["G1_IMPD-Q_Placebo.docx", "G2_IMPD-SE_Placebo.docx", *BESIDE]
    assert "TAB" not in outcome.out
    assert len(made(folder, "--product", "PBO", "--product", "TAB")[1]) == 8


@pytest.mark.parametrize(
    ("named", "files"),
    [
        (["impd-quality"], BOTH[:1]),
        (["impd-safety-efficacy"], BOTH[1:]),
        (["impd-safety-efficacy", "impd-quality"], BOTH),
    ],
)
def test_one_document_or_both(tmp_path, named, files):
    more = {
        "products/TAB/quality/b.yaml": "batches: [{id: b9, remark: Not shown}]\n",
        "products/TAB/non_clinical/s.yaml": "studies: [{id: S1, title: Untyped, age: 9 weeks}]\n",
    }
    outcome, there = made(tablet(tmp_path, more), *(part for name in named for part in ("--document", name)))
    assert there == [*files, *BESIDE]
    assert outcome.out.splitlines()[len(files)].startswith(f"{len(files)} file")
    told = {
        "impd-quality": "  products[TAB].quality.batches[b9].remark",
        "impd-safety-efficacy": "  products[TAB].non_clinical.studies[S1].age",
    }
    # A fact is told to be unprinted only where the document that would print it was asked for.
    assert {name for name, line in told.items() if line in outcome.out.splitlines()} == set(named)


def test_a_document_left_out_stays_as_it_was(tmp_path):
    folder = tablet(tmp_path)
    made(folder)
    before = hashes(folder / "build")
    outcome, files = made(folder, "--document", "impd-quality", "--numbering", "ctd")
    after = hashes(folder / "build")
    assert files == [*BOTH, *BESIDE]
    assert {name for name in before if before[name] != after[name]} == {BOTH[0], "manifest.json", "trace.json"}
    assert [path.name for path in folder.glob("build/*.docx") if str(path) in outcome.out] == [BOTH[0]]


@pytest.mark.parametrize(
    ("sections", "files"),
    [
        (["P.8"], BOTH[:1]),
        (["2.4.4"], BOTH[1:]),
        (["2.4.4", "P.8"], BOTH),
    ],
)
def test_only_documents_with_the_section_are_made(tmp_path, sections, files):
    outcome, there = made(tablet(tmp_path), *(part for name in sections for part in ("--section", name)))
    assert there == [*files, *BESIDE]
    assert "printed by no section" not in outcome.out


def test_two_products_of_one_name(tmp_path):
    folder = tablet(tmp_path, {"products/PBO/product.yaml": "name: Tablet\nrole: placebo\n"})
    assert made(folder)[1][:4] == [
        "G1_IMPD-Q_Tablet-PBO.docx", "G1_IMPD-Q_Tablet-TAB.docx",
        "G2_IMPD-SE_Tablet-PBO.docx", "G2_IMPD-SE_Tablet-TAB.docx",
    ]  # fmt: skip


def headings(folder):
    trace = json.loads((folder / "build" / "trace.json").read_text())
    return {entry["number"] for entry in trace["facts"] + trace["gaps"]}


def test_one_section(tmp_path):
    outcome, _ = made(tablet(tmp_path), "--section", "P.3.5", "--section", "S.1.3")
    assert headings(tmp_path) == {"", "2.1.S.1.3"}
    assert "printed by no section" not in outcome.out


@pytest.mark.parametrize(("style", "number"), [("ctd", "3.2.S.1.3"), ("ema", "2.2.1.S.1.3")])
def test_numbering(tmp_path, style, number):
    made(tablet(tmp_path), "--section", "S.1.3", "--numbering", style)
    assert number in headings(tmp_path)


def test_out_may_be_anywhere_else(tmp_path):
    folder, out = tablet(tmp_path / "dossier"), tmp_path / "deep" / "out"
    outcome, files = made(folder, "--out", out)
    assert (outcome.code, files) == (1, [])
    assert sorted(path.name for path in out.iterdir()) == [*BOTH, *BESIDE]


def test_formats_are_taken_once_and_with_blanks(tmp_path):
    called("make-dossier", tablet(tmp_path), "--format", " docx, docx ,")
    manifest = json.loads((tmp_path / "build" / "manifest.json").read_text())
    assert [(one["kind"], one["format"]) for one in manifest["documents"]] == [
        ("impd-quality", "docx"), ("impd-safety-efficacy", "docx"),
    ]  # fmt: skip


def test_the_next_build_reads_nothing_of_this_one(tmp_path):
    folder = tablet(tmp_path)
    first = made(folder)
    assert made(folder) == first


@pytest.mark.parametrize("name", ["make-dossier", "impd"])
def test_help_and_version(name):
    outcome = called(name, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: {name}")
    assert called(name, "--version").out.startswith(f"{name}, version ")


def test_the_installed_command_builds(tmp_path):
    outcome = run("make-dossier", tablet(tmp_path), "--format", "docx")
    assert outcome.code == 1
    assert outcome.out.splitlines()[2].startswith("2 files, ")
