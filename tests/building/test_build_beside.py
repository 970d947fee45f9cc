"""A build of documents beside the IMPD: files, manifest, trace, gates, and which facts no document prints."""

from __future__ import annotations

import json

import pytest

import impd
from impd.errors import GapFault
from tests.commands import ROOT, called, hashes

SAMPLE = ROOT / "samples" / "small_molecule_tablet"
LETTER = impd.Order(formats=("docx",), documents=("cover-letter", "product-list"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("beside") / "out"
    order = impd.Order(formats=("docx",), documents=("all",))
    return out, impd.build(SAMPLE, out, order)


@pytest.fixture(scope="module")
def manifest(built):
    return json.loads((built[0] / "manifest.json").read_text(encoding="utf-8"))


def test_all_documents_that_are_due_are_written(built):
    files = {one.path.stem for one in built[1].files}
    assert {"B1_Cover-letter_EN", "B1_List-of-medicinal-products_EN", "R1_Data-protection-statement_EN"} <= files
    assert any(one.startswith("G1_IMPD-Q_") for one in files)
    assert "B4_Low-intervention-justification_EN" not in files


def test_the_manifest_says_whose_each_is_and_what_was_not_made(built, manifest):
    letter = next(one for one in manifest["documents"] if one["kind"] == "cover-letter")
    assert (letter["product"], letter["path"]) == ("", "B1_Cover-letter_EN.docx")
    assert {"kind": "low-intervention-statement", "of": "application", "missing": "",
            "because": "only where the trial is claimed to be of low intervention (low intervention = no)",
            } in manifest["not_made"]  # fmt: skip
    assert len(manifest["not_made"]) == len(built[1].not_made)


def test_the_trace_leads_from_the_letter_to_the_files(built):
    found = impd.find_printed(built[0], fact="cover_letter.devices.applies")["cover_letter.devices.applies"][0]
    assert found.document == "B1_Cover-letter_EN"
    assert found.source.startswith("application/cover_letter.yaml:")
    derived = impd.find_printed(built[0], fact="products[STB-15].evidence_due")["products[STB-15].evidence_due"][0]
    assert (derived.source, bool(derived.calculated_from)) == ("", True)


def test_of_all_documents_a_fact_that_none_prints_is_told(built):
    assert "trial.protocol.signatory_function" in built[1].unprinted or built[1].unprinted == ()
    assert [path for path in built[1].unprinted if path.startswith(("cover_letter.", "trial.includes."))] == []
    assert [path for path in built[1].unprinted if ".quality." in path] == []


def test_of_documents_beside_the_impd_alone_nothing_is_told(tmp_path):
    assert impd.build(SAMPLE, tmp_path / "out", LETTER).unprinted == ()


def test_the_same_dossier_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        impd.build(SAMPLE, tmp_path / name, LETTER)
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_a_final_letter_needs_its_facts(tmp_path):
    source = ROOT / "tests" / "data" / "classes" / "plasmid"
    final = impd.Request(draft=False)
    with pytest.raises(GapFault, match="B1_Cover-letter_EN: 2: not stated: "):
        impd.build(source, tmp_path / "out", impd.Order(request=final, documents=("cover-letter",)))
    assert not (tmp_path / "out").exists()


def test_a_final_letter_of_a_complete_sample_is_written(tmp_path):
    order = impd.Order(request=impd.Request(draft=False), formats=("pdf",), documents=("cover-letter",))
    (file,) = impd.build(SAMPLE, tmp_path / "out", order).files
    assert (file.kind, file.product, file.member_state, file.site) == ("cover-letter", "", "", "")


def test_the_command_tells_what_was_not_made(tmp_path):
    options = ("--out", tmp_path / "out", "--format", "docx", "--document", "cover-letter")
    told = called("make-dossier", SAMPLE, *options, "--document", "low-intervention-statement")
    assert told.code == 0
    assert "Not made (1):" in told.out
    assert "low-intervention-statement of application: only where the trial is claimed" in told.out
