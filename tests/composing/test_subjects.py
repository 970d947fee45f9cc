"""Documents of the application, of a member state, of a site and further ones of a product: whose they are."""

from __future__ import annotations

import re
import shutil
from typing import get_args

import pytest
import yaml

import impd
from impd.building.dueness import Dueness
from impd.composing import section_tree
from impd.composing.section_tree import (
    OBLIGATIONS,
    documents,
    further_documents,
    known_documents,
    read_section_tree,
)
from impd.document import marks_of, walk_blocks
from impd.dossier.document_subject import KINDS, subjects_of
from impd.dossier.vocabulary import DocumentKind
from impd.errors import TemplateFault, UsageFault
from impd.resources import folder
from impd.rules.packs import read_pack
from impd.submission.title_codes import read_title_profile
from tests.composing.dossiers import TABLET, application, identifiers, marks, section, text

TREES = {tree.document: tree for tree in further_documents()}
each_tree = pytest.mark.parametrize("name", TREES)
FACTS = {
    "sponsor": {"name": "Sponsor Ltd"},
    "trial": {"eu_ct_number": "2025-501234-11-00", "sites": [{"id": "S.1", "name": "Clinic", "country": "NL"}]},
    "member_states": [{"country": "EL"}, {"country": "NL", "planned_participants": 7}],
}


@each_tree
def test_each_node_has_its_template_and_each_template_its_node(name):
    tree = TREES[name]
    named = {node.template for node in tree.walk() if node.template} | {"cover"}
    there = {path.stem for path in (folder("templates") / tree.templates).glob("*.xhtml")}
    assert {one for one in named if "/" not in one} == there
    assert [one for one in named if "/" in one and not (folder("templates") / f"{one}.xhtml").is_file()] == []


@each_tree
def test_each_template_prints_the_text_of_its_author(name):
    files = [path for path in (folder("templates") / TREES[name].templates).glob("*.xhtml") if path.stem != "cover"]
    assert [path.name for path in files if "narrative()" not in path.read_text(encoding="utf-8")] == []


@each_tree
def test_a_tree_says_whose_it_is_and_names_what_exists(name):
    tree = TREES[name]
    assert tree.of in KINDS
    assert tree.document == name
    assert tree.registered in ("", *get_args(DocumentKind))
    assert tree.like in ("", *documents())
    for node in tree.walk():
        assert set(node.obligation.values()) <= set(OBLIGATIONS), node.id
        assert bool(node.when) == ("conditional" in node.obligation.values()), node.id


@each_tree
def test_each_condition_is_one_of_the_rule_pack(name):
    stated = application(TABLET, **FACTS)
    asked = Dueness(stated, read_pack())
    for subject in subjects_of(stated):
        if subject.kind == TREES[name].of:
            assert asked.of(TREES[name], subject).holds in (True, False, None)
            assert set(asked.applies(TREES[name], subject).values()) <= {True, False, None}


@each_tree
def test_a_file_name_begins_with_the_code_of_the_title_and_holds_no_version(name):
    codes = {one.code for one in read_title_profile().slots}
    assert TREES[name].file_name.split("_")[0] in codes
    assert "version" not in TREES[name].file_name


def test_no_section_stands_in_two_documents():
    own = [tree for tree in map(read_section_tree, known_documents()) if not tree.like]
    ids = [node.id for tree in own for node in tree.walk()]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_what_documents_may_be_of_stands_in_order():
    found = list(subjects_of(application(TABLET, **FACTS)))
    assert [(one.kind, one.path, one.name) for one in found] == [
        ("application", "", ""),
        ("product", "products[TAB]", "TAB"),
        ("member_state", "member_states[EL]", "EL"),
        ("member_state", "member_states[NL]", "NL"),
        ("site", "trial.sites[S.1]", "S.1"),
    ]
    assert found[-1].member_state is not None
    assert found[-1].member_state.planned_participants == 7


def test_a_site_in_a_state_that_is_not_stated_has_its_country_only():
    stated = application(TABLET, trial={"sites": [{"id": "A", "country": "FR"}, {"id": "B"}]})
    sites = [one for one in subjects_of(stated) if one.kind == "site"]
    assert [(one.member_state, one.country) for one in sites] == [(None, "FR"), (None, "")]


TREE = {
    "title": "Paper", "called": "the paper", "templates": "paper", "groups": ["any"], "front": False, "in_turn": True,
    "registered": "site_suitability",
}  # fmt: skip
NODES = [
    {"id": "X.1", "title": "First", "obligation": ["optional"]},
    {"id": "X.2", "title": "Second", "nodes": [{"id": "X.2.1", "title": "Below"}], "template": "none"},
    {"id": "X.3", "title": "Third"},
]
TEMPLATES = {
    "cover": "<p>{{ registered.version }}</p>",
    "X.1": "{% if is_stated(sponsor.address) %}<p>{{ sponsor.address }}</p>{% endif %}",
    "X.2.1": "<p>{{ member_state.planned_participants }}</p>",
    "X.3": '{% if false %}{{ trial.title }}{% endif %}<p>{{ ref("X.2.1") }}</p>',
}
NAMES = {"member_state": "N1_Paper_{member_state}_{language}", "site": "N1_Paper_{site}_{member_state}"}


