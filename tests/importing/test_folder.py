"""A dossier folder: what it states, and the files that are at fault."""

from __future__ import annotations

import hashlib
import os

import pytest

from impd.importing.files import Files
from impd.importing.folder import read_folder
from tests.importing.folder_cases import faults, made

Q = "products/LV/quality"


def test_the_smallest_dossier(tmp_path):
    imported = read_folder(made(tmp_path, {}))
    assert imported.application.trial.phase == "I"
    assert [product.code for product in imported.application.products] == ["LV"]
    assert [(one.path, one.sha256) for one in imported.inputs] == [
        ("dossier.yaml", hashlib.sha256(b"trial: {phase: I}\n").hexdigest()),
        ("products/LV/product.yaml", hashlib.sha256(b"name: Vector\n").hexdigest()),
    ]


def test_every_kind_of_file(tmp_path):
    files = {
        "README.md": "x", "notes.md": "x", ".hidden": b"\xff", "build/out.docx": b"\xff", "documents/p.pdf": b"\xff",
        "products/README.md": "x", "products/LV/README.md": "x", f"{Q}/README.md": "x",
        "products/LV/text/README.md": "x",
        f"{Q}/sites.yaml": "\ufeffsites:\n  - id: A\n    name: One\n",
        f"{Q}/sites.json": '{"sites": [{"id": "A", "country": "NO"}, {"id": "B"}]}',
        f"{Q}/sites_more.csv": "id;address\nA;Street 1\nC;Street 2\n",
        f"{Q}/empty.yaml": "",
        "products/LV/text/S.2.6.md": "\n\nA text.\n",
        "products/LV/text/P.2.md": " \n",
        "products/LV/figures/map.png": b"\x89PNG\r\n\x1a\n",
    }  # fmt: skip
    imported = read_folder(made(tmp_path, files))
    product = imported.application.products[0]
    assert [(site.id, site.name, site.country, site.address) for site in product.quality.sites] == [
        ("A", "One", "NO", "Street 1"), ("B", None, None, None), ("C", None, None, "Street 2"),
    ]  # fmt: skip
    assert [(text.section, text.text, text.file) for text in product.narratives] == [
        ("S.2.6", "\n\nA text.\n", "products/LV/text/S.2.6.md")  # its lines count as in the file
    ]
    assert [(figure.name, figure.media_type) for figure in product.figures] == [("map.png", "image/png")]
    assert [one.path.removeprefix("products/LV/") for one in imported.inputs] == [
        "dossier.yaml", "figures/map.png", "product.yaml", "quality/empty.yaml", "quality/sites.json",
        "quality/sites.yaml", "quality/sites_more.csv", "text/P.2.md", "text/S.2.6.md",
    ]  # fmt: skip


def test_any_file_beside_that_of_the_product_is_part_of_it(tmp_path):
    files = {
        "products/LV/risks.yaml": "risks: [{id: R1, risk: Fever}]\n",
        "products/LV/more.json": '{"risks": [{"id": "R1", "factor": "Vector"}], "indication": "None"}',
        "products/LV/empty.yml": "",
    }
    product = read_folder(made(tmp_path, files)).application.products[0]
    assert [(one.id, one.risk, one.factor) for one in product.risks] == [("R1", "Fever", "Vector")]
    assert (product.name, product.indication) == ("Vector", "None")


def test_any_file_may_be_split_or_joined(tmp_path):
    joined = "products:\n  - code: LV\n    quality:\n      batches: [{id: b1, disposition: released}]\n"
    split = {f"{Q}/a.yaml": "batches: [{id: b1, size: 1 mg}]\n", f"{Q}/b.yaml": "batches: [{id: b1, size: 1 mg}]\n"}
    batch = read_folder(made(tmp_path, {"dossier.yaml": joined, **split})).application.products[0].quality.batches[0]
    assert (batch.id, batch.disposition, str(batch.size)) == ("b1", "released", "1 mg")


def test_the_application_has_files_of_its_own(tmp_path):
    files = {
        "application/trial.yaml": "trial: {phase: I, sites: [{id: A, name: Clinic}]}\n",
        "application/documents.yaml": "documents: [{id: D, kind: protocol, sites: A}]\n",
        "application/README.md": "x",
    }
    stated = read_folder(made(tmp_path, files)).application
    assert (stated.trial.phase, stated.trial.sites[0].name, stated.documents[0].sites) == ("I", "Clinic", ("A",))


