"""The genealogy of batches as a drawing: donors, banks and plasmids to the left, product batches to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impd.figures.batch_genealogy_layout import GenealogyPage, Segment, layout_batch_genealogy
from impd.figures.drawing import PAGE_WIDTH, Drawing
from impd.figures.lineage import Edge, GenealogyNode, lineage
from impd.figures.svg import Point, box, curve, drawing, faint_line, head, text_box

__all__ = ["GenealogyNode", "draw_batch_genealogy"]

_HEAD = 4.0  # the curve ends within the arrow head


def draw_batch_genealogy(nodes: Sequence[GenealogyNode], edges: Sequence[Edge]) -> tuple[Drawing, ...]:
    """The genealogy in as many drawings as it takes, edges from origin to what was made from it; none for no node.

    Raises UsageFault for an id used twice or an edge that names no node.
    """
    pages = layout_batch_genealogy(lineage(nodes, edges))
    return tuple(drawing(tuple(_page(page)), PAGE_WIDTH, page.height) for page in pages)


def _page(page: GenealogyPage) -> Iterator[str]:
    for each in (*page.headings, *filter(None, [page.note])):
        yield from text_box(each, centred=True)
    for passage in page.passages:
        yield faint_line((passage.x, passage.middle), (passage.right, passage.middle))
    for segment in page.segments:
        yield _segment(segment)
    for _, node in page.nodes:
        yield box(node.frame)
        yield from text_box(node, centred=True)
    # Heads last and once each: lines that meet share one.
    yield from dict.fromkeys(_head(segment) for segment in page.segments if segment.arrow)


def _ends(segment: Segment) -> tuple[Point, Point, float]:
    """Where the line leaves, where it arrives, and its direction on arrival (1 to the right)."""
    start, end = segment.start, segment.end
    if start.x == end.x:
        return (start.right, start.middle), (end.right, end.middle), -1.0
    if start.x < end.x:
        return (start.right, start.middle), (end.x, end.middle), 1.0
    return (start.x, start.middle), (end.right, end.middle), -1.0


def _segment(segment: Segment) -> str:
    start, tip, direction = _ends(segment)
    end = (tip[0] - _HEAD * direction, tip[1]) if segment.arrow else tip
    # Between two boxes of one column the line bends out to the right and back.
    bend = start[0] + 16 if segment.start.x == segment.end.x else (start[0] + end[0]) / 2
    return curve(start, ((bend, start[1]), (bend, end[1])), end)


def _head(segment: Segment) -> str:
    _, tip, direction = _ends(segment)
    return head(tip, (direction, 0.0))
