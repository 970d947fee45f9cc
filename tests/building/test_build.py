"""A build: manifest, trace, coverage, the same bytes again, and the user's files as they were."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version

import pytest

import impd
from impd.building.tracing import printed_marks
from tests.commands import ROOT, hashes, tablet

SMALL = ROOT / "tests" / "data" / "classes" / "plasmid"
DOCUMENTS = {"impd-quality": "G1_IMPD-Q_Plavegene", "impd-safety-efficacy": "G2_IMPD-SE_Plavegene"}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A small dossier with a table in CSV and a text, in a folder of its own."""
    folder = tmp_path_factory.mktemp("build") / "dossier"
    shutil.copytree(SMALL, folder)
    product = folder / "products" / "PLV-01"
    (product / "text").mkdir()
    (product / "text" / "S.2.6.md").write_text('Batch {{ fact("quality.batches[PL-01].size") }}.\n')
    (product / "quality" / "batch_results.csv").write_text("batch,test,result\nPL-01,identity,conforms\n")
    (product / "quality" / "more.yaml").write_text("sites:\n  - id: S1\n    name: Site\n    remark: Said nowhere\n")
    return folder


@pytest.fixture(scope="module")
def built(source):
    before = hashes(source)
    result = impd.build(source)
    after = {name: digest for name, digest in hashes(source).items() if not name.startswith("build")}
    assert after == before, "a build changes no file of the user"
    return result


@pytest.fixture(scope="module")
def trace(built, source):
    return json.loads((source / "build" / "trace.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manifest(built, source):
    return json.loads((source / "build" / "manifest.json").read_text(encoding="utf-8"))


def test_the_output_holds_these_files_and_no_other(built, source):
    assert sorted(hashes(source / "build")) == [
        "G1_IMPD-Q_Plavegene.docx", "G1_IMPD-Q_Plavegene.pdf",
        "G2_IMPD-SE_Plavegene.docx", "G2_IMPD-SE_Plavegene.pdf", "gap_report.html", "gap_report.json", "manifest.json",
        "trace.json",
    ]  # fmt: skip


def test_the_manifest_names_each_document_with_its_digest(built, manifest, source):
    assert manifest["tool"] == {"name": "impd", "version": version("impd")}
    assert [(one["kind"], one["format"]) for one in manifest["documents"]] == [
        ("impd-quality", "docx"), ("impd-quality", "pdf"),
        ("impd-safety-efficacy", "docx"), ("impd-safety-efficacy", "pdf"),
    ]  # fmt: skip
    for one, file in zip(manifest["documents"], built.files, strict=True):
        data = (source / "build" / one["path"]).read_bytes()
        assert one["sha256"] == file.sha256 == hashlib.sha256(data).hexdigest()
        assert one["bytes"] == file.size == len(data)
        assert (one["kind"], one["product"], one["pages"]) == (file.kind, "PLV-01", file.pages)
    assert all(one["pages"] > 5 for one in manifest["documents"] if one["format"] == "pdf")


def test_the_manifest_names_each_file_read_with_its_digest(manifest, source):
    stated = {one["path"]: one["sha256"] for one in manifest["inputs"]}
    there = hashes(source)
    assert stated == {
        name: digest for name, digest in there.items() if not name.startswith("build") and digest != "folder"
    }


def test_the_trace_holds_each_printed_fact_with_file_and_line(trace, source, built):
    application = impd.load(source)
    printed = [
        (document.properties.file_name, mark.section, mark.path, mark.text)
        for document in (impd.compose(application, request=impd.Request(document=name)) for name in DOCUMENTS)
        for mark in printed_marks(document)
        if mark.stated
    ]
    assert [(one["document"], one["section"], one["path"], one["text"]) for one in trace["facts"]] == printed
    assert {one["document"] for one in trace["facts"]} == set(DOCUMENTS.values())
    assert len(printed) == built.facts_printed
    for one in trace["facts"]:
        if one["file"] is None:
            assert one["calculated_from"], one  # a value that follows from facts has no place of its own
            continue
        line = (source / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1]
        assert line.strip(), one


def test_a_fact_of_a_table_is_traced_to_its_cell(trace):
    found = [one for one in trace["facts"] if one["path"].endswith("results[identity].result")]
    assert "G1_IMPD-Q_Plavegene" in {one["document"] for one in found}
    for one in found:
        assert (one["file"], one["line"], one["cell"]) == ("products/PLV-01/quality/batch_results.csv", 2, "C2")
        assert one["block"].startswith("Table ")


def test_a_fact_quoted_in_a_text_is_traced_to_where_it_is_stated(trace):
    quoted = [
        one for one in trace["facts"] if one["section"] == "S.2.6" and one["path"].endswith("batches[PL-01].size")
    ]
    assert [(one["file"], one["text"]) for one in quoted][:1] == [("products/PLV-01/quality/quality.yaml", "12 g")]


def test_gaps_are_in_the_trace_as_in_the_result(trace, built):
    assert [(one["path"], one["text"]) for one in trace["gaps"]] == [(gap.path, gap.text) for gap in built.gaps]
    assert {one["document"] for one in trace["gaps"]} == set(DOCUMENTS.values())


def test_a_fact_that_no_section_prints_is_told_with_its_place(trace, built):
    path = "products[PLV-01].quality.sites[S1].remark"
    assert (path in built.unprinted) is (path not in {one["path"] for one in trace["facts"]})
    assert {one["path"] for one in trace["unprinted"]} == set(built.unprinted)
    assert all(one["source"] for one in trace["unprinted"])


def test_each_supplied_fact_is_printed_or_told(tmp_path):
    folder = tablet(tmp_path, {"products/TAB/quality/b.yaml": "batches:\n  - id: b9\n    remark: Of no material\n"})
    result = impd.build(folder, order=impd.Order(formats=("docx",)))
    assert result.unprinted == ("products[TAB].quality.batches[b9].remark",)
    trace = json.loads((folder / "build" / "trace.json").read_text(encoding="utf-8"))
    assert trace["unprinted"] == [{"path": result.unprinted[0], "source": "products/TAB/quality/b.yaml:3"}]


def test_facts_of_a_product_that_was_not_asked_for_are_not_told(tmp_path):
    folder = tablet(tmp_path, {"products/X/product.yaml": "name: Other\nother_names: Said nowhere\nrole: placebo\n"})
    result = impd.build(folder, order=impd.Order(formats=("docx",), products=("TAB",)))
    assert [path for path in result.unprinted if path.startswith("products[X]")] == []


def test_the_same_dossier_gives_the_same_bytes(built, source, tmp_path):
    program = "import impd, sys; impd.build(sys.argv[1], sys.argv[2])"
    surroundings = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    line = [sys.executable, "-c", program, str(source), str(tmp_path / "again")]
    subprocess.run(line, check=True, cwd=tmp_path, env={**os.environ, **surroundings}, capture_output=True)
    assert hashes(tmp_path / "again") == hashes(source / "build")


def test_a_build_is_told_step_by_step(tmp_path):
    steps = []
    impd.build(tablet(tmp_path), order=impd.Order(formats=("docx",)), progress=steps.append)
    assert steps == [
        "reading the dossier", "composing TAB", "checking the dossier", "writing G1_IMPD-Q_Tablet",
        "writing G2_IMPD-SE_Tablet",
    ]  # fmt: skip
