"""impd new, impd trace, impd schema."""

from __future__ import annotations

import json
import re

import pytest

import impd
from tests.commands import ROOT, called, hashes, tablet

SAMPLES = sorted(path.name for path in (ROOT / "samples").iterdir() if (path / "dossier.yaml").is_file())


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_new_dossier_loads_and_renders_with_gaps(sample, tmp_path):
    folder = tmp_path / "mine"
    outcome = called("impd", "new", folder, "--like", sample)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert outcome.code == 0
    assert outcome.out == f"{len(files)} files in {folder}. Fill in the keys, then: make-dossier {folder}\n"
    built = called("make-dossier", folder, "--format", "docx")
    assert built.code == 1, built.err
    assert built.faults == []
    assert {path.name for path in (folder / "products").iterdir()} == {
        path.name for path in (ROOT / "samples" / sample / "products").iterdir()
    }


def test_a_new_dossier_states_no_fact_of_its_sample(tmp_path):
    folder = tmp_path / "mine"
    called("impd", "new", folder, "--like", "car_t_cd19")
    product = impd.load(folder).products[0]
    like = impd.load(ROOT / "samples" / "car_t_cd19").products[0]
    assert (product.name, product.quality.batches[0].size) == (None, None)
    assert [one.id for one in product.quality.batches] == [one.id for one in like.quality.batches]
    assert all(result.result is None for batch in product.quality.batches for result in batch.results)
    studies = list(zip(product.non_clinical.studies, like.non_clinical.studies, strict=True))
    assert [one.id for one, _ in studies] == [one.id for _, one in studies] != []
    assert all(one.title is None and one.result is None for one, _ in studies)
    assert all(finding.result is None for one, _ in studies for finding in one.findings)
    assert all(one.animal is None and one.human is None for one in product.clinical.dose.margins)
    assert [one.risk for one in product.risks] == [None] * len(like.risks)
    assert like.name
    assert f"name:  # sample: {like.name}" in (folder / "products" / "LVC-19" / "product.yaml").read_text()


def test_a_new_dossier_leaves_open_what_other_documents_claim(tmp_path):
    called("impd", "new", tmp_path / "mine", "--like", "car_t_cd19")
    stated, like = impd.load(tmp_path / "mine"), impd.load(ROOT / "samples" / "car_t_cd19")
    assert [(one.id, one.kind, one.sites) for one in stated.documents] == [
        (one.id, one.kind, one.sites) for one in like.documents
    ]
    assert {(one.status, one.signed, one.title) for one in stated.documents} == {(None, None, None)}
    assert like.member_states[0].gmo.status
    assert stated.member_states[0].gmo is None or stated.member_states[0].gmo.status is None
    assert stated.trial.includes is None or stated.trial.includes.minors is None


