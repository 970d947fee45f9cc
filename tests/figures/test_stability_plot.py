"""The stability plot: points, lines and limits stand where they must; nothing overlaps, runs off or is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from impd.figures.drawing import Rectangle
from impd.figures.plot_marks import DASHES, LIMIT, SHAPES, clipped
from impd.figures.plot_scale import logarithmic_scale, number_scale, time_scale
from impd.figures.plot_spread import spread
from impd.figures.stability_plot import (
    BandPoint,
    FittedLine,
    StabilityPlot,
    StabilityResult,
    describe_stability_plot,
    draw_stability_plot,
)
from impd.figures.stability_plot_layout import layout_stability_plot
from impd.figures.text_lines import PADDING, text_width
from tests.figures.charts import SVG, outside, overlapping, within_page, words


def result(batch, time, value, text="", censor=""):
    return StabilityResult(batch, Decimal(time), Decimal(value), text, censor)


def results(count):
    return tuple(
        result(f"334{45 + batch}", time, f"{100 - batch / 10 - time / 8:.2f}")
        for batch in range(count)
        for time in (0, 3, 6, 9, 12, 18, 24)
    )


ASSAY = StabilityPlot(
    "Assay, 25 °C / 60 % RH",
    "%",
    results(3),
    lines=tuple(FittedLine(Decimal(100), Decimal("-0.125"), f"334{45 + at}") for at in range(3)),
    band=tuple(BandPoint(Decimal(time), Decimal(99 - time // 6)) for time in range(0, 37, 3)),
    lower=Decimal("95.0"),
    upper=Decimal("105.0"),
    claimed=Decimal(24),
    supported=Decimal(31),
)
IMPURITY = StabilityPlot(
    "Impurity A",
    "%",
    (
        *(result(batch, 0, "0.05", "<0.05", "<") for batch in "ABC"),
        result("A", 6, "0.08"),
        result("B", 9, "3", ">3", ">"),
        StabilityResult("C", Decimal(9), None, "not tested"),
    ),
    lines=(FittedLine(Decimal("0.04"), Decimal("0.006")),),
    band=tuple(BandPoint(Decimal(at), Decimal("0.02"), Decimal("0.05")) for at in range(10)),
    upper=Decimal("0.20"),
    claimed=Decimal(18),
    supported=Decimal(16),
)  # fmt: skip
TITRE = replace(
    ASSAY, title="Titre", unit="TU/mL", logarithmic=True, lower=Decimal("1e8"), upper=None, band=(),
    results=tuple(result("LV", time, f"{9 - time / 10}e8") for time in range(12)),
    lines=(
        FittedLine(Decimal("20.6"), Decimal("-0.01"), of_logarithm=True),
        FittedLine(Decimal("9e8"), Decimal("-1e7"), "LV"),
    ),
)  # fmt: skip
CASES = {
    "assay": ASSAY,
    "impurity": IMPURITY,
    "titre": TITRE,
    "line of the logarithm on a straight axis": replace(TITRE, logarithmic=False),
    "twenty batches": replace(ASSAY, results=results(20), lines=()),
    "nothing": StabilityPlot("", "", ()),
    "one result": StabilityPlot("A", "mg", (result("B", 0, 0),)),
    "all equal": StabilityPlot("A", "mg", tuple(result(f"B{at}", 3, 5) for at in range(8)), lower=Decimal(5)),
    "limits that meet": replace(ASSAY, lower=Decimal(99), upper=Decimal("99.01")),
    "claim and support meet": replace(ASSAY, supported=Decimal(24)),
    "claim at the end": replace(ASSAY, claimed=Decimal(36), supported=Decimal(35)),
    "supported for ever": replace(ASSAY, supported=Decimal(9999)),
    "below zero": replace(ASSAY, results=(result("A", 0, -4), result("A", 6, 3)), lower=Decimal(-10), upper=None),
    "long words": replace(
        ASSAY, title="T" * 400, unit="u" * 300, time_unit="m" * 300, band_name="b" * 300,
        results=tuple(result(f"{'W' * 120}{at}", at, at) for at in range(16)),
    ),
    "far too long": replace(
        ASSAY, title="T " * 3000, unit="u " * 2000, time_unit="m " * 900, band_name="b " * 900,
        results=(StabilityResult("W " * 900, None, None, "x " * 3000), *results(8)),
    ),
    "control signs": replace(ASSAY, title="a\x0b<&\"'", unit="\x00", results=(result("\ud800\n", 1, 2, "\x01", "?"),)),
    "no numbers": replace(
        ASSAY, lower=Decimal("NaN"), upper=Decimal("1E+400"), claimed=Decimal("Infinity"), supported=Decimal("NaN"),
        results=(result("A", "NaN", 1), result("B", 1, "Infinity"), result("C", "1E+900", "1E-900")),
        lines=(FittedLine(Decimal("NaN"), Decimal(1), "A"),), band=(BandPoint(Decimal("NaN")), BandPoint(Decimal(3))),
    ),
    "beyond all measure": replace(
        ASSAY, results=(result("A", "1E+90", "1E+99"), result("B", "1E-90", "-1E+99")), claimed=Decimal("1E+95"),
        lines=(FittedLine(Decimal("1E+99"), Decimal("-1E+99"), "A"), FittedLine(Decimal(500), Decimal(500), "B", True)),
    ),
    "zero on a logarithmic axis": replace(TITRE, results=(result("A", 0, 0), result("A", 1, 4)), lower=Decimal(-1)),
    "steep lines": replace(
        ASSAY, lines=(FittedLine(Decimal(0), Decimal(100), "33445"), FittedLine(Decimal(500), Decimal(0)))
    ),
}  # fmt: skip


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def plot(request):
    return request.param


def test_no_box_overlaps_another_or_runs_off(plot):
    for page in layout_stability_plot(plot):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(plot):
    for page in layout_stability_plot(plot):
        for box in (*page.ticks, *page.limits, *page.periods, page.axis, *page.words, *(e.name for e in page.legend)):
            widths = [text_width(line.text, line.style) for line in box.lines]
            assert max(widths, default=0.0) <= box.frame.width - 2 * PADDING + 0.01


def test_drawings_fit_a_page(plot):
    assert within_page(draw_stability_plot(plot))


def test_what_is_drawn_stays_on_the_page(plot):
    for drawing in draw_stability_plot(plot):
        for path in ElementTree.fromstring(drawing.svg).iter(f"{SVG}path"):
            for move in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.attrib["d"]):
                assert 0 <= float(move[0]) <= drawing.width
                assert 0 <= float(move[1]) <= drawing.height


def test_the_same_plot_gives_the_same_bytes(plot):
    assert draw_stability_plot(plot) == draw_stability_plot(replace(plot))


def test_every_drawing_has_words_for_those_who_cannot_see_it(plot):
    assert describe_stability_plot(plot).startswith("Stability plot")


def test_points_stand_at_their_time_and_value():
    (page,) = layout_stability_plot(ASSAY)
    frame = page.frame
    assert page.x_of(0) < page.x_of(24) < frame.place.right
    assert frame.height_of(100) < frame.height_of(95)
    middle = (page.x_of(0) + page.x_of(24)) / 2
    assert page.x_of(12) == pytest.approx(middle)
    assert (frame.height_of(95) + frame.height_of(105)) / 2 == pytest.approx(frame.height_of(100))


def paths(plot, **attributes):
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        each.attrib["d"]
        for drawing in draw_stability_plot(plot)
        for each in ElementTree.fromstring(drawing.svg).iter(f"{SVG}path")
        if wanted.items() <= each.attrib.items()
    ]


def test_limits_are_thick_and_dashed_with_their_value():
    assert len(paths(ASSAY, stroke_width="1.6", stroke_dasharray=LIMIT)) == 2
    said = words(draw_stability_plot(ASSAY))
    assert "upper limit 105.0 %" in said
    assert "lower limit 95.0 %" in said


def test_batches_differ_in_shape_and_dashes():
    assert len(SHAPES) == len(set(SHAPES)) == len(DASHES) == len(set(DASHES))
    lined = replace(ASSAY, band=(), claimed=None, supported=None)
    for at in (1, 2):
        assert len(paths(lined, stroke_dasharray=DASHES[at])) == 2  # the line and its sign in the legend


def test_claim_and_support_stand_as_words_over_their_lines():
    (page,) = layout_stability_plot(ASSAY)
    claimed, supported = page.periods
    assert (claimed.lines[0].text, supported.lines[0].text) == ("claimed 24 months", "supported 31 months")
    assert claimed.frame.x < page.x_of(24) < claimed.frame.right
    assert supported.frame.x < page.x_of(31) < supported.frame.right


def test_support_beyond_the_axis_is_said():
    assert "Supported 9999 months: beyond the axis." in words(draw_stability_plot(CASES["supported for ever"]))


def test_censored_results_are_arrows_and_named():
    said = words(draw_stability_plot(IMPURITY))
    assert "arrow down: below the value shown" in said
    assert "arrow up: above the value shown" in said
    assert "arrow" not in words(draw_stability_plot(ASSAY))


def test_what_is_missing_is_said():
    said = words(draw_stability_plot(StabilityPlot("A", "", ())))
    for each in ("No limit stated.", "No claimed period stated.", "No results stated.", "unit not stated"):
        assert each in said
    assert "Not drawn: C at 9 months (not tested)." in words(draw_stability_plot(IMPURITY))
    assert "Not drawn: the lower limit of −1; A at 0 months (0)." in words(
        draw_stability_plot(CASES["zero on a logarithmic axis"])
    )


def test_many_batches_take_several_drawings_on_the_same_axes():
    pages = layout_stability_plot(CASES["twenty batches"])
    assert [len(page.batches) for page in pages] == [7, 7, 6]
    assert len({page.frame.y for page in pages}) == len({page.x for page in pages}) == 1
    assert "Part 2 of 3" in words(draw_stability_plot(CASES["twenty batches"])[1:2])


def test_points_that_would_cover_one_another_stand_side_by_side():
    assert spread([(10, 5), (10, 5), (40, 5)], 20) == [(6.5, 5), (13.5, 5), (40, 5)]
    assert spread([(10, 5), (10, 50)], 20) == [(10, 5), (10, 50)]
    assert "stand side by side" in words(draw_stability_plot(IMPURITY))


def test_lines_are_cut_off_at_the_frame():
    frame = Rectangle(0, 0, 10, 10)
    assert clipped((-5, 5), (15, 5), frame) == ((0, 5), (10, 5))
    assert clipped((5, -10), (5, 30), frame) == ((5, 0), (5, 10))
    assert clipped((-5, -1), (15, -1), frame) is None
    assert clipped((2, 2), (3, 3), frame) == ((2, 2), (3, 3))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([95, 102.3], ["94", "96", "98", "100", "102", "104"]),
        ([0.1, 0.1 + 0.2], ["0.10", "0.15", "0.20", "0.25", "0.30"]),
        ([-3, 4], ["−3", "−2", "−1", "0", "1", "2", "3", "4"]),
        ([0, 5e8], ["0", *(f"{at}\u00a0×\u00a010⁸" for at in range(1, 6))]),
    ],
)  # fmt: skip
def test_ticks_are_round_numbers(values, ticks):
    assert [tick.text for tick in number_scale(values).ticks] == ticks


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        ([0, 24], "months", ["0", "3", "6", "9", "12", "15", "18", "21", "24"]),
        ([36], "months", ["0", "6", "12", "18", "24", "30", "36"]),
        ([72], "h", ["0", "12", "24", "36", "48", "60", "72"]),
        ([], "months", ["0", "1"]),
        ([50], "d", ["0", "5", "10", "15", "20", "25", "30", "35", "40", "45", "50"]),
    ],
)
def test_times_have_the_ticks_of_their_unit(values, unit, ticks):
    assert [tick.text for tick in time_scale(values, unit).ticks] == ticks


def test_a_logarithmic_axis_shows_powers_of_ten():
    assert [tick.text for tick in logarithmic_scale([3e-3, 2e4]).ticks] == [
        "0.001", "0.01", "0.1", "1", "10", "100", "1000", "10000", "100000",
    ][::2]  # fmt: skip
    assert [tick.text for tick in logarithmic_scale([2, 70]).ticks] == ["1", "2", "5", "10", "20", "50", "100"]


def test_the_alternative_text():
    assert describe_stability_plot(ASSAY) == (
        "Stability plot of Assay, 25 °C / 60 % RH: 21 results of 3 batches (33445, 33446 and 33447) from 0 to "
        "24 months, values from 96.80 to 100.00 %. Upper limit 105.0 % and lower limit 95.0 %. Claimed 24 months and "
        "supported 31 months. A fitted line for 3 batches and confidence band."
    )
    assert describe_stability_plot(StabilityPlot("Assay", "%", ())) == (
        "Stability plot of Assay: no result has a place in it. No limit stated. No claimed period stated. "
        "No results stated."
    )
