"""What each cell of a risk matrix shows: how the relation of a risk factor to a risk is dealt with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impd.figures.grid_layout import Cell
from impd.figures.sentences import one_line

NOT_COVERED = "!"
MEANINGS: Mapping[str, str] = {
    "●": "covered by non-clinical data",
    "○": "covered by quality",
    "◇": "covered by clinical measures",
    "□": "covered by published data",
    NOT_COVERED: "not covered",
    "–": "no relation",
}


@dataclass(frozen=True, slots=True)
class RiskCell:
    """How a risk factor bears on a risk: a ``sign`` of MEANINGS, or several in one text; blank draws none."""

    factor: str
    risk: str
    sign: str


def signs_of(cells: Sequence[RiskCell]) -> Mapping[Cell, str]:
    """The signs of each combination, each once and in the order of MEANINGS; other text stays as stated."""
    texts: dict[Cell, str] = {}
    for cell in cells:
        place = (cell.factor, cell.risk)
        texts[place] = _joined(texts.get(place, ""), one_line(cell.sign))
    return texts


def signs_used(signs: Mapping[Cell, str]) -> tuple[str, ...]:
    """The signs of MEANINGS that occur."""
    return tuple(each for each in MEANINGS if any(shows(text, each) for text in signs.values()))


def shows(text: str, sign: str) -> bool:
    """Whether a cell's text is made of signs, this among them."""
    return sign in text and _only_signs(text)


def _joined(before: str, text: str) -> str:
    if _only_signs(before + text):
        return "".join(each for each in MEANINGS if each in before + text)
    return " ".join(dict.fromkeys(filter(None, (before, text))))


def _only_signs(text: str) -> bool:
    return all(sign in MEANINGS or sign == " " for sign in text)
