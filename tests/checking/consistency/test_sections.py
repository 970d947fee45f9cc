"""Facts that a document marks as missing: each is a finding of the section that marks it."""

from __future__ import annotations

from impd.checking.checker import Selection, check
from impd.checking.known import Known, Mark
from impd.rules.packs import read_pack
from tests.rules.case_run import sample

SUBSTANCE = "products[STB-15].quality.substances[STB-HCL]"
CHAPTER = ("2.1.S.1", "General information", "S.1")


def _mark(section, whole=False, path=f"{SUBSTANCE}.molecular_mass", title="2.1.S.1.2 Structure"):
    number, _, words = title.partition(" ")
    return Mark("impd-quality", "STB-15", section, number, words, path, "molecular mass", whole, CHAPTER)


def _findings(rule, *marks):
    known = Known(sample("small_molecule_tablet"), lambda: marks)
    return check(known, read_pack(), lambda path: None, Selection(rules=frozenset({rule})))[0]


def test_a_finding_belongs_to_the_section_that_marks_the_fact():
    (only,) = _findings("Q-DOC-01-FACT", _mark("S.1.2"))
    assert only.section == "S.1.2"
    assert "2.1.S.1.2 Structure" in only.message


def test_a_section_repeated_for_an_entry_is_named_by_its_node():
    (only,) = _findings("Q-DOC-01-FACT", _mark("S.1.2~STB-HCL"))
    assert only.section == "S.1.2"


def test_an_empty_section_is_an_error_and_no_second_finding():
    (only,) = _findings("Q-DOC-01-SECTION", _mark("S.1.2", whole=True))
    assert only.severity == "error"
    assert _findings("Q-DOC-01-FACT", _mark("S.1.2", whole=True)) == ()


def test_empty_sections_of_one_chapter_are_one_finding_that_names_them():
    (only,) = _findings(
        "Q-DOC-01-SECTION",
        _mark("S.1.2", whole=True),
        _mark("S.1.3", whole=True, path=f"{SUBSTANCE}.properties", title="2.1.S.1.3 General properties"),
    )
    assert (only.section, only.path) == ("S.1", SUBSTANCE)
    assert "chapter 2.1.S.1 General information has 2 sections without content" in only.message
    assert only.expected == "2.1.S.1.2 Structure; 2.1.S.1.3 General properties"


def test_a_section_that_only_this_layout_has_is_incomplete_not_empty():
    assert _findings("Q-DOC-01-SECTION", _mark("F.2", whole=True)) == ()
    (only,) = _findings("Q-DOC-01-FACT", _mark("F.2", whole=True))
    assert only.severity == "warning"


def test_one_fact_of_several_entries_is_one_finding_that_names_the_entries():
    methods = "products[STB-15].quality.methods"
    (only,) = _findings(
        "Q-DOC-01-FACT",
        _mark("P.5.3", path=f"{methods}[M-A].status"),
        _mark("P.5.3", path=f"{methods}[M-B].status"),
    )
    assert only.path == methods
    assert only.expected == "molecular mass (M-A, M-B)"
