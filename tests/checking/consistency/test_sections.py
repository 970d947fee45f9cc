"""Facts that a document marks as missing: each is a finding of the section that marks it."""

from __future__ import annotations

from impd.checking.checker import Selection, check
from impd.checking.known import Known, Mark
from impd.rules.packs import read_pack
from tests.rules.case_run import sample


def _mark(section, whole=False):
    path = "products[STB-15].quality.substances[STB-HCL].molecular_mass"
    return Mark("impd-quality", "STB-15", section, "2.1.S.1.2", "Structure", path, "molecular mass", whole)


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
