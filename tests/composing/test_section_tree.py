"""The section tree: well formed, complete beside its templates, and refused where it is not."""

from __future__ import annotations

import re

import pytest
import yaml

from impd.calculation.applicability import PREDICATES
from impd.composing import section_tree
from impd.composing.section_tree import OBLIGATIONS, read_section_tree
from impd.errors import TemplateFault, UsageFault
from impd.resources import folder

TREE = read_section_tree("impd-quality")
GROUPS = [
    "chemical", "biological", "gene_therapy", "modified_cells", "cells_and_tissues", "placebo", "modified_comparator",
    "authorised",
]  # fmt: skip


def test_each_node_has_its_template_and_each_template_its_node():
    named = {node.template for node in TREE.walk() if node.template} | {"cover"}
    there = {path.stem for path in (folder("templates") / TREE.templates).glob("*.xhtml")}
    assert named == there


def test_each_template_prints_the_text_of_its_author():
    silent = [
        path.name
        for path in (folder("templates") / TREE.templates).glob("*.xhtml")
        if path.stem != "cover" and "narrative()" not in path.read_text(encoding="utf-8")
    ]
    assert silent == []


def test_each_node_says_for_every_group_what_it_needs():
    for node in TREE.walk():
        assert list(node.obligation) == GROUPS, node.id
        assert set(node.obligation.values()) <= set(OBLIGATIONS), node.id


def test_what_is_not_asked_for_says_why():
    for node in TREE.walk():
        kinds = set(node.obligation.values())
        assert node.reason or not kinds & {"not_applicable", "conditional"}, node.id
        assert node.later or "later" not in kinds, node.id
        assert (node.when in PREDICATES) == ("conditional" in kinds), node.id


def test_ids_are_unique_and_follow_their_parents():
    ids = [node.id for node in TREE.walk()]
    assert len(ids) == len(set(ids))
    for node in TREE.walk():
        for child in node.nodes:
            assert child.id.startswith(f"{node.id}.")


def test_a_heading_passes_on_that_a_branch_is_left_out():
    leaf = next(node for node in TREE.walk() if node.id == "S.1.1")
    assert [leaf.obligation[group] for group in GROUPS] == ["required"] * 5 + ["omit"] * 3


@pytest.mark.parametrize("document", ["impd-clinical", "../../../etc/passwd", "", "impd quality", "IMPD-QUALITY"])
def test_an_unknown_document_is_a_fault_of_usage(document):
    with pytest.raises(UsageFault) as fault:
        read_section_tree(document)
    assert str(fault.value) == f'there is no document "{document}". Use impd-quality.'


FILE = folder("schemas") / "eu_ctr" / "section_trees" / "impd_quality.yaml"
GOOD = yaml.safe_load(FILE.read_text(encoding="utf-8"))
BROKEN = {
    "no yaml": "nodes: [",
    "a list": "- a",
    "empty": "",
    "no groups": {**GOOD, "groups": None},
    "no nodes": {key: value for key, value in GOOD.items() if key != "nodes"},
    "node without id": {**GOOD, "nodes": [{"title": "x"}]},
    "node without title": {**GOOD, "nodes": [{"id": "x"}]},
    "too few obligations": {**GOOD, "nodes": [{"id": "x", "title": "x", "obligation": ["required"]}]},
    "unknown obligation": {**GOOD, "nodes": [{"id": "x", "title": "x", "obligation": ["wanted"] * 8}]},
    "nodes no list": {**GOOD, "nodes": 5},
    "node no mapping": {**GOOD, "nodes": ["x"]},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_tree_that_is_not_well_formed_is_refused(name, tmp_path, monkeypatch):
    made = tmp_path / "eu_ctr" / "section_trees"
    made.mkdir(parents=True)
    content = BROKEN[name]
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    (made / "impd_quality.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(section_tree, "folder", lambda _: tmp_path)
    with pytest.raises(TemplateFault) as fault:
        read_section_tree("impd-quality")
    assert re.fullmatch(
        r"impd_quality\.yaml: the section tree cannot be read: .+\. Restore the file\.", str(fault.value)
    )
