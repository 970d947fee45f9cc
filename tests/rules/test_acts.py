"""The acts that rules cite: each there once, dated, told apart where it is printed, and refused where not so."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
import yaml

from impd.errors import TemplateFault
from impd.resources import folder
from impd.rules.act import Act
from impd.rules.acts import cited, read_acts

TABLES = folder("schemas") / "eu_ctr"
ACTS = read_acts()


def _written(tmp_path, text):
    (tmp_path / "acts.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def _ids(node):
    """Every act that a file cites: ``cites: [ids]``, ``cites: {act: id}``, or a list of such."""
    if isinstance(node, dict):
        given = node.get("cites", [])
        listed = given if isinstance(given, list) else [given]
        yield from (one if isinstance(one, str) else one["act"] for one in listed)
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _ids(below)


@pytest.mark.parametrize(
    ("act", "at", "printed"),
    [
        ("ctr-536-2014", "Annex I, 44", "Regulation (EU) No 536/2014, Annex I, 44"),
        ("ich-s12", "", "ICH S12"),
        ("gtwp-671639-2008", "", "EMA/CAT/GTWP/671639/2008 Rev. 1 corr."),
        ("qwp-545525-2017", "P.8", "EMA/CHMP/QWP/545525/2017 Rev. 2, P.8"),
        ("ph-eur-5-1-10", "", "Ph. Eur. 5.1.10"),
        ("consistency", "", "Internal consistency of the dossier"),
    ],
)
def test_a_citation_reads_as_it_is_printed(act, at, printed):
    assert str(cited(act, at)) == printed


def test_an_act_that_is_not_there_cannot_be_cited():
    with pytest.raises(TemplateFault, match='has no act "ich-s99"'):
        cited("ich-s99")


def test_no_two_acts_are_cited_alike():
    assert [text for text, times in Counter(act.short for act in ACTS.values()).items() if times > 1] == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_act_is_named_and_its_dates_follow_each_other(act):
    assert act.title == act.title.strip()
    assert act.title[0].isupper() or act.title.startswith("mRNA")
    dates = [date for date in (act.published, act.in_force, act.superseded) if date]
    assert all(earlier[: len(later)] <= later[: len(earlier)] for earlier, later in pairwise(dates))


def test_what_was_superseded_says_by_what():
    assert [act.id for act in ACTS.values() if act.superseded and not act.note] == []


def test_each_act_that_a_table_cites_is_there():
    files = [file for file in TABLES.glob("*.yaml") if file.name != "acts.yaml"]
    found = {name: file.name for file in files for name in _ids(yaml.safe_load(file.read_text(encoding="utf-8")))}
    assert len(found) > 20
    assert {name: file for name, file in found.items() if name not in ACTS} == {}


def test_the_acts_of_another_folder_are_read(tmp_path):
    text = 'acts:\n  own-1: {title: Procedure of the sponsor, published: "2025-03", seen: true}\n'
    found = read_acts(_written(tmp_path, text))
    assert found == {"own-1": Act(id="own-1", title="Procedure of the sponsor", published="2025-03", seen=True)}


def test_a_change_to_what_was_read_stays_with_the_reader():
    read_acts().clear()
    assert read_acts() == ACTS


BROKEN = {
    "duplicate id": ("acts:\n  a: {title: A}\n  b: {title: B}\n  a: {title: C}\n", 4, 'the key "a" is given twice'),
    "duplicate key": ("acts:\n  a:\n    title: A\n    title: B\n", 4, 'the key "title" is given twice'),
    "unknown key": ("acts:\n  a:\n    title: A\n    name: x\n", 4, "unknown key name"),
    "unknown key of the file": ("acts: {}\nnotes: x\n", 2, "unknown key notes"),
    "no day of the calendar": ('acts:\n  a: {title: A, published: "2025-02-30"}\n', 2, "published 2025-02-30 is no"),
    "no date": ("acts:\n  a:\n    title: A\n    in_force: soon\n", 4, "in_force soon is no date"),
    "a date without quotes": ("acts:\n  a: {title: A, superseded: 2025-01-20}\n", 2, "is not text in quotes"),
    "a year without quotes": ("acts:\n  a: {title: A, published: 2025}\n", 2, "published 2025 is not text"),
    "seen as text": ('acts:\n  a: {title: A, seen: "yes"}\n', 2, "seen yes is not true or false"),
    "no title": ("acts:\n  a: {title: A}\n  b: {number: B}\n", 3, "b has no title"),
    "no id": ("acts:\n  ICH Q1A: {title: A}\n", 2, "ICH Q1A is no id"),
    "an act that is a text": ("acts:\n  a: A\n", 2, "expected names with values"),
    "acts that are a list": ("acts:\n- a\n", 1, "expected names with values"),
    "no acts": ("version: 1\n", 1, "expected names with values"),
    "empty": ("", 1, "expected names with values"),
    "no yaml": ("acts:\n\ta: x\n", 2, "no readable YAML"),
}


@pytest.mark.parametrize(("text", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_a_fault_names_the_file_and_the_line(text, line, message, tmp_path):
    with pytest.raises(TemplateFault, match=rf"^acts\.yaml:{line}: .*{re.escape(message)}"):
        read_acts(_written(tmp_path, text))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(TemplateFault, match=r"^acts\.yaml: cannot be read"):
        read_acts(tmp_path)
