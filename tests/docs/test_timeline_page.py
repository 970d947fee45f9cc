"""The worked example of docs/timeline.md holds the dates that the tool gives."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import impd

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "timeline.md").read_text(encoding="utf-8")


def test_the_example_has_the_dates_of_the_tool():
    rows = re.findall(r"^\| (.+?) \| ([\d–-]+) \| ([\d–-]+) \| ([\d–-]+) \|$", PAGE, re.MULTILINE)
    found = impd.timeline(ROOT / "samples" / "car_t_cd19", date(2026, 11, 30)).milestones
    dates = {one.title: (one.regular, one.latest, one.latest_with_consultation) for one in found}
    assert len(rows) == 6
    assert {title: tuple(shown) for title, *shown in rows} == {
        title: tuple(day.isoformat() if day else "–" for day in dates[title]) for title, *_ in rows
    }
