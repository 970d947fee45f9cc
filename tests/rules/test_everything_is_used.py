"""Nothing in the packs is idle or points nowhere: checks, conditions, sections, acts, names, deferred requirements."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from impd.calculation.applicability import PREDICATES
from impd.checking.checker import evaluators
from impd.checking.consistency.document_facts import section_ids
from impd.checking.registry import CHECKS, CONDITIONS
from impd.composing.section_tree import further_documents
from impd.resources import folder
from impd.rules.language import When
from impd.rules.pack_file import read_conditions, read_deferred
from impd.rules.packs import read_pack
from impd.rules.slots import FILE, read_slots
from impd.rules.study_types import Expectation, read_study_types

ROOT = Path(__file__).resolve().parents[2]
PACK = read_pack()
RULES = PACK.rules.values()
TREES = ("impd-quality", "impd-safety-efficacy")

# Acts that nothing cites yet. Dossiers cite them, and a report must be able to name what it recognises.
CITED_BY_DOSSIERS = (
    "ph-eur-", "ich-", "bwp-", "qwp-", "gmo-practice-", "iso-", "meddra", "eudragmdp", "chmp-302620-2017",
    "cat-600280-2010",
)  # fmt: skip
LAW_AROUND_TRIALS = {
    "ir-2017-556", "ir-2022-20", "reg-726-2004", "reg-1901-2006", "ivdr-2017-746", "dir-2004-9", "dir-2013-59",
}  # fmt: skip


def names(when: tuple[When, ...]) -> set[str]:
    """The conditions that a rule names, without their ``not``."""
    listed = [name for one in when for name in ([one] if isinstance(one, str) else one.any)]
    return {name.removeprefix("not ") for name in listed}


@pytest.fixture(scope="module", autouse=True)
def _registered():
    evaluators(PACK)


def test_each_check_is_used_by_a_rule():
    idle = set(CHECKS) - {rule.entry.check for rule in RULES}
    assert {name for name in idle if not _not_in_the_matrix(name)} == set()


def _not_in_the_matrix(name: str) -> bool:
    """Whether a check on a kind of study has no cell in the matrix of expected studies that asks for it."""
    kind, _, code = name.partition("_of_" if name.startswith("study_of_") else "_for_")
    entry = read_study_types().types.get(code)
    if entry is None or kind not in ("study", "case"):
        return False
    cells = entry.expectations.values()
    firm = any(one.letter in ("E", "J") and one.confidence != "low" for one in cells)
    return not firm if kind == "study" else not any(_is_open(one) for one in cells)


def _is_open(cell: Expectation) -> bool:
    """Whether a person has to judge: case by case, or expected with low confidence."""
    return cell.confidence == "low" if cell.letter in ("E", "J") else cell.letter == "C" and cell.confidence != "low"


def test_each_condition_is_used_by_a_rule_a_slot_a_document_or_another_condition():
    used = {name for rule in RULES for name in names(tuple(rule.entry.when))}
    for entry in PACK.conditions.values():
        used |= names((*entry.all, *entry.any, *entry.none))
    for slot in (one for place in PACK.folders if (place / FILE).is_file() for one in read_slots(place, PACK.acts)):
        used |= names((*slot.entry.when, *(one for other in slot.entry.alternatives for one in other.when)))
    for node in (node for tree in further_documents() for node in tree.walk() if node.when):
        used.add(node.when)
    assert set(PACK.conditions) - used == set()
    assert set(CONDITIONS) - used - set(PREDICATES) == set()


def test_no_condition_stands_twice():
    named = Counter(name for place in PACK.folders for name, _, _ in read_conditions(place))
    assert [name for name, times in (named + Counter(CONDITIONS.keys())).items() if times > 1] == []
    asked = Counter(repr(entry.model_copy(update={"says": ""})) for entry in PACK.conditions.values())
    assert [entry for entry, times in asked.items() if times > 1] == []


def test_each_rule_belongs_to_a_section_that_exists():
    nowhere = {}
    for rule in RULES:
        document, section = rule.entry.document, rule.entry.section
        known = section_ids() if document in TREES else PACK.documents[document].get("sections", {})
        if section not in known:
            nowhere[rule.id] = f"{document} {section}"
    assert nowhere == {}


def test_each_act_is_cited_or_kept_for_a_reason():
    cited = {one.act.id for rule in RULES for one in rule.cites}
    texts = [file for top in ("schemas", "impd") for file in (ROOT / top).rglob("*") if file.suffix in (".yaml", ".py")]
    words = {
        word
        for file in texts
        if file.name != "acts.yaml"
        for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", file.read_text(encoding="utf-8"))
    }
    idle = {one for one in PACK.acts if one not in cited and one not in words and not PACK.acts[one].note}
    assert {one for one in idle - LAW_AROUND_TRIALS if not one.startswith(CITED_BY_DOSSIERS)} == set()
    assert set(PACK.acts) >= LAW_AROUND_TRIALS


def test_names_of_rules_are_unique():
    assert [name for name, times in Counter(rule.entry.name for rule in RULES).items() if times > 1] == []


def test_what_is_deferred_is_no_rule_and_says_why():
    deferred = [one for place in folder("schemas").glob("*/pack.yaml") for one in read_deferred(place.parent)]
    assert deferred
    assert {one.id for one in deferred} & set(PACK.rules) == set()
    assert [name for name, times in Counter(one.id for one in deferred).items() if times > 1] == []
    assert [one.id for one in deferred if not (one.id.strip() and one.title.strip() and len(one.reason) > 20)] == []
