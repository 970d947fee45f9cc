"""Who comes from whom: batches and materials with the column each stands in, whatever loops the data contain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impd.errors import UsageFault

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GenealogyNode:
    """A donor, bank, plasmid or batch: unique ``id``, what is printed, and the kind it belongs to."""

    id: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes by id in stated order, their kinds of each column from left to right, and what was ``made`` from each."""

    nodes: Mapping[str, GenealogyNode]
    edges: tuple[Edge, ...]
    column: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    made: Mapping[str, tuple[str, ...]]

    def edges_within(self, chosen: frozenset[str]) -> list[Edge]:
        """The edges that join two of the chosen nodes."""
        origins = [node for node in self.nodes if node in chosen]
        return [(origin, made) for origin in origins for made in self.made.get(origin, ()) if made in chosen]


def lineage(nodes: Sequence[GenealogyNode], edges: Sequence[Edge]) -> Lineage:
    """The lineage of the nodes. Raises UsageFault for an id used twice or an edge that names no node."""
    by_id = {node.id: node for node in nodes}
    twice = [each for each, count in Counter(node.id for node in nodes).items() if count > 1]
    if twice:
        raise UsageFault(f"the batch genealogy names twice: {', '.join(twice)}", "Give each entry an id of its own.")
    unknown = sorted({end for edge in edges for end in edge} - by_id.keys())
    if unknown:
        raise UsageFault(f"the batch genealogy does not know: {', '.join(unknown)}", "Add it or correct its id.")
    kept = tuple(dict.fromkeys((origin, made) for origin, made in edges if origin != made))
    rank = _ranks(list(dict.fromkeys(node.group for node in nodes)), _group_edges(by_id, kept))
    groups = tuple(tuple(group for group in rank if rank[group] == at) for at in range(len(set(rank.values()))))
    made: dict[str, tuple[str, ...]] = {}
    for origin, product in kept:
        made[origin] = (*made.get(origin, ()), product)
    return Lineage(by_id, kept, {node.id: rank[node.group] for node in nodes}, groups, made)


def _group_edges(nodes: Mapping[str, GenealogyNode], edges: Sequence[Edge]) -> set[Edge]:
    pairs = {(nodes[origin].group, nodes[made].group) for origin, made in edges}
    return {(origin, made) for origin, made in pairs if origin != made}


def _ranks(groups: Sequence[str], edges: set[Edge]) -> dict[str, int]:
    """The column of each group: right of all it is made from. Groups that nothing joins stand side by side."""
    if not edges:
        return {group: at for at, group in enumerate(groups)}
    rank: dict[str, int] = {}
    waiting = list(groups)
    while waiting:
        origins = {group: {origin for origin, made in edges if made == group} for group in waiting}
        # In a loop no group comes first; the one stated first then does.
        ready = [group for group in waiting if origins[group] <= rank.keys()] or waiting[:1]
        rank |= {group: 1 + max((rank[each] for each in origins[group] if each in rank), default=-1) for group in ready}
        waiting = [group for group in waiting if group not in rank]
    used = sorted(set(rank.values()))
    return {group: used.index(at) for group, at in rank.items()}
