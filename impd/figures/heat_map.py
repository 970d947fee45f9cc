"""Values by tissue and group as a heat map: the darker a cell, the higher its value, which is printed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from impd.figures.boxed_lines import at_most, boxed_height, in_middle
from impd.figures.drawing import PAGE_WIDTH, Drawing, Rectangle
from impd.figures.grey_scale import GreyScale, grey_scale
from impd.figures.grid import grid_frame
from impd.figures.grid_layout import Cell, Grid, GridPage, layout_grid
from impd.figures.heat_map_cells import HeatCell, printed, texts_of, values_of
from impd.figures.sentences import counted, one_line
from impd.figures.shading import WHITE, filled_box, grey, ink_on, inked
from impd.figures.svg import drawing, text_box
from impd.figures.text_lines import LEADING, PADDING, SMALL, Line, Style, TextBox, lines_height, paragraph

__all__ = ["HeatCell", "describe_heat_map", "draw_heat_map", "layout_heat_map"]

_SMALL = Style(size=SMALL)
_SWATCH, _STEP, _MOST_LINES = 16.0, 68.0, 6


def draw_heat_map(cells: Sequence[HeatCell], unit: str) -> tuple[Drawing, ...]:
    """The heat map in as many drawings as it takes, all on one scale; none for no cell."""
    values, lines = values_of(cells), _legend_lines(cells, unit)
    scale = grey_scale(values.values())
    return tuple(
        drawing(
            (*grid_frame(page), *_cells(page, values, scale), *_legend(page.legend, lines, scale)),
            PAGE_WIDTH,
            page.height,
        )
        for page in layout_heat_map(cells, unit)
    )


def layout_heat_map(cells: Sequence[HeatCell], unit: str) -> tuple[GridPage, ...]:
    """Where everything stands in each drawing of the heat map."""
    steps = LEADING + 2 * PADDING if grey_scale(values_of(cells).values()) else 0.0
    foot = boxed_height(_legend_lines(cells, unit)) + steps
    return layout_grid(Grid(texts_of(cells), _SMALL, foot))


def describe_heat_map(cells: Sequence[HeatCell], unit: str) -> str:
    """What the heat map shows in one to three sentences: its size, its range, and where the highest value is."""
    if not cells:
        return ""
    rows, columns = ({each.row for each in cells}, {each.column for each in cells})
    size = f"Heat map of {counted(len(rows), 'row')} by {counted(len(columns), 'column')}"
    found = [(each.value, each) for each in cells if each.value is not None and each.value.is_finite()]
    if not found:
        return f"{size}; no cell has a number."
    words = len(cells) - len(found)
    missing = f" {counted(words, 'cell')} {'has' if words == 1 else 'have'} no number." if words else ""
    return f"{size}; {_range(found, one_line(unit))}{missing}"


def _range(found: Sequence[tuple[Decimal, HeatCell]], unit: str) -> str:
    """Lowest and highest value as stated, and the place of the highest if there is one only."""
    ordered = sorted(found, key=lambda each: each[0])
    (low, lowest), (high, highest) = ordered[0], ordered[-1]
    stated = " ".join(filter(None, (printed(highest), unit)))
    if low == high:
        return f"{'the value is' if len(found) == 1 else 'each value is'} {stated}."
    text = f"values from {printed(lowest)} to {stated}, the darker the higher."
    single = [value for value, _ in found].count(high) == 1
    return f"{text} The highest is in {one_line(highest.row)}, {one_line(highest.column)}." if single else text


def _cells(page: GridPage, values: Mapping[Cell, Decimal], scale: GreyScale | None) -> Iterator[str]:
    for place, content in page.cells:
        value = values.get(place)
        if value is None:
            yield filled_box(content.frame, WHITE)
            yield from text_box(in_middle(content), centred=True)
            continue
        level = scale.level(value) if scale else 0.0
        yield filled_box(content.frame, grey(level))
        yield inked(text_box(in_middle(content), centred=True), ink_on(level))


def _legend_lines(cells: Sequence[HeatCell], unit: str) -> tuple[Line, ...]:
    """What the legend says above the steps of its scale."""
    values, texts = values_of(cells), texts_of(cells)
    stated = f" in {one_line(unit)}" if one_line(unit) else ""
    scaled = [f"Grey by the logarithm of the value{stated}."] if grey_scale(values.values()) else []
    zero = ["Zero and below: lightest grey."] if any(value <= 0 for value in values.values()) else []
    all_places = len({row for row, _ in texts}) * len({column for _, column in texts})
    white = ["White: no number."] if len(values) < all_places else []
    said = " ".join([*(scaled or [f"Values{stated}."] * bool(stated)), *zero, *white])
    return at_most(paragraph(said, PAGE_WIDTH - 10, _SMALL), _MOST_LINES)


def _legend(place: Rectangle, lines: tuple[Line, ...], scale: GreyScale | None) -> Iterator[str]:
    yield from text_box(TextBox(place, lines))
    y = place.y + lines_height(lines) + 2 * PADDING
    for at, (text, level) in enumerate(scale.steps() if scale else ()):
        swatch = Rectangle(place.x + PADDING + at * _STEP, y, _SWATCH, LEADING)
        yield filled_box(swatch, grey(level))
        beside = Rectangle(swatch.right, y - PADDING, _STEP - _SWATCH, LEADING + 2 * PADDING)
        yield from text_box(TextBox(beside, (Line(text, _SMALL),)))
