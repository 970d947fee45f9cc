"""The manufacturing process as a flow chart: materials, numbered steps and in-process controls, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impd.figures.drawing import PAGE_WIDTH, Drawing, Rectangle
from impd.figures.process_flow_layout import Connector, FlowPage, PlacedStep, layout_process_flow
from impd.figures.process_flow_rows import FlowStep
from impd.figures.svg import arrow, box, drawing, line, text_box
from impd.figures.text_lines import Line, Style, TextBox

__all__ = ["FlowStep", "draw_process_flow"]

_NUMBER = Style(bold=True)
_DASHES = "2 2"  # a control is taken from the step, it does not enter it
_ROUNDED = 6.0


def draw_process_flow(steps: Sequence[FlowStep]) -> tuple[Drawing, ...]:
    """The flow chart in as many drawings as it takes; none for no step."""
    return tuple(drawing(tuple(_page(page)), PAGE_WIDTH, page.height) for page in layout_process_flow(steps))


def _page(page: FlowPage) -> Iterator[str]:
    for each in (*page.headings, *page.notes):
        yield from text_box(each, centred=True)
    for connector in page.connectors:
        yield from _connector(connector)
    for step in page.steps:
        yield from _step(step)
    if page.end:
        yield box(page.end.frame, _ROUNDED)
        yield from text_box(page.end, centred=True)


def _connector(way: Connector) -> Iterator[str]:
    start = way.start
    if way.output:
        yield line((way.x, start), (way.x, way.output.frame.y + 3))
        yield from text_box(way.output, centred=True)
        start = way.output.frame.bottom - 2
    yield arrow((way.x, start), (way.x, way.end))


def _step(placed: PlacedStep) -> Iterator[str]:
    step = placed.step.frame
    yield from _boxed(placed.step)
    number = TextBox(Rectangle(step.x, step.y, 0.0, 0.0), (Line(str(placed.number), _NUMBER),))
    yield from text_box(number)
    if placed.inputs:
        yield from _boxed(placed.inputs)
        y = _level(placed.inputs.frame, step)
        yield arrow((placed.inputs.frame.right, y), (step.x, y))
    if placed.controls:
        yield from _boxed(placed.controls)
        y = _level(placed.controls.frame, step)
        yield line((step.right, y), (placed.controls.frame.x, y), _DASHES)


def _boxed(content: TextBox) -> Iterator[str]:
    yield box(content.frame)
    yield from text_box(content)


def _level(side: Rectangle, step: Rectangle) -> float:
    """Where a side box and its step are joined: the middle of the lower of the two."""
    return min(side.middle, step.middle)
