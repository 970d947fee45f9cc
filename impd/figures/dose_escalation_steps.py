"""What each step of a dose escalation says, as measured lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from impd.figures.boxed_lines import widest_word
from impd.figures.sentences import one_line, unbroken_powers
from impd.figures.text_lines import PADDING, SMALL, Line, Style, paragraph

GAP = 16.0  # between two boxes side by side
INTERVAL_INDENT = 8.0  # from the left edge of a box to what is said above the arrow that leaves it
_NAME, _PLAIN, _SMALL = Style(bold=True), Style(), Style(size=SMALL)
_WIDEST_WORD = 100.0  # a longer one is broken


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """A cohort: its dose, number of subjects and notes, and the ``interval`` that lies between it and the next."""

    name: str
    dose: str
    subjects: str
    notes: tuple[str, ...]
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Stair:
    """The lines of a step, and those above the arrow that leaves it; ``leads`` if there is such an arrow."""

    lines: tuple[Line, ...]
    interval: tuple[Line, ...]
    leads: bool


def stairs(steps: Sequence[EscalationStep], pitch: float, follows: str) -> list[Stair]:
    """The stairs of one drawing, ``pitch`` apart; ``follows`` says where others stand that come after."""
    last = len(steps) - 1
    return [_stair(step, pitch, at < last, follows if at == last else "") for at, step in enumerate(steps)]


def words_fit(steps: Sequence[EscalationStep], pitch: float) -> bool:
    """Whether no word has to be broken, except those longer than a box is ever wide."""
    names = widest_word([step.name for step in steps], _NAME, _WIDEST_WORD)
    texts = [unbroken_powers(text) for step in steps for text in (step.dose, subjects_text(step))]
    notes = widest_word([note for step in steps for note in step.notes], _SMALL, _WIDEST_WORD)
    return max(names, notes, widest_word(texts, _PLAIN, _WIDEST_WORD)) <= _inner(pitch)


def subjects_text(step: EscalationStep) -> str:
    """The number of subjects with the word, or the words as stated."""
    text = one_line(step.subjects)
    if not text or any(map(str.isalpha, text)):
        return text
    return f"{text} subject" if text == "1" else f"{text} subjects"


def interval_width(pitch: float, inside: bool) -> float:
    """The width of what is said above an arrow, which reaches to the next box ``inside`` a drawing."""
    return pitch - INTERVAL_INDENT - (0.0 if inside else GAP)


def _inner(pitch: float) -> float:
    return pitch - GAP - 2 * PADDING


def _stair(step: EscalationStep, pitch: float, inside: bool, follows: str) -> Stair:
    width = _inner(pitch)
    above = interval_width(pitch, inside) - 2 * PADDING
    facts = [line for text in (step.dose, subjects_text(step)) for line in paragraph(unbroken_powers(text), width)]
    notes = [line for note in step.notes for line in paragraph(unbroken_powers(note), width, _SMALL)]
    ruled = [replace(notes[0], ruled=True), *notes[1:]] if notes else []
    lines = (*paragraph(step.name, width, _NAME), *facts, *ruled) or (Line(""),)
    interval = tuple(
        line for text in (unbroken_powers(step.interval), follows) for line in paragraph(text, above, _SMALL)
    )
    return Stair(lines, interval, inside or bool(interval))
