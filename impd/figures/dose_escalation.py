"""The escalation of the dose as a staircase: a box a cohort, and above each arrow what lies before the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from impd.figures.dose_escalation_layout import Arrow, EscalationPage, layout_dose_escalation
from impd.figures.dose_escalation_steps import EscalationStep
from impd.figures.drawing import PAGE_WIDTH, Drawing
from impd.figures.sentences import counted, one_line
from impd.figures.svg import arrow, box, drawing, line, text_box

__all__ = ["EscalationStep", "describe_dose_escalation", "draw_dose_escalation"]


def draw_dose_escalation(steps: Sequence[EscalationStep]) -> tuple[Drawing, ...]:
    """The staircase in as many drawings as it takes; none for no step."""
    return tuple(drawing(tuple(_page(page)), PAGE_WIDTH, page.height) for page in layout_dose_escalation(steps))


def describe_dose_escalation(steps: Sequence[EscalationStep]) -> str:
    """What the staircase shows in one to three sentences: its cohorts, doses, subjects and what lies between."""
    if not steps:
        return ""
    text = f"Dose escalation in {counted(len(steps), 'cohort')}{_doses(steps)}{_subjects(steps)}."
    between = list(dict.fromkeys(filter(None, (one_line(step.interval) for step in steps[:-1]))))
    if not between:
        return text
    if len(between) == 1 and all(one_line(step.interval) for step in steps[:-1]):
        return f"{text} Before {'the' if len(steps) == 2 else 'each'} next cohort: {between[0]}."
    return f"{text} Before the next cohort: {'; '.join(between)}."


def _doses(steps: Sequence[EscalationStep]) -> str:
    first, last = one_line(steps[0].dose), one_line(steps[-1].dose)
    if not (first and last):
        return ""
    return f", from {first} to {last}" if first != last else f", at {first}"


def _subjects(steps: Sequence[EscalationStep]) -> str:
    """The subjects of all cohorts together, if each states a plain number."""
    numbers = [one_line(step.subjects) for step in steps]
    if not all(each.isascii() and each.isdecimal() for each in numbers):
        return ""
    return f"; {counted(sum(map(int, numbers)), 'subject')} in total"


def _page(page: EscalationPage) -> Iterator[str]:
    for way in page.arrows:
        yield from _arrow(way)
    for step in page.steps:
        yield box(step.frame)
        yield from text_box(step)
    if page.note:
        yield from text_box(page.note, centred=True)


def _arrow(way: Arrow) -> Iterator[str]:
    *bends, _ = pairwise(way.points)
    for start, end in bends:
        yield line(start, end)
    yield arrow(way.points[-2], way.points[-1])
    if way.label:
        yield from text_box(way.label)
