"""The dose escalation: a rising staircase in which nothing overlaps, runs off or is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from impd.figures.dose_escalation import EscalationStep, describe_dose_escalation, draw_dose_escalation
from impd.figures.dose_escalation_layout import layout_dose_escalation
from impd.figures.text_lines import PADDING, text_width
from tests.figures.charts import outside, overlapping, within_page, words

BOARD = "≥ 28 days, decision by the data monitoring committee"


def cohorts(count: int, interval: str = BOARD) -> list[EscalationStep]:
    return [
        EscalationStep(f"Cohort {at}", f"{at} × 10¹² vg/kg", str(at), ("sentinel: 1 subject",) * (at % 3), interval)
        for at in range(1, count + 1)
    ]


CASES = {
    "one": cohorts(1),
    "three": cohorts(3),
    "five": cohorts(5),
    "sixty": cohorts(60),
    "no interval": cohorts(4, ""),
    "nothing stated": [EscalationStep("", "", "", ())] * 2,
    "long words": [EscalationStep("W" * 90, "M" * 90, "x" * 120, ("y-" * 90,), "Z" * 200), *cohorts(2)],
    "control signs": [EscalationStep("a\x0bb", "1\x00", "\ud800", ("\n",), "\t")] * 3,
    "many notes": [EscalationStep("A", "1", "1", ("a note of some length",) * 15, BOARD), *cohorts(4)],
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def steps(request):
    return request.param


def test_no_box_overlaps_another_or_runs_off(steps):
    for page in layout_dose_escalation(steps):
        frames = [each.frame for each in page.boxes()]
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(steps):
    for page in layout_dose_escalation(steps):
        for box in page.boxes():
            widths = [text_width(line.text, line.style) for line in box.lines]
            assert max(widths) <= box.frame.width - 2 * PADDING + 0.01


def test_drawings_fit_a_page(steps):
    assert within_page(draw_dose_escalation(steps))


def test_the_same_steps_give_the_same_bytes(steps):
    assert draw_dose_escalation(steps) == draw_dose_escalation(list(steps))


@pytest.mark.parametrize("case", [name for name in CASES if name != "control signs"])
def test_every_text_is_printed(case):
    printed = words(draw_dose_escalation(CASES[case])).replace(" ", "").replace("\u00a0", "")
    stated = [text for each in CASES[case] for text in (each.name, each.dose, each.subjects, *each.notes)]
    stated += [each.interval for each in CASES[case]]
    assert [text for text in stated if text.replace(" ", "") not in printed] == []


def test_each_step_stands_right_of_and_above_the_one_before(steps):
    for page in layout_dose_escalation(steps):
        for one, after in pairwise(each.frame for each in page.steps):
            assert after.x > one.right
            assert after.y < one.y
            assert after.bottom < one.bottom


def test_arrows_end_at_the_side_of_the_next_step_and_cross_no_box():
    (page,) = layout_dose_escalation(cohorts(4, "a week"))
    for arrow, after in zip(page.arrows, page.steps[1:], strict=False):
        x, y = arrow.points[-1]
        assert x == after.frame.x
        assert after.frame.y < y < after.frame.bottom


def test_many_steps_take_several_drawings_that_lead_to_each_other():
    drawings = draw_dose_escalation(cohorts(7))
    assert len(drawings) == 2
    assert "continued in part 2" in words(drawings[:1])
    assert "Part 2 of 2" in words(drawings[1:])
    assert "continued" not in words(drawings[1:])


def test_a_step_taller_than_a_page_is_cut_with_a_sign():
    drawings = draw_dose_escalation([EscalationStep("A", "1", "1", ("a note",) * 200, BOARD * 60), *cohorts(1)])
    assert within_page(drawings)
    assert "…" in words(drawings)


def test_blank_texts_draw_neither_words_nor_arrow_at_the_end():
    (page,) = layout_dose_escalation([EscalationStep("A", "", "", (), ""), EscalationStep("B", "", "", (), "")])
    assert [arrow.label for arrow in page.arrows] == [None]
    assert words(draw_dose_escalation([EscalationStep("A", "", "", ())])) == "A"


@pytest.mark.parametrize(
    ("stated", "printed"), [("1", "1 subject"), ("3", "3 subjects"), ("3–6", "3–6 subjects"), ("up to 6", "up to 6")]
)
def test_a_number_of_subjects_is_given_its_word(stated, printed):
    assert words(draw_dose_escalation([EscalationStep("A", "", stated, ())])) == f"A {printed}"


def test_no_step_gives_no_drawing():
    assert draw_dose_escalation([]) == ()
    assert describe_dose_escalation([]) == ""


def test_the_alternative_text_says_doses_subjects_and_interval():
    assert describe_dose_escalation(cohorts(3)) == (
        "Dose escalation in 3 cohorts, from 1 × 10¹² vg/kg to 3 × 10¹² vg/kg; 6 subjects in total. "
        f"Before each next cohort: {BOARD}."
    )


def test_the_alternative_text_says_no_more_than_is_stated():
    assert describe_dose_escalation([EscalationStep("A", "", "", ())]) == "Dose escalation in 1 cohort."
    assert describe_dose_escalation([EscalationStep("A", "1 mg", "1", ())]) == (
        "Dose escalation in 1 cohort, at 1 mg; 1 subject in total."
    )
    mixed = [EscalationStep("A", "1 mg", "3", (), "7 days"), EscalationStep("B", "2 mg", "3–6", (), "never")]
    assert describe_dose_escalation(mixed) == (
        "Dose escalation in 2 cohorts, from 1 mg to 2 mg. Before the next cohort: 7 days."
    )
