"""The heads of the columns of a grid: upright where their words fit, turned by a right angle where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impd.figures.boxed_lines import at_most, boxed_height, widest_word
from impd.figures.text_lines import PADDING, SMALL, Line, Style, lines_height, paragraph, text_width

HEAD = Style(size=SMALL, bold=True)
LABEL = Style()
MOST_LINES = 38  # of a label or cell: with head, legend and note they still fit a page
_TALLEST, _TALLEST_TURNED = 70.0, 110.0
_FEW_LINES = 6


@dataclass(frozen=True, slots=True)
class Heads:
    """The lines of each head, the height they all take, whether they are turned, and whether they fit as they are."""

    lines: Mapping[str, tuple[Line, ...]]
    height: float
    turned: bool
    fit: bool


def heads_of(columns: Sequence[str], width: float) -> Heads:
    """The heads of columns of this width."""
    upright = {column: _balanced(column, width - 2 * PADDING) for column in columns}
    height = max(map(boxed_height, upright.values()))
    if height <= _TALLEST and widest_word(columns, HEAD) <= width - 2 * PADDING:
        return Heads(upright, height, turned=False, fit=True)
    turned = {column: _balanced(column, _TALLEST_TURNED - 2 * PADDING) for column in columns}
    if max(map(lines_height, turned.values())) <= width - 2:
        length = max((text_width(line.text, HEAD) for lines in turned.values() for line in lines), default=0.0)
        return Heads(turned, length + 2 * PADDING, turned=True, fit=True)
    cut = {column: at_most(lines, MOST_LINES // 3) for column, lines in upright.items()}
    return Heads(cut, max(map(boxed_height, cut.values())), turned=False, fit=False)


def _balanced(text: str, width: float) -> tuple[Line, ...]:
    """The text in as few lines as the width allows, parted at commas or else evenly; no word is newly broken."""
    choices = [paragraph(text, width, HEAD)]
    narrowest = widest_word([text], HEAD) if len(choices[0]) <= _FEW_LINES else width
    while width - 2 > narrowest and len(narrower := paragraph(text, width - 2, HEAD)) == len(choices[0]):
        choices.append(narrower)
        width -= 2
    return min(choices, key=_unevenness)


def _unevenness(lines: Sequence[Line]) -> tuple[int, float]:
    """Less for lines that end at commas, then for a shorter longest line."""
    at_commas = sum(line.text.endswith(",") for line in lines[:-1])
    return -at_commas, max((text_width(line.text, HEAD) for line in lines), default=0.0)
