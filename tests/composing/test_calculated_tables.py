"""Calculated tables in a document: cells, what they were calculated from, figures and their words."""

from __future__ import annotations

import json

import impd
from impd.document import Figure, walk_blocks
from tests.building.test_stability_answers import quality
from tests.commands import tablet
from tests.composing.dossiers import TABLET, application, section, text


def document():
    return impd.compose(application({**TABLET, "quality": quality(claim="30 mo")}), "TAB")


def test_the_evaluation_stands_below_the_results_with_its_convention():
    printed = text(section(document(), "P.8"))
    assert "Statistical evaluation of DP" in printed
    assert "one line" in printed
    assert "all batches: 29." in printed
    assert "Calculated from the results above by pooling tests" in printed


def test_a_claim_stays_as_stated_beside_its_verdict():
    printed = text(section(document(), "P.8"))
    assert "30 months" in printed
    assert "not supported" in printed


def test_a_printed_cell_names_what_it_was_calculated_from():
    path = "products[TAB].quality.stability_studies[ST].evaluation[assay].period"
    (found,) = [one for one in document().calculations if one.path == path]
    assert found.inputs[0] == "products[TAB].quality.stability_studies[ST].results"
    assert "one-sided 95 % confidence limit" in found.convention


def test_a_figure_says_in_words_what_it_shows():
    figures = [block for block in walk_blocks(document()) if isinstance(block, Figure)]
    (plot,) = [one for one in figures if one.identifier.startswith("f-stability-ST-assay")]
    assert "Assay" in plot.alternative_text


def test_the_trace_leads_from_a_calculated_value_to_its_facts(tmp_path):
    files = {"products/TAB/quality/all.yaml": json.dumps(quality())}
    folder = tablet(tmp_path, files)
    impd.build(folder, order=impd.Order(formats=("docx",), documents=("impd-quality",)))
    trace = json.loads((folder / "build" / "trace.json").read_text(encoding="utf-8"))
    (entry,) = [one for one in trace["facts"] if one["path"].endswith("evaluation[assay].period")]
    assert entry["file"] is None
    assert entry["calculated_from"][0].endswith("stability_studies[ST].results")
    assert "ICH Q1E" in entry["convention"]


def test_a_result_outside_is_marked_in_its_cell():
    made = quality()
    made["batches"][0]["results"] = [{"test": "assay", "result": "94.9"}]
    stated = application({**TABLET, "quality": made})
    assert "94.9\noutside the acceptance criterion" in text(section(impd.compose(stated, "TAB"), "P.5.4"))
