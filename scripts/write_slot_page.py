"""Writes docs/slots.md, the page of the documents that an application asks for, from the table of slots itself."""

from __future__ import annotations

from pathlib import Path

from impd.building.slot_page import slot_page
from impd.rules.packs import read_pack

PAGE = Path(__file__).resolve().parents[1] / "docs" / "slots.md"

if __name__ == "__main__":
    PAGE.write_text(slot_page(read_pack()), encoding="utf-8")
