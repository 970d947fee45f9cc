"""A lineage too large for one drawing, cut into sets of nodes: by product batch, then by the fullest column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from impd.figures.lineage import Edge, Lineage

Nodes = frozenset[str]
Fits = Callable[[Nodes], bool]


def split_lineage(family: Lineage, order: Sequence[str], fits: Fits) -> tuple[Nodes, ...]:
    """Sets of nodes that fit one drawing each; every node and every edge stands in at least one of them.

    ``order`` names all nodes as they would stand in one drawing, so that neighbours stay together.
    """
    pieces = list(_pieces(family, tuple(order), fits))
    shown = {edge for piece in pieces for edge in family.edges_within(piece)}
    missing = [frozenset(edge) for edge in family.edges if edge not in shown]
    return (*pieces, *_merged(missing, fits))


def _pieces(family: Lineage, order: Sequence[str], fits: Fits) -> Iterator[Nodes]:
    whole = frozenset(order)
    column = _column_to_cut(family, order)
    if not order or fits(whole) or not column:
        yield from [whole] if order else []
        return
    edges = family.edges_within(whole)
    units = [_unit(node, edges) - column.difference([node]) for node in order if node in column]
    # What several batches share is drawn with each of them again; what belongs to none stands by itself.
    for piece in _merged(units, fits):
        yield from [piece] if fits(piece) else _pieces(family, [each for each in order if each in piece], fits)
    rest = whole.difference(*units)
    yield from _pieces(family, [each for each in order if each in rest], fits)


def _column_to_cut(family: Lineage, order: Sequence[str]) -> Nodes:
    """The product batches if there are several, else the fullest column; empty if each column holds one node."""
    columns = [frozenset(node for node in order if family.column[node] == at) for at in range(len(family.groups))]
    candidates = [columns[-1], *sorted(columns, key=len, reverse=True)]
    return next((column for column in candidates if len(column) > 1), frozenset())


def _unit(node: str, edges: Sequence[Edge]) -> Nodes:
    """The node with all it was made from and all that was made from it."""
    return _reached(node, edges) | _reached(node, [(made, origin) for origin, made in edges])


def _reached(start: str, edges: Iterable[Edge]) -> Nodes:
    following: dict[str, list[str]] = {}
    for origin, made in edges:
        following.setdefault(origin, []).append(made)
    seen, waiting = {start}, [start]
    while waiting:
        fresh = [each for each in following.get(waiting.pop(), ()) if each not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return frozenset(seen)


def _merged(units: Iterable[Nodes], fits: Fits) -> list[Nodes]:
    """Neighbouring units joined as long as they fit one drawing."""
    merged: list[Nodes] = []
    for unit in units:
        if merged and fits(merged[-1] | unit):
            merged[-1] |= unit
        else:
            merged.append(unit)
    return merged