@pytest.fixture
def paper(tmp_path, monkeypatch):
    """Composes a document of a member state or site that exists in this test only."""

    def compose(of, request=None, **facts):
        trees = tmp_path / "schemas" / "eu_ctr" / "section_trees"
        shutil.copytree(folder("schemas") / "eu_ctr" / "section_trees", trees)
        tree = {**TREE, "document": "paper", "of": of, "file_name": NAMES[of], "nodes": NODES}
        (trees / "paper.yaml").write_text(yaml.safe_dump(tree), encoding="utf-8")
        (tmp_path / "own" / "paper").mkdir(parents=True)
        for name, content in TEMPLATES.items():
            (tmp_path / "own" / "paper" / f"{name}.xhtml").write_text(content, encoding="utf-8")
        monkeypatch.setattr(section_tree, "folder", lambda _: tmp_path / "schemas")
        named = {"member_state": "EL"} if of == "member_state" else {"site": "S.1"}
        order = request or impd.Request(document="paper", templates=tmp_path / "own")
        return impd.compose(application(TABLET, **{**FACTS, **facts}), request=order, **named)

    return compose


def test_a_document_of_a_member_state_has_its_facts_and_its_name(paper):
    states = [{"country": "EL", "planned_participants": 3}]
    made = paper("member_state", sponsor={"address": "Street 1"}, member_states=states)
    assert made.properties.file_name == "N1_Paper_GRC_EN"
    assert (made.properties.product, made.properties.member_state, made.properties.site) == ("Greece", "EL", "")
    assert marks(made, "member_states[EL].planned_participants") == ["3"]
    assert [(one.number, one.title) for one in made.sections] == [("1", "First"), ("2", "Second"), ("3", "Third")]
    assert made.sections[1].sections[0].number == "2.1"
    assert "section 2.1" in text(section(made, "X.3"))


def test_a_document_of_a_site_has_the_facts_of_its_state_too(paper):
    of_kind = {"kind": "site_suitability"}
    documents = [
        {"id": "A", **of_kind, "version": "9", "sites": []},
        {"id": "B", **of_kind, "version": "2", "date": "2026-01-02", "sites": ["S.1"], "language": "en"},
    ]
    made = paper("site", documents=documents)
    assert made.properties.file_name == "N1_Paper_S.1_NLD"
    assert (made.properties.product, made.properties.member_state, made.properties.site) == ("Clinic", "NL", "S.1")
    assert (made.properties.version, str(made.properties.date)) == ("2", "2026-01-02"), "the entry in its language"
    assert marks(made, "member_states[NL].planned_participants") == ["7"]
    assert identifiers(made) == ["X.2", "X.2.1", "X.3"], "what is optional and empty is left out"


def test_gap_marks_name_whose_fact_is_missing(paper):
    made = paper("member_state")
    paths = {mark.path for block in walk_blocks(made) for mark in marks_of(block)}
    assert "member_states[EL].planned_participants" in paths
    assert "member_states[EL].sections[X.3]" in paths
    assert "documents.version" in paths


@pytest.mark.parametrize(
    ("document", "named", "words"),
    [
        ("cover-letter", {"product": "TAB"}, "cover-letter is a document of the application, not of a product"),
        ("impd-quality", {"site": "S.1"}, "impd-quality is a document of the product, not of a site"),
        ("impd-quality", {"product": "NO"}, 'there is no product "NO". The application has TAB.'),
    ],
)
def test_whose_a_document_is_must_exist_and_fit(document, named, words):
    with pytest.raises(UsageFault, match=re.escape(words)):
        impd.compose(application(TABLET, **FACTS), request=impd.Request(document=document), **named)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"of": "patient"}, "a document is of"),
        ({"colour": "red"}, "unknown key colour"),
        ({"nodes": 4}, "section tree cannot be read"),
    ],
)
def test_a_tree_that_is_not_well_formed_is_refused(change, words, tmp_path, monkeypatch):
    made = tmp_path / "eu_ctr" / "section_trees"
    made.mkdir(parents=True)
    source = yaml.safe_load((folder("schemas") / "eu_ctr" / "section_trees" / "cover_letter.yaml").read_text("utf-8"))
    (made / "cover_letter.yaml").write_text(yaml.safe_dump({**source, **change}), encoding="utf-8")
    monkeypatch.setattr(section_tree, "folder", lambda _: tmp_path)
    with pytest.raises(TemplateFault, match=words):
        read_section_tree("cover-letter")


def test_a_template_of_no_product_names_the_slip(tmp_path):
    (tmp_path / "cover_letter").mkdir()
    (tmp_path / "cover_letter" / "B.11.xhtml").write_text("{{ quality_risks() }}", encoding="utf-8")
    with pytest.raises(TemplateFault, match="cover-letter is of no single product"):
        impd.compose(application(TABLET), request=impd.Request(document="cover-letter", templates=tmp_path))


def test_references_lead_to_entries_of_the_application():
    letter = {"reference_safety_information": [{"product": "TAB", "document": "IB", "section": "7"}]}
    register = [{"id": "IB", "kind": "investigators_brochure", "title": "Brochure of Tablet", "products": ["TAB"]}]
    made = impd.compose(
        application(TABLET, cover_letter=letter, documents=register), request=impd.Request(document="cover-letter")
    )
    found = text(section(made, "B.11"))
    assert "Tablet\nBrochure of Tablet\n7" in found
    assert marks(made, "documents[IB].title") == ["Brochure of Tablet"]
