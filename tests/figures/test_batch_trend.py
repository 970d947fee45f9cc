"""The batch trend: a point a batch in order, against its limits; nothing overlaps, runs off or is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from impd.figures.batch_trend import BatchTrend, TrendBatch, describe_batch_trend, draw_batch_trend
from impd.figures.batch_trend_columns import MOST
from impd.figures.batch_trend_facts import BOTH, CLINICAL, NON_CLINICAL, OTHER, strata, use_of
from impd.figures.batch_trend_layout import layout_batch_trend
from impd.figures.plot_marks import LIMIT
from impd.figures.text_lines import LEADING, PADDING, text_width
from tests.figures.charts import SVG, outside, overlapping, within_page, words

USES = (("clinical",), ("non_clinical",), ("clinical", "non_clinical", "stability"), ("stability",))


def batches(count, name="AD-26-{:03}", version="DP-{}.0"):
    return tuple(
        TrendBatch(name.format(at), Decimal(90 + at * 7 % 9), version=version.format(1 + at // 6), uses=USES[at % 4])
        for at in range(count)
    )


VIABILITY = BatchTrend(
    "Viability", "%", batches(11), lower=Decimal("85"), upper=Decimal("100"), mean=Decimal("93.6"),
    interval=(Decimal("88.1"), Decimal("99.2")), interval_name="tolerance interval 95 %/99 %",
)  # fmt: skip
PROTEIN = BatchTrend(
    "Host-cell protein", "ng/mg",
    (TrendBatch("A", Decimal("2.5"), "<2.5", "<"), TrendBatch("B", Decimal(80), "> 80", ">"),
     TrendBatch("C", Decimal(9)), TrendBatch("D", None, "not tested")),
    upper=Decimal(20),
)  # fmt: skip
LONG = replace(VIABILITY, title="T" * 300, unit="u" * 300, interval_name="i" * 200)
HUGE = replace(VIABILITY, title="T " * 3000, unit="u " * 900, interval_name="i " * 900)
CASES = {
    "viability": VIABILITY,
    "protein": PROTEIN,
    "logarithmic": replace(PROTEIN, logarithmic=True),
    "one": BatchTrend("A", "%", batches(1)),
    "nothing": BatchTrend("", "", ()),
    "a hundred": replace(VIABILITY, batches=batches(100)),
    "long names": replace(VIABILITY, batches=batches(30, "Batch number {} of the site in Amersfoort")),
    "long versions": replace(VIABILITY, batches=batches(24, version="process version {}.0 with recombinant trypsin")),
    "a version each": replace(
        VIABILITY, batches=tuple(TrendBatch(f"B{at}", Decimal(at), version=f"version {at}") for at in range(60))
    ),
    "long words": replace(LONG, batches=batches(9, "W" * 200 + "{}", "v" * 200)),
    "far too long": replace(
        HUGE,
        batches=(
            *batches(40, "W " * 900 + "{}", "{} v "),
            TrendBatch("X " * 900, None, "y " * 3000, version="z " * 900),
        ),
    ),
    "equal names": replace(
        VIABILITY, batches=(TrendBatch("A", Decimal(1)), TrendBatch("A", Decimal(2)), TrendBatch("", None))
    ),
    "levels that meet": replace(
        VIABILITY, lower=Decimal(90), upper=Decimal(90), mean=Decimal(90), interval=(Decimal(90), Decimal(90))
    ),
    "control signs": replace(
        VIABILITY, title='a\x0b<&"', batches=(TrendBatch("\ud800\n", Decimal(1), "\x00", "?", "\x01"),)
    ),
    "no numbers": replace(
        VIABILITY,
        batches=(TrendBatch("A", Decimal("NaN")), TrendBatch("B", Decimal("1E+900"))),
        mean=Decimal("Infinity"),
        lower=Decimal("NaN"),
        interval=(Decimal("-Infinity"), Decimal("NaN")),
    ),
    "beyond all measure": replace(
        VIABILITY, batches=(TrendBatch("A", Decimal("1E+99")), TrendBatch("B", Decimal("-1E+99")))
    ),
    "zero on a logarithmic axis": replace(
        VIABILITY, logarithmic=True, lower=Decimal(0), batches=(TrendBatch("A", Decimal(0)),)
    ),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def trend(request):
    return request.param


def test_no_box_overlaps_another_or_runs_off(trend):
    for page in layout_batch_trend(trend):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_text_stays_in_its_box(trend):
    for page in layout_batch_trend(trend):
        for box in (*page.labels, *page.words, *(entry.name for entry in page.legend)):
            widths = [text_width(line.text, line.style) for line in box.lines]
            assert max(widths, default=0.0) <= box.frame.width - 2 * PADDING + 0.01
        for box in (*page.versions, *(() if page.turned else page.names)):
            assert max((text_width(line.text, line.style) for line in box.lines), default=0.0) <= box.frame.width
        for box in page.names if page.turned else ():
            widths = [text_width(line.text, line.style) for line in box.lines]
            assert max(widths) <= box.frame.height - 2 * PADDING + 0.01
            assert len(box.lines) * LEADING <= max(box.frame.width, LEADING)


def test_drawings_fit_a_page(trend):
    assert within_page(draw_batch_trend(trend))


def test_what_is_drawn_stays_on_the_page(trend):
    for drawing in draw_batch_trend(trend):
        for path in ElementTree.fromstring(drawing.svg).iter(f"{SVG}path"):
            for move in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.attrib["d"]):
                assert 0 <= float(move[0]) <= drawing.width
                assert 0 <= float(move[1]) <= drawing.height


def test_the_same_trend_gives_the_same_bytes(trend):
    assert draw_batch_trend(trend) == draw_batch_trend(replace(trend))


def test_every_trend_has_words_for_those_who_cannot_see_it(trend):
    assert describe_batch_trend(trend).startswith("Batch trend")


def test_batches_stand_in_their_order_and_none_is_lost(trend):
    pages = layout_batch_trend(trend)
    assert tuple(batch for page in pages for batch in page.columns.batches) == trend.batches
    assert all(len(page.columns.batches) <= MOST for page in pages)


@pytest.mark.parametrize("case", ["viability", "protein", "a hundred", "long names", "long versions", "a version each"])
def test_every_name_is_printed(case):
    printed = words(draw_batch_trend(CASES[case])).replace(" ", "")
    stated = [text.replace(" ", "") for each in CASES[case].batches for text in (each.batch, each.version)]
    assert [text for text in stated if text not in printed] == []


def test_many_batches_take_several_drawings_on_one_scale():
    pages = layout_batch_trend(CASES["a hundred"])
    assert [len(page.columns.batches) for page in pages] == [20] * 5
    assert len({page.frame.y for page in pages}) == 1
    assert "Part 5 of 5" in words(draw_batch_trend(CASES["a hundred"])[4:])


def test_limits_are_thick_and_dashed_with_their_value():
    (drawing,) = draw_batch_trend(VIABILITY)
    drawn = [each.attrib for each in ElementTree.fromstring(drawing.svg).iter(f"{SVG}path")]
    assert len([each for each in drawn if each.get("stroke-dasharray") == LIMIT and each["stroke-width"] == "1.6"]) == 2
    for said in ("upper limit 100", "lower limit 85", "mean 93.6"):
        assert said in words((drawing,))


def test_a_line_stands_between_versions():
    (page,) = layout_batch_trend(VIABILITY)
    assert [box.lines[0].text for box in page.versions] == ["DP-1.0", "DP-2.0"]
    assert page.versions[1].frame.x == pytest.approx(page.columns.x_of(6))
    runs = [(each.version, each.start, each.count) for each in strata(VIABILITY.batches)]
    assert runs == [("DP-1.0", 0, 6), ("DP-2.0", 6, 5)]


def test_versions_without_room_are_letters_the_same_in_all_drawings():
    said = words(draw_batch_trend(CASES["a version each"]))
    assert "A: version 0" in said
    assert "Z: version 25" in said
    assert "60: version 59" in said


def test_versions_that_nobody_states_take_no_room():
    (page,) = layout_batch_trend(PROTEIN)
    assert page.versions == ()
    half = (TrendBatch("A", Decimal(1), version="1"), TrendBatch("B", Decimal(1)))
    assert [each.version for each in strata(half)] == ["1", "version not stated"]


def test_uses_are_told_by_shape():
    assert [use_of(each) for each in VIABILITY.batches[:4]] == [CLINICAL, NON_CLINICAL, BOTH, OTHER]
    said = words(draw_batch_trend(VIABILITY))
    assert all(use in said for use in (CLINICAL, NON_CLINICAL, BOTH, OTHER))


def test_what_is_missing_is_said():
    assert "Not drawn: D (not tested)." in words(draw_batch_trend(PROTEIN))
    assert "No limit stated. No batches stated." in words(draw_batch_trend(BatchTrend("A", "%", ())))
    assert "lower limit 0; A (0)" in words(draw_batch_trend(CASES["zero on a logarithmic axis"]))


def test_the_alternative_text():
    assert describe_batch_trend(VIABILITY) == (
        "Batch trend of Viability: 11 batches, values from 90 to 98 %. Upper limit 100, tolerance interval 95 %/99 %, "
        "high 99.2, mean 93.6, tolerance interval 95 %/99 %, low 88.1 and lower limit 85. "
        "Process versions: DP-1.0 and DP-2.0. 3 for clinical use, 3 for non-clinical use, "
        "3 for clinical and non-clinical use and 2 for other use."
    )
    assert describe_batch_trend(PROTEIN) == (
        "Batch trend of Host-cell protein: 3 batches, values from < 2.5 to > 80 ng/mg; 2 results only as a bound. "
        "Upper limit 20. 3 for other use. Not drawn: D (not tested)."
    )
