"""The heat map: the grey follows the logarithm, each text reads on its grey, and nothing overlaps or runs off."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from impd.figures.grey_scale import grey_scale, plain_number
from impd.figures.heat_map import HeatCell, describe_heat_map, draw_heat_map, layout_heat_map
from impd.figures.shading import BLACK, WHITE, grey, ink_on
from impd.figures.text_lines import PADDING, text_width
from tests.figures.charts import SVG, outside, overlapping, within_page, words

UNIT = "copies/µg DNA"


def cell(row: str, column: str, text: str) -> HeatCell:
    """A cell with a value where its text is a number."""
    return HeatCell(row, column, Decimal(text) if text.isdecimal() else None, text)


def table(rows: int, columns: int) -> list[HeatCell]:
    """Values over many decades, words in some cells, and some combinations left out."""
    texts = ("< 50", "not detected", "not sampled")
    return [
        cell(f"Tissue {row}", f"High dose, day {at}", texts[row % 3] if at == row % 9 else str(7 ** ((row + at) % 9)))
        for row in range(rows)
        for at in range(columns)
        if (row + at) % 5
    ]


CASES = {
    "one value": [cell("Liver", "Day 8", "340")],
    "all None": [HeatCell("Liver", f"Day {at}", None, "not detected") for at in range(4)],
    "nothing stated": [HeatCell("", "", None, "")],
    "zero and below": [HeatCell("A", "1", Decimal(0), "0"), HeatCell("A", "2", Decimal(-3), ""), cell("A", "3", "5")],
    "twelve by six": table(12, 6),
    "sixty by twenty": table(60, 20),
    "sixty columns": [cell("Liver", f"Group {at}", str(at)) for at in range(60)],
    "long words": [
        HeatCell("W" * 300, "M" * 300, Decimal("1E+400"), "x" * 200),
        HeatCell("Liver", "biodistribution, pharmacokinetics " * 4, Decimal("1E-400"), "text " * 60),
    ],
    "far too long": [HeatCell("W " * 3000, "M " * 3000, None, "x " * 9000), *table(3, 9)],
    "control signs": [HeatCell("a\x0b", "b\x00", Decimal(1), "\ud800"), HeatCell("\n", "\t", Decimal(2), "c\x01d")],
    "no numbers": [HeatCell("A", "1", Decimal("NaN"), "?"), HeatCell("A", "2", Decimal("Infinity"), "")],
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def cells(request):
    return request.param


def fills(cells: list[HeatCell]) -> dict[str, tuple[str, str]]:
    """The fill of the box and the colour of the text, by text, in the first drawing."""
    found, fill = {}, ""
    for element in ElementTree.fromstring(draw_heat_map(cells, UNIT)[0].svg)[0]:
        if element.tag == f"{SVG}rect":
            fill = element.attrib["fill"]
        for text in element.iter(f"{SVG}text"):
            found.setdefault(text.text, (fill, element.attrib.get("fill", "")))
    return found


def test_no_box_overlaps_another_or_runs_off(cells):
    for page in layout_heat_map(cells, UNIT):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(cells):
    for page in layout_heat_map(cells, UNIT):
        for box in (*page.labels, *(content for _, content in page.cells), *(() if page.turned else page.heads)):
            assert [
                line for line in box.lines if text_width(line.text, line.style) > box.frame.width - 2 * PADDING
            ] == []
            assert len(box.lines) * 10 + 2 * PADDING <= box.frame.height + 0.01
        for head in page.heads if page.turned else ():
            assert (
                max(text_width(line.text, line.style) for line in head.lines) <= head.frame.height - 2 * PADDING + 0.01
            )
            assert len(head.lines) * 10 <= head.frame.width


def test_drawings_fit_a_page(cells):
    assert within_page(draw_heat_map(cells, UNIT))
    assert within_page(draw_heat_map(cells, "a unit of many words " * 90))


def test_the_same_cells_give_the_same_bytes(cells):
    assert draw_heat_map(cells, UNIT) == draw_heat_map(list(cells), UNIT)


def test_every_combination_is_drawn_once(cells):
    drawn = [place for page in layout_heat_map(cells, UNIT) for place, _ in page.cells]
    assert len(drawn) == len(set(drawn))
    assert {(each.row, each.column) for each in cells} <= set(drawn)


@pytest.mark.parametrize("case", ["twelve by six", "sixty by twenty", "sixty columns", "long words"])
def test_every_text_is_printed(case):
    printed = words(draw_heat_map(CASES[case], UNIT)).replace(" ", "")
    stated = [text.replace(" ", "") for each in CASES[case] for text in (each.row, each.column, each.text)]
    assert [text for text in stated if text not in printed] == []


def test_many_rows_or_columns_take_several_drawings():
    assert len(layout_heat_map(table(12, 6), UNIT)) == 1
    for page in layout_heat_map(CASES["sixty by twenty"], UNIT):
        assert 1 < len(page.heads) <= 8
        assert 1 < len(page.labels) <= 30
        assert page.note


def test_the_grey_follows_the_logarithm():
    shades = fills([cell("A", f"{at}", str(10**at)) for at in range(1, 6)])
    assert [shades[str(10**at)][0] for at in range(1, 6)] == [grey(at / 4) for at in range(5)]


def test_words_stand_on_white_and_zero_on_the_lightest_grey():
    shades = fills([cell("A", "1", "< 50"), cell("A", "2", "0"), cell("A", "3", "10"), cell("A", "4", "1000")])
    assert shades["< 50"][0] == WHITE
    assert shades["0"] == (grey(0), BLACK)
    assert shades["1000"] == (grey(1), WHITE)


def test_text_reads_on_every_grey():
    """The contrast is 4.5 to 1 or more (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        share = int(colour[1:3], 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    for step in range(201):
        light, dark = sorted((luminance(grey(step / 200)), luminance(ink_on(step / 200))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_legend_shows_the_ends_and_powers_of_ten():
    scale = grey_scale([Decimal(51), Decimal("1700000"), Decimal(0)])
    assert [text for text, _ in scale.steps()] == ["51", "1000", "10⁴", "10⁵", "1.7\u00a0×\u00a010⁶"]
    levels = [level for _, level in scale.steps()]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, 1)
    assert [text for text, _ in grey_scale([Decimal("9.99"), Decimal("0.02")]).steps()] == ["0.02", "0.1", "1", "10"]


def test_the_legend_names_unit_and_what_occurs():
    assert f"logarithm of the value in {UNIT}. White: no number." in words(draw_heat_map(table(3, 3), UNIT))
    assert "Zero and below" in words(draw_heat_map(CASES["zero and below"], UNIT))
    alone = words(draw_heat_map(CASES["one value"], ""))
    assert "White" not in alone
    assert "Zero" not in alone
    assert "Grey" not in words(draw_heat_map(CASES["all None"], UNIT))


def test_a_combination_stated_twice_shows_both():
    (page,) = layout_heat_map([cell("A", "1", "10"), cell("A", "1", "20"), cell("A", "2", "20")], UNIT)
    assert page.cells[0][1].lines[0].text == "10; 20"
    assert fills([cell("A", "1", "10"), cell("A", "1", "20"), cell("A", "2", "10")])["10; 20"][0] == grey(1)


@pytest.mark.parametrize(
    ("value", "text"),
    [("340", "340"), ("0", "0"), ("0.05", "0.05"), ("1.2E+7", "1.2\u00a0×\u00a010⁷"), ("3E-9", "3\u00a0×\u00a010⁻⁹")],
)
def test_a_value_without_text_is_printed_as_number(value, text):
    assert plain_number(Decimal(value)) == text


def test_no_cell_gives_no_drawing():
    assert draw_heat_map([], UNIT) == ()
    assert describe_heat_map([], UNIT) == ""


def test_the_alternative_text_says_size_range_and_highest():
    cells = [cell("Liver", "day 8", "50"), cell("Liver", "day 29", "900"), cell("Blood", "day 8", "< 50")]
    assert describe_heat_map(cells, UNIT) == (
        "Heat map of 2 rows by 2 columns; values from 50 to 900 copies/µg DNA, the darker the higher. "
        "The highest is in Liver, day 29. 1 cell has no number."
    )


def test_the_alternative_text_of_few_values():
    assert describe_heat_map(CASES["one value"], "") == "Heat map of 1 row by 1 column; the value is 340."
    assert describe_heat_map(CASES["all None"], UNIT) == "Heat map of 1 row by 4 columns; no cell has a number."
    twice = [cell("A", "1", "10"), cell("A", "2", "20"), cell("A", "3", "20")]
    assert "highest is in" not in describe_heat_map(twice, UNIT)
