"""A rule pack that is at fault stops the run, and says which file, line and rule."""

from __future__ import annotations

import pytest

import impd
from impd import CheckOrder, TemplateFault, UsageFault
from impd.checking.observation import holds
from impd.checking.registry import CHECKS, CONDITIONS, Condition
from tests.commands import called, tablet
from tests.rules.packs_made import RULE, pack, rule

HEAD = 'id: own\nversion: "1"\ntitle: T\ndate_of_law: "2026"\n'


def fault(tmp_path, **changed):
    """The fault of checking a small dossier with a pack."""
    folder = tablet(tmp_path / "dossier", {"products/TAB/product.yaml": "role: test\nproduct_class: chemical\n"})
    order = CheckOrder(rules=pack(tmp_path / "pack", **changed))
    with pytest.raises(TemplateFault) as caught:
        impd.check(folder, order)
    return str(caught.value)


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"severty": "error"}, "own.yaml:15", "severty"),
        ({"severity": "fatal"}, "own.yaml:8", "severity"),
        ({"title": ""}, "own.yaml:1", "title"),
        ({"cites": "[{act: lww}]"}, "own.yaml:1", 'cites "lww", which acts.yaml lacks'),
        ({"when": "[is_tst]"}, "own.yaml:1", 'the condition "is_tst", which does not exist'),
        ({"each": "products[*].qualty"}, "own.yaml:1", '"qualty" in products[*].qualty is no field'),
        ({"each": "products.quality"}, "own.yaml:1", "is a list: write [*]"),
        ({"expect": "{nme: {required: true}}"}, "own.yaml:1", 'expect names "nme", which is no field'),
        ({"expect": "{name: {requird: true}}"}, "own.yaml:1", "expect is no Cerberus schema"),
        ({"expect": "", "check": "no_such_check"}, "own.yaml:1", 'the check "no_such_check", which does not exist'),
        ({"expect": ""}, "own.yaml:1", "needs expect or check"),
        ({"check": "test_has_procedure"}, "own.yaml:1", "either expect or check"),
        ({"basis": "{seen: false, confidence: low}"}, "own.yaml:1", "low confidence is a note"),
        ({"severity": "error", "basis": "{seen: false, confidence: medium}"}, "own.yaml:1", "basis of high confidence"),
        ({"judged_by": "reviewer"}, "own.yaml:1", "question"),
        ({"message": '"{nam} has no name."'}, "own.yaml:1", "{nam}"),
    ],
    ids=lambda value: next(iter(value.items()))[0] if isinstance(value, dict) else None,
)  # fmt: skip
def test_a_rule_with_a_mistake(tmp_path, changed, place, words):
    said = fault(tmp_path, rules__own=rule(**changed))
    assert place in said
    assert words in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rules__own": RULE + RULE}, "own.yaml:15: the rule X-ONE-01 stands at own.yaml:1 already"),
        ({"rules__own": "- id: [\n"}, "own.yaml:2: no readable YAML"),
        ({"rules__own": RULE.replace("  name:", "  id: X-ONE-02\n  name:")}, 'own.yaml:2: the key "id" is given twice'),
        ({"conditions": "a: {says: x, any: [b]}\n"}, 'the condition a names "b", which does not exist'),
        ({"conditions": "a: {says: x, any: [b]}\nb: {says: x, all: [a]}\n"}, "in a circle: a → b → a"),
        ({"conditions": "a: {says: x, fact: product.role}\n"}, "conditions.yaml:1"),
        ({"pack": HEAD + "extends: nowhere\n"}, 'extends "nowhere"'),
        ({"pack": 'id: own\nversion: "1"\n'}, "pack.yaml:1: title"),
        (
            {"pack": HEAD + "changes: [{rule: X-B, switched_off: true, reason: r}]\n"},
            "changes X-B, which no pack below has",
        ),
    ],
)  # fmt: skip
def test_a_pack_with_a_mistake(tmp_path, changed, words):
    assert words in fault(tmp_path, **changed)


def test_packs_that_extend_each_other(tmp_path, monkeypatch):
    head = 'id: {}\nversion: "1"\ntitle: T\ndate_of_law: "2026"\nextends: {}\n'
    one = pack(tmp_path / "one", pack=head.format("one", "two"))
    two = pack(tmp_path / "two", pack=head.format("two", "one"))
    monkeypatch.setattr("impd.rules.packs.known_packs", lambda: {"one": one, "two": two})
    with pytest.raises(TemplateFault, match="in a circle: one → two → one"):
        impd.check(tablet(tmp_path / "dossier"), CheckOrder(rules=one))


def test_a_check_that_raises_stops_the_run_and_is_named(tmp_path, monkeypatch):
    def breaks(subject):
        yield holds(subject.path)
        raise ZeroDivisionError("by nothing")

    monkeypatch.setitem(CHECKS, "breaks", breaks)
    said = fault(tmp_path, rules__own=rule(expect="", check="breaks"))
    assert said.startswith("own.yaml:1: the rule X-ONE-01 failed: ZeroDivisionError: by nothing")


def test_a_condition_that_raises_stops_the_run_and_its_rule_is_named(tmp_path, monkeypatch):
    def breaks(subject):
        raise KeyError("no such thing")

    monkeypatch.setitem(CONDITIONS, "breaks", Condition(breaks, "product", "it breaks"))
    said = fault(tmp_path, rules__own=rule(when="[breaks]"))
    assert said.startswith("own.yaml:1: the rule X-ONE-01 failed: KeyError: 'no such thing'")


def test_a_check_that_sees_nothing_is_not_satisfied(tmp_path, monkeypatch):
    monkeypatch.setitem(CHECKS, "sees_nothing", lambda subject: iter(()))
    text = rule(expect="", check="sees_nothing") + RULE.replace("X-ONE-01", "X-ONE-02")
    report = impd.check(tablet(tmp_path / "dossier"), CheckOrder(rules=pack(tmp_path / "pack", rules__own=text)))
    first = report.rules[0]
    assert (first.outcome, first.because) == ("not applicable", "there is nothing to compare")


def test_a_run_in_which_no_rule_applies_is_no_success(tmp_path):
    folder = pack(tmp_path / "pack", rules__own=rule(when="[not is_test]"))
    with pytest.raises(UsageFault, match="no rule applies"):
        impd.check(tablet(tmp_path / "dossier"), CheckOrder(rules=folder))


def test_the_command_ends_with_3_and_one_line(tmp_path):
    folder = pack(tmp_path / "pack", rules__own=rule(severty="error"))
    outcome = called("impd", "check", tablet(tmp_path / "dossier"), "--rules", folder)
    assert outcome.code == 3
    assert outcome.err.splitlines()[0].startswith("own.yaml:15:")
