"""The page of the slots is the one that the table of slots makes."""

from __future__ import annotations

from pathlib import Path

from impd.building.slot_page import slot_page
from impd.rules.packs import read_pack
from impd.rules.slots import slots_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "slots.md"


def test_the_page_of_slots_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == slot_page(read_pack()), "run python scripts/write_slot_page.py"


def test_each_slot_has_its_section_with_law_and_confidence():
    page = PAGE.read_text(encoding="utf-8")
    for slot in slots_of(read_pack()):
        section = page.split(f"\n## {slot.id}\n", 1)[1].split("\n## ", 1)[0]
        assert str(slot.cites[0]) in section
        assert f"- how sure: {slot.basis}" in section
