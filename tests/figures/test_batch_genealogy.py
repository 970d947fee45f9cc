"""The batch genealogy: columns follow descent, nothing overlaps, and splitting loses neither batch nor line."""

from __future__ import annotations

import pytest

from impd.errors import UsageFault
from impd.figures.batch_genealogy import GenealogyNode, draw_batch_genealogy
from impd.figures.batch_genealogy_layout import Sheet, layout_batch_genealogy
from impd.figures.lineage import lineage
from impd.figures.lineage_order import ordered_columns
from impd.figures.lineage_split import split_lineage
from tests.figures.charts import family, outside, overlapping, within_page, words


def nodes_of(kind: str, count: int) -> list[GenealogyNode]:
    return [GenealogyNode(f"{kind}{at}", f"{kind} {at}", kind) for at in range(count)]


DENSE = ([*nodes_of("a", 40), *nodes_of("b", 40)], [(f"a{x}", f"b{y}") for x in range(40) for y in range(40)])
POOL = ([*nodes_of("donor", 90), *nodes_of("batch", 1)], [(f"donor{at}", "batch0") for at in range(90)])
CHAIN = (nodes_of("bank", 80), [(f"bank{at}", f"bank{at + 1}") for at in range(79)])
LOOPS = (
    [*nodes_of("x", 2), *nodes_of("y", 2), *nodes_of("z", 2)],
    [("x0", "y0"), ("y0", "z0"), ("z0", "x0"), ("x1", "x1"), ("z1", "x1"), ("y0", "y1"), ("y1", "y0")],
)
CASES = {
    "one batch": (nodes_of("batch", 1), []),
    "few patients": family(4),
    "many patients": family(150),
    "every batch from every batch": DENSE,
    "one pool": POOL,
    "one chain": CHAIN,
    "loops": LOOPS,
    "no line": ([*nodes_of("donor", 30), *nodes_of("batch", 30)], []),
    "long labels": ([GenealogyNode("1", "long " * 300, "kind"), GenealogyNode("2", "W" * 90, "W" * 90)], [("1", "2")]),
    "twelve columns": (
        [nodes_of(f"kind{at}", 1)[0] for at in range(12)],
        [("kind00", "kind110"), *((f"kind{at}0", f"kind{at + 1}0") for at in range(11))],
    ),
    "many kinds in one column": ([nodes_of(f"kind{at}", 1)[0] for at in range(12)], [("kind00", "kind110")]),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request):
    return request.param


def pages(case):
    return layout_batch_genealogy(lineage(*case))


def test_no_box_overlaps_another_or_runs_off(case):
    for page in pages(case):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_drawings_fit_a_page(case):
    assert within_page(draw_batch_genealogy(*case))


def test_every_batch_is_drawn(case):
    drawn = {node for page in pages(case) for node, _ in page.nodes}
    assert drawn == {node.id for node in case[0]}


def test_every_line_has_both_its_ends_in_one_drawing(case):
    together = [{node for node, _ in page.nodes} for page in pages(case)]
    assert [edge for edge in case[1] if not any(page.issuperset(edge) for page in together)] == []


def test_the_same_batches_give_the_same_bytes(case):
    assert draw_batch_genealogy(*case) == draw_batch_genealogy(*map(list, case))


def test_labels_and_kinds_are_printed():
    case = family(30)
    printed = words(draw_batch_genealogy(*case))
    assert [node.label for node in case[0] if node.label not in printed] == []
    assert {group for group in ("Cell bank", "Donor", "Vector batch", "Substance batch") if group in printed} == {
        "Cell bank", "Donor", "Vector batch", "Substance batch",
    }  # fmt: skip


def test_columns_follow_descent():
    groups = lineage(*family(2)).groups
    assert groups == (("Cell bank", "Donor"), ("Vector batch",), ("Substance batch",), ("Product batch",))


def test_kinds_that_nothing_joins_keep_their_order():
    assert lineage([*nodes_of("b", 1), *nodes_of("a", 1)], []).groups == (("b",), ("a",))


def test_a_product_batch_stands_with_all_it_was_made_from():
    for page in pages(family(150)):
        drawn = {node for node, _ in page.nodes}
        for product in (node for node in drawn if node.startswith("P")):
            at = int(product[1:])
            assert {f"S{at}", f"D{at}", f"V{at % 3}", "WCB", "MCB"} <= drawn


def test_a_batch_stands_beside_what_it_comes_from():
    """Two chains stated crosswise are drawn without crossing."""
    nodes = [*nodes_of("a", 2), *nodes_of("b", 2)]
    first, second = ordered_columns(lineage(nodes, [("a0", "b1"), ("a1", "b0")]), frozenset({"a0", "a1", "b0", "b1"}))
    assert [node for node, _ in first] == ["a0", "a1"]
    assert [node for node, _ in second] == ["b1", "b0"]


def test_a_line_over_a_column_passes_between_its_boxes():
    nodes = [*nodes_of("a", 1), *nodes_of("b", 1), *nodes_of("c", 1)]
    (page,) = pages((nodes, [("a0", "b0"), ("b0", "c0"), ("a0", "c0")]))
    assert len(page.passages) == 1
    assert [segment.arrow for segment in page.segments].count(True) == 3


def test_what_fits_is_not_split():
    family_of_four = lineage(*family(4))
    everything = frozenset(family_of_four.nodes)
    assert split_lineage(family_of_four, sorted(everything), Sheet(family_of_four).fits) == (everything,)


def test_a_repeated_line_is_drawn_once():
    nodes = [*nodes_of("a", 1), *nodes_of("b", 1)]
    assert draw_batch_genealogy(nodes, [("a0", "b0")] * 3) == draw_batch_genealogy(nodes, [("a0", "b0")])


def test_no_node_gives_no_drawing():
    assert draw_batch_genealogy([], []) == ()


def test_an_id_used_twice_is_refused():
    with pytest.raises(UsageFault, match="a0"):
        draw_batch_genealogy([*nodes_of("a", 1), *nodes_of("a", 1)], [])


def test_a_line_to_nowhere_is_refused():
    with pytest.raises(UsageFault, match="nowhere"):
        draw_batch_genealogy(nodes_of("a", 1), [("a0", "nowhere")])
