"""The pages of the rules are those that the rule packs make."""

from __future__ import annotations

from pathlib import Path

from impd.building.rule_pages import write_pages
from impd.rules.packs import read_pack

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"


def test_the_pages_are_up_to_date():
    made = write_pages(read_pack())
    there = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}
    assert sorted(there) == sorted(made), "run python scripts/write_rule_pages.py"
    assert [name for name in made if there[name] != made[name]] == [], "run python scripts/write_rule_pages.py"


def test_a_page_tells_law_confidence_conditions_and_cases():
    page = write_pages(read_pack())["Q-SPC-01.md"]
    for words in ("## Law", "How sure: ", "## Where it looks, and when it applies", "What to do: ", "## Cases"):
        assert words in page
