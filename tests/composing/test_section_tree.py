"""The section tree: well formed, complete beside its templates, and refused where it is not."""

from __future__ import annotations

import re

import pytest
import yaml

from impd.calculation.applicability import PREDICATES
from impd.composing import section_tree
from impd.composing.section_tree import OBLIGATIONS, documents, read_section_tree
from impd.dossier.medicinal_product import DocumentControl, MedicinalProduct
from impd.dossier.shape import fields_of
from impd.errors import TemplateFault, UsageFault
from impd.resources import folder
from impd.rules.study_types import read_study_types

TREES = {name: read_section_tree(name) for name in documents()}
GROUPS = {
    "impd-quality": [
        "chemical", "biological", "gene_therapy", "modified_cells", "cells_and_tissues", "placebo",
        "modified_comparator", "authorised",
    ],
    "impd-safety-efficacy": [
        "chemical", "biological", "gene_therapy", "modified_cells", "cells_and_tissues", "brochure", "replaced",
        "placebo",
    ],
}  # fmt: skip
# Templates that stand for no node of their own.
FOR_ALL = {"impd-quality": {"cover"}, "impd-safety-efficacy": {"cover", "reference"}}
each_tree = pytest.mark.parametrize("name", TREES)


def test_the_documents_stand_in_the_order_of_the_application():
    assert documents() == ("impd-quality", "impd-safety-efficacy")
    assert [TREES[name].document for name in documents()] == list(documents())


@each_tree
def test_each_node_has_its_template_and_each_template_its_node(name):
    named = {node.template for node in TREES[name].walk() if node.template} | FOR_ALL[name]
    there = {path.stem for path in (folder("templates") / TREES[name].templates).glob("*.xhtml")}
    assert named == there


@each_tree
def test_each_template_prints_the_text_of_its_author(name):
    silent = [
        path.name
        for path in (folder("templates") / TREES[name].templates).glob("*.xhtml")
        if path.stem != "cover" and "narrative()" not in path.read_text(encoding="utf-8")
    ]
    assert silent == []


@each_tree
def test_each_node_says_for_every_group_what_it_needs(name):
    for node in TREES[name].walk():
        assert list(node.obligation) == GROUPS[name], node.id
        assert set(node.obligation.values()) <= set(OBLIGATIONS), node.id


def with_headings(nodes, above=()):
    """Each node with the headings above it."""
    for node in nodes:
        yield node, above
        yield from with_headings(node.nodes, (*above, node))


@each_tree
def test_what_is_not_asked_for_says_why(name):
    for node, above in with_headings(TREES[name].nodes):
        kinds = set(node.obligation.values())
        said_above = any(one.reason and one.when for one in above)  # absent with the heading, or left out beside others
        assert node.reason or "not_applicable" not in kinds, node.id
        assert node.reason or said_above or "conditional" not in kinds, node.id
        assert node.later or "later" not in kinds, node.id
        assert (node.when in PREDICATES) == ("conditional" in kinds), node.id


@each_tree
def test_ids_are_unique_and_follow_their_parents(name):
    ids = [node.id for node in TREES[name].walk()]
    assert len(ids) == len(set(ids))
    for node in TREES[name].walk():
        for child in node.nodes:
            assert child.id.startswith(f"{node.id}."), child.id


def test_no_section_stands_in_two_documents():
    ids = [node.id for tree in TREES.values() for node in tree.walk()]
    assert len(ids) == len(set(ids))


@each_tree
def test_each_version_and_each_field_of_its_own_is_one_of_the_product(name):
    known = fields_of(MedicinalProduct)
    tree = TREES[name]
    assert known[tree.control].group is DocumentControl
    assert tree.control in tree.own
    assert set(tree.own) <= set(known)
    assert [one.document for one in TREES.values() if one is not tree and set(one.own) & set(tree.own)] == []


@each_tree
def test_numbers_of_the_ctd_and_of_annex_i_are_written_as_such(name):
    for node in TREES[name].walk():
        assert all(re.fullmatch(r"\d(\.\d+)*", number) for number in node.ctd), node.id
        assert all(isinstance(number, int) and 36 <= number <= 56 for number in node.annex_i), node.id


def test_each_section_of_a_study_type_stands_in_the_tree():
    ids = {node.id for node in TREES["impd-safety-efficacy"].walk()}
    assert {entry.section for entry in read_study_types().types.values()} <= ids


def passed_on(name, section):
    node = next(node for node in TREES[name].walk() if node.id == section)
    return [node.obligation[group] for group in GROUPS[name]]


def test_a_heading_passes_on_that_a_branch_is_left_out():
    assert passed_on("impd-quality", "S.1.1") == ["required"] * 5 + ["omit"] * 3


def test_below_a_reference_nothing_is_printed():
    assert passed_on("impd-safety-efficacy", "2.2.1") == ["required"] * 5 + ["reference", "omit", "omit"]
    assert passed_on("impd-safety-efficacy", "2.2.1.1") == ["required"] * 5 + ["omit"] * 3


@each_tree
def test_a_reference_has_no_sections_below_it(name):
    for node in TREES[name].walk():
        for group in [group for group, kind in node.obligation.items() if kind == "reference"]:
            assert [below.id for below in node.below() if below.obligation[group] != "omit"] == [], (node.id, group)


@pytest.mark.parametrize("document", ["impd-clinical", "../../../etc/passwd", "", "impd quality", "IMPD-QUALITY"])
def test_an_unknown_document_is_a_fault_of_usage(document):
    with pytest.raises(UsageFault) as fault:
        read_section_tree(document)
    assert str(fault.value).startswith(f'there is no document "{document}". Use impd-quality or impd-safety-efficacy')


FOLDER = folder("schemas") / "eu_ctr" / "section_trees"
GOOD = yaml.safe_load((FOLDER / "impd_quality.yaml").read_text(encoding="utf-8"))
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
