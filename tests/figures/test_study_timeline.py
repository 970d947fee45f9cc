"""The timeline: bars cover what the dates say, and nothing overlaps, runs off or is lost."""

from __future__ import annotations

import pytest

from impd.figures.stated_dates import months, period
from impd.figures.study_timeline import TimelineRow, describe_study_timeline, draw_study_timeline
from impd.figures.study_timeline_layout import layout_study_timeline
from impd.figures.study_timeline_marks import x_of
from impd.figures.time_axis import axis
from tests.figures.charts import outside, overlapping, within_page, words

STUDIES, TRIALS, VERSIONS = "Non-clinical studies", "Clinical trials", "Product process versions"
PLAN = [
    TimelineRow(STUDIES, "Toxicity in the rat, 6 months", "2020", "2021-02", "GLP"),
    TimelineRow(STUDIES, "Integration-site analysis", "", "", ""),
    TimelineRow(TRIALS, "First-in-human trial", "2022-05-01", "", "12 subjects"),
    TimelineRow(VERSIONS, "Process version 1", "2018-03", "2023", "adherent cells"),
]
CASES = {
    "plan": PLAN,
    "one": PLAN[:1],
    "one point": [TimelineRow("", "A", "2024", "", "")],
    "sixty": [
        TimelineRow((STUDIES, TRIALS)[at // 40], f"Study {at} of several", str(1990 + at % 30), "2020", "note " * at)
        for at in range(60)
    ],
    "equal dates": [TimelineRow(STUDIES, "A", "2024-03-15", "2024-03-15", "one day")],
    "end before start": [TimelineRow(STUDIES, "A", "2024-03", "2023", ""), *PLAN],
    "no dates": [TimelineRow(STUDIES, f"Study {at}", "", "", "") for at in range(40)],
    "long words": [TimelineRow("G" * 200, "W" * 300, "2020", "2021", "n" * 900), *PLAN],
    "far too long": [TimelineRow("G " * 900, "W " * 2000, "2020", "2021", "n " * 5000), *PLAN],
    "control signs": [TimelineRow("a\x0b", "b\x00", "2020", "\n", "\ud800"), TimelineRow("\x01", "", "\t", "", "")],
    "no dates at all": [TimelineRow(STUDIES, "A", "soon", "2021", ""), TimelineRow(STUDIES, "B", "2021-13", "", "")],
    "all of history": [TimelineRow("", "A", "0001", "9999", "long"), TimelineRow("", "B", "9999-12-31", "", "late")],
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def rows(request):
    return request.param


def the_row(row):
    (page,) = layout_study_timeline([row])
    return page.rows[0], page


def test_no_box_overlaps_another_or_runs_off(rows):
    for page in layout_study_timeline(rows):
        frames = list(page.boxes())
        assert overlapping(frames) == []
        assert outside(frames, page.height) == []


def test_drawings_fit_a_page(rows):
    assert within_page(draw_study_timeline(rows))


def test_the_same_rows_give_the_same_bytes(rows):
    assert draw_study_timeline(rows) == draw_study_timeline(list(rows))


@pytest.mark.parametrize("case", [name for name in CASES if name not in {"control signs", "far too long"}])
def test_every_label_and_note_is_printed(case):
    printed = words(draw_study_timeline(CASES[case])).replace(" ", "")
    stated = [text for each in CASES[case] for text in (each.group, each.label, each.note)]
    assert [text for text in stated if text.replace(" ", "") not in printed] == []


def test_groups_stand_in_the_order_of_their_first_rows():
    (page,) = layout_study_timeline([*PLAN, TimelineRow(STUDIES, "Late", "2024", "", "")])
    assert [each.lines[0].text for each in page.headings] == [STUDIES, TRIALS, VERSIONS]
    assert [row.label.lines[0].text for row in page.rows][2] == "Late"


def test_a_group_goes_on_under_its_heading():
    first, second, *_ = draw_study_timeline(CASES["sixty"])
    assert words((second,)).count(f"{STUDIES} (continued)") == 1
    assert "(continued)" not in words((first,))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", months(2024, 1, 1), months(2025, 1, 1)),
        ("2024-03", months(2024, 3, 1), months(2024, 4, 1)),
        ("2024-02-29", months(2024, 2, 29), months(2024, 3, 1)),
        ("2024-12-31", months(2024, 12, 31), months(2025, 1, 1)),
    ],
)
def test_a_partial_date_covers_its_whole_period(text, start, end):
    assert period(text) == pytest.approx((start, end))


@pytest.mark.parametrize("text", ["", "2024-00", "2024-13", "2023-02-29", "0000", "24", "2024-3", "March", "٢٠٢٤"])
def test_what_is_no_date_is_no_period(text):
    assert period(text) is None


def test_a_bar_reaches_from_the_first_to_the_last_day():
    row, page = the_row(TimelineRow("", "A", "2020", "2022", ""))
    assert row.bar.x == pytest.approx(x_of(page.axis, months(2020, 1, 1)))
    assert row.bar.right == pytest.approx(x_of(page.axis, months(2023, 1, 1)))


def test_equal_dates_draw_a_thin_bar():
    row, _ = the_row(CASES["equal dates"][0])
    assert row.bar.width > 1


@pytest.mark.parametrize("end", ["", "2023", "later"])
def test_without_an_end_after_it_a_start_is_a_point(end):
    row, page = the_row(TimelineRow("", "A", "2024-03", end, "note"))
    assert row.bar is None
    assert row.point.centre == pytest.approx(x_of(page.axis, months(2024, 3, 1)))
    assert row.note.lines[0].text == (f"end stated as {end}; note" if end else "note")
    assert "start only" in words(draw_study_timeline([TimelineRow("", "A", "2024-03", end, "")]))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("", "", "date not stated"),
        ("", "2020", "start date not stated, end stated as 2020"),
        ("soon", "", "start stated as soon"),
    ],
)
def test_without_a_start_the_row_says_so(start, end, said):
    row, _ = the_row(TimelineRow("", "A", start, end, ""))
    assert (row.bar, row.point) == (None, None)
    assert row.note.lines[0].text == said


