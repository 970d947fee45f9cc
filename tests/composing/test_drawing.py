"""Figures drawn from facts: named, in order, and safe against odd genealogies."""

from __future__ import annotations

import pytest

from impd.document import Figure, walk_blocks
from tests.composing.dossiers import composed

PARTS = {"substances": [{"id": "DS", "name": "Cells"}], "drug_products": [{"id": "DP", "name": "Bag"}]}
CELLS = {"product_class": "gtmp_ex_vivo"}
GENEALOGIES = {
    "a batch made from itself": [{"id": "b1", "subject": "DP", "made_from": ["b1"]}],
    "a circle": [
        {"id": "b1", "subject": "DP", "made_from": ["b2"]},
        {"id": "b2", "subject": "DS", "made_from": ["b1"]},
    ],
    "a long chain": [{"id": "b0", "subject": "DP"}]
    + [{"id": f"b{one}", "subject": "DP", "made_from": [f"b{one - 1}"]} for one in range(1, 200)],
    "a wide one": [{"id": "b0", "subject": "DS"}]
    + [{"id": f"b{one}", "subject": "DP", "made_from": ["b0"]} for one in range(1, 200)],
}


@pytest.mark.parametrize("name", GENEALOGIES)
def test_any_genealogy_is_drawn(name):
    document = composed({**CELLS, "quality": {**PARTS, "batches": GENEALOGIES[name]}})
    drawn = [block for block in walk_blocks(document) if isinstance(block, Figure)]
    assert drawn
    assert all(b"b1" in figure.image.data or b"b0" in figure.image.data for figure in drawn[:1])
    assert len({figure.identifier for figure in drawn}) == len(drawn)


def test_a_process_is_drawn_with_its_steps():
    steps = [{"id": "s1", "name": "Thaw"}, {"id": "s2", "name": "Expand & wash", "output": "Cells"}]
    document = composed({**CELLS, "quality": {**PARTS, "processes": [{"id": "PR", "subject": "DS", "steps": steps}]}})
    (figure,) = [block for block in walk_blocks(document) if isinstance(block, Figure)]
    assert b"Thaw" in figure.image.data
    assert b"Expand" in figure.image.data
    assert figure.image.width > 0


def test_without_steps_and_sources_nothing_is_drawn():
    quality = {**PARTS, "processes": [{"id": "PR", "subject": "DS"}], "batches": [{"id": "b1", "subject": "DP"}]}
    assert not [block for block in walk_blocks(composed({**CELLS, "quality": quality})) if isinstance(block, Figure)]
