"""Waivers: shown and counted, warned of when unused or expired, refused when they name no reason or no rule."""

from __future__ import annotations

import datetime

import pytest

import impd
from impd import CheckOrder, InputFault
from tests.commands import called, tablet
from tests.rules.packs_made import RULE, pack

WAIVER = "  - {rule: X-ONE-01, reason: It is blinded., person: A. Writer, date: 2026-01-05%s}\n"
NAMELESS = {"products/TAB/product.yaml": "role: test\nproduct_class: chemical\n"}


def report(tmp_path, waivers, as_of="2026-02-01"):
    folder = tablet(tmp_path / "dossier", {**NAMELESS, "waivers.yaml": waivers})
    text = RULE + RULE.replace("X-ONE-01", "X-ONE-02")
    order = CheckOrder(rules=pack(tmp_path / "pack", rules__own=text), as_of=datetime.date.fromisoformat(as_of))
    return impd.check(folder, order)


def test_a_waived_finding_stays_and_is_no_longer_open(tmp_path):
    found = report(tmp_path, "waivers:\n" + WAIVER % "")
    assert {one.rule: one.open for one in found.findings} == {"X-ONE-01": False, "X-ONE-02": True}
    waived = next(one.waiver for one in found.findings if one.waiver)
    assert (waived.reason, waived.person, waived.date) == ("It is blinded.", "A. Writer", "2026-01-05")
    assert str(waived.place) == "waivers.yaml:2"
    assert [one.state for one in found.waivers] == ["used"]
    assert found.open_counts() == {"error": 0, "warning": 1, "note": 0}


@pytest.mark.parametrize(
    ("more", "as_of", "state"),
    [
        (", expiry: 2026-02-01", "2026-02-01", "used"),
        (", expiry: 2026-02-01", "2026-02-02", "expired"),
        (", path: 'products[TAB]'", "2026-02-01", "used"),
        (", path: 'products[TAB].name'", "2026-02-01", "used"),
        (", path: 'products[TA]'", "2026-02-01", "unused"),
        (", path: 'products[TAB].nam'", "2026-02-01", "unused"),
    ],
)
def test_what_becomes_of_a_waiver(tmp_path, more, as_of, state):
    found = report(tmp_path, "waivers:\n" + WAIVER % more, as_of)
    assert [one.state for one in found.waivers] == [state]
    assert found.open_counts()["warning"] == (1 if state == "used" else 2)


@pytest.mark.parametrize(
    ("waivers", "line"),
    [
        ("waivers:\n  - {rule: X-ONE-01, person: A, date: 2026-01-05}\n", "waivers.yaml:2: reason"),
        ("waivers:\n" + WAIVER % ", expiry: 2026-02", 'waivers.yaml:2: expiry: "2026-02" is no day'),
        ("waivers:\n" + (WAIVER % "").replace("X-ONE-01", "X-NO-9"), "waivers.yaml:2: there is no rule X-NO-9"),
        ("waivers:\n" + WAIVER % ", resaon: x", "waivers.yaml:2"),
        ("waivers: [\n", "waivers.yaml:"),
    ],
)
def test_a_waiver_that_is_none(tmp_path, waivers, line):
    with pytest.raises(InputFault) as caught:
        report(tmp_path, waivers)
    assert str(caught.value).startswith(line)


def test_the_baseline_leaves_what_is_new(tmp_path):
    folder = tablet(tmp_path / "dossier", NAMELESS)
    own = pack(tmp_path / "pack")
    first = called("impd", "check", folder, "--rules", own, "--fail-on", "warning", "--report", tmp_path / "old.json")
    again = ("impd", "check", folder, "--rules", own, "--fail-on", "warning", "--baseline", tmp_path / "old.json")
    assert (first.code, called(*again).code) == (1, 0)
    pack(tmp_path / "pack", rules__more=RULE.replace("X-ONE-01", "X-ONE-02"))
    assert called(*again).code == 1


def test_a_baseline_that_is_no_report(tmp_path):
    file = tmp_path / "old.json"
    file.write_text("[]", encoding="utf-8")
    outcome = called("impd", "check", tablet(tmp_path / "dossier"), "--baseline", file)
    assert outcome.code == 2
    assert outcome.err == f"{file} is no JSON gap report. Make one: impd check DIR --report baseline.json.\n"
