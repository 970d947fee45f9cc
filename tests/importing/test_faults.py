"""What is wrong with the facts themselves: one line each, with file and line, what, and what to write."""

from __future__ import annotations

import pytest

from impd.importing.folder import read_folder
from tests.importing.folder_cases import faults, made

Q = "products/LV/quality"

CASES = [
    ("batches: [{id: b1, sise: 1 mg}]", 'unknown key "sise". Did you mean "size"?'),
    ("batches: [{id: b1, releas: }]", 'unknown key "releas". Did you mean "released"?'),
    ("boundary: {zzz: 1}", 'unknown key "zzz". Known here: continuous_process, description'),
    ("boundary: {description: one, and two}", 'unknown key "and two" without a value. Put the text'),
    ("batches: [{size: 1 mg}]", "id: is missing. Add the key id"),
    ("batches: [{id: b 1}]", 'id: "b 1" cannot be an id. Use letters, digits'),
    ("batches: [{id: b1, number: ''}]", "number: is empty. Write a text, or leave the key out"),
    ("batches: [{id: b1, number: [1, 2]}]", "number: expected a text, got a list. Write one text"),
    ("batches: [{id: b1, number: {a: b}}]", "number: expected a text, got a group of keys. Write one text"),
    ("batches: [{id: b1, results: none}]", 'results: expected a list, got "none". Begin each item with a dash'),
    ("batches: [b1]", 'batches: expected a group of keys, got "b1". Write key: value below it, indented'),
    ("batches: [{id: b1}, ]\nsites:\n  -\n", "sites: is an empty entry of a list. Fill it or remove it"),
    ("batches: [{id: b1, disposition: relesed}]",
     'disposition: "relesed" is not a term of this list. Did you mean "released"?'),
    ("boundary: {continuous_process: maybe}", 'continuous_process: expected true or false, got "maybe". Write true or'),
    ("banks: [{id: k1, containers: many}]", 'containers: expected a whole number, got "many". Write a whole number'),
    ("banks: [{id: k1, containers: 20 vials}]", 'containers: expected a whole number, got "20 vials". Write: 20'),
    ("stability_studies: [{id: s1, results: [{batch: b, test: t, time: 24 m}]}]",
     'time: expected a number, got "24 m". Write: 24'),
    ("stability_studies: [{id: s1, results: [{batch: b, test: t, time: '1,5'}]}]",
     'time: decimal comma in "1,5". Write: 1.5'),
    ("batches: [{id: b1, results: [{test: t, result: '98,7'}]}]", 'result: decimal comma in "98,7". Write: 98.7'),
    ("batches: [{id: b1, results: [{test: t, result: '1,000'}]}]",
     'result: decimal comma in "1,000". Write: 1.000, or 1000 if it marks thousands'),
    ("specifications: [{id: s, tests: [{id: t, release_limit: '95,0 to 105,0'}]}]",
     'release_limit: decimal comma in "95,0 to 105,0". Write: 95.0 to 105.0'),
    ("batches: [{id: b1, size: '1,5 mg'}]", 'size: decimal comma in "1,5 mg". Write: 1.5 mg'),
    ("batches: [{id: b1, size: much}]",
     'size: expected a number and a UCUM unit, got "much". Write e.g. 0.5 mL or 2 to 8 Cel'),
    ("batches: [{id: b1, size: 3 foo}]", 'size: "foo" is no UCUM unit. Write e.g. mg/mL'),
    ("batches: [{id: b1, tested: 31.03.2026}]",
     'tested: "31.03.2026" is no date. Write 2026-03-31, 2026-03 or 2026'),
    ("batches: [{id: b1, site: LAB}]\nsites: [{id: LAB1}]", 'site: no entry "LAB" in sites. Did you mean "LAB1"?'),
    ("batches: [{id: b1, site: b1}]", 'site: "b1" is an entry of batches. Give the id of an entry of sites'),
    ("substances: [{id: s, structure_figure: x.svg}]",
     'structure_figure: no entry "x.svg" in figures. Put the file into figures/, or name one of: none yet'),
    ("sites: [{id: A}]\nmaterials: [{id: A}]", 'the id "A" names an entry of sites already, first in'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line"), CASES, ids=[line.split(". ")[0] for _, line in CASES])
def test_a_fault_is_one_line(tmp_path, text, line):
    lines = faults(made(tmp_path, {f"{Q}/a.yaml": text}))
    assert len(lines) == 1
    place, _, words = lines[0].partition(": ")
    assert place.startswith(f"{Q}/a.yaml:")
    assert words.startswith(line)


@pytest.mark.parametrize("result", ["98.7", "<0.1", "not detected", "1,2-diol: none", "cells, 5, 6", "1.0e13"])
def test_what_a_result_may_be(tmp_path, result):
    text = f'batches: [{{id: b1, results: [{{test: t, result: "{result}"}}]}}]'
    batch = read_folder(made(tmp_path, {f"{Q}/a.yaml": text})).application.products[0].quality.batches[0]
    assert batch.results[0].result == result


def test_all_problems_of_all_files_in_one_run(tmp_path):
    files = {
        "dossier.yaml": "trial:\n  phse: I\n",
        "odd.txt": "",
        f"{Q}/batches.yaml": "batches:\n  - id: b1\n    size: 2\n    tested: soon\n    process: P2\n  - id: b1\n",
        f"{Q}/batch_results.csv": "batch,test,unit,date\nb1,pH,,2026-01-01\nb1,pH,,\nb1,assay,wrong,2026-13-01\nb1\n",
        f"{Q}/manufacture.yaml": "processes: [{id: P1}]\n",
        "products/LV/figures/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>",
    }
    assert [line.split(". ")[0] for line in faults(made(tmp_path, files))] == [
        'dossier.yaml:2: unknown key "phse"',
        "odd.txt: unexpected file",
        "products/LV/figures/x.svg:2: the SVG holds <script>",
        f'{Q}/batch_results.csv:3: results: a second entry with test "pH", first in {Q}/batch_results.csv:2',
        f'{Q}/batch_results.csv:4: date: "2026-13-01" is no date',
        f'{Q}/batch_results.csv:4: unit: "wrong" is no UCUM unit',
        f"{Q}/batch_results.csv:5: expected 4 cells, got 1",
        f'{Q}/batches.yaml:4: tested: "soon" is no date',
        f'{Q}/batches.yaml:5: process: no entry "P2" in processes',
        f'{Q}/batches.yaml:6: batches: a second entry with id "b1", first in {Q}/batches.yaml:2',
    ]
