"""CSV tables and the registers they fill."""

from __future__ import annotations

import pytest

from impd.dossier.clinical.clinical import Clinical
from impd.dossier.non_clinical.non_clinical import NonClinical
from impd.dossier.quality.quality import Quality
from impd.dossier.shape import fields_of
from impd.importing.csv_text import column_letters
from impd.importing.tables import Filling, filling, known_names, read_entries

RESULTS = Filling(Quality, "batches", "batch", "results")


def read(text: str, fills: Filling = RESULTS):
    root, problems = read_entries(text, "t.csv", fills)
    return root, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("part", "stem", "register", "within"),
    [
        (Quality, "batch_results", "batches", "results"),
        (Quality, "batch_results_2025", "batches", "results"),
        (Quality, "stability_results-3", "stability_studies", "results"),
        (Quality, "specification_tests", "specifications", "tests"),
        (Quality, "materials", "materials", ""),
        (Quality, "materials_media", "materials", ""),
        (Quality, "stability_studies", "stability_studies", ""),
        (NonClinical, "study_groups", "studies", "groups"),
        (NonClinical, "study_findings_rat", "studies", "findings"),
        (NonClinical, "study_kinetics", "studies", "kinetics"),
        (NonClinical, "study_distribution-2", "studies", "distribution"),
        (NonClinical, "study_shedding", "studies", "shedding"),
        (NonClinical, "studies", "studies", ""),
        (NonClinical, "literature", "literature", ""),
        (Clinical, "adverse_events", "adverse_events", ""),
        (Clinical, "adverse_events_part_1", "adverse_events", ""),
        (Clinical, "efficacy", "efficacy", ""),
    ],
)
def test_the_name_tells_the_register(part, stem, register, within):
    fills = filling(stem, part)
    assert fills is not None
    assert (fills.holder, fills.register, fills.within) == (part, register, within)


@pytest.mark.parametrize(
    ("part", "stem"),
    [
        (Quality, "results"),
        (Quality, "boundary"),
        (Quality, "materialsx"),
        (Quality, "batch"),
        (Quality, "study_groups"),
        (Quality, "adverse_events"),
        (NonClinical, "study"),
        (NonClinical, "study_results"),
        (NonClinical, "batch_results"),
        (NonClinical, "animal_use"),
        (Clinical, "study_findings"),
        (Clinical, "dose"),
    ],
)
def test_other_names_are_unknown(part, stem):
    assert filling(stem, part) is None


@pytest.mark.parametrize("part", [Quality, NonClinical, Clinical])
def test_each_name_of_a_part_fills_a_list_of_it(part):
    for name in known_names(part):
        fills = filling(name, part)
        assert fills is not None
        assert fills.holder is part
        assert fields_of(part)[fills.register].many


@pytest.mark.parametrize("text", [
    "batch,test,result\nb1,pH,7.1\nb1,assay,\"98,5 %\"\n\nb2,pH,7.2\n",
    "batch;test;result\r\nb1;pH;7.1\r\nb1;assay;98,5 %\r\n;;\r\nb2;pH;7.2\r\n",
])  # fmt: skip
def test_rows_stand_below_their_entry_with_their_cells(text):
    root, problems = read(text)
    assert problems == []
    assert root == {
        "batches": [
            {"id": "b1", "results": [{"test": "pH", "result": "7.1"}, {"test": "assay", "result": "98,5 %"}]},
            {"id": "b2", "results": [{"test": "pH", "result": "7.2"}]},
        ]
    }
    source = root["batches"][1]["results"][0].source("result")
    assert (source.line, source.cell) == (5, "C5")
    assert root["batches"][0].source("id").cell == "A2"


def test_empty_cells_are_absent():
    root, _ = read("batch,test,result,comment\nb1,pH,,  \n")
    assert root["batches"][0]["results"] == [{"test": "pH"}]


def test_a_cell_with_line_breaks_counts_as_one_row():
    root, _ = read('batch,test,comment\nb1,pH,"one\ntwo"\nb2,pH,x\n')
    source = root["batches"][1]["results"][0].source("comment")
    assert (source.line, source.cell) == (4, "C3")


def test_dotted_columns_and_several_values():
    root, problems = read("id,name,tse.certificate,tse.country,origin\nm1,Serum,CEP 1,NZ,bovine | human\n",
                          Filling(Quality, "materials"))  # fmt: skip
    material = root["materials"][0]
    assert problems == []
    assert material == {
        "id": "m1", "name": "Serum", "tse": {"certificate": "CEP 1", "country": "NZ"}, "origin": ["bovine", "human"],
    }  # fmt: skip
    assert material["tse"].source("country").cell == "D2"
    assert material["origin"].source(1).cell == "E2"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("batch,test,reslt\nb1,pH,7\n", ['t.csv:1: unknown column "reslt". Did you mean "result"?']),
        ("batch,test,test\nb1,pH,7\n", ['t.csv:1: the column "test" stands twice. Remove one of them']),
        ("batch,test\nb1\nb2,pH,1,2\n", [
            "t.csv:2: expected 2 cells, got 1. Add the missing separators",
            "t.csv:3: expected 2 cells, got 4. Put a cell that holds the separator in double quotes",
        ]),
        ("test,result\npH,7\n", ["t.csv:2: batch: is missing. Give the id of the entry in batches"]),
        ('batch,test\nb1,"pH\nb2,x\n', ["t.csv:2: no readable CSV: unexpected end of data"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text, lines):
    _, problems = read(text)
    assert [problem[: len(line)] for problem, line in zip(problems, lines, strict=True)] == lines


@pytest.mark.parametrize("text", ["", "\n\n", "batch,test,result\n"])
def test_an_empty_table_states_nothing(text):
    assert read(text) == ({}, [])


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_column_letters(index, letters):
    assert column_letters(index) == letters
