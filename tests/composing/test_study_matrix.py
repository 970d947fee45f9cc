"""Results of a study as tables: which groups across and in what order, which lines, and where cells stay empty."""

from __future__ import annotations

import pytest

from impd.composing.study_matrix import (
    COLUMNS_ACROSS,
    finding_tables,
    findings_of_the_whole,
    kinetic_tables,
    tissue_tables,
)
from impd.document import Table, plain_text
from tests.composing.dossiers import composed_safety, safety_composition, section, text

GROUPS = [{"name": "Vehicle"}, {"name": "Low", "dose": "1e12 {vg}/kg"}, {"name": "High", "dose": "1e13 {vg}/kg"}]


def study(groups=GROUPS, **more):
    """The view of one study with these dose groups."""
    product = {"non_clinical": {"studies": [{"id": "T1", "groups": groups, **more}]}}
    return safety_composition(product).product_view().non_clinical.studies[0]


def finding(name, group, result, **more):
    return {"finding": name, **({"group": group} if group else {}), "result": result, **more}


def kinetic(group, parameter, value, **more):
    return {"group": group, "parameter": parameter, "value": value, **more}


def tissue(name, group, time, result, **more):
    where = {**({"group": group} if group else {}), **({"time": time} if time is not None else {})}
    return {"tissue": name, **where, "result": result, **more}


def shown(table, name):
    """The lines of a table: the facts that tell a line, and the results, None for none."""
    return [(str(getattr(row.entry, name)), *(cell and str(cell.result) for cell in row.cells)) for row in table.rows]


def heads(table):
    return [str(one.name) if hasattr(one, "_facts") else str(one) for one in table.heads]


def tissue_heads(table):
    groups = [one.group.name if hasattr(one.group, "_facts") else one.group for one in table.heads]
    return [(str(group), str(one.time)) for group, one in zip(groups, table.heads, strict=True)]


def test_findings_stand_in_lines_with_the_groups_of_the_design_across():
    findings = [
        finding("Liver weight", "High", "+12"),
        finding("Liver weight", "Vehicle", "0"),
        finding("ALT", "High", "2.1"),
        finding("Liver weight", "Low", "+3"),
    ]
    (table,) = finding_tables(study(findings=findings))
    assert heads(table) == ["Vehicle", "Low", "High"]
    assert shown(table, "finding") == [("Liver weight", "0", "+3", "+12"), ("ALT", None, None, "2.1")]
    assert table.has_blanks


def test_a_table_without_empty_cells_says_so():
    (table,) = finding_tables(study(findings=[finding("ALT", one["name"], "1") for one in GROUPS]))
    assert not table.has_blanks


def test_a_group_that_the_design_does_not_name_stands_last_by_its_name():
    findings = [finding("ALT", name, name) for name in ("Zeta", "Alpha", "High")]
    (table,) = finding_tables(study(findings=findings))
    assert heads(table) == ["Vehicle", "Low", "High", "Alpha", "Zeta"]
    assert shown(table, "finding") == [("ALT", None, None, "High", "Alpha", "Zeta")]


def test_a_head_is_the_group_of_the_design_with_its_dose():
    (table,) = finding_tables(study(findings=[finding("ALT", "Low", "1"), finding("ALT", "Other", "2")]))
    _, known, _, unknown = table.heads
    assert known._path.endswith("studies[T1].groups[Low]")
    assert str(known.dose).startswith("1 × 10¹²")
    assert unknown.path.endswith(".group")


@pytest.mark.parametrize(
    ("count", "widths"),
    [(0, []), (1, [1]), (COLUMNS_ACROSS, [6]), (COLUMNS_ACROSS + 1, [6, 1]), (2 * COLUMNS_ACROSS + 3, [6, 6, 3])],
)
@pytest.mark.parametrize("kind", ["findings", "kinetics"])
def test_more_groups_than_fit_across_take_several_tables(kind, count, widths):
    names = [f"G{number:02}" for number in range(count)]
    groups = [{"name": name} for name in names]
    if kind == "findings":
        tables = list(finding_tables(study(groups, findings=[finding("ALT", name, name) for name in names])))
    else:
        tables = list(kinetic_tables(study(groups, kinetics=[kinetic(name, "AUC", "1") for name in names])))
    assert [len(table.heads) for table in tables] == widths
    assert [name for table in tables for name in heads(table)] == names


def test_a_line_without_any_result_in_a_table_is_left_out_there():
    names = [f"G{number}" for number in range(COLUMNS_ACROSS + 1)]
    findings = [*(finding("ALT", name, "1") for name in names), finding("AST", names[-1], "2")]
    first, second = finding_tables(study([{"name": name} for name in names], findings=findings))
    assert [line[0] for line in shown(first, "finding")] == ["ALT"]
    assert shown(second, "finding") == [("ALT", "1"), ("AST", "2")]


def test_findings_of_the_whole_study_stand_apart():
    view = study(findings=[finding("Survival", None, "all"), finding("ALT", "Low", "1")])
    assert [str(one.finding) for one in findings_of_the_whole(view)] == ["Survival"]
    (table,) = finding_tables(view)
    assert shown(table, "finding") == [("ALT", None, "1", None)]


