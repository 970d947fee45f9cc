"""The flow chart: nothing overlaps, runs off or is lost, whatever the number and the size of the steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impd.figures.process_flow import FlowStep, draw_process_flow
from impd.figures.process_flow_layout import layout_process_flow
from impd.figures.text_lines import PADDING, text_width
from tests.figures.charts import flow, outside, overlapping, within_page, words

HUGE = FlowStep(
    "Expansion",
    tuple(f"medium lot {at}" for at in range(90)),
    tuple(f"setting {at}" for at in range(150)),
    ("a control",),
    "Cells",
    ("Duration: 9 d",),
)
CASES = {
    "one": flow(1),
    "three": flow(3),
    "forty": flow(40),
    "taller than a page": [flow(1)[0], HUGE, flow(1)[0]],
    "ends taller than a page": [HUGE],
    "a long name": [replace(flow(1)[0], name="Filtration " * 20)],
    "a long output": [replace(flow(1)[0], output="cells in medium " * 40), *flow(2)],
    "one long word": [FlowStep("W" * 300, ("M" * 200,), ("x" * 500,), ("y-" * 90,), "Z" * 60, ())],
    "no side columns": [FlowStep(f"step {at}", (), (), (), "", ()) for at in range(5)],
    "nothing stated": [FlowStep("", (), (), (), "", ())],
}


NAME_TALLER_THAN_A_PAGE = [replace(HUGE, name="Filtration " * 300)]


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def steps(request):
    return request.param


def test_no_box_overlaps_another_or_runs_off(steps):
    for page in layout_process_flow(steps):
        frames = [each.frame for each in page.boxes()]
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(steps):
    for page in layout_process_flow(steps):
        for box in page.boxes():
            widths = [line.indent + text_width(line.text, line.style) for line in box.lines]
            assert max(widths) <= box.frame.width - 2 * PADDING + 0.01


def test_drawings_fit_a_page(steps):
    assert within_page(draw_process_flow(steps))


def test_every_text_is_printed(steps):
    printed = words(draw_process_flow(steps)).replace(" ", "")
    stated = [text for each in steps for text in (each.name, *each.inputs, *each.parameters, *each.controls)]
    stated += [text for each in steps for text in (each.output, *each.marks)]
    assert [text for text in stated if text.replace(" ", "") not in printed] == []


def test_the_same_steps_give_the_same_bytes(steps):
    assert draw_process_flow(steps) == draw_process_flow(list(steps))


def test_steps_are_numbered_in_order_over_all_pages():
    pages = layout_process_flow(flow(40))
    assert len(pages) > 1
    assert [step.number for page in pages for step in page.steps] == list(range(1, 41))


def test_pages_lead_to_each_other():
    first, second, *_ = draw_process_flow(flow(40))
    last = layout_process_flow(flow(40))[0].steps[-1].number
    assert f"continues with step {last + 1}" in words((first,))
    assert f"continued from step {last}" in words((second,))


def test_a_step_taller_than_a_page_goes_on_under_its_number():
    pages = layout_process_flow([HUGE])
    assert len(pages) > 1
    assert {step.number for page in pages for step in page.steps} == {1}
    assert words(draw_process_flow([HUGE])).count("(continued)") == len(pages) - 1


def test_a_name_taller_than_a_page_is_printed_whole_and_stays_on_its_pages():
    pages = layout_process_flow(NAME_TALLER_THAN_A_PAGE)
    assert [overlapping([each.frame for each in page.boxes()]) for page in pages] == [[]] * len(pages)
    assert within_page(draw_process_flow(NAME_TALLER_THAN_A_PAGE))
    assert words(draw_process_flow(NAME_TALLER_THAN_A_PAGE)).count("Filtration") >= 300


def test_no_step_gives_no_drawing():
    assert draw_process_flow([]) == ()


def test_connectors_run_downwards_and_past_no_box():
    for page in layout_process_flow(flow(40)):
        boxes = [step.step.frame for step in page.steps]
        for way in page.connectors:
            assert way.end - way.start >= 10
            assert [box for box in boxes if box.y < way.end - 0.01 and box.bottom > way.start + 0.01] == []
