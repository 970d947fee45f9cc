"""Where frame, batches, versions and legend of a batch trend stand, drawing by drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impd.figures.batch_trend_columns import (
    GAP,
    Columns,
    letters_in_words,
    names_below,
    parts_of,
    version_letters,
    versions_above,
)
from impd.figures.batch_trend_facts import SIGNS, BatchTrend, TrendBatch, levels, missing, shown, use_of
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Rectangle
from impd.figures.even_parts import part_of
from impd.figures.plot_frame import BOLD, PlotFrame, beside, heading, label_width, y_labels
from impd.figures.plot_legend import EDGE, SMALL_STYLE, LegendEntry, below_plot
from impd.figures.plot_scale import Scale, logarithmic_scale, number_scale
from impd.figures.plot_words import SIDES, bound
from impd.figures.sentences import one_line
from impd.figures.text_lines import PADDING, TextBox

_FRAME = (130.0, 220.0)  # the least and the greatest height of the frame
_LABEL, _RIGHT = 84.0, 12.0


@dataclass(frozen=True, slots=True)
class TrendPage:
    """One drawing: its frame, its batches from left to right, the names below and the versions above, and all words."""

    height: float
    frame: PlotFrame
    columns: Columns
    turned: bool
    names: tuple[TextBox, ...]
    versions: tuple[TextBox, ...]
    legend: tuple[LegendEntry, ...]
    signs: tuple[str, ...]
    labels: tuple[TextBox, ...]
    words: tuple[TextBox, ...]

    def boxes(self) -> Iterator[Rectangle]:
        """Everything that takes room on the page; no two of them overlap."""
        yield self.frame.place
        for entry in self.legend:
            yield from (entry.sign, entry.name.frame)
        yield from (each.frame for each in (*self.names, *self.versions, *self.labels, *self.words))


def layout_batch_trend(trend: BatchTrend) -> tuple[TrendPage, ...]:
    """The drawings of the trend in the order of its batches, all on one scale."""
    up = _scale(trend)
    left = EDGE + label_width(up)
    width = PAGE_WIDTH - EDGE - (_LABEL if levels(trend) else _RIGHT) - left
    parts = parts_of(left, width, trend.batches)
    letters = version_letters(parts)
    return tuple(_page(trend, part, letters, part_of(at, len(parts))) for at, part in enumerate(parts, start=1))


def _scale(trend: BatchTrend) -> Scale:
    """The scale that holds all values, limits, the mean and the interval."""
    values = [value for batch in trend.batches if (value := shown(trend, batch.value)) is not None]
    values += [at for at, _, _ in levels(trend)]
    return logarithmic_scale(values) if trend.logarithmic else number_scale(values)


def _signs(trend: BatchTrend, batches: Sequence[TrendBatch]) -> tuple[str, ...]:
    """What the legend names: the uses that occur, and censored results."""
    drawn = [batch for batch in batches if shown(trend, batch.value) is not None]
    uses, censored = {use_of(batch) for batch in drawn}, {bound(batch.censor) for batch in drawn}
    return (*(use for use in SIGNS if use in uses), *(words for side, words in SIDES.items() if side in censored))


def _page(trend: BatchTrend, columns: Columns, letters: Mapping[str, str], part: str) -> TrendPage:
    up = _scale(trend)
    title = heading(trend.title, BOLD, EDGE, 4)
    unit = heading(one_line(trend.unit) or "unit not stated", SMALL_STYLE, title[-1].frame.bottom if title else EDGE, 2)
    above = versions_above(columns, unit[-1].frame.bottom, letters)
    top = max((box.frame.bottom for box in above), default=unit[-1].frame.bottom + PADDING)
    room = max((box.frame.height + GAP for box in names_below(columns, 0.0)[0]), default=0.0)
    signs = _signs(trend, columns.batches)
    said = [*letters_in_words(columns, letters), *missing(trend), *([part] if part else [])]
    foot = below_plot(signs, said, 0.0).foot
    height = max(_FRAME[0], min(_FRAME[1], PAGE_HEIGHT - EDGE - top - room - foot))
    frame = PlotFrame(Rectangle(columns.x, top, columns.width, height), up)
    names, turned = names_below(columns, frame.place.bottom + GAP)
    under = below_plot(signs, said, frame.place.bottom + room)
    return TrendPage(
        under.foot + EDGE, frame, columns, turned, names, above, under.legend, signs,
        (*y_labels(frame), *_level_labels(trend, frame)), (*title, *unit, *under.notes),
    )  # fmt: skip


def _level_labels(trend: BatchTrend, frame: PlotFrame) -> tuple[TextBox, ...]:
    found = levels(trend)
    column = Rectangle(frame.place.right, frame.place.y, _LABEL, frame.place.height)
    return beside([text for _, _, text in found], [frame.height_of(at) for at, _, _ in found], column)
