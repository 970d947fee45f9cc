"""Tables of the non-clinical and clinical data: what they fill, and each fault with its file and line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from impd.importing.folder import read_folder
from tests.importing.folder_cases import faults, made

N, C = "products/LV/non_clinical", "products/LV/clinical"
STUDIES = {f"{N}/studies.yaml": "studies:\n  - {id: T1, title: Mice}\n  - {id: T2}\n"}
EVENTS = {f"{C}/groups.yaml": "analysis_groups:\n  - {id: low, subjects: 38}\n  - {id: high}\n"}


def study(folder, files, number=0):
    """One study of a dossier with these files."""
    return read_folder(made(folder, {**STUDIES, **files})).application.products[0].non_clinical.studies[number]


def test_dose_groups(tmp_path):
    table = "study,name,dose,males,recovery_animals,remark\nT1,Vehicle,,5,,\nT1,High,1e13 {vg}/kg,6,2,Kept\nT2,A,,,,\n"
    files = {f"{N}/study_groups.csv": table}
    first, second = study(tmp_path, files).groups
    assert (first.name, first.dose, first.males) == ("Vehicle", None, 5)
    assert (second.name, str(second.dose), second.males) == ("High", "1 × 10¹³ vg/kg", 6)
    assert (second.recovery_animals, second.remark) == (2, "Kept")
    assert [one.name for one in study(tmp_path, files, 1).groups] == ["A"]


def test_findings(tmp_path):
    table = "study;finding;group;category;result;unit\nT1;ALT;High;clinical_chemistry;2.1;[iU]/L\nT1;Survival;;;6/6;\n"
    first, second = study(tmp_path, {f"{N}/study_findings_mouse.csv": table}).findings
    assert (first.finding, first.group, first.category) == ("ALT", "High", "clinical_chemistry")
    assert (first.result, first.unit) == ("2.1", "[iU]/L")
    assert (second.finding, second.group, second.result) == ("Survival", None, "6/6")


def test_kinetics(tmp_path):
    rows = ["study,group,parameter,sex,occasion,value,unit", "T1,High,Cmax,male,day 1,< 5,ng/mL",
            "T1,High,AUC,,,61500,h.ng/mL"]  # fmt: skip
    table = "\n".join(rows)
    first, second = study(tmp_path, {f"{N}/study_kinetics.csv": table}).kinetics
    assert (first.parameter, first.sex, first.occasion, first.value) == ("Cmax", "male", "day 1", "< 5")
    assert (second.parameter, second.sex, second.unit) == ("AUC", None, "h.ng/mL")


@pytest.mark.parametrize("kind", ["distribution", "shedding"])
def test_tissues(tmp_path, kind):
    table = "study,tissue,group,time,result,positive\nT1,Liver,High,29,5e4,3/3\nT1,Liver,High,29.5,not detected,0/3\n"
    found = study(tmp_path, {f"{N}/study_{kind}.csv": table})
    assert [(one.tissue, one.time, one.result, one.positive) for one in getattr(found, kind)] == [
        ("Liver", Decimal("29"), "5e4", "3/3"), ("Liver", Decimal("29.5"), "not detected", "0/3"),
    ]  # fmt: skip
    other = {"distribution": "shedding", "shedding": "distribution"}[kind]
    assert getattr(found, other) == ()


def test_adverse_events(tmp_path):
    table = "preferred_term,system_organ_class,group,subjects,severe\nFever,General,low,22,1\nFever,General,high,3,\n"
    files = {**EVENTS, f"{C}/adverse_events.csv": table}
    found = read_folder(made(tmp_path, files)).application.products[0].clinical.adverse_events
    assert [(one.preferred_term, one.group, one.subjects, one.severe) for one in found] == [
        ("Fever", "low", 22, 1), ("Fever", "high", 3, None),
    ]  # fmt: skip


def test_tables_and_files_are_merged_into_one_study(tmp_path):
    files = {
        f"{N}/more.yaml": "studies: [{id: T1, groups: [{name: High, dose: 1 mg/kg}], species: Mouse}]\n",
        f"{N}/study_groups.csv": "study,name,females\nT1,High,6\nT1,Low,7\n",
        f"{N}/study_groups_2.csv": "study,name,males\nT1,High,5\n",
        f"{N}/studies.csv": "id,types\nT1,biodistribution | vector_shedding\n",
    }
    found = study(tmp_path, files)
    assert (found.title, found.species, found.types) == ("Mice", "Mouse", ("biodistribution", "vector_shedding"))
    assert {one.name: (one.males, one.females, one.dose and str(one.dose)) for one in found.groups} == {
        "High": (5, 6, "1 mg/kg"), "Low": (None, 7, None),
    }  # fmt: skip


def test_a_cell_of_a_table_is_where_its_fact_was_read(tmp_path):
    files = {**STUDIES, f"{N}/study_distribution.csv": "study,tissue,group,time,result\nT1,Liver,High,29,5e4\n"}
    sources = read_folder(made(tmp_path, files)).sources
    place = sources.locate("products[LV].non_clinical.studies[T1].distribution[Liver,High,29].result")
    assert (place.file, place.line, place.cell) == (f"{N}/study_distribution.csv", 2, "E2")


TABLES = {
    "study_groups": "name",
    "study_findings": "finding",
    "study_kinetics": "group,parameter",
    "study_distribution": "tissue",
    "study_shedding": "tissue",
}


@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_study_is_named_with_file_and_line(tmp_path, name):
    head = TABLES[name]
    cells = head.replace("name", "x").replace("finding", "x")
    table = f"study,{head}\nT1,{cells}\n\nT11,{cells}\n"
    assert faults(made(tmp_path, {**STUDIES, f"{N}/{name}.csv": table})) == [
        f'{N}/{name}.csv:4: study: no entry "T11" in studies. Did you mean "T1"?'
    ]


@pytest.mark.parametrize("name", TABLES)
def test_a_row_without_study_is_named_with_file_and_line(tmp_path, name):
    table = f"{TABLES[name]},study\n{','.join('x' for _ in TABLES[name].split(','))},\n"
    assert faults(made(tmp_path, {**STUDIES, f"{N}/{name}.csv": table})) == [
        f"{N}/{name}.csv:2: study: is missing. Give the id of the entry in studies"
    ]


@pytest.mark.parametrize(
    ("name", "table", "line"),
    [
        (f"{N}/study_groups.csv", "study,name,dose\nT1,A,1 mg/kg\nT1,B,5 foo\n", '3: dose: "foo" is no UCUM unit'),
        (f"{N}/study_groups.csv", "study,name,males\nT1,A,many\n", '2: males: expected a whole number, got "many"'),
        (f"{N}/study_groups.csv", "study,name,nale\nT1,A,1\n", '1: unknown column "nale"'),
        (f"{N}/study_groups.csv", "study,dose\nT1,1 mg\n", "2: name: is missing"),
        (f"{N}/study_groups.csv", "study,name\nT1,A\nT1,A\n", '3: groups: a second entry with name "A"'),
        (f"{N}/study_findings.csv", "study,finding,category\nT1,x,histopathlogy\n",
         '2: category: "histopathlogy" is not a term of this list. Did you mean "histopathology"?'),
        (f"{N}/study_findings.csv", "study,finding,result\nT1,x,\"98,7\"\n", '2: result: decimal comma in "98,7"'),
        (f"{N}/study_findings.csv", "study,finding,group\nT1,x,A\nT1,x,A\n",
         '3: findings: a second entry with finding "x", group "A"'),
        (f"{N}/study_kinetics.csv", "study,group,parameter,sex\nT1,A,Cmax,males\n",
         '2: sex: "males" is not a term of this list. Did you mean "male"?'),
        (f"{N}/study_kinetics.csv", "study,group,parameter,unit\nT1,A,Cmax,ng per mL\n", "2: unit: "),
        (f"{N}/study_distribution.csv", "study,tissue,time\nT1,Liver,29 d\n",
         '2: time: expected a number, got "29 d". Write: 29'),
        (f"{N}/study_shedding.csv", "study,tissue,unit\nT1,Urine,copies\n", '2: unit: "copies" is no UCUM unit'),
        (f"{N}/study_results.csv", "study,finding\nT1,x\n", " unexpected file. Expected here: CSV files whose name"),
        (f"{C}/study_groups.csv", "study,name\nT1,A\n", " unexpected file. Expected here: CSV files whose name"),
        (f"{C}/adverse_events.csv", "preferred_term,group,subjects\nFever,lo,2\n",
         '2: group: no entry "lo" in analysis_groups. Did you mean "low"?'),
        (f"{C}/adverse_events.csv", "preferred_term,group,subjects\nFever,low,-2\n", "2: subjects: "),
        (f"{C}/adverse_events.csv", "preferred_term,group\nFever,low\nRash,low\nFever,low\n",
         '4: adverse_events: a second entry with preferred_term "Fever", group "low"'),
        (f"{C}/adverse_events.csv", "preferred_term,group,grade\nFever,low,3\n", '1: unknown column "grade"'),
        (f"{C}/event_overview.csv", "kind,group\nany_evnt,low\n",
         '2: kind: "any_evnt" is not a term of this list. Did you mean "any_event"?'),
    ],
)  # fmt: skip
def test_a_fault_of_a_table_is_one_line(tmp_path, name, table, line):
    (found,) = faults(made(tmp_path, {**STUDIES, **EVENTS, name: table}))
    assert found.startswith(f"{name}:{line}")


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [
        ("types", "[biodistributon]", "biodistribution"),
        ("role", "pivotal_safty", "pivotal_safety"),
        ("test_system", "in_vivo", "in_vitro"),
        ("glp", "{status: glp_ful}", "glp_full"),
    ],
)
def test_a_wrong_code_of_a_study_is_named_with_the_right_one(tmp_path, field, value, near):
    text = f"studies:\n  - id: T1\n    {field}: {value}\n"
    (found,) = faults(made(tmp_path, {f"{N}/a.yaml": text}))
    assert found.startswith(f"{N}/a.yaml:3: ")
    assert "is not a term of this list" in found
    assert f'Did you mean "{near}"?' in found


def test_facts_that_two_files_state_differently(tmp_path):
    files = {**STUDIES, f"{N}/studies.csv": "id,title\nT2,Rats\nT1,Rats\n"}
    assert faults(made(tmp_path, files)) == [
        f'{N}/studies.yaml:2: title: states "Mice", but {N}/studies.csv:3 states "Rats". State it in one place only'
    ]


def test_faults_of_all_parts_are_told_in_one_run(tmp_path):
    files = {
        **STUDIES, **EVENTS,
        "products/LV/quality/b.yaml": "batches: [{id: b1, size: x}]\n",
        f"{N}/study_groups.csv": "study,name\nT9,A\n",
        f"{C}/adverse_events.csv": "preferred_term,group\nFever,none\n",
        "products/LV/risks.yaml": "risks: [{id: R1, kind: feever}]\n",
    }  # fmt: skip
    assert [line.split(": ")[0] for line in faults(made(tmp_path, files))] == [
        f"{C}/adverse_events.csv:2", f"{N}/study_groups.csv:2", "products/LV/quality/b.yaml:1",
        "products/LV/risks.yaml:1",
    ]  # fmt: skip
