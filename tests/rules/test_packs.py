"""Rule packs: what an overlay adds, tightens and switches off, what a dossier pins, what a plugin brings."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

import impd
from impd import CheckOrder, UsageFault
from impd.rules.packs import known_packs, read_pack
from tests.commands import tablet
from tests.rules.packs_made import RULE, pack

OVERLAY = """\
id: house
version: "7"
title: House rules
date_of_law: "2026-01-01"
extends: own
changes:
  - {rule: X-ONE-01, severity: error, reason: We never submit without.}
  - {rule: X-ONE-02, switched_off: true, reason: Our products have no name.}
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    own = pack(tmp_path / "own", rules__own=RULE + RULE.replace("X-ONE-01", "X-ONE-02"))
    above = pack(tmp_path / "house", pack=OVERLAY, rules__own=RULE.replace("X-ONE-01", "X-NEW-01"))
    monkeypatch.setattr("impd.rules.packs.known_packs", lambda: {"own": own, "house": above})
    return above


def test_an_overlay_adds_tightens_and_switches_off_with_a_reason(house, tmp_path):
    report = impd.check(tablet(tmp_path / "dossier"), CheckOrder(rules=house))
    assert {one.id: one.severity for one in report.rules} == {"X-ONE-01": "error", "X-NEW-01": "warning"}
    assert report.pack.overlays == ("own 1", "house 7")
    assert report.pack.switched_off == (("X-ONE-02", "Our products have no name."),)


def test_a_rule_that_is_switched_off_cannot_be_asked_for(house, tmp_path):
    with pytest.raises(UsageFault, match=r"X-ONE-02 is switched off: Our products have no name\."):
        impd.check(tablet(tmp_path / "dossier"), CheckOrder(rules=house, only=("X-ONE-02",)))


def test_a_dossier_pins_its_pack(house, tmp_path):
    text = 'rule_pack: {id: house, version: "7"}\ntrial: {phase: I}\n'
    folder = tablet(tmp_path / "dossier", {"dossier.yaml": text})
    assert impd.check(folder).pack.id == "house"
    other = tablet(tmp_path / "other", {"dossier.yaml": text.replace('"7"', '"8"')})
    with pytest.raises(UsageFault, match="asks for version 8 of the rule pack house, installed is 7"):
        impd.check(other)


def test_an_unknown_pack_is_named_with_those_there_are(tmp_path):
    folder = tablet(tmp_path / "dossier", {"dossier.yaml": "rule_pack: {id: us-ind}\n"})
    with pytest.raises(UsageFault, match=r'no rule pack "us-ind". Installed: eu-ctr, eu-ctr-atmp'):
        impd.check(folder)


def test_a_plugin_brings_a_pack(tmp_path, monkeypatch):
    place = pack(tmp_path / "brought")
    point = EntryPoint(name="own", value="brought:FOLDER", group="impd.rule_packs")
    monkeypatch.setattr(EntryPoint, "load", lambda self: place)
    monkeypatch.setattr("impd.rules.packs.entry_points", lambda group: [point])
    known_packs.cache_clear()
    try:
        assert read_pack("own").rules.keys() == {"X-ONE-01"}
    finally:
        known_packs.cache_clear()


def test_the_shipped_packs_say_what_they_are():
    found = read_pack()
    assert found.overlays[0].startswith("eu-ctr ")
    assert found.cannot_judge
    assert found.known_issues
    assert all(rule.cites for rule in found.rules.values())