CASES = [
    ({"application/x.csv": ""}, "application/x.csv: unexpected file. Expected here: .yaml and .json files"),
    ({"application/x.yaml": "trail: {}\n"}, 'application/x.yaml:1: unknown key "trail"'),
    ({"dossier.yaml": "documents: [{id: D, products: LW}]\n"}, 'dossier.yaml:1: products: no entry "LW" in products'),
    ({"wavers.yaml": ""}, "wavers.yaml: unexpected file. Expected here: dossier.yaml, products/"),
    ({"data/x.yaml": ""}, "data: unexpected folder"),
    ({"products/x.yaml": ""}, "products/x.yaml: unexpected file"),
    ({"products/LV/batches.csv": ""}, "products/LV/batches.csv: unexpected file"),
    ({"products/LV/batches.yaml": "batches: []\n"}, 'products/LV/batches.yaml:1: unknown key "batches"'),
    ({"products/LV/preclinical/x.yaml": ""}, "products/LV/preclinical: unexpected folder"),
    ({f"{Q}/x.txt": ""}, f"{Q}/x.txt: unexpected file"),
    ({f"{Q}/sub/x.yaml": ""}, f"{Q}/sub: unexpected folder"),
    ({f"{Q}/results.csv": ""}, f"{Q}/results.csv: unexpected file. Expected here: CSV files whose name begins"),
    ({"products/LV/text/S.2.6.txt": ""}, "products/LV/text/S.2.6.txt: unexpected file"),
    ({"products/LV/figures/x.gif": ""}, "products/LV/figures/x.gif: unexpected file"),
    ({"products/LV/figures/x.svg": "<svg/>"}, "products/LV/figures/x.svg:1: no SVG"),
    ({"products/LV/product.yaml": "code: LX\n"}, 'products/LV/product.yaml:1: code: "LX" in the folder "LV"'),
    ({"products/XX/quality/a.yaml": ""}, "products/XX/product.yaml: is missing"),
    ({f"{Q}/a.yaml": b"sites:\n  - id: A\n    name: caf\xe9\n"}, f"{Q}/a.yaml:3: byte 0xE9 is not UTF-8"),
    ({f"{Q}/a.yaml": "sites:\n  - id: A\n    name: \x07\n"}, f"{Q}/a.yaml:3: contains the control character U+0007"),
    ({f"{Q}/a.yaml": "sites: [\n"}, f"{Q}/a.yaml:2: no readable YAML"),
    ({f"{Q}/a.json": "{"}, f"{Q}/a.json:1: no readable JSON"),
    ({"products/LV/text/S.1.md": b"\n\xe9"}, "products/LV/text/S.1.md:2: byte 0xE9 is not UTF-8"),
    ({f"{Q}/a.yaml": "sites: [{id: A, name: X}]\n", f"{Q}/b.yaml": "\nsites: [{id: A, name: Y}]\n"},
     f'{Q}/b.yaml:2: name: states "Y", but {Q}/a.yaml:1 states "X". State it in one place only'),
    ({f"{Q}/sites.csv": "id,name\nA,X\n", f"{Q}/b.yaml": "sites: [{id: A, name: Y}]\n"},
     f'{Q}/sites.csv:2: name: states "X", but {Q}/b.yaml:1 states "Y"'),
    ({f"{Q}/batch_results.csv": "batch,test,result\nb9,pH,7\n", f"{Q}/b.yaml": "batches: [{id: b09}]\n"},
     f'{Q}/batch_results.csv:2: batch: no entry "b9" in batches. Did you mean "b09"?'),
]  # fmt: skip


@pytest.mark.parametrize(("files", "line"), CASES, ids=[line.split(". ")[0] for _, line in CASES])
def test_a_file_at_fault_is_one_line(tmp_path, files, line):
    lines = faults(made(tmp_path, files))
    assert len(lines) == 1
    assert lines[0].startswith(line)


def test_a_folder_without_dossier(tmp_path):
    assert faults(tmp_path) == ["dossier.yaml: is missing. Every dossier needs it; it may be empty"]
    none = tmp_path / "none"
    assert faults(none) == [f"{none}: does not exist. Name the folder that holds dossier.yaml"]


def test_links_that_leave_the_dossier_are_refused(tmp_path):
    outside = tmp_path / "outside"
    made(outside, {})
    inside = made(tmp_path / "inside", {f"{Q}/a.yaml": "sites: [{id: A}]\n"})
    (inside / Q / "b.yaml").symlink_to(outside / "dossier.yaml")
    (inside / Q / "c.yaml").symlink_to("a.yaml")
    (inside / "products" / "XX").symlink_to(outside / "products" / "LV")
    assert [line.split(". ")[0] for line in faults(inside)] == [
        "products/LV/quality/b.yaml: a link that leaves the dossier folder",
        "products/XX: a link that leaves the dossier folder",
    ]


def test_a_link_to_nothing_cannot_be_read(tmp_path):
    folder = made(tmp_path, {})
    (folder / "products/LV/text").mkdir()
    (folder / "products/LV/text/S.1.md").symlink_to("S.2.md")
    assert faults(folder)[0].startswith("products/LV/text/S.1.md: unexpected file")


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    folder = made(tmp_path, {f"{Q}/a.yaml": "sites: [{id: A}]\n", f"{Q}/b.yaml": "batches: [{id: b1, site: A}]\n"})
    path = folder / Q / "a.yaml"
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything: let the system call say no
        monkeypatch.setattr(Files, "read", refusing(Files.read, path))
    assert faults(folder) == [
        f"{Q}/a.yaml: cannot be read: permission denied. Check that the file is there and that you may read it"
    ]


def refusing(read, denied):
    def refuse(files, path):
        if path == denied:
            files.lost(path, PermissionError(13, "Permission denied"))
            return None
        return read(files, path)

    return refuse


def test_references_are_not_judged_while_a_file_is_unreadable(tmp_path):
    files = {f"{Q}/a.yaml": "sites: [\n", f"{Q}/b.yaml": "batches: [{id: b1, site: A}]\n",
             f"{Q}/batch_results.csv": "batch,test\nb7,pH\n"}  # fmt: skip
    assert len(faults(made(tmp_path, files))) == 1
