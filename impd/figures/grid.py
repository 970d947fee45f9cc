"""The parts of a drawn grid that heat map and matrix share: heads, labels and the part of the whole it is."""

from __future__ import annotations

from collections.abc import Iterator

from impd.figures.boxed_lines import in_middle
from impd.figures.drawing import Rectangle
from impd.figures.grid_layout import GridPage
from impd.figures.shading import turned_text
from impd.figures.svg import text_box
from impd.figures.text_lines import PADDING, TextBox, lines_height


def grid_frame(page: GridPage) -> Iterator[str]:
    """Column heads, row labels and the note of a drawing; its cells and its legend are not drawn."""
    for head in page.heads:
        yield from turned_text(head) if page.turned else text_box(_on_foot(head), centred=True)
    for label in page.labels:
        yield from text_box(in_middle(label))
    if page.note:
        yield from text_box(page.note, centred=True)


def _on_foot(head: TextBox) -> TextBox:
    """The lines of a head just above its column."""
    frame, height = head.frame, lines_height(head.lines) + 2 * PADDING
    return TextBox(Rectangle(frame.x, frame.bottom - height, frame.width, height), head.lines)