def test_findings_show_each_group_of_the_design_and_exposure_only_those_measured():
    view = study(findings=[finding("ALT", "High", "1")], kinetics=[kinetic("High", "Cmax", "5")])
    assert [heads(table) for table in finding_tables(view)] == [["Vehicle", "Low", "High"]]
    assert [heads(table) for table in kinetic_tables(view)] == [["High"]]


def test_a_study_without_results_has_no_table():
    view = study()
    assert [*finding_tables(view), *kinetic_tables(view), *tissue_tables(view.distribution, view)] == []
    assert findings_of_the_whole(view) == []


def test_each_analyte_parameter_occasion_and_sex_has_its_line():
    kinetics = [
        kinetic("Low", "Cmax", "5", occasion="day 1", sex="male"),
        kinetic("High", "Cmax", "50", occasion="day 1", sex="male"),
        kinetic("Low", "Cmax", "6", occasion="day 1", sex="female"),
        kinetic("Low", "Cmax", "7", occasion="week 4", sex="male"),
        kinetic("Low", "Cmax", "8", occasion="day 1", sex="male", analyte="metabolite"),
        kinetic("Low", "AUC0-24", "9", occasion="day 1", sex="male"),
    ]
    (table,) = kinetic_tables(study(kinetics=kinetics))
    assert heads(table) == ["Low", "High"]
    assert [tuple(cell and str(cell.value) for cell in row.cells) for row in table.rows] == [
        ("5", "50"), ("6", None), ("7", None), ("8", None), ("9", None),
    ]  # fmt: skip


def test_tissues_stand_by_group_and_then_by_time_as_a_number():
    results = [
        tissue("Liver", "High", "10", "a"),
        tissue("Liver", "High", "2", "b"),
        tissue("Liver", "Low", "29.5", "c"),
        tissue("Gonads", "High", "2.0", "d"),
        tissue("Gonads", None, None, "e"),
    ]
    view = study(distribution=results, time_unit="d")
    (table,) = tissue_tables(view.distribution, view)
    assert tissue_heads(table) == [("Low", "29.5"), ("High", "2"), ("High", "10"), ("", "")]
    assert shown(table, "tissue") == [("Liver", "c", "b", "a", None), ("Gonads", None, "d", None, "e")]


def test_every_result_stands_in_one_cell():
    groups = [{"name": f"G{number}"} for number in range(5)]
    results = [
        tissue(f"Tissue {one}", f"G{group}", str(time), f"{one}.{group}.{time}")
        for one in range(4)
        for group in range(5)
        for time in (2, 14, 90)
    ]
    view = study(groups, shedding=results)
    tables = list(tissue_tables(view.shedding, view))
    assert [len(table.heads) for table in tables] == [6, 6, 3]
    cells = [str(cell.result) for table in tables for row in table.rows for cell in row.cells if cell]
    assert sorted(cells) == sorted(one["result"] for one in results)


def test_whether_any_result_states_a_fact():
    view = study(distribution=[tissue("Liver", "Low", "2", "5", positive="3/3"), tissue("Liver", "Low", "9", "6")])
    (table,) = tissue_tables(view.distribution, view)
    assert (table.states("positive"), table.states("expression")) == (True, False)


def test_a_sign_stands_for_what_was_not_reported():
    stated = {
        "id": "T1", "types": ["biodistribution"], "test_system": "animal", "groups": GROUPS, "time_unit": "d",
        "findings": [finding("ALT", "Low", "1.5", unit="[iU]/L"), finding("AST", "High", "2")],
        "kinetics": [kinetic("Low", "Cmax", "5", unit="ng/mL"), kinetic("High", "AUC", "60")],
        "distribution": [tissue("Liver", "Low", "29", "5e4", unit="{copies}/ug"), tissue("Gonads", "High", "2", "-")],
    }  # fmt: skip
    product = {"product_class": "gtmp_in_vivo_viral", "non_clinical": {"studies": [stated]}}
    found = section(composed_safety(product), "2.2.2.4")
    tables = {
        plain_text(block.caption).partition(" of study")[0].partition(" in study")[0]: [
            [plain_text(cell.content) for cell in row] for row in (*block.head, *block.body)
        ]
        for block in found.blocks
        if isinstance(block, Table) and block.caption
    }
    assert tables["Findings"] == [
        ["Finding or parameter", "Vehicle", "Low\n1 × 10¹² vg/kg", "High\n1 × 10¹³ vg/kg"],
        ["ALT", "–", "1.5 IU/L", "–"],
        ["AST", "–", "–", "2"],
    ]
    assert tables["Exposure"][1:] == [["Cmax", "5 ng/mL", "–"], ["AUC", "–", "60"]]
    assert [row[0] for row in tables["Biodistribution"]] == ["Tissue", "Liver", "Gonads"]
    assert tables["Biodistribution"][0][1] == "Low\n1 × 10¹² vg/kg\n29 days"
    assert text(found).count("–: no result reported.") == 2
    assert text(found).count("–: no value reported.") == 1
