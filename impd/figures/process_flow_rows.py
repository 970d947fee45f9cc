"""What a flow chart says, step by step, as measured lines of text: a row a step, more where one outgrows a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH
from impd.figures.text_lines import PADDING, RULE, SMALL, Line, Style, items, lines_height, paragraph

HEADINGS = ("Materials", "Process step", "In-process controls")
TOP = 18.0  # the headings of the columns
CONTINUED = 26.0  # "continued from step 3" and the arrow to the first step
CONTINUES = 15.0  # "continues with step 4", below the arrow that leaves the page
ARROW = 16.0
TITLE_INDENT = 18.0  # room for the number of the step
_EDGE = 1.0
_SIDE, _SIDE_GAP, _WIDEST_STEP = 112.0, 22.0, 300.0
_OUTPUT_LINES = 6  # a longer output stands in the box of its step
_TITLE = Style(bold=True)
_MARK = Style(size=SMALL)


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One manufacturing step: what enters, what is done, what is tested, what comes out, and its times and holds."""

    name: str
    inputs: tuple[str, ...]
    parameters: tuple[str, ...]
    controls: tuple[str, ...]
    output: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edge and width of the three columns; a side column nobody fills has no width."""

    inputs: tuple[float, float]
    step: tuple[float, float]
    controls: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A step, or the part of it that fits on a page: the lines of each column and of the output below."""

    number: int
    step: tuple[Line, ...]
    inputs: tuple[Line, ...]
    controls: tuple[Line, ...]
    output: tuple[Line, ...] = ()
    last: bool = False

    @property
    def connector(self) -> float:
        """The height below the box of the step: the arrow, with the output on it or in a box at its end."""
        if not self.output:
            return 0.0 if self.last else ARROW
        return ARROW + lines_height(self.output) + (2 * PADDING if self.last else 6.0)

    @property
    def height(self) -> float:
        """The room the row takes, its connector included."""
        side = max(box_height(self.inputs), box_height(self.controls)) + 6.0
        end = self.connector if self.last else 0.0
        return max(box_height(self.step) + self.connector, side + end)


def columns(steps: Sequence[FlowStep]) -> Columns:
    """The columns of a chart: the step takes the room of a side column that stays empty."""
    left = any(text.strip() for step in steps for text in step.inputs)
    right = any(text.strip() for step in steps for text in step.controls)
    room = PAGE_WIDTH - 2 * _EDGE - (left + right) * (_SIDE + _SIDE_GAP)
    width = min(room, _WIDEST_STEP)
    start = _EDGE + (room - width) / 2
    step = start + left * (_SIDE + _SIDE_GAP)
    return Columns((start, left * _SIDE), (step, width), (step + width + right * _SIDE_GAP, right * _SIDE))


def rows(steps: Sequence[FlowStep], place: Columns) -> Iterator[Row]:
    """The rows of all steps, top to bottom."""
    for number, step in enumerate(steps, start=1):
        yield from _parts(_row(step, number, place, number == len(steps)), step.name, place)


def box_height(lines: Sequence[Line]) -> float:
    """The height of a box around the lines, 0 if there are none."""
    return lines_height(lines) + 2 * PADDING if lines else 0.0


def _row(step: FlowStep, number: int, place: Columns, last: bool) -> Row:
    width, side = place.step[1] - 2 * PADDING, _SIDE - 2 * PADDING
    parameters = items(step.parameters, width, TITLE_INDENT)
    marks = _ruled([line for mark in step.marks for line in paragraph(mark, width, _MARK, TITLE_INDENT)])
    output = paragraph(step.output, width)
    if len(output) > _OUTPUT_LINES:
        marks, output = (*marks, *_ruled(paragraph(f"Output: {step.output}", width, indent=TITLE_INDENT))), ()
    text = (*_title(step.name, place), *parameters, *marks)
    return Row(number, text, items(step.inputs, side), items(step.controls, side), output, last)


def _title(name: str, place: Columns) -> tuple[Line, ...]:
    return paragraph(name, place.step[1] - 2 * PADDING, _TITLE, TITLE_INDENT) or (Line("", indent=TITLE_INDENT),)


def _ruled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a thin rule above the first."""
    return (replace(lines[0], ruled=True), *lines[1:]) if lines else ()


def _parts(row: Row, name: str, place: Columns) -> Iterator[Row]:
    """The row itself, or as many rows as it takes for each to fit on a page."""
    room = PAGE_HEIGHT - _EDGE - TOP - CONTINUED - CONTINUES
    if row.height <= room:
        yield row
        return
    title = (*_title(name, place)[:2], Line("(continued)", indent=TITLE_INDENT))
    count = int((room - row.connector - ARROW - 2 * PADDING - 2 * RULE) // 10) - len(title)
    starts = range(0, max(len(row.step), len(row.inputs), len(row.controls)), count)
    for start in starts:
        cut = slice(start, start + count)
        text = (*(title if start else ()), *row.step[cut])
        end = start == starts[-1]
        rest = (row.output, row.last) if end else ((), False)
        yield Row(row.number, text, row.inputs[cut], row.controls[cut], *rest)
