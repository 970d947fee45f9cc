"""Risk factors by risks as a matrix: a sign in each cell says how their relation is dealt with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from impd.figures.boxed_lines import in_middle
from impd.figures.drawing import PAGE_WIDTH, Drawing, Rectangle
from impd.figures.grid import grid_frame
from impd.figures.grid_layout import Cell, Grid, GridPage, layout_grid
from impd.figures.risk_matrix_signs import MEANINGS, NOT_COVERED, RiskCell, shows, signs_of, signs_used
from impd.figures.sentences import counted, listed, one_line
from impd.figures.shading import filled_box, grey
from impd.figures.svg import box, drawing, text_box
from impd.figures.text_lines import LEADING, PADDING, SMALL, Line, Style, TextBox

__all__ = ["MEANINGS", "RiskCell", "describe_risk_matrix", "draw_risk_matrix", "layout_risk_matrix"]

_SIGN, _SMALL = Style(size=9.0, bold=True), Style(size=SMALL)
_SIGN_WIDTH = 18.0
_MOST_NAMED = 5
_IN_A_ROW = 3  # entries of the legend side by side


def draw_risk_matrix(cells: Sequence[RiskCell]) -> tuple[Drawing, ...]:
    """The matrix in as many drawings as it takes, each with the legend of its signs; none for no cell."""
    signs = signs_of(cells)
    used = signs_used(signs)
    return tuple(
        drawing((*grid_frame(page), *_cells(page, signs), *_legend(page.legend, used)), PAGE_WIDTH, page.height)
        for page in layout_risk_matrix(cells)
    )


def layout_risk_matrix(cells: Sequence[RiskCell]) -> tuple[GridPage, ...]:
    """Where everything stands in each drawing of the matrix."""
    signs = signs_of(cells)
    lines = -(-len(signs_used(signs)) // _IN_A_ROW)
    return layout_grid(Grid(signs, _SIGN, lines * LEADING + 2 * PADDING if lines else 0.0))


def describe_risk_matrix(cells: Sequence[RiskCell]) -> str:
    """What the matrix shows in one to three sentences: its size, how often each sign occurs, and what is not covered.

    Risks that are not covered are named if they are few.
    """
    if not cells:
        return ""
    signs = signs_of(cells)
    factors, risks = {factor for factor, _ in signs}, {risk for _, risk in signs}
    size = f"Risk matrix of {counted(len(factors), 'risk factor')} by {counted(len(risks), 'risk')}."
    marked = {sign: [place for place, text in signs.items() if shows(text, sign)] for sign in signs_used(signs)}
    found = [f"{MEANINGS[sign]} in {counted(len(places), 'cell')}" for sign, places in marked.items()]
    bare = [f"{one_line(risk)} ({one_line(factor)})" for factor, risk in marked.get(NOT_COVERED, [])]
    named = f"Not covered: {listed(bare)}." if 0 < len(bare) <= _MOST_NAMED else ""
    stated = f"{', '.join(found).capitalize()}." if found else ""
    return " ".join(filter(None, (size, stated, named)))


def _cells(page: GridPage, signs: Mapping[Cell, str]) -> Iterator[str]:
    for place, content in page.cells:
        bare = shows(signs.get(place, ""), NOT_COVERED)
        yield filled_box(content.frame, grey(0.0)) if bare else box(content.frame)
        yield from text_box(in_middle(content), centred=True)


def _legend(place: Rectangle, used: Sequence[str]) -> Iterator[str]:
    """Each sign that occurs, with its meaning beside it."""
    width = place.width / _IN_A_ROW
    for at, sign in enumerate(used):
        row, column = divmod(at, _IN_A_ROW)
        frame = Rectangle(place.x + column * width, place.y + row * LEADING, width, LEADING + 2 * PADDING)
        beside = Rectangle(frame.x, frame.y, _SIGN_WIDTH, frame.height)
        yield from text_box(TextBox(beside, (Line(sign, _SIGN),)), centred=True)
        yield from text_box(TextBox(frame, (Line(MEANINGS[sign], _SMALL, indent=_SIGN_WIDTH - PADDING),)))
