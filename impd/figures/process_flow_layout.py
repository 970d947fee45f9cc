"""Where each box, arrow and note of a flow chart stands, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from impd.figures.drawing import PAGE_HEIGHT, Rectangle
from impd.figures.process_flow_rows import (
    CONTINUED,
    CONTINUES,
    HEADINGS,
    TOP,
    Columns,
    FlowStep,
    Row,
    box_height,
    columns,
    rows,
)
from impd.figures.text_lines import LEADING, PADDING, SMALL, Line, Style, TextBox, lines_height

_EDGE = 1.0
_HEADING = Style(bold=True)
_NOTE = Style(size=SMALL)


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step with its materials to the left and its controls to the right, where it has any."""

    number: int
    step: TextBox
    inputs: TextBox | None
    controls: TextBox | None


@dataclass(frozen=True, slots=True)
class Connector:
    """The way down from one box to the next; ``output`` interrupts it."""

    x: float
    start: float
    end: float
    output: TextBox | None = None


@dataclass(frozen=True, slots=True)
class FlowPage:
    """One drawing of the chart. ``end`` is the box of the final output; ``notes`` lead from and to other pages."""

    height: float
    headings: tuple[TextBox, ...]
    steps: tuple[PlacedStep, ...]
    connectors: tuple[Connector, ...]
    end: TextBox | None
    notes: tuple[TextBox, ...]

    def boxes(self) -> Iterator[TextBox]:
        """Everything that takes room on the page; no two of them overlap."""
        yield from (*self.headings, *self.notes)
        for each in self.steps:
            yield from filter(None, (each.inputs, each.step, each.controls))
        yield from filter(None, (*(each.output for each in self.connectors), self.end))


def layout_process_flow(steps: Sequence[FlowStep]) -> tuple[FlowPage, ...]:
    """The pages of the chart, none taller than PAGE_HEIGHT; no page for no step."""
    place = columns(steps)
    pages = _paginated(rows(steps, place))
    return tuple(
        _page(page, place, pages[at - 1][-1] if at else None, pages[at + 1][0] if at + 1 < len(pages) else None)
        for at, page in enumerate(pages)
    )


def _paginated(every: Iterator[Row]) -> list[list[Row]]:
    pages: list[list[Row]] = []
    free = 0.0
    for row in every:
        if not pages or row.height > free:
            free = PAGE_HEIGHT - _EDGE - TOP - CONTINUES - (CONTINUED if pages else 0.0)
            pages.append([])
        pages[-1].append(row)
        free -= row.height
    return pages


def _page(page: Sequence[Row], place: Columns, before: Row | None, after: Row | None) -> FlowPage:
    x, width = place.step
    y, notes, steps, connectors = TOP, list[TextBox](), list[PlacedStep](), list[Connector]()
    if before:
        notes.append(_note(f"continued from step {before.number}", place, y))
        connectors.append(Connector(x + width / 2, y + LEADING + PADDING + 1, y + CONTINUED))
        y += CONTINUED
    for row in page:
        steps.append(_placed(row, place, y))
        connectors.extend(_connector(row, steps[-1], y))
        y += row.height
    if after:
        notes.append(_note(f"continues with step {after.number}", place, y))
        y += CONTINUES
    end = _end(page[-1], place, y)
    return FlowPage(y + _EDGE, tuple(_headings(place)), tuple(steps), tuple(connectors), end, tuple(notes))


def _headings(place: Columns) -> Iterator[TextBox]:
    for title, (x, width) in zip(HEADINGS, (place.inputs, place.step, place.controls), strict=True):
        if width:
            yield TextBox(Rectangle(x, 0.0, width, TOP), (Line(title, _HEADING),))


def _note(text: str, place: Columns, y: float) -> TextBox:
    x, width = place.step
    return TextBox(Rectangle(x, y, width, LEADING + PADDING), (Line(text, _NOTE),))


def _placed(row: Row, place: Columns, y: float) -> PlacedStep:
    def placed(lines: tuple[Line, ...], column: tuple[float, float]) -> TextBox | None:
        return TextBox(Rectangle(column[0], y, column[1], box_height(lines)), lines) if lines else None

    step = TextBox(Rectangle(place.step[0], y, place.step[1], box_height(row.step)), row.step)
    return PlacedStep(row.number, step, placed(row.inputs, place.inputs), placed(row.controls, place.controls))


def _connector(row: Row, placed: PlacedStep, y: float) -> Iterator[Connector]:
    """The way down from a step to the foot of its row; none below a last step without output."""
    frame, foot = placed.step.frame, y + row.height
    if row.last:
        if row.output:
            yield Connector(frame.centre, frame.bottom, foot - box_height(row.output))
        return
    if not row.output:
        yield Connector(frame.centre, frame.bottom, foot)
        return
    height = lines_height(row.output)
    top = frame.bottom + (foot - frame.bottom - height) / 2 - 4  # the arrow below needs more room than the line above
    output = TextBox(Rectangle(frame.x, top - PADDING, frame.width, height + 2 * PADDING), row.output)
    yield Connector(frame.centre, frame.bottom, foot, output)


def _end(row: Row, place: Columns, y: float) -> TextBox | None:
    if not (row.last and row.output):
        return None
    x, width = place.step
    height = box_height(row.output)
    return TextBox(Rectangle(x, y - height, width, height), row.output)
