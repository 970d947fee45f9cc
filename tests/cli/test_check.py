"""impd check, impd rules, impd explain: options, exit codes, and what they tell."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.commands import ROOT, called, hashes, run, tablet
from tests.rules.packs_made import RULE, pack, rule

SAMPLE = ROOT / "samples" / "monoclonal_antibody"
NAMELESS = {"products/TAB/product.yaml": "role: test\nproduct_class: chemical\n"}
TWO = RULE + RULE.replace("X-ONE-01", "X-TWO-01").replace("{name: {", "{strength: {").replace("warning", "error")


@pytest.fixture
def small(tmp_path):
    """A dossier with a warning and an error, and the options that check it with two rules."""
    return tablet(tmp_path / "dossier", NAMELESS), "--rules", pack(tmp_path / "pack", rules__own=TWO)


@pytest.mark.parametrize(
    ("fail_on", "only", "code"),
    [
        ("error", (), 1), ("warning", (), 1), ("note", (), 1), ("never", (), 0),
        ("error", ("X-ONE-01",), 0), ("warning", ("X-ONE-01",), 1), ("note", ("X-ONE-01",), 1),
        ("error", ("X-ONE-01", "X-TWO-01"), 1),
    ],
)  # fmt: skip
def test_the_lowest_severity_that_fails(small, fail_on, only, code):
    options = [part for name in only for part in ("--only", name)]
    assert called("impd", "check", *small, "--fail-on", fail_on, *options).code == code


def test_the_terminal_groups_findings_and_ends_with_a_summary(small):
    out = called("impd", "check", *small).out
    text = " ".join(out.split())
    assert "IMPD quality part" in text
    assert text.index("error The product") < text.index("warning The product")
    assert "Where: products/TAB/product.yaml:1" in text
    assert "Law: Law 1" in text
    assert "Remedy: Name it." in text
    assert "Open gaps: 1 error, 1 warning, 0 notes" in text
    assert "No finding does not mean that the dossier is complete for the authority." in text


def test_quiet_is_one_line_and_verbose_says_why(small):
    assert called("impd", "check", *small, "--quiet").out == "Open gaps: 1 error, 1 warning, 0 notes\n"
    verbose = called("impd", "check", *small, "--verbose").out
    assert "X-ONE-01 gap: Each product has a name" in " ".join(verbose.split())


def test_any_number_of_reports_in_one_run(small, tmp_path):
    names = ["a.html", "b.json", "c.sarif", "d.xml", "e.xlsx", "f.txt", "g.docx", "h.pdf"]
    options = [part for name in names for part in ("--report", tmp_path / name)]
    outcome = called("impd", "check", *small, "--quiet", *options)
    assert (outcome.code, outcome.err) == (1, "")
    begins = {"a.html": b"<!DOCTYPE html>", "e.xlsx": b"PK", "g.docx": b"PK", "h.pdf": b"%PDF"}
    assert all((tmp_path / name).read_bytes().startswith(start) for name, start in begins.items())
    assert len(json.loads((tmp_path / "b.json").read_bytes())["findings"]) == 2
    assert json.loads((tmp_path / "c.sarif").read_bytes())["version"] == "2.1.0"
    assert ElementTree.fromstring((tmp_path / "d.xml").read_bytes()).tag == "testsuites"


def test_one_report_that_cannot_be_written_leaves_none(small, tmp_path):
    before = hashes(tmp_path)
    outcome = called("impd", "check", *small, "--report", tmp_path / "a.json", "--report", tmp_path / "b.doc")
    assert outcome.code == 2
    assert "b.doc: no report is written in this format" in outcome.err
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "html", "txt"])
def test_a_report_is_printed(small, form):
    done = run("impd", "check", *small, "--format", form)
    assert done.code == 1
    assert "X-TWO-01" in done.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--product", "X"), 'there is no product "X". The dossier has TAB.'),
        (("--stage", "late"), 'there is no stage "late"'),
        (("--only", "X-NO-1"), "there is no rule X-NO-1"),
        (("--baseline", "none.json"), "none.json: cannot be read"),
        (("--rules", "nowhere"), "nowhere is no rule pack. Name a folder with a pack.yaml."),
    ],
)
def test_what_does_not_exist(small, options, words):
    outcome = called("impd", "check", *small, *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_a_dossier_that_cannot_be_read(tmp_path):
    folder = tablet(tmp_path, {"dossier.yaml": "trail: {}\n"})
    outcome = called("impd", "check", folder)
    assert outcome.code == 2
    assert outcome.err.startswith('dossier.yaml:1: unknown key "trail"')


def test_only_the_product_that_was_asked_for(tmp_path):
    folder = tablet(tmp_path / "dossier", {"products/PBO/product.yaml": "role: placebo\n", **NAMELESS})
    own = pack(tmp_path / "pack")
    assert "2 warnings" in called("impd", "check", folder, "--rules", own, "-q").out
    assert "1 warning" in called("impd", "check", folder, "--rules", own, "-q", "--product", "PBO").out


def test_the_check_changes_nothing_in_the_dossier(small):
    before = hashes(small[0])
    called("impd", "check", *small)
    assert hashes(small[0]) == before


def test_a_complete_sample_passes():
    outcome = called("impd", "check", SAMPLE, "--fail-on", "warning")
    assert outcome.code == 0, outcome.out


def test_rules_are_listed_by_section_with_those_below():
    lines = called("impd", "rules", "--document", "impd-quality", "--section", "P.5").out.splitlines()
    sections = {line.split("  ")[2] for line in lines}
    assert {"impd-quality P.5.1", "impd-quality P.5.4"} <= sections
    assert all(section.startswith("impd-quality P.5") for section in sections)


def test_rules_that_apply_say_why(small, tmp_path):
    own = pack(tmp_path / "pack", rules__own=rule(when="[is_test]"))
    lines = called("impd", "rules", "--rules", own, "--applies-to", small[0]).out.splitlines()
    assert lines == ["X-ONE-01  gap  impd-quality F.1  Each product has a name. Role = product under test."]


def test_a_section_without_rules():
    outcome = called("impd", "rules", "--section", "Z.9")
    assert outcome.code == 2
    assert outcome.err.startswith("there is no such rule. Documents with rules: ")


def test_a_rule_is_explained_with_law_cases_and_what_came_out():
    out = called("impd", "explain", "Q-SPC-01", SAMPLE).out
    for words in ("# Q-SPC-01: ", "## Law", "How sure: ", "## Cases", "## In monoclonal_antibody"):
        assert words in out
    assert re.search(r"^Outcome: satisfied \(satisfied: \d+\)", out, re.MULTILINE)


def test_a_rule_that_fell_short_is_explained_with_place_and_values(small):
    out = called("impd", "explain", "X-ONE-01", *small).out
    assert "Outcome: gap" in out
    assert "at products/TAB/product.yaml:1 (products[TAB].name)" in out
    assert "found: not stated" in out


def test_an_unknown_rule_is_not_explained():
    outcome = called("impd", "explain", "Q-NO-99")
    assert outcome.code == 2
    assert "there is no rule Q-NO-99" in outcome.err
