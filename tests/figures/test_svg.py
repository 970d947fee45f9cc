"""The SVG itself: standalone, escaped, text as text, the same in each process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from impd.figures.batch_genealogy import GenealogyNode, draw_batch_genealogy
from impd.figures.process_flow import FlowStep, draw_process_flow
from tests.figures.charts import SVG, family, flow, words

STEP = FlowStep('Wash <1> & "2"', ("a < b",), ("x > y & z",), ("≤ 5 IU/mL",), "T&C", ())
DRAWN = {"process flow": draw_process_flow(flow(12)), "batch genealogy": draw_batch_genealogy(*family(9))}
AGAIN = """
import hashlib
from impd.figures.batch_genealogy import draw_batch_genealogy
from impd.figures.process_flow import draw_process_flow
from tests.figures.charts import family, flow
drawn = (*draw_process_flow(flow(40)), *draw_batch_genealogy(*family(60)))
print(hashlib.sha256(b"".join(each.svg for each in drawn)).hexdigest())
"""


@pytest.fixture(params=DRAWN.values(), ids=DRAWN.keys())
def drawings(request):
    return request.param


def test_the_size_is_stated_in_points(drawings):
    for each in drawings:
        root = ElementTree.fromstring(each.svg)
        assert root.tag == f"{SVG}svg"
        assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(each.width, abs=0.01)
        assert float(root.attrib["height"].removesuffix("pt")) == pytest.approx(each.height, abs=0.01)
        assert [float(part) for part in root.attrib["viewBox"].split()] == pytest.approx(
            [0, 0, each.width, each.height], abs=0.01
        )


def test_only_plain_shapes_and_text_are_used(drawings):
    for each in drawings:
        elements = list(ElementTree.fromstring(each.svg).iter())
        assert {element.tag.removeprefix(SVG) for element in elements} <= {"svg", "g", "rect", "path", "text"}
        names = {name for element in elements for name in element.attrib}
        assert not {name for name in names if "href" in name or name in {"style", "class", "id"}}


def test_text_names_its_font(drawings):
    for each in drawings:
        group = ElementTree.fromstring(each.svg)[0]
        assert group.attrib["font-family"] == "DejaVu Sans, sans-serif"


def test_signs_of_markup_are_escaped():
    drawings = draw_process_flow([STEP])
    assert b"a &lt; b" in drawings[0].svg
    printed = words(drawings)
    assert all(text in printed for text in ('Wash <1> & "2"', "a < b", "x > y & z", "T&C"))
    nodes = [GenealogyNode("<&>", "LV<1>&2", "A & B")]
    assert "A & B LV<1>&2" in words(draw_batch_genealogy(nodes, []))


def test_another_process_draws_the_same_bytes():
    drawn = (*draw_process_flow(flow(40)), *draw_batch_genealogy(*family(60)))
    here = hashlib.sha256(b"".join(each.svg for each in drawn)).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        there = subprocess.run(
            [sys.executable, "-c", AGAIN], env=environment, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here
