"""The section tree of a document, read from ``schemas/eu_ctr/section_trees``: what it may contain, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from impd.errors import TemplateFault, UsageFault
from impd.resources import folder

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OBLIGATIONS = ("required", "later", "conditional", "not_applicable", "optional", "omit")


@dataclass(frozen=True, slots=True)
class Node:
    """One section of the tree. ``obligation`` is by group; ``template`` is empty for a mere heading.

    ``once``: of several substances only the first has it, because its registers belong to the whole product.
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
    nodes: tuple[Node, ...]

    def below(self) -> Iterator[Node]:
        """Each node under this one before its own sub-nodes."""
        return _walk(self.nodes)


@dataclass(frozen=True, slots=True)
class SectionTree:
    """A document's sections, names and numbering styles."""

    document: str
    title: str
    file_name: str
    templates: str
    numbering: dict[str, dict[str, str]]
    terms: dict[str, dict[str, str]]
    nodes: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """Each node before its sub-nodes."""
        return _walk(self.nodes)


def read_section_tree(document: str) -> SectionTree:
    """The tree of a document by its name, e.g. ``impd-quality``.

    Raises UsageFault for an unknown document, TemplateFault when its tree is not well formed.
    """
    files = {path.stem.replace("_", "-"): path for path in _trees().glob("*.yaml")}
    if document not in files:
        raise UsageFault(f'there is no document "{document}"', f"Use {' or '.join(sorted(files))}.")
    file = files[document]
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        groups = data["groups"]
        everywhere = dict.fromkeys(groups, "required")
        nodes = tuple(_node(one, groups, everywhere) for one in data["nodes"])
        names = ("document", "title", "file_name", "templates", "numbering", "terms")
        return SectionTree(**{name: data[name] for name in names}, nodes=nodes)
    except (OSError, yaml.YAMLError, LookupError, AttributeError, TypeError, ValueError) as fault:
        reason = " ".join(str(fault).split())
        raise TemplateFault(f"{file.name}: the section tree cannot be read: {reason}", "Restore the file.") from fault


def _trees() -> Path:
    return folder("schemas") / "eu_ctr" / "section_trees"


_KEYS = frozenset(
    {"id", "title", "titles", "obligation", "template", "number", "each", "once", "when", "reason", "later", "nodes"}
)


def _node(data: dict[str, Any], groups: list[str], inherited: dict[str, str]) -> Node:
    if unknown := set(data) - _KEYS:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))} in {data['id']}")
    given = data.get("obligation")
    if given is not None and (len(given) != len(groups) or not set(given) <= set(OBLIGATIONS)):
        raise ValueError(f"obligation of {data['id']} does not fit the groups")
    # A heading passes on only that a whole branch is no part of a kind of dossier.
    obligation = dict(zip(groups, given, strict=True)) if given else dict(inherited)
    passed = {group: "omit" if obligation[group] == "omit" else "required" for group in groups}
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
        nodes=tuple(_node(one, groups, passed) for one in data.get("nodes", ())),
    )


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.nodes)
