"""Parts of the data that refer to each other: one name for one entry over all parts, and references across them."""

from __future__ import annotations

import itertools

import pytest

from impd.dossier.registers import parts, registers
from impd.importing.folder import read_folder
from tests.importing.folder_cases import faults, made

P = "products/LV"
SOUND = {
    f"{P}/risks.yaml": "risks:\n  - {id: R1, risk: Spread}\n",
    f"{P}/quality/a.yaml": (
        "batches:\n  - {id: B1, number: '1'}\nsites: [{id: S1}]\ncomparability_studies: [{id: CS1}]\n"
    ),
    f"{P}/non_clinical/a.yaml": (
        "test_facilities: [{id: F1}]\nspecies: [{id: SP1}]\nliterature: [{id: L1}]\n"
        "bioanalytical_methods: [{id: BM1}]\n"
        "studies:\n"
        "  - id: T1\n"
        "    test_article: {batch: B1, comparability: CS1}\n"
        "    facility: F1\n"
        "    model: SP1\n"
        "    methods: [BM1]\n"
        "    literature: [L1]\n"
        "    test_sites: [{phase: histology, facility: F1}]\n"
        "omissions:\n"
        "  - type: fertility\n"
        "    risk: R1\n"
    ),
    f"{P}/clinical/a.yaml": (
        "trials:\n"
        "  - id: TR1\n"
        "    literature: [L1]\n"
        "analysis_groups:\n"
        "  - id: G1\n"
        "    trials: [TR1]\n"
        "exposure: [{trial: TR1, dose: 1 mg}]\n"
        "efficacy:\n"
        "  - endpoint: Cure\n"
        "    group: G1\n"
        "serious_events: [{id: SE1, trial: TR1}]\n"
        "other_experience: [{id: OE1, literature: L1}]\n"
        "dose:\n"
        "  candidates: [{id: C1, study: T1}]\n"
        "  margins:\n"
        "    - id: M1\n"
        "      study: T1\n"
        "risk_and_benefit:\n"
        "  measures: [{id: ME1, risk: R1}]\n"
    ),
}


def with_changed(part, old, new):
    file = f"{P}/{part}/a.yaml" if part in ("quality", "non_clinical", "clinical") else f"{P}/{part}.yaml"
    assert SOUND[file].count(old) == 1, old
    return {**SOUND, file: SOUND[file].replace(old, new)}


def test_references_find_their_entries_in_other_parts(tmp_path):
    product = read_folder(made(tmp_path, SOUND)).application.products[0]
    assert product.non_clinical.studies[0].test_article.batch == product.quality.batches[0].id
    assert product.non_clinical.omissions[0].risk == product.risks[0].id
    assert product.clinical.dose.margins[0].study == product.non_clinical.studies[0].id


# What is changed, and the line: part, old words, new words, line of the file, what is said.
DANGLING = [
    ("non_clinical", "batch: B1", "batch: B2", 7, 'batch: no entry "B2" in batches. Add the entry, or name one of: B1'),
    ("non_clinical", "comparability: CS1", "comparability: CS2", 7,
     'comparability: no entry "CS2" in comparability_studies. Did you mean "CS1"?'),
    ("non_clinical", "    facility: F1\n", "    facility: F7\n", 8,
     'facility: no entry "F7" in test_facilities. Add the entry, or name one of: F1'),
    ("non_clinical", "    facility: F1\n", "    facility: S1\n", 8,
     'facility: "S1" is an entry of sites. Give the id of an entry of test_facilities'),
    ("non_clinical", "model: SP1", "model: Mouse", 9,
     'model: no entry "Mouse" in species. Add the entry, or name one of: SP1'),
    ("non_clinical", "methods: [BM1]", "methods: [BM1, BM2]", 10,
     'methods: no entry "BM2" in bioanalytical_methods. Did you mean "BM1"?'),
    ("non_clinical", "risk: R1", "risk: R2", 15, 'risk: no entry "R2" in risks. Add the entry, or name one of: R1'),
    ("non_clinical", "risk: R1", "risk: T1", 15, 'risk: "T1" is an entry of studies. Give the id of an entry of risks'),
    ("clinical", "group: G1", "group: G2", 10,
     'group: no entry "G2" in analysis_groups. Add the entry, or name one of: G1'),
    ("clinical", "group: G1", "group: TR1", 10,
     'group: "TR1" is an entry of trials. Give the id of an entry of analysis_groups'),
    ("clinical", "trials: [TR1]", "trials: [TR1, TR9]", 6, 'trials: no entry "TR9" in trials. Did you mean "TR1"?'),
    ("clinical", "      study: T1", "      study: T3", 17,
     'study: no entry "T3" in studies. Add the entry, or name one of: T1'),
    ("clinical", "    literature: [L1]", "    literature: [L2]", 3,
     'literature: no entry "L2" in literature. Add the entry, or name one of: L1'),
    ("clinical", "risk: R1", "risk: B1", 19, 'risk: "B1" is an entry of batches. Give the id of an entry of risks'),
]  # fmt: skip