def test_a_new_dossier_is_like_any_other_even_like_itself(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    own = tablet(tmp_path / "own", {
        "products/TAB/product.yaml": "",
        "products/TAB/product.json": '{"name": "Tablet", "product_class": "chemical"}',
        "products/TAB/quality/sites.csv": "id;name\nMK;Maker, Inc.\n",
        "products/TAB/quality/more.yml": "donors: []\n",
        "products/README.md": "x",
    })  # fmt: skip
    (own / "products/TAB/product.yaml").unlink()
    assert called("impd", "new", first, "--like", own).code == 0
    assert called("impd", "new", second, "--like", first).code == 0
    stated = impd.load(second).products[0]
    assert (stated.product_class, stated.name) == ("chemical", None)
    assert [site.id for site in stated.quality.sites] == ["MK"]
    assert [site.name for site in stated.quality.sites] == [None]


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    before = hashes(tablet(tmp_path))
    outcome = called("impd", "new", tmp_path, "--like", "car_t_cd19")
    assert (outcome.code, outcome.faults) == (2, [f"{tmp_path} exists and is not empty. Name a new folder."])
    assert hashes(tmp_path) == before


def test_an_unknown_sample(tmp_path):
    outcome = called("impd", "new", tmp_path / "mine", "--like", "nothing")
    assert outcome.code == 2
    assert outcome.faults == [
        f'there is no sample "nothing". Use {", ".join(SAMPLES)}, or the path of a dossier folder.'
    ]
    assert not (tmp_path / "mine").exists()


def test_a_dossier_that_cannot_be_read_is_no_sample(tmp_path):
    own = tablet(tmp_path / "own", {"products/TAB/product.yaml": "nmae: x\n"})
    outcome = called("impd", "new", tmp_path / "mine", "--like", own)
    assert outcome.code == 2
    assert outcome.faults == ['products/TAB/product.yaml:1: unknown key "nmae". Did you mean "name"?']
    assert not (tmp_path / "mine").exists()


def test_a_new_dossier_where_none_can_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    outcome = called("impd", "new", tmp_path / "file" / "mine", "--like", "car_t_cd19")
    assert outcome.code == 5
    assert len(outcome.faults) == 1


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    folder = tablet(tmp_path_factory.mktemp("traced"), {
        "products/TAB/quality/sites.csv": "id,name,roles\nMK,Maker & Co,batch_release\n",
        "products/TAB/quality/batch_results.csv": "batch,test,result,unit\nb1,assay,98.0,%\nb1,water,0.98,%\n",
    })  # fmt: skip
    called("make-dossier", folder, "--format", "docx")
    return folder / "build"


def test_where_a_fact_comes_from_and_where_it_stands(traced):
    outcome = called("impd", "trace", traced, "--fact", "products[TAB].quality.batches[b1].results[assay].result")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "products[TAB].quality.batches[b1].results[assay].result"
    assert lines[1] == "  stated in products/TAB/quality/batch_results.csv:2 (C2)"
    assert lines[2].startswith("  printed in G1_IMPD-Q_Tablet 2.1.P.5.4 Table ")
    assert lines[2].endswith(': "98.0"') or ': "98.0' in lines[2]


def test_a_yaml_fact_is_named_by_its_line(traced):
    outcome = called("impd", "trace", traced, "--fact", "products[TAB].name")
    assert "  stated in products/TAB/product.yaml:1" in outcome.out.splitlines()
    assert '  printed in G1_IMPD-Q_Tablet cover: "Tablet"' in outcome.out.splitlines()


def test_the_beginning_of_a_path_finds_all_below(traced):
    outcome = called("impd", "trace", traced, "--fact", "products[TAB].quality.batches[b1]")
    paths = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
    assert "products[TAB].quality.batches[b1].size" in paths
    assert all(path.startswith("products[TAB].quality.batches[b1].") for path in paths)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98.0", ["results[assay].result"]),
        ("0.98", ["results[water].result"]),
        ("98", []),
        ("Maker & Co", ["sites[MK].name"]),
        ("aker", []),
    ],
)
def test_a_printed_text_leads_to_its_fact(traced, text, found):
    outcome = called("impd", "trace", traced, "--text", text)
    paths = [line for line in outcome.out.splitlines() if line.startswith("products[")]
    assert [path.split(".", 2)[2].removeprefix("batches[b1].") for path in paths] == found
    assert outcome.code == (0 if found else 1)
    assert found or outcome.out == "No printed fact matches.\n"


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"facts": [{"x": 1}]}', '{"facts": 5}', "\x00"])
def test_a_folder_without_trace(tmp_path, content):
    if content is not None:
        (tmp_path / "trace.json").write_text(content)
    outcome = called("impd", "trace", tmp_path, "--text", "x")
    assert outcome.code == 2
    (line,) = outcome.faults
    assert line.startswith(f"{tmp_path / 'trace.json'}: cannot be read: ")


def test_trace_wants_a_fact_or_a_text(tmp_path):
    outcome = called("impd", "trace", tmp_path)
    assert outcome.code == 2
    assert "Give --fact PATH or --text TEXT." in outcome.err


def test_schemas_are_written_for_editors(tmp_path):
    outcome = called("impd", "schema", "--out", tmp_path)
    dossier = ("dossier", "product", "quality", "non_clinical", "clinical", "waivers")
    names = (*dossier, "pack", "rules", "cases", "conditions", "slots", "clocks")
    files = [tmp_path / ".schemas" / f"{name}.schema.json" for name in names]
    assert outcome.code == 0
    assert outcome.out.splitlines() == [str(file) for file in files]
    assert all(json.loads(file.read_text())["$schema"].startswith("https://json-schema.org/") for file in files)


def test_schemas_where_none_can_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    outcome = called("impd", "schema", "--out", tmp_path / "file")
    assert outcome.code == 5
    assert len(outcome.faults) == 1


def test_an_unknown_command():
    outcome = called("impd", "nothing")
    assert outcome.code == 2
    assert "No such command 'nothing'" in outcome.err


def test_the_group_lists_its_commands():
    out = called("impd", "--help").out
    listed = re.findall(r"^  ([a-z-]+)  ", out.partition("\nCommands:\n")[2], re.MULTILINE)
    assert listed == [
        "check", "explain", "fields", "inspect", "new", "package", "rules", "schema", "shelf-life", "slots", "timeline",
        "trace",
    ]  # fmt: skip