def names(first: str, last: str) -> list[str]:
    return [each.name for each in axis(period(first)[0], period(last)[1]).units]


def test_the_axis_takes_months_quarters_or_years():
    assert names("2024-11", "2025-02") == ["Nov", "Dec", "Jan", "Feb"]
    assert names("2023-05", "2024-09") == ["Q2", "Q3", "Q4", "Q1", "Q2", "Q3"]
    assert names("2018-05", "2022-09") == ["2018", "2019", "2020", "2021", "2022"]
    assert names("1996", "2015") == ["1995–1999", "2000–2004", "2005–2009", "2010–2014", "2015–2019"]
    years = axis(period("2023-05")[0], period("2024-09")[1]).years
    assert [(each.name, each.end - each.start) for each in years] == [("2023", 9), ("2024", 9)]


def test_names_on_the_axis_have_room():
    for first, last in (("2024", "2024"), ("2024-01", "2025-02"), ("2020", "2023"), ("2010", "2022"), ("1000", "9999")):
        (page,) = layout_study_timeline([TimelineRow("", "A", first, last, "")])
        assert [name for name in page.names if len(name.lines[0].text) * 4.5 > name.frame.width + 1] == []


def test_no_row_gives_no_drawing():
    assert draw_study_timeline([]) == ()
    assert describe_study_timeline([]) == ""


def test_the_alternative_text_says_span_groups_and_what_has_no_date():
    assert describe_study_timeline(PLAN) == (
        "Timeline of 4 rows from 2018-03 to 2023: Non-clinical studies (2), Clinical trials (1) and "
        "Product process versions (1). 1 row stands without a start date."
    )


def test_the_alternative_text_of_one_row():
    assert describe_study_timeline([TimelineRow("", "A", "2024", "", "")]) == "Timeline of 1 row, all in 2024."
    assert describe_study_timeline([TimelineRow("", "A", "", "", "")]) == (
        "Timeline of 1 row. 1 row stands without a start date."
    )
