"""Writes docs/rules/, a page for each rule and the list of all, from the rule packs themselves."""

from __future__ import annotations

from pathlib import Path

from impd.building.rule_pages import write_pages
from impd.rules.packs import read_pack

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"


def pages() -> dict[str, str]:
    """Each page by its file name."""
    return write_pages(read_pack())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for file in FOLDER.glob("*.md"):
        if file.name not in made:
            file.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
