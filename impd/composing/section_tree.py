"""The section tree of a document, read from ``schemas/eu_ctr/section_trees``: what it may contain, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from impd.dossier.document_subject import KINDS
from impd.errors import UsageFault
from impd.resources import folder, well_formed

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OBLIGATIONS = ("required", "later", "conditional", "not_applicable", "optional", "omit", "reference", "expected")
# The parts of the investigational medicinal product dossier.
_IMPD = ("impd-quality", "impd-safety-efficacy")
_UNNUMBERED = {"impd": {"prefix": ""}, "ctd": {"prefix": ""}, "ema": {"prefix": ""}}
# What a heading passes on: a whole branch is no part of a kind of dossier, or a reference stands for it.
_BRANCH = ("omit", "reference")


@dataclass(frozen=True, slots=True)
class Node:
    """One section of the tree. ``obligation`` is by group; ``template`` is empty for a mere heading.

    ``once``: of several substances only the first has it, because its registers belong to the whole product.
    ``ctd`` and ``annex_i``: numbers of the CTD and paragraphs of Annex I, G that have the same subject.
    """

    id: str
    title: str
    titles: dict[str, str]
    obligation: dict[str, str]
    template: str
    number: str
    each: str
    once: bool
    when: str
    reason: str
    later: str
    ctd: tuple[str, ...]
    annex_i: tuple[int, ...]
    nodes: tuple[Node, ...]

    def below(self) -> Iterator[Node]:
        """Each node under this one before its own sub-nodes."""
        return _walk(self.nodes)


@dataclass(frozen=True, slots=True)
class SectionTree:
    """A document's sections, names and numbering styles.

    ``of`` says what it is of: product, application, member_state or site; ``when`` names the conditions of the rule
    pack that must all hold for it to be due (``{any: […]}``: one of them), none: always. ``called`` is what another
    document calls it. Its version stands in the product's field ``control``, or with its entry in the document
    register, whose kind is ``registered``. ``own`` are the fields of the product that this document alone prints.
    ``groups`` are the columns of its obligations, those of another document where ``like`` names one. ``front``:
    whether a page with the title, contents and lists stand before its text. ``in_turn``: its sections are numbered 1,
    2, 3 as they are printed. ``findings``: the sections of other documents of the rule pack whose findings it answers
    for, by document.
    """

    document: str
    title: str
    called: str
    file_name: str
    templates: str
    groups: tuple[str, ...]
    nodes: tuple[Node, ...]
    of: str = "product"
    when: tuple[str | dict[str, list[str]], ...] = ()
    control: str = ""
    registered: str = ""
    own: tuple[str, ...] = ()
    like: str = ""
    front: bool = True
    in_turn: bool = False
    findings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbering: dict[str, dict[str, str]] = field(default_factory=lambda: dict(_UNNUMBERED))
    terms: dict[str, dict[str, str]] = field(default_factory=lambda: {"other": {}})

    def walk(self) -> Iterator[Node]:
        """Each node before its sub-nodes."""
        return _walk(self.nodes)


def documents() -> tuple[str, ...]:
    """The names of the parts of the IMPD, in their order: the documents that are made unless others are named."""
    return tuple(name for name in known_documents() if name in _IMPD)


def known_documents() -> tuple[str, ...]:
    """The names of all documents there is a tree for, in alphabetical order."""
    return tuple(sorted(path.stem.replace("_", "-") for path in _trees().glob("*.yaml")))


def further_documents(of: str = "") -> tuple[SectionTree, ...]:
    """The trees of the documents beside the IMPD, all or those of one kind of subject, in the order of Annex I."""
    trees = (read_section_tree(name) for name in known_documents() if name not in _IMPD)
    return tuple(sorted((one for one in trees if of in ("", one.of)), key=lambda tree: tree.file_name))


def read_section_tree(document: str) -> SectionTree:
    """The tree of a document by its name, e.g. ``impd-quality``.

    Raises UsageFault for an unknown document, TemplateFault when its tree is not well formed.
    """
    if document not in known_documents():
        beside = ", ".join(name for name in known_documents() if name not in _IMPD)
        remedy = f"Use {' or '.join(documents())}" + (f", or beside the IMPD {beside}." if beside else ".")
        raise UsageFault(f'there is no document "{document}"', remedy)
    return _read(_trees() / f"{document.replace('-', '_')}.yaml")


@cache
def _read(file: Path) -> SectionTree:
    with well_formed(file, "the section tree"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        groups = data["groups"]
        everywhere = dict.fromkeys(groups, "required")
        nodes = tuple(_node(one, groups, everywhere) for one in data["nodes"])
        if unknown := set(data) - _NEEDED - _FURTHER:
            raise ValueError(f"unknown key {', '.join(sorted(unknown))}")
        if data.get("of", "product") not in KINDS:
            raise ValueError(f"a document is of {', '.join(KINDS)}, not of {data['of']}")
        stated = {name: data[name] for name in _NEEDED} | {name: data[name] for name in _FURTHER.intersection(data)}
        lists = {name: tuple(value) for name, value in stated.items() if isinstance(value, list)}
        return SectionTree(**{**stated, **lists, "nodes": nodes})


def _trees() -> Path:
    return folder("schemas") / "eu_ctr" / "section_trees"


_NEEDED = frozenset({"document", "title", "called", "file_name", "templates", "groups", "nodes"})
_FURTHER = frozenset(
    {"of", "when", "control", "registered", "own", "like", "front", "in_turn", "numbering", "terms", "findings"}
)
_KEYS = frozenset(
    {"id", "title", "titles", "obligation", "template", "number", "each", "once", "when", "reason", "later", "ctd",
     "annex_i", "nodes"}
)  # fmt: skip


def _node(data: dict[str, Any], groups: list[str], inherited: dict[str, str]) -> Node:
    if unknown := set(data) - _KEYS:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))} in {data['id']}")
    given = data.get("obligation")
    if given is not None and (len(given) != len(groups) or not set(given) <= set(OBLIGATIONS)):
        raise ValueError(f"obligation of {data['id']} does not fit the groups")
    obligation = dict(zip(groups, given, strict=True)) if given else dict(inherited)
    passed = {group: "omit" if obligation[group] in _BRANCH else "required" for group in groups}
    template = data.get("template", data["id"])
    return Node(
        id=data["id"],
        title=data["title"],
        titles=data.get("titles", {}),
        obligation=obligation,
        template="" if template == "none" else template,
        number=data.get("number", ""),
        each=data.get("each", ""),
        once=data.get("once") is True,
        when=data.get("when", ""),
        reason=data.get("reason", ""),
        later=data.get("later", ""),
        ctd=tuple(data.get("ctd", ())),
        annex_i=tuple(data.get("annex_i", ())),
        nodes=tuple(_node(one, groups, passed) for one in data.get("nodes", ())),
    )


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.nodes)