@pytest.mark.parametrize("case", DANGLING, ids=[f"{part} {new.strip()}" for part, _, new, *_ in DANGLING])
def test_a_reference_between_parts_that_finds_nothing_is_one_line(tmp_path, case):
    part, old, new, line, words = case
    assert faults(made(tmp_path, with_changed(part, old, new))) == [f"{P}/{part}/a.yaml:{line}: {words}"]


def test_an_entry_of_another_product_is_none_of_this_one(tmp_path):
    files = {
        "products/XX/product.yaml": "name: Other\n",
        "products/XX/non_clinical/a.yaml": "studies: [{id: T1, test_article: {batch: B1}}]\n",
    }
    assert faults(made(tmp_path, {**SOUND, **files})) == [
        'products/XX/non_clinical/a.yaml:1: batch: no entry "B1" in batches. Add the entry, or name one of: none yet'
    ]


def test_no_register_stands_in_two_parts():
    found = registers()
    assert {one.part for one in found.values()} == {"", *parts()}
    assert list(parts()) == ["quality", "non_clinical", "clinical"]
    assert {"risks", "interactions", "batches", "studies", "trials", "analysis_groups"} <= set(found)
    assert [found[name].location for name in ("risks", "studies", "trials")] == [
        ("risks",), ("non_clinical", "studies"), ("clinical", "trials"),
    ]  # fmt: skip


# One register of each place; the id is given twice, first where the earlier stands.
PLACES = {
    "risks": f"{P}/risks.yaml",
    "batches": f"{P}/quality/more.yaml",
    "studies": f"{P}/non_clinical/more.yaml",
    "trials": f"{P}/clinical/more.yaml",
}


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(PLACES, 2)))
def test_an_id_names_one_entry_over_all_parts(tmp_path, first, second):
    files = {PLACES[name]: f"# one\n{name}: [{{id: X7}}]\n" for name in (first, second)}
    assert faults(made(tmp_path, files)) == [
        f'{PLACES[second]}:2: the id "X7" names an entry of {first} already, first in {PLACES[first]}:2. '
        "Give each entry of a product its own id"
    ]


def test_an_id_of_a_table_is_taken_too(tmp_path):
    files = {
        f"{P}/quality/sites.csv": "id,name\nF1,Site\n",
        f"{P}/non_clinical/test_facilities.csv": "id,name\nF0,A\nF1,Laboratory\n",
    }
    assert faults(made(tmp_path, files)) == [
        f'{P}/non_clinical/test_facilities.csv:3: the id "F1" names an entry of sites already, '
        f"first in {P}/quality/sites.csv:2. Give each entry of a product its own id"
    ]


def test_a_register_in_the_wrong_folder_is_an_unknown_key(tmp_path):
    files = {
        f"{P}/quality/a.yaml": "studies: [{id: T1}]\n",
        f"{P}/clinical/a.yaml": "batches: [{id: B1}]\n",
        f"{P}/non_clinical/a.yaml": "risks: [{id: R1}]\n",
    }
    assert [line.split(". ")[0] for line in faults(made(tmp_path, files))] == [
        f'{P}/clinical/a.yaml:1: unknown key "batches"',
        f'{P}/non_clinical/a.yaml:1: unknown key "risks"',
        f'{P}/quality/a.yaml:1: unknown key "studies"',
    ]
