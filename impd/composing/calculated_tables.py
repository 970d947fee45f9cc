"""Tables of calculated values, and the figures drawn of their lines, for templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from impd.composing.answers import CalculatedRow
from impd.composing.composition import Composition
from impd.composing.drawing import Drawings
from impd.composing.fact_functions import path_of_view
from impd.composing.view import View
from impd.document import Calculation
from impd.figures.batch_trend import BatchTrend, describe_batch_trend, draw_batch_trend
from impd.figures.stability_plot import StabilityPlot, describe_stability_plot, draw_stability_plot


class PrintedRow:
    """One line of a calculated table; a printed cell notes what it was calculated from."""

    __slots__ = ("_calculations", "_path", "_row")

    def __init__(self, row: CalculatedRow, path: str, calculations: dict[str, Calculation]) -> None:
        self._row = row
        self._path = path
        self._calculations = calculations

    @property
    def key(self) -> str:
        """What tells the line from the others of its table."""
        return self._row.key

    @property
    def convention(self) -> str:
        """How its values were calculated."""
        return self._row.convention

    @property
    def figure(self) -> StabilityPlot | BatchTrend | None:
        """What is drawn of it."""
        return self._row.figure

    def cell(self, name: str) -> Markup:
        """A value of the line, printed; nothing where it is empty."""
        text = self._row.cells[name]
        if not text:
            return Markup("")
        path = f"{self._path}.{name}"
        self._calculations[path] = Calculation(path, self._row.inputs, self._row.convention)
        return Markup('<f p="{}">{}</f>').format(path, text)


class CalculatedTables:
    """The calculated tables of one composition."""

    def __init__(self, composition: Composition, drawings: Drawings) -> None:
        self._composition = composition
        self._keep = drawings.keep

    def table(self) -> dict[str, Callable[..., Any]]:
        """The functions by the name templates use."""
        return {"calculated_rows": self.rows, "drawn": self.drawn, "drawn_words": drawn_words}

    def rows(self, owner: View, name: str) -> list[PrintedRow]:
        """The lines of a calculated table that belongs to an entry, by the table's name; none where there is none."""
        path = path_of_view(owner)
        found = self._composition.answers.rows.get((path, name), ())
        below = f"{path}.{name.replace(' ', '_')}"
        return [PrintedRow(row, f"{below}[{row.key}]", self._composition.calculations) for row in found]

    def drawn(self, row: PrintedRow, name: str) -> list[str]:
        """The names of the drawings of a line, kept under a name; none where nothing is drawn of it."""
        match row.figure:
            case StabilityPlot() as plot:
                return self._keep(name, draw_stability_plot(plot))
            case BatchTrend() as trend:
                return self._keep(name, draw_batch_trend(trend))
            case _:
                return []


def drawn_words(row: PrintedRow) -> str:
    """What the drawing of a line shows, in words."""
    match row.figure:
        case StabilityPlot() as plot:
            return describe_stability_plot(plot)
        case BatchTrend() as trend:
            return describe_batch_trend(trend)
        case _:
            return ""
