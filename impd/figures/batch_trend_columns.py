"""The names of batches below a trend and the process versions above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from impd.figures.batch_trend_facts import Stratum, TrendBatch, strata
from impd.figures.boxed_lines import at_most, boxed_height, widest_word
from impd.figures.drawing import Rectangle
from impd.figures.even_parts import even_parts
from impd.figures.grid_heads import HEAD, Heads, heads_of
from impd.figures.plot_frame import INSET
from impd.figures.plot_legend import SMALL_STYLE
from impd.figures.sentences import one_line
from impd.figures.text_lines import LEADING, PADDING, Line, TextBox, paragraph, text_width

MOST, _FEWEST = 24, 8
"""The batches of one drawing, and to how few of them it goes for the sake of their names."""
GAP = 2.0  # between the frame and the names
_LONGEST_NAME = 102.0
_MOST_LINES = 3  # of a version
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edge and width of the frame of a trend, and the batches that stand in it side by side."""

    x: float
    width: float
    batches: tuple[TrendBatch, ...]

    @property
    def slot(self) -> float:
        """The room that each batch has, in quarters of a point so that neighbours meet exactly."""
        return floor(4 * (self.width - 2 * INSET) / max(1, len(self.batches))) / 4

    def x_of(self, at: float) -> float:
        """Where the slot at this place begins; half a slot further stands its point."""
        return self.x + INSET + at * self.slot


def parts_of(x: float, width: float, batches: Sequence[TrendBatch]) -> list[Columns]:
    """The batches in the fewest even parts in which their names fit, or in small parts if they never do."""
    least = max(1, -(-len(batches) // MOST))
    most = max(least, -(-len(batches) // _FEWEST))
    for count in range(least, most + 1):
        parts = [Columns(x, width, tuple(part)) for part in even_parts(batches, count)]
        if all(_heads(part).fit for part in parts if part.batches):
            break
    return parts


def names_below(columns: Columns, y: float) -> tuple[tuple[TextBox, ...], bool]:
    """The names of the batches in their slots from ``y`` down, and whether they are turned."""
    if not columns.batches:
        return (), False
    heads, boxes = _heads(columns), list[TextBox]()
    for at, batch in enumerate(columns.batches):
        lines = heads.lines[_name(batch)]
        height = _length(lines) + 2 * PADDING if heads.turned else heads.height  # so that turned names end at the frame
        boxes.append(TextBox(Rectangle(columns.x_of(at), y, columns.slot, height), lines))
    return tuple(boxes), heads.turned


def version_letters(parts: Sequence[Columns]) -> Mapping[str, str]:
    """A letter for each version, the same in all drawings; none where the versions fit above their batches."""
    groups = [(part, stratum) for part in parts for stratum in strata(part.batches)]
    if all(_fits(stratum, part.slot) for part, stratum in groups):
        return {}
    versions = dict.fromkeys(stratum.version for _, stratum in groups)
    return {each: _LETTERS[at] if at < len(_LETTERS) else str(at + 1) for at, each in enumerate(versions)}


def versions_above(columns: Columns, y: float, letters: Mapping[str, str]) -> tuple[TextBox, ...]:
    """The version above each run of batches, in letters where there are such."""
    groups = strata(columns.batches)
    lines = [_lines(letters.get(group.version, group.version), group, columns.slot) for group in groups]
    height = max(map(boxed_height, lines), default=0.0)
    return tuple(
        TextBox(Rectangle(columns.x_of(group.start), y, group.count * columns.slot, height), each)
        for group, each in zip(groups, lines, strict=True)
    )


def letters_in_words(columns: Columns, letters: Mapping[str, str]) -> list[str]:
    """What the letters of one drawing mean, as a line of its notes."""
    used = dict.fromkeys(stratum.version for stratum in strata(columns.batches) if stratum.version in letters)
    return ["; ".join(f"{letters[version]}: {version}" for version in used)] if used else []


def _heads(columns: Columns) -> Heads:
    """The names upright or turned; what fits neither way is turned and cut."""
    names = list(dict.fromkeys(map(_name, columns.batches)))
    heads = heads_of(names, columns.slot)
    if heads.fit:
        return heads
    most = max(1, int((columns.slot - 2) // LEADING))
    lines = {name: at_most(paragraph(name, _LONGEST_NAME, HEAD), most) for name in names}
    return Heads(lines, max(map(_length, lines.values())) + 2 * PADDING, turned=True, fit=False)


def _length(lines: Sequence[Line]) -> float:
    return max((text_width(line.text, HEAD) for line in lines), default=0.0)


def _name(batch: TrendBatch) -> str:
    return one_line(batch.batch) or "not stated"


def _fits(group: Stratum, slot: float) -> bool:
    width = group.count * slot - 2
    few = len(paragraph(group.version, width, SMALL_STYLE)) <= _MOST_LINES
    return few and widest_word([group.version], SMALL_STYLE) <= width


def _lines(text: str, group: Stratum, slot: float) -> tuple[Line, ...]:
    return at_most(paragraph(text, group.count * slot - 2, SMALL_STYLE), _MOST_LINES)
