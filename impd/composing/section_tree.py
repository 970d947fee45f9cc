"""The section tree of a document, read from ``schemas/eu_ctr/section_trees``: what it may contain, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from impd.errors import UsageFault
from impd.resources import folder, well_formed

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OBLIGATIONS = ("required", "later", "conditional", "not_applicable", "optional", "omit", "reference", "expected")
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

    ``called`` is what another document calls it; ``control`` names the product's field with its version; ``own`` the
    fields of the product that this document alone prints.
    """

    document: str
    title: str
    called: str
    file_name: str
    templates: str
    control: str
    own: tuple[str, ...]
    numbering: dict[str, dict[str, str]]
    terms: dict[str, dict[str, str]]
    nodes: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """Each node before its sub-nodes."""
        return _walk(self.nodes)


def documents() -> tuple[str, ...]:
    """The names of the documents there is a tree for, in the order of the application."""
    return tuple(sorted(path.stem.replace("_", "-") for path in _trees().glob("*.yaml")))


def read_section_tree(document: str) -> SectionTree:
    """The tree of a document by its name, e.g. ``impd-quality``.

    Raises UsageFault for an unknown document, TemplateFault when its tree is not well formed.
    """
    if document not in documents():
        raise UsageFault(f'there is no document "{document}"', f"Use {' or '.join(documents())}.")
    return _read(_trees() / f"{document.replace('-', '_')}.yaml")


@cache
def _read(file: Path) -> SectionTree:
    with well_formed(file, "the section tree"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        groups = data["groups"]
        everywhere = dict.fromkeys(groups, "required")
        nodes = tuple(_node(one, groups, everywhere) for one in data["nodes"])
        names = ("document", "title", "called", "file_name", "templates", "control", "numbering", "terms")
        return SectionTree(**{name: data[name] for name in names}, own=tuple(data["own"]), nodes=nodes)


def _trees() -> Path:
    return folder("schemas") / "eu_ctr" / "section_trees"


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
