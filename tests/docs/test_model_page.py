"""The page that lists all keys is the one the model makes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_keys_is_up_to_date() -> None:
    script = ROOT / "scripts" / "write_model_page.py"
    spec = importlib.util.spec_from_file_location("write_model_page", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), f"run python {script.name}"


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0].split("#")[0]
            example = target.startswith("figures/")  # of an author's text, not of this page
            outside = target.startswith(("http", "mailto"))
            if target and not example and not outside and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
