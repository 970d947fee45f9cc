"""From a fact to the place where it is stated."""

from __future__ import annotations

import pytest

from impd.dossier.path import walk_facts
from impd.errors import UsageFault
from impd.importing.folder import read_folder
from tests.importing.folder_cases import made

Q = "products/LV/quality"
FILES = {
    f"{Q}/batches.yaml": "batches:\n  - id: b1\n    size: 1 mg\n    uses: [clinical,\n      stability]\n",
    f"{Q}/batch_results.csv": "batch,test,result,unit\nb1,pH,7.1,\nb1,\"CD3+, CD4+\",98,%\n",
    f"{Q}/stability.yaml": "stability_studies:\n  - id: S-1\n    time_unit: mo\n",
    f"{Q}/stability_results.csv": "study,batch,time,test,result\nS-1,b1,6.0,S.2 assay,98.0\n",
    f"{Q}/sites.yaml": "sites:\n  - id: A\n    authorisations:\n      - number: X1\n      - number: X2\n",
    "products/LV/text/S.2.6.md": "\n\nText.\n",
}
QUALITY = "products[LV].quality"


@pytest.fixture
def imported(tmp_path):
    return read_folder(made(tmp_path, FILES))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("trial.phase", ("dossier.yaml", 1, "")),
        ("products[LV].name", ("products/LV/product.yaml", 1, "")),
        (f"{QUALITY}.batches[b1].size", (f"{Q}/batches.yaml", 3, "")),
        (f"{QUALITY}.batches[b1].id", (f"{Q}/batches.yaml", 2, "")),
        (f"{QUALITY}.batches[b1].uses[1]", (f"{Q}/batches.yaml", 5, "")),
        (f"{QUALITY}.batches[b1].results[pH].result", (f"{Q}/batch_results.csv", 2, "C2")),
        (f'{QUALITY}.batches[b1].results["CD3+, CD4+"].unit', (f"{Q}/batch_results.csv", 3, "D3")),
        (f"{QUALITY}.stability_studies[S-1].results[b1,6,S.2 assay].result", (f"{Q}/stability_results.csv", 2, "E2")),
        (f"{QUALITY}.stability_studies[S-1].results[b1, 6.0, S.2 assay].time", (f"{Q}/stability_results.csv", 2, "C2")),
        (f"{QUALITY}.sites[A].authorisations[1].number", (f"{Q}/sites.yaml", 5, "")),
        ("products[LV].narratives[S.2.6].text", ("products/LV/text/S.2.6.md", 3, "")),
    ],
)
def test_a_fact_is_located(imported, path, place):
    source = imported.sources.locate(path)
    assert (source.file, source.line, source.cell) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"{QUALITY}.batches[b1].size.unit", (f"{Q}/batches.yaml", 3, "")),
        (f"{QUALITY}.batches[b1].disposition", (f"{Q}/batches.yaml", 2, "")),
        (f"{QUALITY}.batches[b1].results[pH].comment", (f"{Q}/batch_results.csv", 2, "")),
        (f"{QUALITY}.sites[B].name", (f"{Q}/sites.yaml", 1, "")),
        ("trial.title", ("dossier.yaml", 1, "")),
    ],
)
def test_an_absent_fact_is_located_by_what_is_around_it(imported, path, place):
    source = imported.sources.locate(path)
    assert (source.file, source.line, source.cell) == place


def test_what_the_dossier_does_not_state_has_no_place(imported):
    assert imported.sources.locate("sponsor.name") is None


@pytest.mark.parametrize("path", ["", "a..b", "a[", "a[]", "1", "a b"])
def test_what_is_no_path_is_refused(imported, path):
    with pytest.raises(UsageFault, match="is no fact path"):
        imported.sources.locate(path)


def test_every_supplied_fact_has_a_place(imported):
    facts = [path for path, _ in walk_facts(imported.application)]
    assert len(facts) > 15
    assert [path for path in facts if imported.sources.locate(path) is None] == []
