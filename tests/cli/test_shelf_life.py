"""``impd shelf-life``: a question on a file, answered for people and for machines."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import impd
from tests.calculation.stability_data import LEBLOND
from tests.cli.test_help import PROGRAM
from tests.commands import called

KEYS = {
    "model", "p_slope", "p_intercept", "f_slope", "f_intercept", "months_by_batch", "months", "limiting_batch",
    "whole_months", "error", "sides", "alpha", "confidence", "notes", "convention", "citation", "reason",
}  # fmt: skip


def asked(*options, file=LEBLOND):
    return called("impd", "shelf-life", file, *options)


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "results.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("options", "model", "months", "whole", "batch"),
    [
        (["--batches", "b2,b5,b7"], "one line", 25.99576, 25, None),
        (["--batches", "b3,b4,b5"], "common slope", 23.39727, 23, "b5"),
        (["--batches", "b4, b5 ,b8"], "separate lines", 15.60613, 15, "b8"),
        (["--batches", "b4,b5,b8", "--error", "own"], "separate lines", 15.84488, 15, "b8"),
        (["--batches", "b4"], "single batch", 40.79176, 40, "b4"),
    ],
)
def test_the_published_answers_as_json(options, model, months, whole, batch):
    done = asked("--lower", "95", "--format", "json", *options)
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert set(found) >= KEYS
    assert (found["model"], found["whole_months"], found["limiting_batch"]) == (model, whole, batch)
    assert found["months"] == pytest.approx(months, abs=0.00001)
    assert min(found["months_by_batch"].values()) == found["months"]


def test_the_answer_as_text_can_be_followed():
    done = asked("--lower", "95", "--batches", "b4,b5,b8")
    assert done.out.splitlines() == [
        "Model: separate lines (a line for each batch; 24 results)",
        "  slopes      F = 1.955  p = 0.1704  differ at 0.25",
        "  intercepts  F = 72.124  p < 0.0001  differ at 0.25",
        "",
        "Batch  Line of value                Months to limit",
        "b4     104.071 − 0.196151 × months  38.9816",
        "b5     100.782 − 0.208609 × months  24.1099",
        "b8     101.259 − 0.330208 × months  15.6061",
        "",
        "Product: 15.6061 months, batch b8 decides; rounded down: 15 months",
        "",
        "Convention: pooling tests of slopes, then intercepts, over the residual of the full model at 0.25; one-sided "
        "95 % confidence limit of the mean; pooled error; least favourable batch; whole months rounded down",
        "Source: ICH Q1E, CPMP/ICH/420/02",
        "Note: with each batch's own error: 15.84 months",
    ]


def test_each_option_reaches_the_calculation():
    def months(*options):
        return json.loads(asked("--lower", "95", "--batches", "b4,b5,b8", "--format", "json", *options).out)["months"]

    plain = months()
    assert months("--alpha", "0.05") > plain
    assert months("--confidence", "99") < plain
    assert months("--sides", "two") < plain
    assert months("--upper", "200") == months("--sides", "two")
    assert months("--upper", "200", "--sides", "one") == plain
    assert months("--log") != plain


@pytest.mark.parametrize(
    "content",
    ["batch,months,value\nA,0,100\nA,3,99\nA,6,98.5\n", "value;months;batch\n100;0;A\n99;3;A\n\n98.5;6;A\n",
     b"\xef\xbb\xbfunit,batch,months,value\r\n%,A,0,100\r\n%,A,3,99\r\n%,A,6,98.5\r\n"],
    ids=["comma", "semicolon", "byte order mark"],
)  # fmt: skip
def test_the_columns_may_stand_in_any_order(content, written):
    found = json.loads(asked("--lower", "95", "--format", "json", file=written(content)).out)
    assert found["months"] == pytest.approx(10.3049, abs=0.0001)


def test_censored_results_are_named(written):
    file = written("batch,months,value\nA,0,<0.1\nA,3,0.12\nA,6,0.15\nA,9,0.21\nA,12,0.24\n")
    assert "Note: censored results excluded: A at 0: <0.1" in asked("--upper", "0.5", file=file).out
    half = asked("--upper", "0.5", "--censored", "half", file=file)
    assert "Note: censored results taken at half of their bound: A at 0: <0.1" in half.out


def test_what_the_results_do_not_allow_is_said_and_told_by_the_exit_code(written):
    one = written("batch,months,value\nA,0,100\n")
    done = asked("--lower", "95", file=one)
    assert (done.code, done.err) == (1, "")
    reason = "batch A has one result at one time only (0): no line can be drawn"
    assert done.out.startswith(f"Cannot be calculated: {reason}.\n")
    found = json.loads(asked("--lower", "95", "--format", "json", file=one).out)
    assert (found["model"], found["months"]) == (None, None)
    assert found["reason"] == reason


def test_no_limit_reached_is_an_answer(written):
    file = written("batch,months,value\nA,0,100\nA,3,100.5\nA,6,100.9\n")
    done = asked("--lower", "95", file=file)
    assert done.code == 0
    assert "Product: no limit reached" in done.out
    assert "Note: no limit reached within 120 months: A" in done.out


def test_all_problems_of_a_file_come_in_one_run(written):
    rows = ["A,24 m,100", ",0,100", "A,-3,99", "A,3,", "A,6,nan", 'A,9,"98,5"', "A,12,95-97", "A,1,5,5"]
    file = written("\n".join(["batch,months,value", *rows]))
    done = asked("--lower", "95", file=file)
    assert done.code == 2
    assert [line.removeprefix(f"{file}:") for line in done.faults] == [
        '2: months: expected a number, got "24 m". Write: 24',
        "3: batch: is missing. Fill it, or remove the row",
        '4: months: expected a number from zero on, got "-3". Write the months since the start of the study',
        "5: value: is missing. Fill it, or remove the row",
        '6: value: expected a number, got "nan". Write a number, or remove the row',
        '7: value: decimal comma in "98,5". Write: 98.5',
        '8: value: expected one number, got "95-97". Write each result in a row of its own',
        "9: expected 3 cells, got 4. Put a cell that holds the separator in double quotes",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("batch,value\nA,100\n", ":1: the column months is missing. Name the columns batch, months, value"),
        ("", ":1: the column batch, months, value is missing"),
        ("batch,months,value\n", ": holds no result. Add a row for each result"),
        ("batch,months,value,test\nA,0,1,assay\n", ':1: unknown column "test"'),
        ("batch,months,value,unit\nA,0,1,mg\nA,3,1,%\n", ':3: unit: "%" differs from "mg" of the first result'),
        (b"batch,months,value\nA,0,\xff\n", ":2: byte 0xFF is not UTF-8"),
        ("batch,months,value\nA,0,10E13\n", ':2: value: ambiguous power of ten in "10E13". Write: 1e13 or 1e14'),
    ],
)
def test_a_file_that_is_no_table_of_results(content, line, written):
    file = written(content)
    done = asked("--lower", "95", file=file)
    assert done.code == 2
    assert f"{file}{line}" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [([], "Give --lower LIMIT, --upper LIMIT or both."), (["--lower", "x"], "the lower limit is x"),
     (["--lower", "nan"], "no finite number"), (["--lower", "5", "--upper", "4"], "is not below the upper limit"),
     (["--lower", "95", "--alpha", "nan"], "alpha is nan"), (["--lower", "95", "--alpha", "25"], "between 0 and 1"),
     (["--lower", "95", "--confidence", "0.95"], "between 50 and 100"), (["--lower", "95", "--sides", "3"], "'3'"),
     (["--lower", "95", "--batches", "b2,b99"], 'there is no batch "b99". The results are of b2, b3')],
)  # fmt: skip
def test_wrong_use_is_refused(options, words):
    done = asked(*options)
    assert done.code == 2
    assert words in done.err


def test_a_file_that_is_not_there(tmp_path):
    done = asked("--lower", "95", file=tmp_path / "none.csv")
    assert done.code == 2
    assert done.err.startswith(f"{tmp_path / 'none.csv'}: cannot be read: no such file")


def test_help_waits_for_no_statistics():
    line = [sys.executable, "-c", PROGRAM, "impd.cli.main", "shelf-life", "--help"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: ")
    assert not {"numpy", "scipy", "pydantic", "yaml", "jinja2"} & set(done.stdout.splitlines()[-1].split())


def test_the_same_from_python():
    points = [impd.StabilityPoint("A", time, value) for time, value in [(0, 100.0), (3, "99"), (6, 98.5)]]
    assert impd.shelf_life(points, 95).whole_months == 10
    assert impd.shelf_life(LEBLOND, lower=95, batches=("b4",)).whole_months == 40
    with pytest.raises(impd.UsageFault, match="neither"):
        impd.shelf_life(points)
