"""Calculated tables in a document: cells, what they were calculated from, figures and their words."""

from __future__ import annotations

import json

import pytest

import impd
from impd.composing.answers import CalculatedRow
from impd.composing.calculated_tables import PrintedRow, drawn_words
from impd.document import Calculation, Figure, walk_blocks
from impd.figures.batch_trend import describe_batch_trend
from impd.figures.stability_plot import describe_stability_plot
from tests.building.answered import answers
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


def test_the_alternative_text_of_a_figure_is_the_description_of_its_drawing():
    rows = answers(quality(claim="30 mo")).rows["products[TAB].quality.stability_studies[ST]", "evaluation"]
    figures = [block for block in walk_blocks(document()) if isinstance(block, Figure)]
    (plot,) = [one for one in figures if one.identifier.startswith("f-stability-ST-assay")]
    assert plot.alternative_text == describe_stability_plot(rows[0].figure)


def test_the_figure_of_a_trend_has_its_description_too():
    made = quality()
    made["batches"] = [{"id": f"b{number}", "subject": "DP", "results": [{"test": "assay", "result": str(96 + number)}]}
                       for number in range(5)]  # fmt: skip
    (row,) = answers(made).rows["products[TAB].quality.specifications[SP]", "trends"]
    found = impd.compose(application({**TABLET, "quality": made}), "TAB")
    figures = [block for block in walk_blocks(found) if isinstance(block, Figure)]
    (plot,) = [one for one in figures if one.identifier.startswith("f-trend-SP-assay")]
    assert plot.alternative_text == describe_batch_trend(row.figure)
    assert "near" in {one.path.rpartition(".")[2] for one in found.calculations}


def printed_row(**cells):
    calculations = {}
    row = CalculatedRow("k", cells, ("products[TAB].name",), "by hand")
    return PrintedRow(row, "products[TAB].quality.table[k]", calculations), calculations


def test_a_cell_is_printed_with_its_path_and_noted():
    row, calculations = printed_row(model="one line < 2", remark="")
    path = "products[TAB].quality.table[k].model"
    assert row.cell("model") == f'<f p="{path}">one line &lt; 2</f>'
    assert calculations == {path: Calculation(path, ("products[TAB].name",), "by hand")}


def test_an_empty_cell_prints_nothing_and_is_not_noted():
    row, calculations = printed_row(model="one line", remark="")
    assert row.cell("remark") == ""
    assert calculations == {}


def test_a_row_without_figure_has_no_words_for_one():
    row, _ = printed_row(model="one line")
    assert drawn_words(row) == ""


def test_no_remark_is_listed_where_every_result_counts():
    paths = {one.path.rpartition(".")[2] for one in document().calculations if ".evaluation[" in one.path}
    assert paths == {"attribute", "limits", "model", "tests", "batches", "period"}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_tables_and_figures_have_the_same_bytes_twice(kind):
    assert impd.render(document(), kind) == impd.render(document(), kind)


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
