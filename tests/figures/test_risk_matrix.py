"""The risk matrix: each sign in its cell and in the legend, and nothing overlaps or runs off."""

from __future__ import annotations

import pytest

from impd.figures.risk_matrix import MEANINGS, RiskCell, describe_risk_matrix, draw_risk_matrix, layout_risk_matrix
from impd.figures.text_lines import PADDING, advance_widths, text_width
from tests.figures.charts import outside, overlapping, within_page, words

SIGNS = ("●", "○", "◇", "!", "–", "●○", "●○◇!", "")
FACTORS = ("Integration of the vector", "Route of administration", "Immunogenicity of the transgene product")
RISKS = ("Tumour formation", "Unwanted immunogenicity", "Germline transmission", "Transmission of disease agents")


def matrix(factors: int, risks: int) -> list[RiskCell]:
    """Signs in every combination but a few."""
    return [
        RiskCell(f"{FACTORS[factor % 3]} {factor}", f"{RISKS[risk % 4]} {risk}", SIGNS[(factor + risk) % 8])
        for factor in range(factors)
        for risk in range(risks)
        if (factor * risk) % 7 != 3
    ]


CASES = {
    "one": [RiskCell("Vector dose", "Toxicity", "●")],
    "three by three": matrix(3, 3),
    "nine by eight": matrix(9, 8),
    "sixty by sixty": matrix(60, 60),
    "nothing stated": [RiskCell("", "", "")],
    "long words": [
        RiskCell("W" * 300, "M" * 300, "●○"),
        RiskCell("y-" * 99, "x " * 200, "see the text"),
        *matrix(2, 5),
    ],
    "far too long": [RiskCell("W " * 2000, "M " * 2000, "x " * 4000), *matrix(2, 2)],
    "control signs": [RiskCell("a\x0b", "b\x00", "\ud800"), RiskCell("\n", "\t", "●\x01○")],
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def cells(request):
    return request.param


def sign_of(cells: list[RiskCell]) -> str:
    """What the first cell shows."""
    return "".join(line.text for line in layout_risk_matrix(cells)[0].cells[0][1].lines)


def test_no_box_overlaps_another_or_runs_off(cells):
    for page in layout_risk_matrix(cells):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(cells):
    for page in layout_risk_matrix(cells):
        for box in (*page.labels, *(content for _, content in page.cells), *(() if page.turned else page.heads)):
            assert [
                line for line in box.lines if text_width(line.text, line.style) > box.frame.width - 2 * PADDING
            ] == []
            assert len(box.lines) * 10 + 2 * PADDING <= box.frame.height + 0.01


def test_drawings_fit_a_page(cells):
    assert within_page(draw_risk_matrix(cells))


def test_the_same_cells_give_the_same_bytes(cells):
    assert draw_risk_matrix(cells) == draw_risk_matrix(list(cells))


def test_every_combination_is_drawn_once(cells):
    drawn = [place for page in layout_risk_matrix(cells) for place, _ in page.cells]
    assert len(drawn) == len(set(drawn))
    assert {(each.factor, each.risk) for each in cells} <= set(drawn)


@pytest.mark.parametrize("case", ["nine by eight", "sixty by sixty", "long words"])
def test_every_text_is_printed(case):
    printed = words(draw_risk_matrix(CASES[case])).replace(" ", "")
    stated = [text.replace(" ", "") for each in CASES[case] for text in (each.factor, each.risk, each.sign)]
    assert [text for text in stated if text not in printed] == []


def test_many_rows_and_columns_take_several_drawings():
    assert len(layout_risk_matrix(CASES["nine by eight"])) == 1
    pages = layout_risk_matrix(CASES["sixty by sixty"])
    assert len(pages) > 8
    assert max(len(page.heads) for page in pages) <= 8
    assert f"Part 2 of {len(pages)}" in words(draw_risk_matrix(CASES["sixty by sixty"])[1:2])


def test_heads_are_turned_only_where_their_words_do_not_fit():
    assert not layout_risk_matrix([RiskCell("A", f"Risk of {at}", "●") for at in range(8)])[0].turned
    (page,) = layout_risk_matrix(CASES["nine by eight"])
    assert page.turned
    assert b"rotate(-90" in draw_risk_matrix(CASES["nine by eight"])[0].svg
    for head in page.heads:
        assert max(text_width(line.text, line.style) for line in head.lines) <= head.frame.height - 2 * PADDING + 0.01
        assert len(head.lines) * 10 <= head.frame.width


@pytest.mark.parametrize("sign", MEANINGS)
def test_the_font_has_every_sign(sign):
    assert {ord(sign)} <= advance_widths(bold=True).keys() & advance_widths(bold=False).keys()


def test_the_legend_explains_the_signs_that_occur():
    printed = words(draw_risk_matrix([RiskCell("A", "B", "●◇")]))
    assert "covered by non-clinical data" in printed
    assert "covered by clinical measures" in printed
    assert not {meaning for sign, meaning in MEANINGS.items() if sign in "○!–" and meaning in printed}


def test_a_combination_without_sign_stays_blank():
    (page,) = layout_risk_matrix([RiskCell("A", "1", "●"), RiskCell("B", "2", "○")])
    assert [len(content.lines) for _, content in page.cells] == [1, 0, 0, 1]


def test_signs_of_one_combination_are_joined_in_order():
    assert sign_of([RiskCell("A", "B", "◇"), RiskCell("A", "B", "○●"), RiskCell("A", "B", "○")]) == "●○◇"


def test_other_text_stays_as_stated_and_is_no_sign():
    assert sign_of([RiskCell("A", "B", "see 2.1!")]) == "see 2.1!"
    assert "not covered" not in words(draw_risk_matrix([RiskCell("A", "B", "see 2.1!")]))


def test_no_cell_gives_no_drawing():
    assert draw_risk_matrix([]) == ()
    assert describe_risk_matrix([]) == ""


def test_the_alternative_text_says_size_signs_and_what_is_not_covered():
    cells = [RiskCell("Dose", "Toxicity", "●○"), RiskCell("Dose", "Tumours", "!"), RiskCell("Route", "Tumours", "●")]
    assert describe_risk_matrix(cells) == (
        "Risk matrix of 2 risk factors by 2 risks. Covered by non-clinical data in 2 cells, "
        "covered by quality in 1 cell, not covered in 1 cell. Not covered: Tumours (Dose)."
    )


def test_the_alternative_text_of_one_cell():
    assert describe_risk_matrix([RiskCell("A", "B", "")]) == "Risk matrix of 1 risk factor by 1 risk."
