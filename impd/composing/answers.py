"""What a composition is told about its product besides the facts: kind of dossier, conditions, calculated values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from impd.figures.batch_trend import BatchTrend
from impd.figures.stability_plot import StabilityPlot


@dataclass(frozen=True, slots=True)
class Calculated:
    """A value that follows from facts: its text, the paths of the facts it comes from, and how it was got."""

    text: str
    inputs: tuple[str, ...]
    convention: str = ""


@dataclass(frozen=True, slots=True)
class CalculatedRow:
    """One line of a calculated table: its key, its cells by name, what it follows from, and the figure drawn of it."""

    key: str
    cells: Mapping[str, str]
    inputs: tuple[str, ...]
    convention: str = ""
    figure: StabilityPlot | BatchTrend | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the facts of one product say, found by calculation.

    ``groups``: the column of each document's section tree, by document; None where the facts do not tell.
    ``applies``: the predicates of the section trees. ``study_column``: the column of the study types, or None.
    ``calculated``: values by the path of the fact they belong to, and their name; ``rows``: tables of values likewise.
    """

    groups: Mapping[str, str | None]
    applies: Mapping[str, bool | None] = field(default_factory=dict)
    study_column: str | None = None
    calculated: Mapping[tuple[str, str], Calculated] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], tuple[CalculatedRow, ...]] = field(default_factory=dict)
